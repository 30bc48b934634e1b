import { kept } from '../format/reader';

interface Separators {
  readonly decimal: string;
  readonly group: string;
  readonly zero: number;
}

/** How the reader writes numbers. */
function separators(): Separators {
  return kept('separators of numbers', (locale) => {
    const parts = new Intl.NumberFormat(locale).formatToParts(0.5);
    const decimal = parts.find(({ type }) => type === 'decimal')?.value ?? '.';
    const zero = parts.find(({ type }) => type === 'integer')?.value ?? '0';
    const group = new Intl.NumberFormat(locale).formatToParts(1_234_567).find(({ type }) => type === 'group');
    return { decimal, group: group?.value ?? ',', zero: zero.codePointAt(0) ?? 48 };
  });
}

/** A number alone, with its sign, its currency or its percent: whatever else is there is words. */
const alone =
  /^([+−-]?)\s*(?:[A-Z]{0,3}\p{Sc}|[A-Z]{3})?\s*([+−-]?)\s*(\d[\d.,'’٫٬\s]*)\s*(?:\p{Sc}[A-Z]{0,3}|[A-Z]{2,3}\p{Sc}?)?(\s*[%٪])?$/u;

/** Beyond so many figures a number is no longer kept to its last one. */
const mostFigures = 15;

/** `1,234` and `12,34,567`; what is parted in another way, as telephone numbers are, or begins with a zero, is a name of something. */
function isWhole(text: string, group: string): boolean {
  if (text.replace(/\D/g, '').length > mostFigures) return false;
  const [first = '', ...groups] = text.split(group);
  const isGrouped =
    groups.length > 0 &&
    /^\d{1,3}$/.test(first) &&
    /^\d{3}$/.test(groups.at(-1) ?? '') &&
    groups.every((one) => /^\d{2,3}$/.test(one));
  return (isGrouped || /^\d+$/.test(text)) && !/^0\d/.test(first);
}

/**
 * The number that a text is, as the reader writes numbers; a share for a percentage.
 * @returns null for words, and for what is written short, `$1.2M`
 */
export function numberIn(text: string): number | null {
  const { decimal, group, zero } = separators();
  const latin = [...text.trim()]
    .map((sign) => {
      const digit = (sign.codePointAt(0) ?? 0) - zero;
      return digit >= 0 && digit <= 9 ? String(digit) : sign;
    })
    .join('');
  const [, sign = '', after = '', figures = '', percent = ''] = alone.exec(latin) ?? [];
  const [whole = '', decimals, ...more] = figures.trim().split(decimal);
  if (figures === '' || more.length > 0 || !isWhole(whole, group)) return null;
  if (decimals !== undefined && !/^\d+$/.test(decimals)) return null;
  const size = Number(`${whole.replace(/\D/g, '')}.${decimals ?? '0'}`);
  const shown = percent === '' ? size : Number((size / 100).toPrecision(15));
  return /[−-]/.test(sign + after) && shown !== 0 ? -shown : shown;
}
