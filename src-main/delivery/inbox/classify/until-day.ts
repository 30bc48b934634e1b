import { formatDay, parseDay } from '../../../lib/day';

/** Names of months by their number, in the languages in which answers say until when somebody is away. */
const months: ReadonlyMap<string, number> = new Map(
  ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'da', 'pl', 'fi'].flatMap((language) =>
    Array.from({ length: 12 }, (_, month) =>
      (['long', 'short'] as const).map((form) => [monthName(language, month, form), month + 1] as const),
    ).flat(),
  ),
);

const before =
  /(until|till|through|back( in the office)?|return(ing)?|bis|wieder|ab dem|jusqu[’']?|retour|hasta|vuelv|regres|fino al|rientr|tot|terug|at[ée]|volta|t\.?o\.?m|tilbage|tilbake|do dnia|do )[^\n.!?]{0,40}?/i;

type Parts = readonly [year: string | undefined, month: string | number | undefined, day: string | undefined];

const forms: readonly (readonly [form: RegExp, parts: (found: readonly string[]) => Parts | null])[] = [
  [/(\d{4})-(\d{1,2})-(\d{1,2})/, ([, year, month, day]) => [year, month, day]],
  [/(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})?/, ([, day, month, year]) => [year, month, day]],
  [/(\d{1,2})\/(\d{1,2})\/(\d{4})/, ([, one = '', two = '', year]) => unambiguous(one, two, year)],
  [
    /(\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:of\s+|de\s+)?(\p{L}{3,12})\.?(?:,?\s+(?:de\s+)?(\d{4}))?/u,
    ([, day, month = '', year]) => [year, months.get(folded(month)), day],
  ],
  [
    /(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?/u,
    ([, month = '', day, year]) => [year, months.get(folded(month)), day],
  ],
];

/**
 * The day until which somebody says to be away, or on which they are back. Of 04/05/2026 nobody knows which it is: none.
 * @param day on which the answer came in, since 1970 @returns since 1970; null: none that can be told
 */
export function untilDay(text: string, day: number): number | null {
  for (const [form, partsOf] of forms) {
    const found = new RegExp(before.source + form.source, `${form.flags}i`).exec(text);
    const own = found === null ? null : form.exec(found[0]);
    const parts = own === null ? null : partsOf(own);
    const meant = parts === null ? null : dayOf(parts, day);
    if (meant !== null) return meant;
  }
  return null;
}

/** Where the text names no year, the next such day is meant. No day of long ago is, and none of another age. */
function dayOf([year, month, dayOfMonth]: Parts, day: number): number | null {
  const present = Number(formatDay(day).slice(0, 4));
  const years =
    year === undefined ? [present, present + 1] : [year.length === 2 ? 2000 + Number(year) : Number(year)];
  const meant = years.map((one) => written(one, Number(month), Number(dayOfMonth)));
  return meant.find((one) => one !== null && one >= day - 7 && one <= day + 800) ?? null;
}

function written(year: number, month: number, day: number): number | null {
  const two = (n: number) => String(n).padStart(2, '0');
  try {
    return parseDay(`${year}-${two(month)}-${two(day)}`);
  } catch {
    return null;
  }
}

function unambiguous(one: string, two: string, year: string | undefined): Parts | null {
  const [first, second] = [Number(one), Number(two)];
  if (first !== second && first <= 12 && second <= 12) return null;
  return first > 12 ? [year, two, one] : [year, one, two];
}

function monthName(language: string, month: number, form: 'long' | 'short'): string {
  const parts = new Intl.DateTimeFormat(language, {
    month: form,
    day: 'numeric',
    timeZone: 'UTC',
  }).formatToParts(Date.UTC(2026, month, 1));
  return folded(parts.find(({ type }) => type === 'month')?.value ?? '');
}

function folded(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').replace(/\.$/, '').toLowerCase();
}
