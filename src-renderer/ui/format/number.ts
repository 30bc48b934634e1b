import { minorDigits, toMoney } from '../../../src-preload/contract/money';
import { plural, tenthOf } from '../../../src-preload/contract/words';
import { kept, withoutMarks } from './reader';

/** Numbers as the manager reads them: see reader.ts for what is the reader's own. */
function formatter(options: Intl.NumberFormatOptions): { format(value: number): string } {
  return kept(`number ${JSON.stringify(options)}`, (locale) => {
    const format = new Intl.NumberFormat(locale, options);
    return { format: (value: number) => spelled(format.format(value)) };
  });
}

/** Before a figure below nothing stands the minus of all screens, and no hyphen. */
function spelled(figure: string): string {
  return withoutMarks(figure).replace('-', '−');
}

const scales = [
  { size: 1e12, letter: 'T' },
  { size: 1e9, letter: 'B' },
  { size: 1e6, letter: 'M' },
  { size: 1e3, letter: 'K' },
] as const;

/**
 * At most, or exactly, three figures with the letter of their scale, `1.2M`: the letter stands where English has it, right
 * behind the figures, whatever the reader's language would say.
 */
function formatScaled(value: number, options: Intl.NumberFormatOptions): string {
  const figures = { maximumSignificantDigits: 3, ...options };
  const rounded = Number(value.toPrecision(3));
  const scale = scales.find(({ size }) => Math.abs(rounded) >= size);
  const parts = kept(
    `scaled ${JSON.stringify(figures)}`,
    (locale) => new Intl.NumberFormat(locale, figures),
  ).formatToParts(value / (scale?.size ?? 1));
  const last = parts.findLastIndex(({ type }) => type === 'integer' || type === 'fraction');
  return spelled(
    parts
      .map((part, index) => (index === last ? `${part.value}${scale?.letter ?? ''}` : part.value))
      .join(''),
  );
}

let own: string | null = null;

/** From now on sums are told in this currency; null: in one that nobody named. @param code ISO 4217 */
export function setMoneyCurrency(code: string | null): void {
  own = code;
}

const style = (currency = own ?? 'USD') => ({ style: 'currency', currency }) as const;

/** `$47,868.84`, `¥1,234,568`: exact to the minor unit, without decimals where there are none. @param currency its own, where it has another */
export function formatMoney(amount: number, currency: string | undefined = own ?? undefined): string {
  const exact = toMoney(amount, currency ?? null);
  const digits = Number.isInteger(exact) ? 0 : minorDigits(currency ?? null);
  return formatter({
    ...style(currency),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(exact);
}

/** An amount with its sign, `+$1,200`, `−$80.50` or `$0`; exact to the minor unit. */
export function formatMoneySigned(amount: number): string {
  const sign = amount > 0 ? '+' : amount < 0 ? '−' : '';
  return `${sign}${formatMoney(Math.abs(amount))}`;
}

/** `$1,234,568`: whole, for an amount that is only estimated, and for the short forms. */
export function formatMoneyWhole(amount: number): string {
  return formatter({ ...style(), maximumFractionDigits: 0 }).format(amount);
}

/** `$1.2M`, `$480K`, `$920`: at most three figures. */
export function formatMoneyShort(amount: number): string {
  if (Math.abs(amount) < 1000) return formatMoneyWhole(amount);
  return formatScaled(amount, style());
}

/** For a column of amounts: `$9,600`, `$18.0K`, `$1.20M`; whole below ten thousand, else three figures, so that they line up. */
export function formatMoneyEven(amount: number): string {
  if (Math.abs(amount) < 9_999.5) return formatMoneyWhole(amount);
  return formatScaled(amount, { ...style(), minimumSignificantDigits: 3 });
}

/** `1,234,568`; up to `digits` decimals (none unless said). */
export function formatCount(count: number, digits = 0): string {
  return formatter({ maximumFractionDigits: digits }).format(count);
}

/** `0.0150`: always `digits` decimals, so that a column lines up. */
export function formatFixed(value: number, digits: number): string {
  return formatter({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

/** `1.2M`, `48K`, `920`. */
export function formatCountShort(count: number): string {
  if (Math.abs(count) < 10_000) return formatCount(count);
  return formatScaled(count, {});
}

/** A share 0-1 as `42%` in the reader's own way; always `digits` decimals, so that a column lines up. */
export function formatShare(share: number, digits = 0): string {
  return formatter({
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(share);
}

/** A share as it was asked for, `20.5%` or `20%`: to the tenth of a percent, which is left out where it is none. */
export function formatShareTyped(share: number): string {
  return formatter({ style: 'percent', maximumFractionDigits: 1 }).format(share);
}

/** A relative change as a share with its sign, `+12%`, `−8%` or `0%`. */
export function formatSignedShare(change: number): string {
  return formatter({ style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' })
    .format(change)
    .replace('-', '−');
}

/** Points of a score with their sign and always one decimal, `+3.0`, so that a column lines up and adds up. */
export function formatPoints(points: number): string {
  return formatter({ signDisplay: 'exceptZero', minimumFractionDigits: 1, maximumFractionDigits: 1 })
    .format(points)
    .replace('-', '−');
}

/** A difference with its sign, `+3.5`, `−2` (a real minus, as wide as the plus) or `0`; rounded to `digits` decimals. */
export function formatSigned(difference: number, digits = 0): string {
  return formatter({ signDisplay: 'exceptZero', maximumFractionDigits: digits })
    .format(difference)
    .replace('-', '−');
}

/**
 * A score or points of one, 0-100, always with its tenth: the number by which it is judged. A whole number would have to
 * be cut or rounded once more, and then read as another than its tooltip, or as a 75 that stands in the band below 75.
 */
export function formatScore(score: number): string {
  return formatFixed(tenthOf(score), 1);
}

const byteUnits = ['byte', 'kB', 'MB', 'GB', 'TB'] as const;

/** Bytes as `3.4 MB`; decimal units, as file managers show them. */
export function formatBytes(bytes: number): string {
  let power = 0;
  let amount = bytes;
  while (amount >= 1000 && power < byteUnits.length - 1) {
    amount /= 1000;
    power += 1;
  }
  const unit = power === 0 ? plural(amount, 'byte') : byteUnits[power];
  return `${formatter({ maximumSignificantDigits: 3 }).format(amount)} ${unit}`;
}

/** `1 account`, `12,000 accounts`; the figure up to `digits` decimals (none unless said). */
export function formatPlural(count: number, one: string, many = `${one}s`, digits = 0): string {
  return `${formatCount(count, digits)} ${plural(count, one, many)}`;
}
