import { dayOfEpoch, formatDayShort, formatMonth } from '../format/day';
import { timeTicks } from './time-ticks';

/** Without it the label of the highest tick is pushed down, off its line. */
export const roomAbove = { margin: { top: 10, right: 5, bottom: 5, left: 5 } };

/** Beyond this many days a tick needs its year. */
const yearSpan = 330;

/** A linear axis of epoch days with few ticks; the year stands with them where the span needs it. */
export function dayAxis(days: readonly number[], most = 7) {
  const first = days[0] ?? 0;
  const last = days.at(-1) ?? 0;
  const format = last - first > yearSpan ? formatMonth : formatDayShort;
  return {
    type: 'number' as const,
    domain: [first, last] as [number, number],
    ticks: timeTicks(first, last, most),
    tickFormatter: (epochDay: number) => format(dayOfEpoch(epochDay)),
    padding: { left: 4, right: 12 },
  };
}
