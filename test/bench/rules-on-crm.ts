import type { BacktestReport } from '../../src-main/engines/rules/backtest-report';
import { runJob } from '../../src-main/host/commands/run-job';
import { systemClock } from '../../src-main/ports/clock';
import { featureWords } from '../../src-main/store/facts/facts-of-features';
import type { Store } from '../../src-main/store/types';
import { backtestRule } from '../../src-main/work/rules/backtest-rule';
import { ensureStarterConfig } from '../../src-main/work/scoring/current-config';
import { scoringDay } from '../../src-main/work/scoring/scoring-day';
import { fillDaysJob, scoreAllJob } from '../../src-main/work/scoring/scoring-kinds';
import type { Condition } from '../../src-preload/contract/rules/condition';
import { type TriedRule, triedRuleSchema } from '../../src-preload/contract/rules/rule';
import { type BenchRow, comparison, figure } from './bench-row';
import { crmWhereItIs, withCopyOf } from './ranked-companies';
import { seconds } from './timing';

const fell = (percent: number, days: number): Condition => ({
  field: 'use.events',
  params: { days: 28 },
  operator: 'fellBy',
  value: { by: percent, unit: 'percent', days },
});

/** What most teams would write down first. */
const usual = rule('Usage fell 20 %', [fell(20, 28)]);
/** What a manager would write who looks at scores: unhealthy for good, falling fast, unhealthy before a renewal. */
const sensible = [
  rule('Unhealthy', [{ field: 'health.score', operator: 'below', value: 65 }], {
    trigger: 'level',
    coolDownDays: 56,
  }),
  rule('Health fell by 8', [
    { field: 'health.score', operator: 'fellBy', value: { by: 8, unit: 'absolute', days: 56 } },
  ]),
  rule('Unhealthy before a renewal', [
    { field: 'health.score', operator: 'below', value: 75 },
    { field: 'account.renewal_on', operator: 'withinNext', value: 90 },
  ]),
];

function rule(name: string, rules: Condition[], firing: Partial<TriedRule> = {}): TriedRule {
  return triedRuleSchema.parse({ name, conditions: { combinator: 'and', rules }, ...firing });
}

/** Rules chosen on the first year of a company that nobody here made, and held against the usual one on the second. */
export async function rulesOnCrm(log: (text: string) => void): Promise<BenchRow[]> {
  const company = crmWhereItIs();
  if (company === null) return [];
  return await withCopyOf(company, async (store) => {
    ensureStarterConfig(store, systemClock.now());
    log('scoring and filling the days of the B2B company');
    await runJob(store, (jobs, priority) => jobs.enqueue(scoreAllJob, {}, priority));
    await runJob(store, (jobs, priority) => jobs.enqueue(fillDaysJob, {}, priority));
    return [...rowsOf(store, log), ...(await rowsByFeature(store))];
  });
}

const year = 365;
const horizonDays = 90;

function rowsOf(store: Store, log: (text: string) => void): BenchRow[] {
  const knownTo = scoringDay(store.read, systemClock.now()) ?? 0;
  const second = { from: knownTo - year + 1, to: knownTo };
  const first = { from: second.from - year, to: second.from - 1 };
  // Of the first year no more is known than there was at its end.
  const inFirst = (tried: TriedRule) => report(store, tried, { ...first, knownTo: first.to, horizonDays });
  const inSecond = (tried: TriedRule) => report(store, tried, { ...second, knownTo, horizonDays });
  for (const one of [usual, ...sensible]) {
    log(`${one.name}: first ${words(inFirst(one))}; second ${words(inSecond(one))}`);
  }
  const [best] = sensible.toSorted((a, b) => worth(inFirst(b)) - worth(inFirst(a)));
  const [chosen, plain] = [inSecond(best as TriedRule), inSecond(usual)];
  const rightly = (one: BacktestReport) => one.leftShare ?? 0;
  const early = (one: BacktestReport) => one.caughtEarlyShare ?? 0;
  return [
    figure(
      `“${best?.name}”, chosen on the first year: alerts a week in the second`,
      chosen.firingsAWeek,
      'a week',
    ),
    comparison(
      'its alerts that were followed by leaving',
      rightly(chosen),
      'share',
      { name: usual.name, value: rightly(plain) },
      'ratio > 1',
    ),
    comparison(
      'who left and was named 30 days ahead',
      early(chosen),
      'share',
      { name: usual.name, value: early(plain) },
      null,
    ),
    comparison(
      'both together (F1)',
      worth(chosen),
      'share',
      { name: usual.name, value: worth(plain) },
      'ratio > 1',
    ),
  ];
}

/** Two years of every account by the use of each feature, of which the dearest counts. */
async function rowsByFeature(store: Store): Promise<BenchRow[]> {
  const to = scoringDay(store.read, systemClock.now()) ?? 0;
  const time = { from: to - 2 * year + 1, to, knownTo: to, horizonDays };
  const accounts = store.read.prepared<[], number>('select count(*) from organizations').pluck().get();
  const features = featureWords(store.read).map(({ value }) => value);
  const rows: BenchRow[] = [];
  for (const field of ['use.of_feature', 'use.people_of_feature', 'use.days_of_feature']) {
    let [longest, firings] = [0, 0];
    for (const feature of features) {
      const value = { by: 20, unit: 'percent', days: 28 } as const;
      const tried = rule(field, [{ field, params: { feature, days: 28 }, operator: 'fellBy', value }]);
      const timed = await seconds(() => report(store, tried, time));
      [longest, firings] = [Math.max(longest, timed.seconds), firings + timed.result.firings];
    }
    const what = `${field} fell by 20 %, of ${features.length} features the dearest (${firings} firings of all)`;
    rows.push(figure(`${what}, ${accounts} accounts over ${2 * year} days`, longest, 's', 'value <= 1'));
  }
  return rows;
}

function report(store: Store, tried: TriedRule, time: Parameters<typeof backtestRule>[2]): BacktestReport {
  const steps = backtestRule(store.read, tried, time);
  let next = steps.next();
  while (next.done !== true) next = steps.next();
  if (!next.value.ok) throw new Error(`${tried.name}: ${next.value.findings[0]?.message}`);
  return next.value.tried.report;
}

/** Rightly alarmed and early enough, in one figure: the harmonic mean of the two shares. */
function worth({ leftShare, caughtEarlyShare }: BacktestReport): number {
  const [right, early] = [leftShare ?? 0, caughtEarlyShare ?? 0];
  return right + early === 0 ? 0 : (2 * right * early) / (right + early);
}

function words(one: BacktestReport): string {
  const share = (value: number | null) => (value === null ? '–' : value.toFixed(3));
  return `${one.firingsAWeek.toFixed(1)} a week, right ${share(one.leftShare)} (chance ${share(one.chanceShare)}), caught ${share(one.caughtShare)}, early ${share(one.caughtEarlyShare)} of ${one.departures}, unknown ${share(one.unknownShare)}`;
}
