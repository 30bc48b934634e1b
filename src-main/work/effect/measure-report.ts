import { z } from 'zod';
import type { MeasuredMeans } from '../../../src-preload/contract/effect/measured-means';
import { counted } from '../../../src-preload/contract/words';
import { collectOutcomes, type Means, type Outcomes } from '../../engines/effect/collect-outcomes';
import { countCtas } from '../../engines/effect/count-ctas';
import { measureMeans } from '../../engines/effect/measure-means';
import { weeklyLooks } from '../../engines/effect/weekly-look';
import { createChunkSize } from '../../jobs/chunk-size';
import { defineJob } from '../../jobs/define-job';
import { priorities } from '../../jobs/priorities';
import type { Work, WorkContext } from '../../jobs/work';
import { createRandom, shuffledIndices } from '../../lib/statistics/random';
import { readOrganizationIds } from '../../store/accounts/organization-ids';
import { companyCalendar } from '../../store/copy/company-calendar';
import { putReport } from '../../store/effect/measured-means';
import { readRuleChanges } from '../../store/effect/rule-changes';
import { readDuty } from '../../store/runner/duty';
import { writeTransaction } from '../../store/write-transaction';
import { readCourses } from '../forecasting/read-courses';
import { publishReport } from '../running/publish';
import { scoringDay } from '../scoring/scoring-day';
import { foldCopy } from './fold-copy';

/** The same data give the same figures. */
const seed = 1;
/** More account-months than these narrow no interval that matters; accounts to compare with are then drawn at random. */
const mostMonths = 60_000;
/** So many are told of, those that were used most first. */
export const mostMeans = 800;

/**
 * Measures what came of each rule, sequence, template and channel through yesterday. Everything is taken anew: a departure that is
 * told late counts at its own day. Begins anew after a crash.
 */
export function* measureReport(context: WorkContext): Work {
  const { store } = context;
  const today = scoringDay(store.read, context.now());
  if (today === null) return 'Nothing to measure yet: the first load is under way.';
  const through = today - 1;
  const { means, ctas, firings } = yield* foldCopy(store.read, through);
  const told = means.toSorted((left, right) => right.counted.turns - left.counted.turns).slice(0, mostMeans);
  const outcomes = yield* outcomesOf(
    context,
    told.map((one) => one.means),
    through,
  );
  const effects = yield* measureMeans(outcomes, through);
  const looks = weeklyLooks(firings, ctas, through);
  yield;
  const counts = countCtas(ctas);
  const changes = readRuleChanges(store.read, companyCalendar(store.read));
  const report = told.map(({ counted: done }, place): MeasuredMeans => {
    const { kind, id, effect } = effects[place] as (typeof effects)[number];
    const isRule = kind === 'rule';
    return {
      ...{ kind, id, ...done, effect },
      ctas: isRule ? (counts.get(id) ?? null) : null,
      changedOn: isRule ? (changes.get(id) ?? null) : null,
      weekly: isRule ? (looks.get(id) ?? null) : null,
    };
  });
  writeTransaction(store, 'effect.report', (tx) => {
    putReport(tx, { throughDay: through, means: report });
    if (readDuty(tx) !== null) publishReport(tx, { throughDay: through, means: report });
  });
  const clear = report.filter(({ effect }) => !unclear.has(effect.verdict)).length;
  return `What came of ${counted(report.length, 'rule, sequence, template or channel', 'rules, sequences, templates and channels')} was measured, ${clear} with a clear effect.`;
}

const unclear: ReadonlySet<MeasuredMeans['effect']['verdict']> = new Set([
  'not_trusted',
  'too_small',
  'nothing_yet',
]);

export const measureReportJob = defineJob({
  kind: 'measure_report',
  title: 'Measure what came of rules and messages',
  payload: z.object({}),
  priority: priorities.learning,
  makesStale: ['effect'],
  work: measureReport,
});

/** What came of them for each account, and of accounts drawn at random each month, where something has no one held out. */
function* outcomesOf(
  { store, sliceMilliseconds }: WorkContext,
  means: readonly Means[],
  through: number,
): Generator<undefined, Outcomes> {
  const collector = collectOutcomes(means, through);
  const concerned = new Set(
    means.flatMap(({ draws, turns }) => [...draws.map(({ account }) => account), ...turns.keys()]),
  );
  const isObserved = means.some(({ draws }) => draws.every(({ heldOut }) => !heldOut));
  const wantsMonths = () => isObserved && collector.months() < mostMonths;
  const ids = readOrganizationIds(store.read, 0, Number.MAX_SAFE_INTEGER);
  const order = shuffledIndices(ids.length, createRandom(seed));
  const chunk = createChunkSize(sliceMilliseconds);
  let done = 0;
  while (done < order.length) {
    const started = performance.now();
    const places = order.subarray(done, done + chunk.size);
    const some = Array.from(places, (place) => ids[place] as number).filter(
      (id) => wantsMonths() || concerned.has(id),
    );
    some.sort((left, right) => left - right);
    for (const course of readCourses(store.read, some, through)) collector.add(course, wantsMonths());
    done += places.length;
    chunk.took(performance.now() - started);
    yield;
  }
  return collector.collected();
}
