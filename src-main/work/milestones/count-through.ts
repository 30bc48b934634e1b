import type { SetApart } from '../../engines/activity/set-apart';
import { type CountedMilestone, countPage, type Tallies } from '../../engines/milestones/count-pages';
import { readOwnZone } from '../../store/milestones/what-counting-needs';
import { readFirstPageDay, readPages, readZonePages, type StoredPages } from '../../store/scores/activity';
import type { ReadDb } from '../../store/types';

/** So many days are read at once. */
const daysAtOnce = 128;

/** By whose days a streak is counted; null: the company's, or nothing asks for one. */
export function zoneOfDays(
  db: ReadDb,
  organizationId: number,
  rules: readonly CountedMilestone[],
): string | null {
  return rules.some(isStreak) ? readOwnZone(db, organizationId) : null;
}

function isStreak({ rule }: CountedMilestone): boolean {
  return rule.measure === 'streak';
}

/** A day before the first that counts; days of an account begin up to two before the company's. */
export function dayBeforeAll(db: ReadDb, organizationId: number, day: number): number {
  return (readFirstPageDay(db, organizationId) ?? day) - 3;
}

interface Counting {
  readonly tallies: Tallies;
  readonly rules: readonly CountedMilestone[];
  readonly apart: SetApart;
  /** Whether days in a row are those of the account's own zone. */
  readonly hasOwnDays: boolean;
  /** Pages that end after this day, and no later than the other. */
  readonly after: number;
  readonly through: number;
}

/** Counts use of some days: for days in a row by the account's own, for all else by the company's. */
export function countThrough(db: ReadDb, organizationId: number, counting: Counting): void {
  const { rules, hasOwnDays, after, through } = counting;
  const streaks = hasOwnDays ? rules.filter(isStreak) : [];
  const others = hasOwnDays ? rules.filter((counted) => !isStreak(counted)) : rules;
  for (let from = after; from < through; from += daysAtOnce) {
    const to = Math.min(from + daysAtOnce, through);
    if (others.length > 0) countPages(readPages(db, organizationId, from, to), others, counting);
    if (streaks.length > 0) countPages(readZonePages(db, organizationId, from, to), streaks, counting);
  }
}

function countPages(
  { pages, payload }: StoredPages,
  rules: readonly CountedMilestone[],
  { tallies, apart }: Counting,
): void {
  if (pages.length === 0) return;
  const bytes = payload.byteOffset % 4 === 0 ? payload : new Uint8Array(payload);
  const integers = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  for (const { day, lastDay, rows, offset } of pages)
    countPage(
      tallies,
      rules,
      { lastDay, isWeek: lastDay > day, entries: { rows, integers, at: offset / 4 } },
      apart,
    );
}
