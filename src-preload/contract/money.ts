import { z } from 'zod';
import { rounded, spellAmount } from './words';

/** ISO 4217; null where the company has never named its currency. */
export const currencySchema = z.string().regex(/^[A-Z]{3}$/);

/** An amount in a currency other than the company's, for which the company gives no rate: it is in no sum. */
export const otherMoneySchema = z.object({ currency: currencySchema, amount: z.number() });
export type OtherMoney = z.infer<typeof otherMoneySchema>;

/** Decimals of minor units by ISO 4217, as migrations/postgres has them; two where nothing is said. */
const digitsBesidesTwo: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    [
      'BIF',
      'CLP',
      'DJF',
      'GNF',
      'ISK',
      'JPY',
      'KMF',
      'KRW',
      'PYG',
      'RWF',
      'UGX',
      'UYI',
      'VND',
      'VUV',
      'XAF',
      'XOF',
      'XPF',
    ].map((code) => [code, 0]),
  ),
  ...Object.fromEntries(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((code) => [code, 3])),
  CLF: 4,
  UYW: 4,
};

/** How many decimals amounts of the currency have. */
export function minorDigits(currency: string | null): number {
  return (currency === null ? undefined : digitsBesidesTwo[currency]) ?? 2;
}

/** An amount as whole minor units of its currency, halves away from zero: integers add up to the last unit. */
export function toMinor(amount: number, currency: string | null): number {
  return Math.round(toMoney(amount, currency) * 10 ** minorDigits(currency));
}

/** What so many whole minor units are. */
export function fromMinor(minor: number, currency: string | null): number {
  return minor / 10 ** minorDigits(currency);
}

/** An amount to the minor unit of its currency, halves away from zero: once, where it leaves a sum or a product. */
export function toMoney(amount: number, currency: string | null): number {
  return rounded(amount, minorDigits(currency));
}

/** An amount of another currency in a sentence. @returns `JPY 1,800,000`, `KWD 1.125` */
export function spellOther({ currency, amount }: OtherMoney): string {
  const digits = minorDigits(currency);
  const exact = toMoney(amount, currency);
  const format = new Intl.NumberFormat('en-US', {
    minimumFractionDigits: Number.isInteger(exact) ? 0 : digits,
    maximumFractionDigits: digits,
  });
  return `${currency} ${format.format(exact)}`;
}

/** Why they are not in a sum, with the amounts. @returns null where there are none */
export function leftOutWords(others: readonly OtherMoney[]): string | null {
  if (others.length === 0) return null;
  return `${others.map(spellOther).join(' and ')} left out: the company gives no rate`;
}

/** A sum and what is in none, as one figure of a line. @returns `12,000`, `12,000 + JPY 1,800,000`, `JPY 1,800,000` */
export function amountWords(amount: number, others: readonly OtherMoney[] = []): string {
  if (others.length === 0) return spellAmount(amount);
  const beside = others.map(spellOther);
  return (amount === 0 ? beside : [spellAmount(amount), ...beside]).join(' + ');
}
