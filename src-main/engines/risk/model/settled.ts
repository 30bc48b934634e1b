import { choleskyFactor, type SymmetricMatrix } from '../../../lib/statistics/cholesky';
import type { CurvedPoint, NewtonMaximum } from '../../../lib/statistics/newton';
import type { DesignColumn } from './design';
import { FitError } from './fit-error';

/** A log-likelihood at one point. */
export type LikelihoodPoint = CurvedPoint & {
  /**
   * The Gram matrix of the rows (of Cox's: of what sets those at risk together apart) of which the fit is unsure: whose
   * outcome it gives a chance of less than 1 - `least`. With a `least` below 0, of all.
   */
  telling(least: number): SymmetricMatrix;
};

/** A standard error this many times the reciprocal of a column's range gives reason to look for separation. */
const wide = 30;
/** How near to certain a row is foretold that may belong to a separation, at the nearest and the farthest. */
const [nearest, farthest] = [1e-9, 1e-6];
/** The same where the search lost sight of a direction: it then stopped on the way, and took itself to be at the top. */
const onTheWay = 1e-4;
/** A pivot of the rows still unsure is nothing below this share; the fit itself leaves a column out at a hundred times that. */
const nothing = 1e-12;

/**
 * Throws FitError when a fit found no maximum: a column holds what is no number; or it ran off to infinity because some
 * column foretells the outcome without exception, and then it names the column that shows it most.
 * `coefficients` and `variances` are those of the columns; a variance is 0 where a column was left out.
 * @param end the likelihood where the search ended; undefined under a ridge, which always has a maximum
 */
export function assertSettled(
  columns: readonly DesignColumn[],
  coefficients: ArrayLike<number>,
  variances: ArrayLike<number>,
  { converged, gain }: Pick<NewtonMaximum, 'converged' | 'gain'>,
  end: (() => LikelihoodPoint) | undefined,
): void {
  const odd = converged ? undefined : columns.find(({ values }) => !values.every(Number.isFinite));
  if (odd) throw new FitError('bad-input', `"${odd.name}" holds values that are no finite numbers.`);
  const widest = widestColumn(columns, coefficients, variances);
  const isSuspect = widest.width >= wide || (widest.width > 0 && !converged);
  if (end !== undefined && isSuspect && isSeparated(end(), leastSure(widest.width, gain))) {
    throw new FitError(
      'separation',
      `"${widest.name}", alone or together with other columns, parts the rows with the event from those without, so ` +
        'its coefficient would be infinite. Leave the column out, or fit with a ridge (for example 1).',
    );
  }
  if (!converged) {
    throw new FitError(
      'bad-input',
      'The fit did not settle: the numbers of the columns are too far apart in size.',
    );
  }
}

/**
 * Whether the likelihood rises for ever along some direction (Albert & Anderson, 1984). Columns that nearly repeat each
 * other are no sign of it, however little is known of their coefficients. Along such a direction no row moves the wrong
 * way, and the slope, a sum over the rows of what the fit is unsure of times how far they move, is nearly 0 where the search
 * ended: so whatever moves is foretold surely. There is none, then, where the rows still unsure tell as many columns apart
 * as all rows do.
 * @param least what is foretold more surely than 1 - `least` is foretold surely
 */
function isSeparated(end: LikelihoodPoint, least: number): boolean {
  const all = end.telling(-1);
  const size = Math.sqrt(all.length);
  const unsure = choleskyFactor(end.telling(least), size, nothing);
  return unsure.dependent.length > choleskyFactor(all, size).dependent.length;
}

/** By how much higher the likelihood can still be, which bounds the slope. */
function leastSure(width: number, gain: number): number {
  return width === Number.POSITIVE_INFINITY
    ? onTheWay
    : Math.max(nearest, Math.min(farthest, Math.sqrt(2 * gain)));
}

/** The column whose coefficient is known the least, for a column as wide as it is. */
function widestColumn(
  columns: readonly DesignColumn[],
  coefficients: ArrayLike<number>,
  variances: ArrayLike<number>,
): { name: string; width: number } {
  let widest = { name: '', width: 0 };
  columns.forEach(({ name, values }, j) => {
    const variance = variances[j] as number;
    // A column left out only at the end was not one at the start: all that told of its coefficient has vanished.
    const ranAway = variance === 0 && coefficients[j] !== 0;
    const width = ranAway ? Number.POSITIVE_INFINITY : Math.sqrt(variance) * range(values);
    if (width > widest.width) widest = { name, width };
  });
  return widest;
}

function range(values: Float64Array): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high - low;
}
