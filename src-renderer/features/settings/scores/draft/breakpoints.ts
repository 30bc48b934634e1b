/** `[raw value, points]` */
export type Breakpoint = [number, number];

/** One breakpoint more, after the last, as far from it as the one before; its points stay within 0-100. */
export function withAddedBreakpoint(breakpoints: readonly Breakpoint[]): Breakpoint[] {
  const last = breakpoints.at(-1) ?? [0, 0];
  const before = breakpoints.at(-2) ?? [last[0] - 1, last[1]];
  const step = last[0] - before[0];
  const rise = last[1] - before[1];
  const raw = last[0] + (step > 0 ? step : 1);
  return [...breakpoints, [raw, Math.min(100, Math.max(0, last[1] + rise))]];
}
