import { isNotKnown, trimCell } from './cell-text';

/**
 * Numbers as people and programs write them: `1,234.5`, `1.234,56`, `1 234`, `$1,234`, `€ 5`, `12%`, `(5.00)`, `5-`, `1e3`.
 * The patterns are written so that JavaScript and PostgreSQL read them alike.
 */
export type DecimalMark = '.' | ',';

/** What tells a decimal mark from one between thousands where a cell alone does not, as `1,234`. */
export type DecimalRule =
  /** The person says so: a cell that shows the other mark is no number then. */
  | { readonly by: 'option'; readonly mark: DecimalMark }
  /** Other cells show it. */
  | { readonly by: 'cells'; readonly mark: DecimalMark }
  /** Nothing does: a point is read as one, of a comma nobody knows. */
  | { readonly by: 'nothing' }
  /** Other cells show now the one and now the other. */
  | { readonly by: 'both' };

export type NumberReading =
  | { readonly kind: 'number'; readonly value: number; readonly percent: boolean }
  /** Empty, or a word such as `N/A`. */
  | { readonly kind: 'not known' }
  /** One figure with a decimal point and another with a decimal comma, and nothing that decides. */
  | { readonly kind: 'in doubt'; readonly withPoint: number; readonly withComma: number }
  /** A number with the other decimal mark than the person says. */
  | { readonly kind: 'other mark'; readonly mark: DecimalMark }
  | { readonly kind: 'no number' };

const gap = '[\\u0020\\u00A0\\u2007-\\u2009\\u202F]';
/** What may stand between thousands beside a comma or a point. */
export const thousandsGap = "[\\u0020\\u00A0\\u2007-\\u2009\\u202F'\\u2019]";
const signs = '-+\\u2212\\u2013';
const symbol = '(?:[A-Z]{0,2}[$\\u00A2-\\u00A5\\u0E3F\\u20A0-\\u20C0]|kr|z\\u0142|K\\u010D|Ft)';
/** Three capitals that ISO 4217 may know: `currencyCodes` tells, so that the pattern stays a small one. */
export const codePattern = '[A-Z]{3}';
export const currencyCodes: readonly string[] = Intl.supportedValuesOf('currency');

/** Of a number: its figures with all that stands between them. */
export const figuresPattern = `[0-9.,](?:${thousandsGap}?[0-9.,])*(?:[eE][-+]?[0-9]{1,2})?`;
/** Figures with what may stand around them: signs, parentheses, a percent sign, a symbol and at most one code. */
export const framePattern = `^[${signs}(]?${gap}?(?:${framed(codePattern, symbol)}|${framed(symbol, `${symbol}|${codePattern}`)})[-\\u2212)]?$`;

function framed(before: string, after: string): string {
  const first = `(?:${before}${gap}?${gap}?)?[${signs}(]?${gap}?`;
  return `${first}${figuresPattern}(?:${gap}?${gap}?(?:%|${after}))?`;
}

/** At most one sign, at either end, or a pair of parentheses. */
export const signedOncePattern = signedOnce(`[^${signs}()]*`);

function signedOnce(others: string): string {
  const figures = `${figuresPattern}${others}`;
  return `^${others}(?:[${signs}]?${others}${figures}|${figures}[-\\u2212]|\\(${others}${figures}\\))$`;
}

const groups = (mark: string) => `[1-9][0-9]{0,2}(?:${mark}[0-9]{3})+`;
/** 12,34,567 */
const indian = '[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}';
const exponent = '(?:[eE][-+]?[0-9]{1,2})?';

/**
 * Matches the figures of a number that has this decimal mark or none.
 * @param whole a whole number is meant: then `1,234` has no reading with a decimal comma
 */
export function markPattern(mark: DecimalMark, whole: boolean): string {
  const ungrouped = `[0-9]+|${groups(thousandsGap)}`;
  if (mark === '.') {
    const before = `(?:${ungrouped}|${groups(',')}|${indian})`;
    return `^(?:${before}(?:\\.[0-9]*)?|\\.[0-9]+)${exponent}$`;
  }
  const digit = whole ? '0' : '[0-9]';
  return `^(?:(?:${ungrouped}|${groups('\\.')})(?:,${digit}*)?|,${digit}+)${exponent}$`;
}

/** A number that is below zero: a minus or a parenthesis in front of its figures, or a minus at its end. */
export const negativePattern = '^[^0-9.,]*[-\\u2212\\u2013(]|[-\\u2212]$';
export const longestNumber = 80;

const figuresIn = new RegExp(figuresPattern, 'u');
const frame = new RegExp(framePattern, 'u');
const signed = new RegExp(signedOncePattern, 'u');
const negative = new RegExp(negativePattern, 'u');
const gaps = new RegExp(thousandsGap, 'gu');
const code = new RegExp(codePattern, 'u');
const codes = new Set(currencyCodes);
/** Numbers as programs write them: both readings are this one. */
const plain = /^[-+]?(?:[0-9]{1,18}(?:\.[0-9]{1,2}|\.[0-9]{4,15})?|0\.[0-9]{1,15})$/;
const marks = {
  '.': { any: new RegExp(markPattern('.', false), 'u'), whole: new RegExp(markPattern('.', true), 'u') },
  ',': { any: new RegExp(markPattern(',', false), 'u'), whole: new RegExp(markPattern(',', true), 'u') },
};

/**
 * @param whole a whole number is meant; one that is none is read all the same
 * @returns of a percentage the share: `12%` is 0.12
 */
export function readNumber(cell: string, rule: DecimalRule, whole = false): NumberReading {
  const trimmed = trimCell(cell);
  if (isNotKnown(trimmed)) return { kind: 'not known' };
  const withPoint = readWith('.', trimmed, whole);
  const withComma = readWith(',', trimmed, whole);
  if (withPoint === null && withComma === null) return { kind: 'no number' };
  const number = (value: number): NumberReading => ({
    kind: 'number',
    value,
    percent: trimmed.includes('%'),
  });
  if (rule.by === 'option') {
    const said = rule.mark === '.' ? withPoint : withComma;
    return said === null ? { kind: 'other mark', mark: rule.mark === '.' ? ',' : '.' } : number(said);
  }
  if (withPoint === null || withComma === null || withPoint === withComma) {
    return number(withPoint ?? withComma ?? 0);
  }
  if (rule.by === 'cells') return number(rule.mark === '.' ? withPoint : withComma);
  if (rule.by === 'nothing' && !trimmed.includes(',')) return number(withPoint);
  return { kind: 'in doubt', withPoint, withComma };
}

/** Which decimal mark the cell shows; `either` where it can be read with both, null where it shows none. */
export function decimalMarkOf(cell: string, whole = false): DecimalMark | 'either' | null {
  if (plain.test(cell)) return cell.includes('.') ? '.' : null;
  const trimmed = trimCell(cell);
  if (!/[.,]/.test(trimmed)) return null;
  const withPoint = readWith('.', trimmed, whole);
  const withComma = readWith(',', trimmed, whole);
  if (withPoint === null) return withComma === null ? null : ',';
  if (withComma === null) return '.';
  return withPoint === withComma ? null : 'either';
}

function readWith(mark: DecimalMark, trimmed: string, whole: boolean): number | null {
  if (trimmed.length > longestNumber || !frame.test(trimmed) || !signed.test(trimmed)) return null;
  const named = code.exec(trimmed)?.[0];
  if (named !== undefined && !codes.has(named)) return null;
  const figures = figuresIn.exec(trimmed)?.[0] ?? '';
  if (!marks[mark][whole ? 'whole' : 'any'].test(figures)) return null;
  const joined = figures.replace(gaps, '').replaceAll(mark === '.' ? ',' : '.', '');
  const size = Number(joined.replace(',', '.'));
  const value = negative.test(trimmed) ? 0 - size : size;
  return trimmed.includes('%') ? Number((value / 100).toPrecision(15)) : value;
}
