import { countBelow } from '../../../lib/statistics/search';
import { addScaled } from '../../../lib/statistics/vectors';
import type { BoostedTrees } from '../model/boosting/boost';
import { LEAF } from '../model/boosting/tree';
import type { LogitModel } from '../model/logit-model';

/**
 * Log-odds as a sum of one function a column: slope * value + the step the value falls on, or a constant where the value
 * is missing. A ridge logit is such a sum, trees that ask one question are (Lou, Caruana & Gehrke, 2012), and so is any
 * blend of both: what each column adds is exact. Plain data.
 */
export interface AdditiveScore {
  readonly intercept: number;
  readonly terms: readonly AdditiveTerm[];
}

export interface AdditiveTerm {
  readonly column: string;
  readonly slope: number;
  readonly missing: number;
  /** Ascending. A value's step is the number of cuts below it. */
  readonly cuts: readonly number[];
  /** One more than there are cuts. */
  readonly steps: readonly number[];
}

/** What the column adds to the log-odds. */
export function termAt({ slope, missing, cuts, steps }: AdditiveTerm, value: number): number {
  if (Number.isNaN(value)) return missing;
  return slope * value + (steps[countBelow(cuts, value)] as number);
}

interface GrowingTerm {
  slope: number;
  missing: number;
  cuts: readonly number[];
  steps: Float64Array;
}

/** The sum of models, each times its weight. Trees must ask no more than one question. */
export function additiveScore(
  logits: readonly { readonly model: LogitModel; readonly weight: number }[],
  trees: { readonly model: BoostedTrees; readonly weight: number } | null,
): AdditiveScore {
  const terms = new Map<string, GrowingTerm>();
  const termOf = (column: string, cuts: readonly number[] = []): GrowingTerm => {
    const known = terms.get(column);
    if (known !== undefined) return known;
    const term = { slope: 0, missing: 0, cuts, steps: new Float64Array(cuts.length + 1) };
    terms.set(column, term);
    return term;
  };
  let intercept = 0;
  if (trees !== null && trees.weight > 0) {
    // First, because the cuts of a column are its trees'.
    for (const bins of trees.model.bins) {
      if (bins.kind === 'number') termOf(bins.name, bins.cuts);
    }
    intercept += trees.weight * (trees.model.base + addStumps(trees.model, trees.weight, termOf));
  }
  for (const { model, weight } of logits) {
    if (weight === 0) continue;
    intercept += weight * model.intercept;
    model.encoder.terms.forEach((encoded, j) => {
      const coefficient = weight * (model.coefficients[j] as number);
      const term = termOf(encoded.source);
      if (encoded.kind === 'number') {
        const slope = coefficient / encoded.spread;
        term.slope += slope;
        intercept -= slope * encoded.centre;
        term.missing += slope * (encoded.unknownAs ?? encoded.centre);
      } else if (encoded.kind === 'missing') term.missing += coefficient;
    });
  }
  return {
    intercept,
    terms: Array.from(terms, ([column, { steps, ...term }]) => ({
      column,
      ...term,
      steps: [...steps],
    })).filter(
      ({ slope, missing, steps }) => slope !== 0 || missing !== 0 || steps.some((step) => step !== 0),
    ),
  };
}

/** @returns what trees add that ask nothing */
function addStumps(
  { bins, trees }: BoostedTrees,
  weight: number,
  termOf: (column: string) => GrowingTerm,
): number {
  let constant = 0;
  for (const tree of trees) {
    const feature = tree.feature[0] as number;
    const left = tree.left[0] as number;
    if (feature === LEAF) {
      constant += tree.value[0] as number;
      continue;
    }
    if (tree.feature[left] !== LEAF || tree.feature[left + 1] !== LEAF) {
      throw new RangeError('a tree that asks more than one question is no sum over columns');
    }
    const term = termOf(bins[feature]?.name ?? '');
    const [first, last] = [tree.firstLeftBin[0] as number, tree.lastLeftBin[0] as number];
    const leafOf = (bin: number) =>
      weight * (tree.value[bin >= first && bin <= last ? left : left + 1] as number);
    term.missing += leafOf(0);
    addScaled(
      term.steps,
      Float64Array.from(term.steps, (_, step) => leafOf(step + 1)),
      1,
    );
  }
  return constant;
}
