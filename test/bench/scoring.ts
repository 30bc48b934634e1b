import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureAt } from '../../src-main/engines/health/measures';
import { type BenchRow, comparison, figure } from './bench-row';
import type { KeptFigures } from './days-run';
import { featureSql, fillDuckDb, openDuckDb } from './duckdb-features';
import { runStep } from './run-step';
import type { Filled, PastFigures, ScoringFigures } from './scoring-run';
import type { UsageShape } from './synthetic-usage';
import { seconds, size } from './timing';

const days = 90;
const firstDay = 20_500;

/** Scores of every account and contact from their rollups, on the real store through the real jobs. */
export async function benchScoring(log: (text: string) => void): Promise<BenchRow[]> {
  const organizations = size('ORGANIZATIONS', 10_000);
  const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
  try {
    const grown: { users: number; figures: ScoringFigures }[] = [];
    for (const part of [100, 10, 1]) {
      const count = Math.ceil(organizations / part);
      log(`scoring ${count.toLocaleString('en')} accounts`);
      grown.push(await scored(join(folder, `store-${count}.db`), count));
    }
    const [, , whole] = grown;
    if (whole === undefined) throw new Error('nothing was scored');
    log('days kept by the month');
    const kept = await keptDays(join(folder, 'kept.db'), organizations);
    log('the same features by DuckDB');
    const duckDb = await duckDbSeconds(join(folder, 'peer.duckdb'), organizations, whole.figures);
    return [...rowsOf(organizations, whole, duckDb), ...growth(grown), ...kept];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function scored(file: string, organizations: number) {
  const { users } = (await runStep('scoring-run.ts', ['fill', file, organizations, days])) as Filled;
  return {
    users,
    figures: (await runStep('scoring-run.ts', ['score', file, organizations, days])) as ScoringFigures,
  };
}

const nights = 60;

/** What a night leaves of every account's day: in the months that are kept, beside a row for each account and day. */
async function keptDays(file: string, organizations: number): Promise<BenchRow[]> {
  await runStep('scoring-run.ts', ['fill', file, organizations, days]);
  const past = (await runStep('scoring-run.ts', ['past', file, organizations, days])) as PastFigures;
  const kept = (await runStep('days-run.ts', ['keep', file, organizations, nights])) as KeptFigures;
  const all = `${organizations.toLocaleString('en')} accounts`;
  const bytes = { name: 'a row of its score for each', value: kept.rowBytes / nights / organizations };
  const time = { name: 'inserting those rows', value: kept.rowSeconds };
  return [
    figure(`filling the past of ${all}, ${days} days`, past.seconds, 's'),
    figure(`why the mean score of ${all} changed over eight weeks`, past.changeSeconds, 's'),
    figure(`how ${all} used each feature in four weeks, beside the four before`, past.featureSeconds, 's'),
    comparison(
      'a day of an account in its month, score and facts',
      kept.pageBytes / nights / organizations,
      'bytes',
      bytes,
      '<= 1',
    ),
    comparison(`a night of ${all} put into their months`, kept.pageSeconds, 's', time, null),
  ];
}

function rowsOf(
  organizations: number,
  { users, figures }: { users: number; figures: ScoringFigures },
  duckDb: number,
): BenchRow[] {
  const {
    fullSeconds,
    nextDaySeconds,
    nextDayRowsSeconds,
    changedSeconds,
    userMillisecondsP95,
    batchMillisecondsP95,
    peakMegabytes,
  } = figures;
  const all = `${organizations.toLocaleString('en')} organizations with ${users.toLocaleString('en')} users`;
  const peer = { name: 'DuckDB computing the same features from the same rollups', value: duckDb };
  const full = { name: 'the full run', value: fullSeconds };
  const rows = {
    name: 'SQLite moving its rows, nothing worked out',
    value: nextDayRowsSeconds,
  };
  return [
    comparison(`full scoring of ${all} over ${days} days`, fullSeconds, 's', peer, '<= 1.0'),
    comparison('a whole night, new rollups of every account', nextDaySeconds, 's', rows, '<= 1.5'),
    comparison('the same night beside the full run', nextDaySeconds, 's', full, null),
    comparison('that bound beside the full run', nextDayRowsSeconds, 's', full, null),
    comparison(
      'the run after a sync that changed one account in a hundred',
      changedSeconds,
      's',
      full,
      '<= 0.1',
    ),
    figure('score of a single user p95', userMillisecondsP95, 'ms', '< 2'),
    figure('scores of a batch of 25 p95', batchMillisecondsP95, 'ms', '< 20'),
    figure(`memory of the process that scored ${all}`, peakMegabytes, 'MB'),
  ];
}

/** How time grows when everything becomes ten times as much. */
function growth(grown: readonly { users: number; figures: ScoringFigures }[]): BenchRow[] {
  return grown.slice(1).map(({ users, figures }, i) => {
    const smaller = grown[i] as (typeof grown)[number];
    const peer = {
      name: `${smaller.users.toLocaleString('en')} users`,
      value: smaller.figures.fullSeconds,
    };
    return comparison(
      `full scoring of ${users.toLocaleString('en')} users`,
      figures.fullSeconds,
      's',
      peer,
      '<= 11',
    );
  });
}

async function duckDbSeconds(file: string, organizations: number, ours: ScoringFigures): Promise<number> {
  const shape: UsageShape = { organizations, firstDay, days };
  await fillDuckDb(file, shape);
  const duckDb = await openDuckDb(file);
  try {
    const { seconds: taken } = await seconds(() => duckDb.run(featureSql(firstDay + days)));
    requireSame(ours, await duckDb.rows('SELECT * FROM account_features ORDER BY organization_id LIMIT 300'));
    return taken;
  } finally {
    duckDb.close();
  }
}

const compared = [
  'days_since_activity',
  'active_days',
  'usage_against_baseline',
  'usage_trend',
  'feature_breadth',
  'feature_depth',
  'stickiness',
  'key_outcomes',
  'outcome_breadth',
  'usage_per_mrr',
] as const;

/** A comparison of times is worth nothing unless both did the same. */
function requireSame(ours: ScoringFigures, theirs: readonly Record<string, unknown>[]): void {
  for (const [account, raws] of ours.raws.entries()) {
    for (const measure of compared) {
      const own = raws[measureAt[measure]] ?? null;
      const other = theirs[account]?.[measure] ?? null;
      const same = own === null || other === null ? own === other : Math.abs(own - Number(other)) < 1e-9;
      if (!same) throw new Error(`account ${account + 1}: ${measure} is ${own} here and ${other} in DuckDB`);
    }
  }
}
