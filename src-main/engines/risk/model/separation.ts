import type { DesignColumn } from './design';
import { FitError } from './fit-error';

/** A standard error this many times the reciprocal of a column's range says that no finite coefficient fits. */
const SEPARATED = 1000;

/**
 * Throws FitError when a maximum-likelihood fit ran off to infinity because some column foretells the outcome without
 * exception (Albert & Anderson, 1984); names the column that shows it most. `variances` are those of the columns'
 * coefficients, 0 for columns left out.
 */
export function assertNotSeparated(
  columns: readonly DesignColumn[],
  coefficients: ArrayLike<number>,
  variances: ArrayLike<number>,
  converged: boolean,
): void {
  let worst = { name: '', width: 0 };
  columns.forEach(({ name, values }, j) => {
    const variance = variances[j] as number;
    // A column left out only at the end was not one at the start: all that told of its coefficient has vanished.
    const ranAway = variance === 0 && coefficients[j] !== 0;
    const width = ranAway ? Number.POSITIVE_INFINITY : Math.sqrt(variance) * range(values);
    if (width > worst.width) worst = { name, width };
  });
  if (converged && worst.width < SEPARATED) return;
  throw new FitError(
    'separation',
    `"${worst.name}", alone or together with other columns, parts the rows with the event from those without, so ` +
      'its coefficient would be infinite. Leave the column out, or fit with a ridge (for example 1).',
  );
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
