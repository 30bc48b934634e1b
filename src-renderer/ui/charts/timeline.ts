import type { ReactNode } from 'react';
import { epochDayOf } from '../format/day';

/** Hairlines across, one for each tick of the scale. */
export const hairlines = { gridAxis: 'x', gridColor: 'var(--hairline)', strokeDasharray: '0' } as const;

/** What Recharts says of the pointer: whether it is over the chart, and at which value of the axis. */
interface Pointer {
  active?: boolean | undefined;
  label?: unknown;
}

/** Points on an axis of days, as charts want them: `at` is the epoch day of each. `dayOf` gives its `YYYY-MM-DD`. */
export function timeline<Point extends object>(points: readonly Point[], dayOf: (point: Point) => string) {
  const data = points.map((point) => ({ ...point, at: epochDayOf(dayOf(point)) }));
  const byDay = new Map(data.map((point) => [point.at, point]));
  return {
    data,
    days: data.map(({ at }) => at),
    /** The box beside the pointer, drawn for the point it is at. */
    tooltip: (draw: (point: Point) => ReactNode) => ({
      content: ({ active, label }: Pointer) => {
        const point = active && typeof label === 'number' ? byDay.get(label) : undefined;
        return point ? draw(point) : null;
      },
    }),
  };
}
