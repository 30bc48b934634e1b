import type { NewtonMaximum } from '../../../lib/statistics/newton';
import type { DesignColumn } from './design';
import { FitError } from './fit-error';

/** A standard error this many times the reciprocal of a column's range says that no finite coefficient fits. */
const separated = 1000;

/**
 * Throws FitError when a fit found no maximum: a column holds what is no number; or, without a ridge, it ran off to infinity
 * because some column foretells the outcome without exception (Albert & Anderson, 1984), and then it names the column that
 * shows it most. `coefficients` and `variances` are those of the columns; a variance is 0 where a column was left out.
 */
export function assertSettled(
  columns: readonly DesignColumn[],
  coefficients: ArrayLike<number>,
  variances: ArrayLike<number>,
  { converged }: Pick<NewtonMaximum, 'converged'>,
  ridge: number,
): void {
  const odd = converged ? undefined : columns.find(({ values }) => !values.every(Number.isFinite));
  if (odd) throw new FitError('bad-input', `"${odd.name}" holds values that are no finite numbers.`);
  const widest = ridge === 0 ? widestColumn(columns, coefficients, variances) : { name: '', width: 0 };
  if (widest.width >= separated || (widest.width > 0 && !converged)) {
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
