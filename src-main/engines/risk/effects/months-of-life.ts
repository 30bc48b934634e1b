import { addMonths } from '../../life/months';
import type { AccountCourse } from './account-course';
import { type Moment, momentOf } from './moments';

/**
 * The same day of every month in which an account was a customer, as long as it is known what came of it.
 * @param through the last day of which it is known who left
 */
export function* monthsOfLife(course: AccountCourse, through: number): Generator<Moment, void> {
  for (const { from, to } of course.spells) {
    for (let month = 0; ; month++) {
      const day = addMonths(from, month);
      const moment = to > 0 && day > to ? null : momentOf(course, day, through);
      if (moment === null) break;
      yield moment;
    }
  }
}
