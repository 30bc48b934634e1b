import { digamma, logBeta, logGamma } from '../../../lib/statistics/gamma';
import { hypergeometric2F1 } from '../../../lib/statistics/hypergeometric';
import { logSumExp } from '../../../lib/statistics/logistic';
import { minimizeFromEach } from '../../../lib/statistics/minimize';
import { FitError } from '../model/fit-error';

/**
 * Activity of people who buy (or come) at a rate of their own, gamma(r, alpha) over people, and may leave for good after
 * each purchase with a chance of their own, beta(a, b) over people.
 */
export type BgNbd = { readonly r: number; readonly alpha: number; readonly a: number; readonly b: number };

/** What is known of one person; all times since the first purchase, in the unit of alpha. */
export type Purchases = {
  /** Purchases after the first. */
  readonly repeats: number;
  /** When the last one was; 0 without repeats. */
  readonly last: number;
  /** How long the person has been watched. */
  readonly watched: number;
};

/** The same of many people, as columns. */
export type PurchaseColumns = {
  readonly repeats: Float64Array;
  readonly last: Float64Array;
  readonly watched: Float64Array;
};

export type BgNbdFit = { readonly model: BgNbd; readonly logLikelihood: number };

/** Log-likelihood of the BG/NBD model (Fader, Hardie & Lee, 2005, eq. 6), by log-sum-exp. */
export function bgNbdLogLikelihood(model: BgNbd, purchases: PurchaseColumns): number {
  return likelihoodWithGradient(model, purchases, new Float64Array(4));
}

/**
 * The maximum-likelihood BG/NBD model, by BFGS on the logarithms of the parameters from several starts.
 * Throws FitError for impossible input and when nobody ever came back.
 */
export function fitBgNbd(purchases: PurchaseColumns): BgNbdFit {
  assertPossible(purchases);
  // One unit of time that is about as long as people are watched keeps every start within reach.
  const unit = purchases.watched.reduce((longest, watched) => Math.max(longest, watched), 0) / 10;
  const starts = [
    [1, 1, 1, 1],
    [0.2, 1, 0.8, 2.5],
    [1, 5, 0.1, 1],
    [5, 5, 2, 10],
  ].map(([r = 1, alpha = 1, a = 1, b = 1]) => [r, alpha * unit, a, b].map(Math.log));
  const minimum = minimizeFromEach((logs, gradient) => {
    const [r = 0, alpha = 0, a = 0, b = 0] = Array.from(logs, Math.exp);
    const value = likelihoodWithGradient({ r, alpha, a, b }, purchases, gradient);
    [r, alpha, a, b].forEach((parameter, i) => {
      gradient[i] = -(gradient[i] as number) * parameter;
    });
    return -value;
  }, starts);
  const [r = 0, alpha = 0, a = 0, b = 0] = Array.from(minimum.x, Math.exp);
  return { model: { r, alpha, a, b }, logLikelihood: -minimum.value };
}

/**
 * P(still alive), given the history (Fader, Hardie & Lee, 2008). Never rank people by it alone: the model lets nobody leave
 * before a first repeat, so it is 1 for everyone without one; expected purchases tell those apart.
 */
export function probabilityAlive({ r, alpha, a, b }: BgNbd, { repeats, last, watched }: Purchases): number {
  if (repeats === 0) return 1;
  const logOddsGone =
    Math.log(a) -
    Math.log(b + repeats - 1) +
    (r + repeats) * (Math.log(alpha + watched) - Math.log(alpha + last));
  return 1 / (1 + Math.exp(logOddsGone));
}

/** Expected purchases in the next `ahead` units of time, given the history (Fader, Hardie & Lee, 2005, eq. 10). */
export function expectedPurchases(model: BgNbd, purchases: Purchases, ahead: number): number {
  const { r, alpha, b } = model;
  // The formula divides by a - 1, and its value has no gap there: a hair to the side is near enough.
  const a = Math.abs(model.a - 1) < 1e-7 ? 1 + 1e-7 : model.a;
  const { repeats: x, watched } = purchases;
  const share = (alpha + watched) / (alpha + watched + ahead);
  const series = hypergeometric2F1(r + x, b + x, a + b + x - 1, 1 - share);
  const ifAlive = ((a + b + x - 1) / (a - 1)) * (1 - share ** (r + x) * series);
  return ifAlive * probabilityAlive({ ...model, a }, purchases);
}

/** P(x repeat purchases within time t of the first), for a person not yet known (Fader, Hardie & Lee, 2005, eq. 8). */
export function purchaseProbability({ r, alpha, a, b }: BgNbd, x: number, t: number): number {
  const logStay = Math.log(alpha) - Math.log(alpha + t);
  const logGo = Math.log(t) - Math.log(alpha + t);
  const logCount = (j: number) =>
    logGamma(r + j) - logGamma(r) - logGamma(j + 1) + r * logStay + (j === 0 ? 0 : j * logGo);
  const alive = Math.exp(logBeta(a, b + x) - logBeta(a, b) + logCount(x));
  if (x === 0) return alive;
  let fewer = 0;
  for (let j = 0; j < x; j++) fewer += Math.exp(logCount(j));
  return alive + Math.exp(logBeta(a + 1, b + x - 1) - logBeta(a, b)) * (1 - fewer);
}

/**
 * Log-likelihood; writes its derivatives by r, alpha, a, b. A person's likelihood is A * (alive + gone), the second only
 * after a repeat; what depends on the repeats alone is worked out once for each number of them.
 */
function likelihoodWithGradient(
  { r, alpha, a, b }: BgNbd,
  { repeats, last, watched }: PurchaseColumns,
  gradient: Float64Array,
): number {
  const byRepeats = new Map<number, ReturnType<typeof repeatTerms>>();
  let value = 0;
  let byR = 0;
  let byAlpha = 0;
  let byA = 0;
  let byB = 0;
  for (let person = 0; person < repeats.length; person++) {
    const x = repeats[person] as number;
    let terms = byRepeats.get(x);
    if (terms === undefined) {
      terms = repeatTerms({ r, alpha, a, b }, x);
      byRepeats.set(x, terms);
    }
    const whileWatched = alpha + (watched[person] as number);
    const logWatched = Math.log(whileWatched);
    const logAlive = -(r + x) * logWatched;
    value += terms.log;
    byR += terms.byR;
    byAlpha += r / alpha;
    byA += terms.byA;
    byB += terms.byB;
    if (x === 0) {
      value += logAlive;
      byR -= logWatched;
      byAlpha -= r / whileWatched;
      continue;
    }
    const untilLast = alpha + (last[person] as number);
    const logLast = Math.log(untilLast);
    const logGone = terms.logDropout - (r + x) * logLast;
    const log = logSumExp(logAlive, logGone);
    const gone = Math.exp(logGone - log);
    const alive = 1 - gone;
    value += log;
    byR -= alive * logWatched + gone * logLast;
    byAlpha -= (r + x) * (alive / whileWatched + gone / untilLast);
    byA += gone / a;
    byB -= gone / (b + x - 1);
  }
  gradient.set([byR, byAlpha, byA, byB]);
  return value;
}

function repeatTerms({ r, alpha, a, b }: BgNbd, x: number) {
  return {
    log: logGamma(r + x) - logGamma(r) + r * Math.log(alpha) + logBeta(a, b + x) - logBeta(a, b),
    logDropout: Math.log(a) - Math.log(b + x - 1),
    byR: digamma(r + x) - digamma(r) + Math.log(alpha),
    byA: digamma(a + b) - digamma(a + b + x),
    byB: digamma(b + x) - digamma(a + b + x) - digamma(b) + digamma(a + b),
  };
}

function assertPossible({ repeats, last, watched }: PurchaseColumns): void {
  repeats.forEach((x, person) => {
    const until = last[person] as number;
    const total = watched[person] as number;
    const possible = Number.isInteger(x) && x >= 0 && until >= 0 && total >= until && (x === 0 || until > 0);
    if (!possible) {
      throw new FitError(
        'bad-input',
        `Row ${person + 1} can't be: ${x} repeats, the last at ${until}, watched for ${total}. ` +
          'Times run from the first purchase, and the last repeat lies between it and the end.',
      );
    }
  });
  if (!repeats.some((x) => x > 0))
    throw new FitError('no-events', 'Nobody came back, so there is nothing to learn.');
}
