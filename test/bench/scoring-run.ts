// A process of its own for each step, so that its memory is that of one size and one step alone:
//   run-ts.mjs test/bench/scoring-run.ts fill FILE ORGANIZATIONS DAYS    makes a store
//   run-ts.mjs test/bench/scoring-run.ts past FILE ORGANIZATIONS DAYS    scores it, and fills all days of its past
//   run-ts.mjs test/bench/scoring-run.ts score FILE ORGANIZATIONS DAYS   scores it, and the day after; prints ScoringFigures
import { measureCount } from '../../src-main/engines/health/measures';
import { startWork } from '../../src-main/host/start-work';
import type { JobsHandle } from '../../src-main/jobs/start-jobs';
import { instantOfDay } from '../../src-main/lib/day';
import { createRandom } from '../../src-main/lib/statistics/random';
import { openStore } from '../../src-main/store/file/open';
import { readScoreOn } from '../../src-main/store/scores/past-scores';
import type { Store } from '../../src-main/store/types';
import { bulkTransaction } from '../../src-main/store/write-transaction';
import { featureReport } from '../../src-main/work/reports/feature-report';
import { healthChange } from '../../src-main/work/reports/health-change';
import { scoreOrganizations, scoreUser } from '../../src-main/work/scoring/score-fresh';
import { fillDaysJob, scoreAllJob, scoreChangedJob } from '../../src-main/work/scoring/scoring-kinds';
import { addDay, fillStore } from './synthetic-store';
import { firstUserOf, type UsageShape } from './synthetic-usage';
import { quantile, seconds } from './timing';

export interface Filled {
  readonly users: number;
  readonly rollups: number;
}

export interface PastFigures {
  /** Every day of the past. */
  readonly seconds: number;
  /** Why the mean score of all changed over eight weeks, explained account by account. */
  readonly changeSeconds: number;
  /** How each feature was used in four weeks, beside the four before. */
  readonly featureSeconds: number;
}

export interface ScoringFigures {
  /** Every account and contact, from rollups alone. */
  readonly fullSeconds: number;
  /** The night after, with one more day of rollups of every account. */
  readonly nextDaySeconds: number;
  /** SQLite alone, reading and writing the rows that such a night reads and writes. */
  readonly nextDayRowsSeconds: number;
  /** By day, when a sync brought new rollups of one account in a hundred. */
  readonly changedSeconds: number;
  readonly userMillisecondsP95: number;
  readonly batchMillisecondsP95: number;
  /** The largest the process ever was. */
  readonly peakMegabytes: number;
  /** Raw measures (engines/health/measures, in their order; null where unknown) of the first accounts. */
  readonly raws: readonly (readonly (number | null)[])[];
}

const key = new Uint8Array(32).fill(7);
const [step, file = '', organizations, days] = process.argv.slice(2);
const shape: UsageShape = { organizations: Number(organizations), days: Number(days), firstDay: 20_500 };
const asOf = shape.firstDay + shape.days;

const steps: Record<string, (store: Store) => unknown> = {
  fill: (store) => fillStore(store, shape),
  past: fillPast,
  score,
};
const store = openStore({ file, key, now: () => instantOfDay(asOf) });
const result = await steps[step ?? '']?.(store);
store.close();
process.stdout.write(`${JSON.stringify(result)}\n`);

/** Fills every day of the past, as nights do behind everything else. */
async function fillPast(store: Store): Promise<PastFigures> {
  await scoreAll(store, asOf);
  const filled = await runJob(store, asOf, (jobs) => jobs.enqueue(fillDaysJob, {}, 9));
  const moments = { from: asOf - 56, to: asOf };
  const explained = await seconds(() => healthChange(store.read, {}, moments, asOf));
  const { parts, stayed } = explained.result;
  if (parts.length === 0 || stayed === 0) throw new Error('no score changed, or nobody stayed');
  const used = await seconds(() => featureReport(store.read, {}, { from: asOf - 28, to: asOf }, asOf));
  if (used.result.accounts === 0) throw new Error('nobody used anything');
  return { seconds: filled, changeSeconds: explained.seconds, featureSeconds: used.seconds };
}

async function score(store: Store): Promise<ScoringFigures> {
  const fullSeconds = await scoreAll(store, asOf);
  const raws = rawsOfFirst(store, asOf);
  addDay(store, shape, asOf);
  const nextDaySeconds = await scoreAll(store, asOf + 1);
  const nextDayRowsSeconds = moveRows(store);
  const changed = Array.from({ length: Math.ceil(shape.organizations / 100) }, (_, i) => 1 + i * 100);
  addDay(store, shape, asOf + 1, changed);
  const changedSeconds = await runJob(store, asOf + 1, (jobs) =>
    jobs.enqueue(scoreChangedJob, { organizationIds: changed }, 9),
  );
  const some = scoreSome(store, asOf + 1);
  const night = { fullSeconds, nextDaySeconds, nextDayRowsSeconds, changedSeconds };
  return { ...night, ...some, peakMegabytes: peakMegabytes(), raws };
}

/** Moves an account's rows of a night without working anything out: no design that keeps these rows is quicker. */
function moveRows(store: Store): number {
  const accountsAtOnce = 200;
  const began = performance.now();
  for (let first = 1; first <= shape.organizations; first += accountsAtOnce) {
    bulkTransaction(store, 'bench.rows of a night', (tx) => {
      const ids = Array.from({ length: accountsAtOnce }, (_, i) => first + i);
      const page = tx.prepared<[number]>(
        'select payload from activity_daily where organization_id = ? order by day desc limit 1',
      );
      const writes = [
        'replace into activity_state select * from activity_state where organization_id = ?',
        'replace into account_summaries select * from account_summaries where organization_id = ?',
        'replace into user_health_scores select * from user_health_scores where organization_id = ? order by week desc limit 1',
        `insert into account_days select * from account_days where organization_id = ? order by month desc limit 1
         on conflict do update set payload = excluded.payload`,
      ].map((sql) => tx.prepared<[number]>(sql));
      for (const id of ids) {
        page.get(id);
        for (const write of writes) write.run(id);
      }
    });
  }
  return (performance.now() - began) / 1000;
}

function scoreAll(store: Store, day: number): Promise<number> {
  return runJob(store, day, (jobs) => jobs.enqueue(scoreAllJob, {}, 9));
}

/** Through the jobs, as always: in slices, with progress and checkpoints. @returns the seconds it took */
function runJob(store: Store, day: number, enqueue: (jobs: JobsHandle) => number): Promise<number> {
  const now = instantOfDay(day);
  return new Promise((resolve, reject) => {
    let wanted = -1;
    const jobs = startWork({
      store,
      clock: { now: () => now },
      onChanged: () => {},
      onJob(job) {
        // Scores of the past are another matter than tonight's.
        if (job.kind === 'backfill_history' && job.state === 'running') jobs.cancel(job.id);
        if (job.id !== wanted || job.finishedAt === null) return;
        const taken = (performance.now() - began) / 1000;
        void jobs.stop().then(() => {
          if (job.state === 'succeeded') resolve(taken);
          else reject(new Error(`scoring ended as ${job.state}: ${job.message}`));
        });
      },
    });
    const began = performance.now();
    wanted = enqueue(jobs);
  });
}

function scoreSome(store: Store, day: number) {
  const now = instantOfDay(day);
  const random = createRandom(1);
  const any = () => 1 + random.below(shape.organizations);
  const milliseconds = (runs: number, work: () => void) =>
    Array.from({ length: runs }, () => {
      const began = performance.now();
      work();
      return performance.now() - began;
    });
  const user = () => scoreUser(store, firstUserOf(any()), now);
  const batch = () => scoreOrganizations(store, Array.from({ length: 25 }, any), now);
  milliseconds(50, user);
  return {
    userMillisecondsP95: quantile(milliseconds(500, user), 0.95),
    batchMillisecondsP95: quantile(milliseconds(100, batch), 0.95),
  };
}

function rawsOfFirst(store: Store, day: number): (number | null)[][] {
  const first = Array.from({ length: Math.min(300, shape.organizations) }, (_, i) => i + 1);
  return first.flatMap((id) => {
    const raws = readScoreOn(store.read, id, day)?.raws;
    return raws == null
      ? []
      : [Array.from(raws.subarray(0, measureCount), (raw) => (Number.isNaN(raw) ? null : raw))];
  });
}

function peakMegabytes(): number {
  return process.resourceUsage().maxRSS / 1024;
}
