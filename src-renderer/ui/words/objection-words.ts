import { formatDay } from '../format/day';

/** What stands in the place of everything that is told of a person. @param since `YYYY-MM-DD` */
export function objectionWords(since: string): string {
  return `objects to profiling since ${formatDay(since)}`;
}
