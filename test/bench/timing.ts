/** Runs `work` once and answers the seconds it took with what it gave. */
export async function seconds<T>(work: () => T | Promise<T>): Promise<{ seconds: number; result: T }> {
  const began = performance.now();
  const result = await work();
  return { seconds: (performance.now() - began) / 1000, result };
}

/** @param share 0 to 1; 0.5 is the median. The nearest value that was measured, no interpolation. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? sorted[0];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** A size that an environment variable may change, for quick trials: STEWARD_BENCH_EVENTS=50000. */
export function size(name: string, standard: number): number {
  const given = process.env[`STEWARD_BENCH_${name}`];
  if (given === undefined) return standard;
  const value = Number(given);
  if (!Number.isInteger(value) || value <= 0)
    throw new Error(`STEWARD_BENCH_${name} must be a whole number above 0, not "${given}"`);
  return value;
}
