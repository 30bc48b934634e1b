/** Half-lives of the decayed counters, in days. A counter's place in a group of three is its half-life's place here. */
export const halfLives = [7, 28, 90] as const;
export type HalfLife = 0 | 1 | 2;
export const counters = halfLives.length;

/** Gaps longer than this are rare enough to be computed each time. */
const tabulatedDays = 1024;
const tabulated = Float64Array.from(
  { length: counters * tabulatedDays },
  (_, i) => 2 ** (-(i % tabulatedDays) / (halfLives[Math.floor(i / tabulatedDays)] as number)),
);

/** What is left of one event after `days`: 2^(-days / half-life). */
export function decayFactor(halfLife: HalfLife, days: number): number {
  if (days < tabulatedDays) return tabulated[halfLife * tabulatedDays + days] as number;
  return 2 ** (-days / halfLives[halfLife]);
}

/** What one event spread evenly over seven days is worth on the last of them. */
export const weekWeights = Float64Array.from(halfLives, (halfLife) => {
  let weight = 0;
  for (let days = 0; days < 7; days++) weight += 2 ** (-days / halfLife) / 7;
  return weight;
});

/**
 * Events per day that a counter stands for. A steady r events a day, begun `age` days ago, fill the counter to
 * r (1 - q^age) / (1 - q) with q = 2^(-1/half-life): the sum of a geometric series, solved for r.
 */
export function dailyRate(halfLife: HalfLife, counter: number, age: number): number {
  const perDay = 1 - 2 ** (-1 / halfLives[halfLife]);
  return (counter * perDay) / (1 - decayFactor(halfLife, age));
}
