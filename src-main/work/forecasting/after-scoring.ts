import { churnsKnownBefore } from '../../engines/risk/churn/fit-churn';
import { needsTraining } from '../../engines/risk/churn/when-to-train';
import type { WorkContext } from '../../jobs/work';
import { instantOfDay, mondayOf } from '../../lib/day';
import { needsMeasuring } from '../../store/risk/effects';
import { countChurned, readForetold } from '../../store/risk/history';
import { readLastModel, readServingModel } from '../../store/risk/models';
import type { ReadDb, Tx } from '../../store/types';

/** What follows once accounts were scored: levels are counted, accounts foretold anew, and what is learned where it is time. */
export function enqueueRiskWork(
  context: WorkContext,
  tx: Tx,
  db: ReadDb,
  organizationIds: readonly number[] | 'all',
  today: number,
): void {
  if (organizationIds === 'all') context.enqueue(tx, 'count_levels', {});
  if (organizationIds === 'all' && isTimeToTrain(db, today)) {
    context.enqueue(tx, 'train_risk', {});
  }
  if (organizationIds === 'all' && needsMeasuring(db, today - 1)) {
    context.enqueue(tx, 'measure_effects', {});
  }
  if (readServingModel(db) !== undefined) {
    context.enqueue(tx, 'assess_risk', {
      organizationIds: organizationIds === 'all' ? 'all' : [...organizationIds],
    });
  }
}

/** What was foretold is judged by the latest week whose 30 days are over. */
function isTimeToTrain(db: ReadDb, today: number): boolean {
  const last = readLastModel(db);
  return needsTraining({
    churns: countChurned(db, instantOfDay(churnsKnownBefore(today))),
    age: last === undefined ? null : today - last.throughDay,
    foretold: readForetold(db, mondayOf(today - 32)),
  });
}
