/** From here on the asymptotic series below are exact to double precision. */
const ASYMPTOTIC_FROM = 10;

/**
 * ln Γ(x) for x > 0: Stirling's series after shifting x upwards (Abramowitz & Stegun, 1964, 6.1.41 and 6.1.15).
 * Relative error about 1e-15; NaN for x <= 0.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let shifted = x;
  let product = 1;
  while (shifted < ASYMPTOTIC_FROM) {
    product *= shifted;
    shifted += 1;
  }
  const inverse = 1 / shifted;
  const square = inverse * inverse;
  const series =
    inverse *
    (1 / 12 +
      square *
        (-1 / 360 +
          square *
            (1 / 1260 +
              square * (-1 / 1680 + square * (1 / 1188 + square * (-691 / 360360 + square * (1 / 156)))))));
  return (
    (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product)
  );
}

/** ψ(x) = d ln Γ(x) / dx for x > 0 (Abramowitz & Stegun, 1964, 6.3.18 and 6.3.5); NaN for x <= 0. */
export function digamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let shifted = x;
  let correction = 0;
  while (shifted < ASYMPTOTIC_FROM) {
    correction += 1 / shifted;
    shifted += 1;
  }
  const inverse = 1 / shifted;
  const square = inverse * inverse;
  const series =
    square *
    (1 / 12 -
      square *
        (1 / 120 -
          square *
            (1 / 252 - square * (1 / 240 - square * (1 / 132 - square * (691 / 32760 - square / 12))))));
  return Math.log(shifted) - 0.5 * inverse - series - correction;
}

/** ln B(a, b) for a, b > 0. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/**
 * Q(a, x) = Γ(a, x) / Γ(a), the upper regularised incomplete gamma function for a > 0, x >= 0: a series for small x,
 * Lentz's continued fraction otherwise (Press et al., Numerical Recipes, 1992, 6.2).
 */
export function upperGamma(a: number, x: number): number {
  if (!(a > 0) || !(x >= 0)) return Number.NaN;
  if (x === 0) return 1;
  const factor = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? 1 - factor * lowerSeries(a, x) : factor * upperFraction(a, x);
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let k = 1; k < 10_000 && term > sum * 1e-17; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return sum;
}

function upperFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let value = d;
  for (let k = 1; k < 10_000; k++) {
    const numerator = -k * (k - a);
    b += 2;
    d = numerator * d + b;
    if (Math.abs(d) < tiny) d = tiny;
    d = 1 / d;
    c = b + numerator / c;
    if (Math.abs(c) < tiny) c = tiny;
    const step = c * d;
    value *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return value;
}

/** P(X >= statistic) for X chi-squared with the given degrees of freedom. */
export function chiSquaredUpperTail(statistic: number, degreesOfFreedom: number): number {
  return upperGamma(degreesOfFreedom / 2, Math.max(0, statistic) / 2);
}
