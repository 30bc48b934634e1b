/** Probability of a log-odds: 1 / (1 + e^-x), without overflow at either end. */
export function sigmoid(logOdds: number): number {
  if (logOdds >= 0) return 1 / (1 + Math.exp(-logOdds));
  const odds = Math.exp(logOdds);
  return odds / (1 + odds);
}

/** Log-odds of a probability; -Infinity at 0 and Infinity at 1. */
export function logit(probability: number): number {
  return Math.log(probability) - Math.log1p(-probability);
}

/** ln(1 + e^x), without overflow. Minus the log-likelihood of a non-event with log-odds x. */
export function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

/** ln(e^x + e^y), without overflow; -Infinity counts as nothing. */
export function logSumExp(x: number, y: number): number {
  const larger = Math.max(x, y);
  if (larger === Number.NEGATIVE_INFINITY) return larger;
  return larger + Math.log1p(Math.exp(Math.min(x, y) - larger));
}
