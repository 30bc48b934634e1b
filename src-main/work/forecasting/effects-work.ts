import { z } from 'zod';
import { counted } from '../../../src-preload/contract/words';
import { collectMoments } from '../../engines/risk/effects/collect-moments';
import { measureEffects } from '../../engines/risk/effects/measure-effects';
import { createChunkSize } from '../../jobs/chunk-size';
import { defineJob } from '../../jobs/define-job';
import { priorities } from '../../jobs/priorities';
import type { Work, WorkContext } from '../../jobs/work';
import { createRandom, shuffledIndices } from '../../lib/statistics/random';
import { readOrganizationIds } from '../../store/accounts/organization-ids';
import { putEffects } from '../../store/risk/effects';
import { readDuty } from '../../store/runner/duty';
import { writeTransaction } from '../../store/write-transaction';
import { publishEffects } from '../running/publish';
import { scoringDay } from '../scoring/scoring-day';
import { readCourses } from './read-courses';

/** The same data give the same figures. */
const seed = 1;
/** More account-months than these narrow no interval that matters; accounts are then drawn at random. */
const mostMonths = 60_000;

/** Measures what each kind of intervention went along with. Begins anew after a crash: it takes seconds. */
export function* measureInterventions(context: WorkContext): Work {
  const { store } = context;
  const today = scoringDay(store.read, context.now());
  if (today === null) return 'Nothing to measure yet: the first load is under way.';
  const through = today - 1;
  const collector = collectMoments(through);
  const ids = readOrganizationIds(store.read, 0, Number.MAX_SAFE_INTEGER);
  const order = shuffledIndices(ids.length, createRandom(seed));
  const chunk = createChunkSize(context.sliceMilliseconds);
  let done = 0;
  while (done < order.length && collector.months() < mostMonths) {
    const started = performance.now();
    const places = order.subarray(done, done + chunk.size);
    const some = Array.from(places, (place) => ids[place] as number).sort((left, right) => left - right);
    for (const course of readCourses(store.read, some, through)) collector.add(course);
    done += places.length;
    chunk.took(performance.now() - started);
    yield;
  }
  const effects = yield* measureEffects(collector.collected());
  writeTransaction(store, 'risk.effects', (tx) => {
    putEffects(tx, through, effects);
    if (readDuty(tx) !== null) publishEffects(tx, { throughDay: through, effects });
  });
  const clear = effects.filter(({ verdict }) => verdict !== 'too_small').length;
  return `${counted(effects.length, 'kind')} of interventions measured over ${counted(done, 'account')}, ${clear} with a clear effect.`;
}

export const measureEffectsJob = defineJob({
  kind: 'measure_effects',
  title: 'Measure what helped',
  payload: z.object({}),
  priority: priorities.learning,
  makesStale: ['risk'],
  work: measureInterventions,
});
