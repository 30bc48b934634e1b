/**
 * Plurals, figures and days inside sentences: English words and English figures, so that a sentence reads the same
 * wherever it is made or shown. Figures that stand alone on a screen follow the reader's own locale instead
 * (src-renderer/ui/format). All functions are pure.
 */

// Zero has no sign, whichever side it was rounded from.
const wholeFormat = new Intl.NumberFormat('en', { maximumFractionDigits: 0, signDisplay: 'negative' });
const tenthFormat = new Intl.NumberFormat('en', { maximumFractionDigits: 1, signDisplay: 'negative' });
const centsFormat = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
/** Some currencies have three decimals, or four. */
const finestFormat = new Intl.NumberFormat('en-US', { minimumFractionDigits: 3, maximumFractionDigits: 4 });

/** `1,234,568`: to the nearest whole, halves away from zero. */
export function wholeNumber(value: number): string {
  return wholeFormat.format(value);
}

/** `4.5`, `1,200`: to the nearest tenth, which is left out where it is none. */
export function upToTenth(value: number): string {
  return tenthFormat.format(value);
}

/** `74.30`, `1234.50`: always so many decimals and no grouping, for figures that stand under one another. */
export function decimals(value: number, digits: number): string {
  return rounded(value, digits).toFixed(digits);
}

/** The number itself, to so many decimals, halves away from zero. @returns 74.4 for 74.35 and 1 */
export function rounded(value: number, digits: number): number {
  const scale = 10 ** digits;
  // Zero has no sign here either (and what isn't known stays NaN).
  return (Math.sign(value) * Math.round(Math.abs(value) * scale)) / scale + 0;
}

/** A share 0-1 in whole percents. @returns `42%` */
export function percentOf(share: number): string {
  return `${wholeNumber(100 * share)}%`;
}

/** A part that is gone, in whole percents: where anything is left, it is not all. @returns `31%`, `100%`, `more than 99%` */
export function percentGone(share: number): string {
  const said = percentOf(share);
  return said === '100%' && share < 1 ? 'more than 99%' : said;
}

/** How something moved, in whole percents. @returns `fell 31%`, `rose 4%`, `stayed level` */
export function movedWords(change: number): string {
  if (percentOf(Math.abs(change)) === '0%') return 'stayed level';
  return change < 0 ? `fell ${percentGone(-change)}` : `rose ${percentOf(change)}`;
}

/** A difference of two shares 0-1 in whole percentage points, with a real minus. @returns `4`, `0`, `−3` */
export function percentPoints(difference: number): string {
  return wholeNumber(100 * difference).replace('-', '−');
}

/**
 * A score, rounded to its tenth, halves up: the one number that bands, trends, risk levels and filters judge, and that
 * lists, tooltips, cards, tables, sentences and files show. @param score in points, exact to the micropoint
 */
export function tenthOf(score: number): number {
  // Through whole micropoints, so that 74.95 is the half it says, whatever a double makes of it.
  return Math.floor((Math.round(score * 1_000_000) + 50_000) / 100_000) / 10;
}

/** A score in a sentence, always with its tenth, as the screens show it. @returns `74.9`, `75.0` */
export function spellScore(score: number): string {
  return tenthOf(score).toFixed(1);
}

/** Points of a score gained or lost, without a sign, with their tenth. @returns `12.0 points`, `1.0 point` */
export function spellPoints(points: number): string {
  const shown = spellScore(Math.abs(points));
  return `${shown} ${plural(Number(shown), 'point')}`;
}

/**
 * A probability 0-1 to the tenth of a percent: the one figure that lists, charts, sentences, rules, filters, mails and
 * files show and judge.
 */
export function shownChance(share: number): number {
  return rounded(share, 3);
}

/** Whether there is a chance at all that shows as none: it is said to be below a tenth of a percent. */
export function isBelowShown(share: number): boolean {
  return share > 0 && shownChance(share) === 0;
}

/** A probability in a sentence. @returns `14.5%`, `3.0%`, `<0.1%` */
export function spellChance(share: number): string {
  return isBelowShown(share) ? '<0.1%' : `${decimals(100 * share, 1)}%`;
}

/** A share 0-1 in percent, or a difference of two in points, to its tenth: what tables, sentences and files show. */
export function shownShare(share: number): number {
  return rounded(100 * share, 1);
}

/** A difference with its sign and tenth, with a real minus. @returns `+3.0`, `−11.6`, `0.0` */
export function spellDifference(difference: number): string {
  const shown = rounded(difference, 1);
  const sign = shown > 0 ? '+' : shown < 0 ? '−' : '';
  return `${sign}${Math.abs(shown).toFixed(1)}`;
}

/** An amount of money to its cent, halves away from zero: once, where it leaves a sum or a product. */
export function toCents(amount: number): number {
  return rounded(amount, 2);
}

/** A sum of exact amounts without what doubles leave beside it: no currency has more than four decimals. */
export function exactSum(amount: number): number {
  return rounded(amount, 4);
}

/** A year's revenue from a month's, exact. @returns 47868.84 for 3989.07 */
export function arrOf(mrr: number): number {
  return exactSum(12 * mrr);
}

/** What an account's leaving would cost within the horizon of a chance, by its chance; to the minor unit. */
export function expectedLossOf(mrr: number, chance: number, minorDigits = 2): number {
  return rounded(12 * mrr * chance, minorDigits);
}

/** An amount in a sentence: exact, without decimals where it has none, else with two or as many as it has. @returns `47,868.84`, `1,200`, `1.125` */
export function spellAmount(amount: number): string {
  const exact = exactSum(amount);
  if (Number.isInteger(exact)) return wholeFormat.format(exact);
  return (toCents(exact) === exact ? centsFormat : finestFormat).format(exact);
}

/** The word for so many of a thing: everything but exactly one takes the plural. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many;
}

/** So many of a thing, to the nearest whole. @returns `1 account`, `12,000 accounts` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${wholeNumber(count)} ${plural(Math.round(count), one, many)}`;
}

/** How long to wait, about: `8 seconds`, `5 minutes`; never nothing. Input in milliseconds. */
export function spellWait(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return seconds < 90 ? counted(seconds, 'second') : counted(Math.round(seconds / 60), 'minute');
}

const millisecondsPerDay = 86_400_000;
const monthNames = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
] as const;

/** A day inside a sentence. @param day since 1970-01-01 UTC @returns `Nov 22, 2026` */
export function spellDay(day: number): string {
  const date = new Date(day * millisecondsPerDay);
  return `${monthNames[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;
}

/** A length of time in the unit a person would use for it. */
export interface DaySpan {
  readonly amount: number;
  readonly unit: 'day' | 'month' | 'year';
}

const daysPerMonth = 30.4375;
const mostDays = 100;
const mostMonths = 24;

/**
 * How far away a day is said to be, everywhere: in days up to 100 of them, so that nothing within the 90 days of a
 * renewal is blurred, then in months, from two years on in years; rounded to the nearest.
 * @param days to come when positive, past when negative
 */
export function daySpan(days: number): DaySpan {
  const size = Math.abs(days);
  if (size <= mostDays) return { amount: days, unit: 'day' };
  const months = Math.round(size / daysPerMonth);
  const sign = Math.sign(days);
  return months < mostMonths
    ? { amount: sign * months, unit: 'month' }
    : { amount: sign * Math.round(size / (12 * daysPerMonth)), unit: 'year' };
}

/** How long inside a sentence, as the screens say how far away a day is. @returns `20 days`, `5 months` */
export function spellDays(days: number): string {
  const { amount, unit } = daySpan(days);
  return counted(amount, unit);
}

/** That accounts are marked as churned without a day, wherever departures are counted. @param accounts at least one */
export function undatedWords(accounts: number): string {
  return `${counted(accounts, 'account is', 'accounts are')} marked as churned without a day (churned_at) and ${plural(accounts, 'counts', 'count')} as no departure until it is given.`;
}
