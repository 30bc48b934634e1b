import { lifeOf } from '../../engines/health/account-life';
import { spellsOf } from '../../engines/life/spells';
import type { AccountCourse } from '../../engines/risk/effects/account-course';
import { readInterventions } from '../../store/risk/history';
import { readAccountBatch } from '../../store/scores/batch';
import { readPointsSince } from '../../store/scores/past-scores';
import type { ReadDb } from '../../store/types';

/** @param ids ascending @param through the last day of which it is known who left */
export function* readCourses(
  db: ReadDb,
  ids: readonly number[],
  through: number,
): Generator<AccountCourse, void> {
  const batch = readAccountBatch(db, ids);
  const interventions = readInterventions(db, ids);
  for (let account = 0; account < batch.count; account++) {
    const id = batch.organizationId[account] as number;
    const life = lifeOf(batch, account);
    const scores = readPointsSince(db, id, 0);
    yield {
      account: id,
      spells: spellsOf(life, through),
      terms: life.terms,
      scoreDays: Int32Array.from(scores, ({ day }) => day),
      points: Float64Array.from(scores, ({ points }) => points),
      interventions: interventions.get(id) ?? [],
    };
  }
}
