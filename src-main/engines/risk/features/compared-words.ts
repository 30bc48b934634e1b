import { percentOf, plural, rounded, upToTenth, wholeNumber } from '../../../../src-preload/contract/words';

/** The figure behind a column that holds log(1 + figure), without what the way there and back adds to it. */
export const undone = (log: number) => rounded(Math.expm1(log), 6);

/** Two significant digits below ten dollars, whole dollars above. */
export const dollars = (amount: number) =>
  `$${amount < 10 ? String(Number(amount.toPrecision(2))) : wholeNumber(amount)}`;

/** An account younger than the window is taken by its age, so that its figure is a rate. */
export const per28 = 'per 28 days lately';
export const perHalfYear = 'per 28 days over at most half a year';

/** @param lately and `usual` in events per 28 days, of the last 28 and of half a year */
export function usageAgainstHalfYear(lately: number, usual: number): string {
  const figures = `${events(lately)} ${per28}, ${upToTenth(usual)} ${perHalfYear}`;
  const change = usual === 0 ? 0 : lately / usual - 1;
  if (Math.abs(change) < 0.005) return `Usage is level with its own half year: ${figures}`;
  return `Usage ${change < 0 ? 'fell' : 'rose'} ${percentOf(Math.abs(change))} against its own half year: ${figures}`;
}

/** @param mrr a month @param uses per 28 days */
export function priceOfUse(mrr: number, uses: number): string {
  const price = `Pays or paid up to ${dollars(mrr)} a month`;
  if (uses === 0) return `${price}, for no use in 28 days`;
  return `${price} for ${events(uses)} ${per28}: ${dollars(mrr / uses)} each`;
}

/** @param value per 28 days @param mrr a month */
export function valueForThePrice(value: number, mrr: number): string {
  const outcomes = `Outcomes worth ${wholeNumber(value)} ${per28}`;
  if (mrr === 0) return `${outcomes}, and no price`;
  return `${outcomes}: ${upToTenth(value / mrr)} times the highest monthly price, ${dollars(mrr)}`;
}

function events(count: number): string {
  return `${upToTenth(count)} ${plural(count, 'event')}`;
}
