import { writeWeekPutAway } from '../../store/desk/week';
import { type ActionContext, decide } from '../action-context';

/** The summary of the week that began on this Monday is not shown any more, on this desktop. */
export function putWeekAway(context: ActionContext, from: string): void {
  decide(context, 'week.put-away', (tx) => writeWeekPutAway(tx, from));
}
