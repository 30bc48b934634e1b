/**
 * Whose eyes the screens are for: words are English everywhere; digits, separators, the place of a currency sign and the
 * order of a day are the reader's own. No format may bring a word of another language into an English sentence.
 */
let locale = new Intl.NumberFormat().resolvedOptions().locale;
let made = new Map<string, unknown>();

/** For another reader from now on: a BCP 47 tag. */
export function readAs(tag: string): void {
  locale = tag;
  made = new Map();
}

/** A formatter made once: making one costs a hundred times as much as using it. */
export function kept<Format>(name: string, make: (locale: string) => Format): Format {
  const known = made.get(name);
  if (known !== undefined) return known as Format;
  const fresh = make(locale);
  made.set(name, fresh);
  return fresh;
}

export function isEnglish(tag: string): boolean {
  return new Intl.Locale(tag).language === 'en';
}

/** English words with the reader's digits. */
export function englishFor(tag: string): string {
  const { numberingSystem } = new Intl.NumberFormat(tag).resolvedOptions();
  return isEnglish(tag) ? tag : `en-u-nu-${numberingSystem}`;
}

/**
 * Marks of writing direction stand around figures of some locales: in a line of English they only move the parts of a
 * figure about.
 */
export function withoutMarks(text: string): string {
  return text.replace(/[\u061c\u200e\u200f]/g, '');
}
