import { MISSING_BIN } from './bins';
import { type BinSign, binTotals, type Histogram, type HistogramLayout, type Totals } from './histogram';

/** Rows whose bin of the column lies from the first to the last go left. */
export type Split = {
  readonly feature: number;
  readonly firstLeftBin: number;
  readonly lastLeftBin: number;
  readonly gain: number;
  /** Sums over the rows that go left. */
  readonly left: Totals;
};

export type SplitLimits = {
  /** The least sum of p(1 - p) on either side of a split. */
  readonly leafWeight: number;
  /** Shrinks every leaf towards 0: added to its weight. */
  readonly shrinkage: number;
};

/** What rounding may leave of a gain, or of the weight of no rows, when histograms are subtracted. */
const nothing = 1e-9;

/**
 * The split with the highest second-order gain (Chen & Guestrin, XGBoost, 2016, eq. 7); what is missing goes to the side
 * where it gains more (ibid., 3.4). Undefined where none gains anything.
 */
export function bestSplit(
  histogram: Histogram,
  layout: HistogramLayout,
  totals: Totals,
  limits: SplitLimits,
): Split | undefined {
  let best: Split | undefined;
  for (const feature of layout.features) {
    const missing = binTotals(histogram, layout, feature, MISSING_BIN);
    const sign = layout.signs?.[feature];
    // With nothing missing both ways come to the same; what later rows lack then follows the heavier side.
    const ways = missing.hessian > nothing ? [true, false] : [undefined];
    for (const missingGoesLeft of ways) {
      let { gradient, hessian } = missingGoesLeft === true ? missing : { gradient: 0, hessian: 0 };
      // All values left and the missing right is a split as well.
      const bins = (layout.bins[feature] as number) - (missingGoesLeft === false ? 0 : 1);
      let cell = (layout.offsets[feature] as number) + 2 * MISSING_BIN;
      for (let bin = MISSING_BIN + 1; bin < bins; bin++) {
        cell += 2;
        gradient += histogram[cell] as number;
        hessian += histogram[cell + 1] as number;
        if (hessian < limits.leafWeight || totals.hessian - hessian < limits.leafWeight) continue;
        const gain = gainOf(gradient, hessian, totals, limits.shrinkage);
        if (gain <= (best?.gain ?? nothing)) continue;
        const takesMissing = missingGoesLeft ?? goesLeftUnseen(sign, bin, hessian >= totals.hessian / 2);
        const rise = riseOf(gradient, hessian, totals, limits.shrinkage);
        const isLast = bin === (layout.bins[feature] as number) - 1;
        if (sign !== undefined && !keepsSign(sign, rise, bin, takesMissing, isLast)) continue;
        const firstLeftBin = takesMissing ? MISSING_BIN : MISSING_BIN + 1;
        best = { feature, firstLeftBin, lastLeftBin: bin, gain, left: { gradient, hessian } };
      }
    }
  }
  return best;
}

/** How much higher the step of the right side is than that of the left. */
function riseOf(gradient: number, hessian: number, totals: Totals, shrinkage: number): number {
  return (
    gradient / (hessian + shrinkage) - (totals.gradient - gradient) / (totals.hessian - hessian + shrinkage)
  );
}

/** @param isLast all values are on the left, and what is missing on the right */
function keepsSign(
  { direction, gapLike }: BinSign,
  rise: number,
  bin: number,
  takesMissing: boolean,
  isLast: boolean,
): boolean {
  if (!isLast && direction * rise < 0) return false;
  if (gapLike === undefined) return true;
  const isGapLikeLeft = isLast || gapLike <= bin;
  if (isGapLikeLeft === takesMissing) return true;
  return takesMissing ? rise >= 0 : rise <= 0;
}

/** A gap of which nothing was seen stands with the value it counts as, else on the heavier side. */
function goesLeftUnseen(sign: BinSign | undefined, bin: number, leftIsHeavier: boolean): boolean {
  return sign?.gapLike === undefined ? leftIsHeavier : sign.gapLike <= bin;
}

function gainOf(gradient: number, hessian: number, totals: Totals, shrinkage: number): number {
  const otherGradient = totals.gradient - gradient;
  const otherHessian = totals.hessian - hessian;
  return (
    gradient ** 2 / (hessian + shrinkage) +
    otherGradient ** 2 / (otherHessian + shrinkage) -
    totals.gradient ** 2 / (totals.hessian + shrinkage)
  );
}
