import { percentOf, plural, rounded, upToTenth, wholeNumber } from '../../../../src-preload/contract/words';

/** The figure behind a column that holds log(1 + figure), without what the way there and back adds to it. */
export const undone = (log: number) => rounded(Math.expm1(log), 6);

/** ISO 4217; none where the company never named its currency. */
export type NamedCurrency = string | null | undefined;

/** A price, two significant digits below ten, whole above. @returns `$1,200`, `EUR 1,200` */
export function priceSaid(amount: number, currency: NamedCurrency): string {
  const sign = currency === null || currency === undefined || currency === 'USD' ? '$' : `${currency} `;
  return `${sign}${amount < 10 ? String(Number(amount.toPrecision(2))) : wholeNumber(amount)}`;
}

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
export function priceOfUse(mrr: number, uses: number, currency: NamedCurrency): string {
  const price = `Pays or paid up to ${priceSaid(mrr, currency)} a month`;
  if (uses === 0) return `${price}, for no use in 28 days`;
  return `${price} for ${events(uses)} ${per28}: ${priceSaid(mrr / uses, currency)} each`;
}

/** @param value per 28 days @param mrr a month */
export function valueForThePrice(value: number, mrr: number, currency: NamedCurrency): string {
  const outcomes = `Outcomes worth ${wholeNumber(value)} ${per28}`;
  if (mrr === 0) return `${outcomes}, and no price`;
  return `${outcomes}: ${upToTenth(value / mrr)} times the highest monthly price, ${priceSaid(mrr, currency)}`;
}

function events(count: number): string {
  return `${upToTenth(count)} ${plural(count, 'event')}`;
}
