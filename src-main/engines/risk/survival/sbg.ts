import { digamma, logBeta } from '../../../lib/statistics/gamma';
import { minimizeFromEach } from '../../../lib/statistics/minimize';
import { FitError } from '../model/fit-error';

/** Each customer leaves at the end of any period with a chance of their own, beta(alpha, beta) over customers. */
export type Sbg = { readonly alpha: number; readonly beta: number };

export type SbgFit = { readonly model: Sbg; readonly logLikelihood: number };

/**
 * The shifted-beta-geometric model of contractual retention (Fader & Hardie, 2007) by maximum likelihood. `customers` holds
 * how many of one cohort were there at the start (period 0) and after each period; it never rises.
 * Throws FitError when it does, has fewer than two periods after the start, or nobody left.
 */
export function fitSbg(customers: readonly number[]): SbgFit {
  assertCohort(customers);
  const minimum = minimizeFromEach(
    (logs, gradient) => {
      const [alpha = 0, beta = 0] = Array.from(logs, Math.exp);
      const { value, byAlpha, byBeta } = likelihood({ alpha, beta }, customers);
      gradient.set([-byAlpha * alpha, -byBeta * beta]);
      return -value;
    },
    [
      [0, 0],
      [-1, 1],
      [1, 3],
    ],
  );
  const [alpha = 0, beta = 0] = Array.from(minimum.x, Math.exp);
  return { model: { alpha, beta }, logLikelihood: -minimum.value };
}

/** Share of a cohort still there after t periods. */
export function sbgSurvival({ alpha, beta }: Sbg, t: number): number {
  return Math.exp(logBeta(alpha, beta + t) - logBeta(alpha, beta));
}

/** Share of those there after t - 1 periods who stay through period t. It rises with t: those who tend to leave have left. */
export function sbgRetention({ alpha, beta }: Sbg, t: number): number {
  return (beta + t - 1) / (alpha + beta + t - 1);
}

/** P(leaving in period t) = B(alpha + 1, beta + t - 1) / B(alpha, beta), P(staying through all) = B(alpha, beta + n) / B. */
function likelihood({ alpha, beta }: Sbg, customers: readonly number[]) {
  const sum = { value: 0, byAlpha: 0, byBeta: 0 };
  const add = (count: number, moreAlpha: number, moreBeta: number) => {
    if (count === 0) return;
    const total = digamma(alpha + beta) - digamma(alpha + beta + moreAlpha + moreBeta);
    sum.value += count * (logBeta(alpha + moreAlpha, beta + moreBeta) - logBeta(alpha, beta));
    sum.byAlpha += count * (digamma(alpha + moreAlpha) - digamma(alpha) + total);
    sum.byBeta += count * (digamma(beta + moreBeta) - digamma(beta) + total);
  };
  customers.forEach((left, t) => {
    if (t > 0) add((customers[t - 1] as number) - left, 1, t - 1);
  });
  add(customers.at(-1) ?? 0, 0, customers.length - 1);
  return sum;
}

function assertCohort(customers: readonly number[]): void {
  if (customers.length < 3) {
    throw new FitError(
      'no-rows',
      'A retention curve needs the customers at the start and after two periods or more.',
    );
  }
  customers.forEach((left, t) => {
    if (!(left >= 0) || left > (customers[t - 1] ?? left)) {
      throw new FitError('bad-input', `Period ${t} has ${left} customers; a cohort can only shrink.`);
    }
  });
  if (customers[0] === customers.at(-1))
    throw new FitError('no-events', 'Nobody left, so there is nothing to learn.');
}
