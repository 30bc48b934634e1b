import { addDays, dayOfEpoch, epochDayOf } from '../../../ui/format/day';

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const epoch = epochDayOf(day);
  return dayOfEpoch(epoch - ((((epoch + 3) % 7) + 7) % 7));
}

/** The days that a calendar shows around one: its week, or the whole weeks of its month. */
export function daysAround(day: string, isWeek: boolean): string[] {
  const first = mondayOf(isWeek ? day : `${day.slice(0, 8)}01`);
  const last = isWeek ? first : mondayOf(addDays(`${monthAfter(day).slice(0, 8)}01`, -1));
  const count = epochDayOf(last) - epochDayOf(first) + 7;
  return Array.from({ length: count }, (_, place) => addDays(first, place));
}

/** The same day a month later, or the last of a shorter one. */
export function monthAfter(day: string): string {
  return monthsFrom(day, 1);
}

export function monthBefore(day: string): string {
  return monthsFrom(day, -1);
}

function monthsFrom(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const at = 12 * year + month - 1 + months;
  const [first, next] = [epochDayOf(firstOf(at)), epochDayOf(firstOf(at + 1))];
  return dayOfEpoch(Math.min(first + date - 1, next - 1));
}

/** @param month 12 x year + month, January being 0 */
function firstOf(month: number): string {
  const year = String(Math.floor(month / 12)).padStart(4, '0');
  return `${year}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}
