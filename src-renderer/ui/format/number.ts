import { minorDigits, toMoney } from '../../../src-preload/contract/money';
import { plural, tenthOf } from '../../../src-preload/contract/words';

/**
 * Numbers as the manager reads them. Formatters are made once, when first needed: making one costs
 * a hundred times as much as using it.
 */
const formatters = new Map<string, Intl.NumberFormat>();

function formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.NumberFormat(undefined, options);
    formatters.set(key, found);
  }
  return found;
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

/** `$1,234,568`: whole, for an amount that is only estimated, and for the short forms. */
export function formatMoneyWhole(amount: number): string {
  return formatter({ ...style(), maximumFractionDigits: 0 }).format(amount);
}

/** `$1.2M`, `$480K`, `$920`: at most three figures. */
export function formatMoneyShort(amount: number): string {
  if (Math.abs(amount) < 1000) return formatMoneyWhole(amount);
  return formatter({ ...style(), notation: 'compact', maximumSignificantDigits: 3 }).format(amount);
}

/** For a column of amounts: `$9,600`, `$18.0K`, `$1.20M`; whole below ten thousand, else three figures, so that they line up. */
export function formatMoneyEven(amount: number): string {
  if (Math.abs(amount) < 9_999.5) return formatMoneyWhole(amount);
  const figures = { minimumSignificantDigits: 3, maximumSignificantDigits: 3 };
  return formatter({ ...style(), notation: 'compact', ...figures }).format(amount);
}

/** `$`, `€`, `CHF `: what stands before an amount that is typed. */
export function moneySign(): string {
  const sign =
    formatter(style())
      .formatToParts(0)
      .find(({ type }) => type === 'currency')?.value ?? '';
  return /[A-Za-z]$/.test(sign) ? `${sign} ` : sign;
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
  return formatter({ notation: 'compact', maximumSignificantDigits: 3 }).format(count);
}

/** A share 0-1 as `42%` in the reader's own way; always `digits` decimals, so that a column lines up. */
export function formatShare(share: number, digits = 0): string {
  return formatter({
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(share);
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

/** Bytes as `3.4 MB`; decimal units, as file managers show them. */
export function formatBytes(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  let power = 0;
  let amount = bytes;
  while (amount >= 1000 && power < units.length - 1) {
    amount /= 1000;
    power += 1;
  }
  const unit = units[power] ?? 'byte';
  return formatter({ style: 'unit', unit, unitDisplay: 'short', maximumSignificantDigits: 3 }).format(amount);
}

/** `1 account`, `12,000 accounts`; the figure up to `digits` decimals (none unless said). */
export function formatPlural(count: number, one: string, many = `${one}s`, digits = 0): string {
  return `${formatCount(count, digits)} ${plural(count, one, many)}`;
}
