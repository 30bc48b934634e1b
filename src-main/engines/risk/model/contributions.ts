import { addScaled } from '../../../lib/statistics/vectors';
import { binTable } from './boosting/bins';
import type { BoostedTrees } from './boosting/boost';
import { addTreeShap } from './boosting/tree-shap';
import { encode } from './encoder';
import type { LogitModel } from './logit-model';
import type { Table } from './table';

/**
 * What each column of the table adds to each row's log-odds. For every row, base + the sum over the columns is the
 * model's log-odds: nothing is left over.
 */
export type Contributions = {
  /** Log-odds of nobody in particular: what is expected before the row is looked at. */
  readonly base: number;
  readonly columns: readonly { readonly name: string; readonly logOdds: Float64Array }[];
};

/**
 * A logit's contributions: coefficient * (value - mean), added up over the terms made from one column. These are its exact
 * Shapley values (Lundberg & Lee, 2017, corollary 1).
 */
export function logitContributions(model: LogitModel, table: Table): Contributions {
  const byColumn = new Map<string, Float64Array>();
  let base = model.intercept;
  encode(model.encoder, table).columns.forEach(({ values }, j) => {
    const source = model.encoder.terms[j]?.source ?? '';
    const logOdds = byColumn.get(source) ?? new Float64Array(table.rows);
    byColumn.set(source, logOdds);
    const coefficient = model.coefficients[j] as number;
    const mean = model.means[j] as number;
    base += coefficient * mean;
    addScaled(
      logOdds,
      values.map((value) => value - mean),
      coefficient,
    );
  });
  return { base, columns: Array.from(byColumn, ([name, logOdds]) => ({ name, logOdds })) };
}

/** The contributions of boosted trees: exact Shapley values of the margin, tree by tree. */
export function treeContributions(model: BoostedTrees, table: Table): Contributions {
  const binned = binTable(model.bins, table);
  const columns = model.bins.map(({ name }) => ({ name, logOdds: new Float64Array(table.rows) }));
  const values = columns.map((column) => column.logOdds);
  const base = model.trees.reduce((sum, tree) => sum + addTreeShap(tree, binned, values), model.base);
  return { base, columns };
}

/** weight * first + (1 - weight) * second: the contributions of log-odds blended so. */
export function blendContributions(
  first: Contributions,
  second: Contributions,
  weight: number,
): Contributions {
  const byColumn = new Map<string, Float64Array>();
  for (const [part, share] of [
    [first, weight],
    [second, 1 - weight],
  ] as const) {
    for (const { name, logOdds } of part.columns) {
      const sum = byColumn.get(name) ?? new Float64Array(logOdds.length);
      byColumn.set(name, sum);
      addScaled(sum, logOdds, share);
    }
  }
  return {
    base: weight * first.base + (1 - weight) * second.base,
    columns: Array.from(byColumn, ([name, logOdds]) => ({ name, logOdds })),
  };
}
