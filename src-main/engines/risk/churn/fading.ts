import { sigmoid } from '../../../lib/statistics/logistic';
import { mean } from '../../../lib/statistics/vectors';

/** How fast the present stops telling of the future. */
export interface Fading {
  /** What is left after a month of how far an account's log-odds are from those of accounts with its age and contract. */
  readonly persistence: number;
  /** Variance of that distance over accounts and months. */
  readonly variance: number;
}

/**
 * Chance to leave in a month so many months after the one that was read for, of an account that was `distance` from the
 * average of its kind then. Its log-odds have moved since: they are normal around average + persistence^lead * distance, and the longer
 * ago the wider, so that accounts far ahead differ from each other as much as they do today. The chance is the mean over
 * them, by Gauss-Hermite quadrature with three points; that of the middle alone would be too low.
 */
export function chanceAhead(
  { persistence, variance }: Fading,
  average: number,
  distance: number,
  lead: number,
): number {
  const left = persistence ** lead;
  const middle = average + left * distance;
  const step = Math.sqrt(3 * variance * (1 - left * left));
  if (step === 0) return sigmoid(middle);
  return (4 * sigmoid(middle) + sigmoid(middle + step) + sigmoid(middle - step)) / 6;
}

const candidates = [1, 0.9, 0.8, 0.7, 0.6, 0.5] as const;
const farthest = 5;

/**
 * Learns the fading with which held-out log-odds foretold later months best.
 * Rows are free months of accounts; `month` counts each account's months.
 * @param margins held-out log-odds @param averages those of an average account with each row's age and contract
 */
export function learnFading(
  organizationId: Int32Array,
  month: Int32Array,
  margins: Float64Array,
  averages: Float64Array,
  outcome: Float64Array,
): Fading {
  const places = new Map<string, number>();
  organizationId.forEach((id, row) => {
    places.set(`${id}/${month[row]}`, row);
  });
  const distances = margins.map((margin, row) => margin - (averages[row] as number));
  const variance = mean(distances.map((distance) => distance ** 2));
  const pairs: { lead: number; average: number; distance: number; outcome: number }[] = [];
  organizationId.forEach((id, row) => {
    for (let lead = 1; lead <= farthest; lead++) {
      const later = places.get(`${id}/${(month[row] as number) + lead}`);
      if (later === undefined) continue;
      const average = averages[later] as number;
      pairs.push({ lead, average, distance: distances[row] as number, outcome: outcome[later] as number });
    }
  });
  const lossOf = (fading: Fading) =>
    pairs.reduce((sum, { lead, average, distance, outcome: left }) => {
      const chance = chanceAhead(fading, average, distance, lead);
      return sum - Math.log(left === 1 ? chance : 1 - chance);
    }, 0);
  return candidates
    .map((persistence) => ({ persistence, variance }))
    .reduce((best, candidate) => (lossOf(candidate) < lossOf(best) ? candidate : best));
}
