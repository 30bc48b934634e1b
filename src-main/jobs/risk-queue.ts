import { fewestChurns } from '../engines/risk/churn/fit-churn';
import { mondayOf } from '../lib/day';
import { countChurned, readForetold } from '../store/reads/risk-history';
import { readLastModel, readServingModel } from '../store/reads/risk-models';
import type { ReadDb, Tx } from '../store/types';
import type { WorkContext } from './work';

/** A model is trained anew after so many days in any case: customers and product change. */
const longestServiceDays = 30;
/** Not more often than this, whatever the figures say. */
const shortestServiceDays = 7;
/** Departures this many standard deviations from what was foretold are no chance. */
const tolerableDeviations = 3;

/** What the churn model has to do once accounts were scored: foretell them anew, and learn anew where it is time. */
export function enqueueRiskWork(
  context: WorkContext,
  tx: Tx,
  db: ReadDb,
  organizationIds: readonly number[] | 'all',
  today: number,
): void {
  if (organizationIds === 'all' && needsTraining(db, today)) {
    context.enqueue(tx, 'train_risk', {});
  }
  if (readServingModel(db) !== undefined) {
    context.enqueue(tx, 'assess_risk', {
      organizationIds: organizationIds === 'all' ? 'all' : [...organizationIds],
    });
  }
}

/** Whether there is enough to learn from and no model yet, an old one, or one that has foretold badly. */
export function needsTraining(db: ReadDb, today: number): boolean {
  if (countChurned(db) < fewestChurns) return false;
  const last = readLastModel(db);
  if (last === undefined) return true;
  const age = today - last.throughDay;
  if (age >= longestServiceDays) return true;
  return age >= shortestServiceDays && foretoldBadly(db, today);
}

/** Departures in the 30 days after the latest week whose 30 days are over, against the chances given then. */
function foretoldBadly(db: ReadDb, today: number): boolean {
  const foretold = readForetold(db, mondayOf(today - 32));
  if (foretold === null) return false;
  const { expected, left } = foretold;
  return Math.abs(left - expected) > tolerableDeviations * Math.sqrt(expected + 1);
}
