import { collectOutcomes } from '../../../src-main/engines/effect/collect-outcomes';
import { foldDeeds } from '../../../src-main/engines/effect/fold-deeds';
import { meansOf } from '../../../src-main/engines/effect/means-of-deeds';
import { measureMeans } from '../../../src-main/engines/effect/measure-means';
import type { MeansKind, MeasuredMeans } from '../../../src-preload/contract/effect/measured-means';
import { through as lastDay, type SimulatedTeamwork } from '../../support/effect/simulated-teamwork';
import { runThrough } from '../../support/run-through';

type Deeds = Pick<SimulatedTeamwork, 'courses' | 'firings' | 'runs' | 'draws'>;
export type MeasuredEffects = Pick<MeasuredMeans, 'kind' | 'id' | 'heldOut' | 'together' | 'effect'>[];

/** What is told of all means of a simulated company, as of a day. */
export function measured({ courses, firings, runs, draws }: Deeds, through = lastDay): MeasuredEffects {
  const fold = foldDeeds();
  for (const row of firings) if (row.day <= through) fold.firing(row);
  for (const row of runs) if (row.day <= through) fold.run(row);
  for (const row of draws) if (row.day <= through) fold.draw(row);
  const all = meansOf(fold.deeds());
  const collector = collectOutcomes(
    all.map(({ means }) => means),
    through,
  );
  for (const course of courses) collector.add(course, true);
  const effects = runThrough(measureMeans(collector.collected(), through));
  return effects.map(({ kind, id, effect }, place) => {
    const { heldOut, together } = (all[place] as (typeof all)[number]).counted;
    return { kind, id, effect, heldOut: heldOut ?? null, together };
  });
}

export function of(all: MeasuredEffects, kind: MeansKind, id: string): MeasuredEffects[number] {
  const found = all.find((one) => one.kind === kind && one.id === id);
  if (found === undefined) throw new Error(`no ${kind} ${id} was measured`);
  return found;
}
