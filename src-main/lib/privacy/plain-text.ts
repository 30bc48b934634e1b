/**
 * The same words as people read them: letters of one form, no characters that nobody sees, no escapes of addresses (%40) or of
 * HTML (&#64;). What means something in JSON or HTML never comes about by it. As `customer_success.plain_text` has it.
 */
export function plainText(text: string): string {
  if (!mayBePlainer.test(text)) return text;
  return text
    .replace(/(?:%[0-9A-Fa-f]{2})+/g, ofAddress)
    .replace(/&#(?:([0-9]{1,7})|[xX]([0-9A-Fa-f]{1,6}));/g, ofHtml)
    .replace(
      /&(nbsp|commat|period|shy|szlig|oslash|Oslash|aelig|AElig);/g,
      (_, name: string) => named[name] ?? '',
    )
    .replace(
      /&([A-Za-z])(uml|acute|grave|circ|tilde|ring|cedil|caron);/g,
      (_, letter: string, mark: string) => letter + (marks[mark] ?? ''),
    )
    .replace(unseen, '')
    .replace(wide, ' ')
    .normalize('NFKC');
}

const mayBePlainer = /\P{ASCII}|%[0-9A-Fa-f]{2}|&[#A-Za-z]/u;
/** Hyphens that show at the end of a line alone, joiners, marks of direction. */
const unseen = /\u034f|[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]|\u200d/gu;
/** Wide forms of what means something in JSON and HTML would become it. */
const wide = /[\uff02\uff07\uff3c\ufe68\uff1c\uff1e\ufe64\ufe65\uff06\ufe60]/g;
const meaning = /[\p{Cc}<>&"'\\]/gu;

const named: Readonly<Record<string, string>> = {
  nbsp: ' ',
  commat: '@',
  period: '.',
  shy: '',
  szlig: 'ß',
  oslash: 'ø',
  Oslash: 'Ø',
  aelig: 'æ',
  AElig: 'Æ',
};
const marks: Readonly<Record<string, string>> = {
  uml: '\u0308',
  acute: '\u0301',
  grave: '\u0300',
  circ: '\u0302',
  tilde: '\u0303',
  ring: '\u030a',
  cedil: '\u0327',
  caron: '\u030c',
};

function ofAddress(escaped: string): string {
  try {
    const means = decodeURIComponent(escaped);
    // No text of PostgreSQL has this character, so that it decodes none.
    return means.includes('\0') ? escaped : means.replace(meaning, ' ');
  } catch {
    return escaped;
  }
}

function ofHtml(escaped: string, decimal: string | undefined, hex: string | undefined): string {
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10);
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  const means = isCharacter ? String.fromCodePoint(code) : escaped;
  return isCharacter && means.search(meaning) >= 0 ? escaped : means;
}
