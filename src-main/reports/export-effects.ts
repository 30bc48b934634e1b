import { contaminations } from '../../src-preload/contract/effect/measured-means';
import type { EffectRow } from '../../src-preload/contract/effect/report';
import { rounded, shownShare } from '../../src-preload/contract/words';
import { formatDay } from '../lib/day';
import type { Ground, OutFile } from './table';
import { type Figure, tableOf } from './tables/figures';
import { writeTable } from './write-table';

const points = (value: number | undefined): number | null => (value === undefined ? null : rounded(value, 1));
const share = (value: number | undefined): number | null => (value === undefined ? null : shownShare(value));

/** The heading carries the unit. Figures are those of the screen. */
const columns: readonly Figure<EffectRow>[] = [
  ['Kind', ({ kind }) => kind],
  ['Name', ({ name }) => name],
  ['Id', ({ id }) => id],
  ['First used', ({ since }) => formatDay(since), 'day'],
  ['Accounts reached', ({ accounts }) => accounts],
  ['Contacts reached', ({ contacts }) => contacts],
  ['Times used', ({ turns }) => turns],
  ['Messages made', ({ messages }) => messages.made],
  ['Messages delivered', ({ messages }) => messages.sent],
  ['Messages that came back', ({ messages }) => messages.bounced],
  ['Messages refused', ({ messages }) => messages.failed],
  ['Replies', ({ replies }) => replies],
  ['CTAs opened', ({ ctas }) => ctas?.opened ?? null],
  ['CTAs resolved', ({ ctas }) => ctas?.closed.resolved ?? null],
  ['CTAs without an answer', ({ ctas }) => ctas?.closed.no_response ?? null],
  ['CTAs lost', ({ ctas }) => ctas?.closed.lost ?? null],
  ['CTAs not needed', ({ ctas }) => ctas?.closed.not_needed ?? null],
  ['CTAs for a false alarm', ({ ctas }) => ctas?.closed.false_alarm ?? null],
  ['Compared with', ({ effect }) => (effect.basis === 'held_out' ? 'held out' : 'comparable accounts')],
  ['Held out', ({ heldOut }) => heldOut?.accounts ?? null],
  ['Held out as configured', ({ heldOut }) => (heldOut === null ? null : rounded(heldOut.expected, 1))],
  [
    'Held out and reached all the same',
    ({ heldOut }) =>
      heldOut === null ? null : contaminations.reduce((sum, one) => sum + heldOut.contaminated[one], 0),
  ],
  ['Accounts compared, with', ({ effect }) => effect.accounts.with],
  ['Accounts compared, without', ({ effect }) => effect.accounts.without],
  ['Draws or turns compared, with', ({ effect }) => effect.moments.with],
  ['Draws or months compared, without', ({ effect }) => effect.moments.without],
  ['Accounts that left within 90 days, with', ({ effect }) => effect.leftAccounts.with],
  ['Accounts that left within 90 days, without', ({ effect }) => effect.leftAccounts.without],
  ['Left, with (%)', ({ effect }) => share(effect.left?.with)],
  ['Left, without (%)', ({ effect }) => share(effect.left?.without)],
  ['Difference (points)', ({ effect }) => share(effect.left?.difference)],
  ['Interval from (points)', ({ effect }) => share(effect.left?.low)],
  ['Interval to (points)', ({ effect }) => share(effect.left?.high)],
  ['Health difference (points)', ({ effect }) => points(effect.health?.difference)],
  ['Health interval from (points)', ({ effect }) => points(effect.health?.low)],
  ['Health interval to (points)', ({ effect }) => points(effect.health?.high)],
  ['What can be told', ({ text }) => text],
  ['Noise', ({ noiseText }) => noiseText],
];

/** Writes what the screen shows of one kind. @returns rows written */
export function exportEffects(
  rows: readonly EffectRow[],
  file: OutFile,
  grounds: readonly Ground[],
): Promise<number> {
  return writeTable(file, tableOf('Effect', null, columns, rows), grounds);
}
