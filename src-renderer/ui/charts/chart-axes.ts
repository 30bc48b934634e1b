import { dayOfEpoch, formatDay, formatDayShort } from '../format/day';
import { timeTicks } from './time-ticks';

/** A linear axis of epoch days with few ticks. Dates are drawn without the year: the tooltip carries it. */
export function dayAxis(days: readonly number[], most = 7) {
  const first = days[0] ?? 0;
  const last = days.at(-1) ?? 0;
  return {
    type: 'number' as const,
    domain: [first, last] as [number, number],
    ticks: timeTicks(first, last, most),
    tickFormatter: (epochDay: number) => formatDayShort(dayOfEpoch(epochDay)),
    padding: { left: 4, right: 12 },
  };
}

/** The heading of a tooltip over a day axis. */
export function dayLabel(epochDay: unknown): string {
  return typeof epochDay === 'number' ? formatDay(dayOfEpoch(epochDay)) : '';
}
