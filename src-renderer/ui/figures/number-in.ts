import { kept } from '../format/reader';

interface Separators {
  readonly decimal: string;
  readonly zero: number;
}

/** How the reader writes numbers. */
function separators(): Separators {
  return kept('separators of numbers', (locale) => {
    const parts = new Intl.NumberFormat(locale).formatToParts(0.5);
    const decimal = parts.find(({ type }) => type === 'decimal')?.value ?? '.';
    const zero = parts.find(({ type }) => type === 'integer')?.value ?? '0';
    return { decimal, zero: zero.codePointAt(0) ?? 48 };
  });
}

/** A number alone, with its sign, its currency or its percent: whatever else is there is words. */
const alone =
  /^([+−-]?)\s*(?:[A-Z]{0,3}\p{Sc}|[A-Z]{3})?\s*([+−-]?)\s*(\d[\d.,'’٫٬\s]*)\s*(?:\p{Sc}[A-Z]{0,3}|[A-Z]{2,3}\p{Sc}?)?(\s*[%٪])?$/u;

/**
 * The number that a text is, as the reader writes numbers; a share for a percentage.
 * @returns null for words, and for what is written short, `$1.2M`
 */
export function numberIn(text: string): number | null {
  const { decimal, zero } = separators();
  const latin = [...text.trim()]
    .map((sign) => {
      const digit = (sign.codePointAt(0) ?? 0) - zero;
      return digit >= 0 && digit <= 9 ? String(digit) : sign;
    })
    .join('');
  const [, sign = '', after = '', figures = '', percent = ''] = alone.exec(latin) ?? [];
  const [whole = '', decimals, ...more] = figures.trim().split(decimal);
  const isGrouped = /^\d{1,3}(?:[.,'’٬\s]?\d{2,3})*$/.test(whole);
  if (figures === '' || more.length > 0 || (!isGrouped && !/^\d+$/.test(whole))) return null;
  if (decimals !== undefined && !/^\d+$/.test(decimals)) return null;
  const size = Number(`${whole.replace(/\D/g, '')}.${decimals ?? '0'}`);
  const shown = percent === '' ? size : Number((size / 100).toPrecision(15));
  return /[−-]/.test(sign + after) && shown !== 0 ? -shown : shown;
}
