import { softplus } from '../../../lib/statistics/logistic';
import { mean } from '../../../lib/statistics/vectors';

const candidates = [1, 0.9, 0.8, 0.7, 0.6, 0.5] as const;
const farthest = 5;

/**
 * How fast the present stops telling of the future: log-odds read now speak of `lead` months later as mean +
 * persistence^lead * (log-odds - mean), with the persistence that held-out log-odds foretold later months best with.
 * Rows are free months of accounts; `month` counts each account's months.
 */
export function learnPersistence(
  organizationId: Int32Array,
  month: Int32Array,
  margins: Float64Array,
  outcome: Float64Array,
): number {
  const places = new Map<string, number>();
  organizationId.forEach((id, row) => {
    places.set(`${id}/${month[row]}`, row);
  });
  const centre = mean(margins);
  const pairs: { lead: number; distance: number; outcome: number }[] = [];
  organizationId.forEach((id, row) => {
    for (let lead = 1; lead <= farthest; lead++) {
      const later = places.get(`${id}/${(month[row] as number) + lead}`);
      if (later === undefined) continue;
      pairs.push({ lead, distance: (margins[row] as number) - centre, outcome: outcome[later] as number });
    }
  });
  const lossOf = (persistence: number) =>
    pairs.reduce((sum, { lead, distance, outcome: left }) => {
      const margin = centre + persistence ** lead * distance;
      return sum + softplus(margin) - left * margin;
    }, 0);
  return candidates.reduce<number>(
    (best, candidate) => (lossOf(candidate) < lossOf(best) ? candidate : best),
    1,
  );
}
