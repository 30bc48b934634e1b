import { holidayPatchSchema, type NewHoliday } from '../../src-preload/contract/holidays';

export interface HolidayLines {
  readonly holidays: readonly NewHoliday[];
  /** Lines that can't be used, by their place from 1, and why. */
  readonly problems: readonly { readonly line: number; readonly words: string }[];
}

/**
 * Reads a list of days, one a line: `2026-12-25 Christmas Day`, or with commas, semicolons or tabs between, and the country
 * after the name where it is one country's. A first line of headings and blank lines are passed over.
 */
export function readHolidayLines(text: string): HolidayLines {
  const holidays: NewHoliday[] = [];
  const problems: { line: number; words: string }[] = [];
  for (const [index, given] of text.split(/\r\n?|\n/).entries()) {
    const line = given.trim();
    if (line === '' || (index === 0 && /^["']?(day|date)\b/i.test(line))) continue;
    const read = readLine(line);
    if (typeof read === 'string') problems.push({ line: index + 1, words: read });
    else holidays.push(read);
  }
  return { holidays, problems };
}

function readLine(line: string): NewHoliday | string {
  const separator = /[\t;,]/.exec(line)?.[0];
  const [day = '', name = '', country = '', ...more] =
    separator === undefined
      ? [line.slice(0, 10), line.slice(10)]
      : line.split(separator).map((part) => part.trim().replace(/^"(.*)"$/, '$1'));
  if (more.some((part) => part !== '')) return 'has more than a day, a name and a country';
  const patch = {
    day: day.trim(),
    name: name.trim(),
    country: country === '' ? null : country.toUpperCase(),
  };
  const read = holidayPatchSchema.safeParse(patch);
  return read.success ? read.data : (read.error.issues[0]?.message ?? 'can’t be read');
}
