import { addScaled, gather } from '../../../lib/statistics/vectors';
import { type Clusters, clusteredError, clusterInfluence } from '../model/cluster-influence';
import { encode } from '../model/encoder';
import { takeRows } from '../model/table';
import type { ChurnModel } from './churn-model';
import type { FittedParts } from './fit-churn';

/** What a usual step of a column (its interquartile range) adds to the log-odds. */
export interface Slope {
  readonly coefficient: number;
  readonly standardError: number;
}

interface GrowingSlope {
  coefficient: number;
  /** How far each account moves it. */
  readonly influence: Float64Array;
}

/**
 * The slopes of a model's logits by column. A column of several logits has the sum of its coefficients, each times the
 * logit's weight, and what an account moves in one logit goes along with what it moves in the others: errors are those of
 * all fits stacked (Stefanski & Boos, 2002), clustered by account. Weights and ridges are taken as given, so an error tells
 * how far the shrunk slope varies, not how far it is shrunk.
 */
export function slopesOf(
  { rows, free, parts }: FittedParts,
  { weights }: Pick<ChurnModel, 'weights'>,
): ReadonlyMap<string, Slope> {
  const table = takeRows(rows.table, free);
  const outcome = gather(rows.outcome, free);
  const accounts = accountsOf(Int32Array.from(free, (row) => rows.organizationId[row] as number));
  const slopes = new Map<string, GrowingSlope>();
  parts.forEach((part, i) => {
    const weight = weights[i] as number;
    if (part.kind !== 'logit' || weight === 0) return;
    const { model, factor } = part;
    const design = encode(model.encoder, table);
    const influence = clusterInfluence({ ...model, factor }, { design, outcome }, accounts);
    model.encoder.terms.forEach((term, j) => {
      if (term.kind !== 'number' || factor.dependent.includes(j + 1)) return;
      const slope = slopes.get(term.source) ?? {
        coefficient: 0,
        influence: new Float64Array(accounts.count),
      };
      slope.coefficient += weight * (model.coefficients[j] as number);
      addScaled(slope.influence, influence[j] as Float64Array, weight);
      slopes.set(term.source, slope);
    });
  });
  return new Map(
    Array.from(slopes, ([column, { coefficient, influence }]) => [
      column,
      { coefficient, standardError: clusteredError(influence) },
    ]),
  );
}

function accountsOf(organizationId: Int32Array): Clusters {
  const places = new Map<number, number>();
  for (const id of organizationId) if (!places.has(id)) places.set(id, places.size);
  return { of: organizationId.map((id) => places.get(id) as number), count: places.size };
}
