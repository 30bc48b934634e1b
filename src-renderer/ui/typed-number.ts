import { toCents } from '../../src-preload/contract/words';
import { formatCount } from './format/number';

/** What stands in a number field: NumberInput gives a text while it is no finished number, `20.` on the way to 20.5. */
export type TypedText = string | number;

/** The number that is meant; undefined for none yet. */
export function meantBy(text: TypedText): number | undefined {
  if (typeof text === 'number') return text;
  const number = Number(text);
  return text.trim() === '' || !Number.isFinite(number) ? undefined : number;
}

/** What a text means, or why it means nothing yet. Neither for an empty field. */
export interface Reading {
  readonly value?: number;
  readonly problem?: string;
}

/** A whole number of something within bounds. @param unit its plural, `days` */
export function readWhole(text: string, least: number, most: number, unit: string): Reading {
  if (text.trim() === '') return {};
  const value = Number(text.replace(',', '.'));
  const fits = Number.isInteger(value) && value >= least && value <= most;
  return fits
    ? { value }
    : { problem: `Whole ${unit} only, from ${formatCount(least)} to ${formatCount(most)}` };
}

const groups = /^[1-9]\d{0,2}(?:([.,'’\s])\d{3})(?:\1\d{3})*$/;
const scales: Readonly<Record<string, number>> = { '': 1, k: 1_000, m: 1_000_000 };

/**
 * An amount of money as people write it: `10,000`, `10.000,50`, `20.5`, `20,5`, `12k`, `$1.2M`. It has two decimals at
 * most, so three figures behind a single point or comma are thousands.
 */
export function readAmount(text: string): Reading {
  const typed = text.replace(/^[\s\p{Sc}]+|[\s\p{Sc}]+$/gu, '');
  if (typed === '') return {};
  const [, figures = '', scale = ''] = /^([\d.,'’\s]*\d)\s*([km]?)$/i.exec(typed) ?? [];
  const value = plainAmount(figures) * (scales[scale.toLowerCase()] ?? Number.NaN);
  return figures === '' || !Number.isFinite(value)
    ? { problem: 'An amount such as 10,000 or 20.50' }
    : { value: toCents(value) };
}

function plainAmount(figures: string): number {
  if (groups.test(figures)) return Number(figures.replace(/\D/g, ''));
  const [, whole = '', decimals = ''] = /^(.*?)[.,](\d*)$/.exec(figures) ?? [figures, figures, ''];
  if (whole !== '' && !/^\d+$/.test(whole) && !groups.test(whole)) return Number.NaN;
  return Number(`${whole.replace(/\D/g, '') || '0'}.${decimals || '0'}`);
}
