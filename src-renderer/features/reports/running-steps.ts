import type { WaterfallStep } from '../../ui/charts/waterfall';

/** Steps one after the other, from where the first begins. @param tidy takes off what doubles leave beside a sum */
export function stepsFrom(
  begin: number,
  parts: readonly Omit<WaterfallStep, 'start' | 'end'>[],
  tidy: (value: number) => number,
): WaterfallStep[] {
  let running = begin;
  return parts.map((part) => {
    const start = running;
    running = tidy(running + part.shown);
    return { ...part, start, end: running };
  });
}

/** Cut where the steps would be hairlines at the end of a long bar. @param values all that the bars reach */
export function scaleOf(values: readonly number[]): readonly [number, number] {
  const high = Math.max(...values);
  const low = Math.min(...values);
  if (low === high && high > 0) return [0, high];
  if (low <= 0) return [Math.min(0, low), Math.max(high, 1)];
  const cut = low - 0.5 * (high - low);
  return [cut > 0.5 * high ? cut : 0, high];
}
