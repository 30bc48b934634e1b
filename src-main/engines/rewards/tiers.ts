import type { Program, Tier } from '../../../src-preload/contract/rewards/program';
import { formatDay, parseDay } from '../../lib/day';

/** The place of a tier among the program's, from 1; 0 for none of them. */
export function tierRank(program: Pick<Program, 'tiers'>, key: string | null): number {
  return program.tiers.findIndex((tier) => tier.key === key) + 1;
}

/** The first day of the period in which a day lies; periods begin with the year. Whole days since 1970. */
export function periodBegin(day: number, months: number): number {
  const [year = 0, month = 0] = formatDay(day).split('-').map(Number);
  return firstOf(year, Math.floor((month - 1) / months) * months);
}

/** The last day of that period. */
export function periodEnd(day: number, months: number): number {
  const [year = 0, month = 0] = formatDay(periodBegin(day, months)).split('-').map(Number);
  return firstOf(year, month - 1 + months) - 1;
}

/** @param month from 0; from 12 on it is of a later year */
function firstOf(year: number, month: number): number {
  const text = (n: number, digits: number) => String(n).padStart(digits, '0');
  return parseDay(`${text(year + Math.floor(month / 12), 4)}-${text((month % 12) + 1, 2)}-01`);
}

/** A row of the ledger, as far as tiers are concerned. */
export interface EarningRow {
  readonly row: number;
  readonly kind: string;
  readonly points: number;
  readonly reversalOf: number | null;
  readonly day: number;
}

/** Points that were awarded from one day to another and not taken back: what tiers are earned by. */
export function earnedPoints(ledger: readonly EarningRow[], first: number, last: number): number {
  const takenBack = new Set(ledger.map((row) => row.reversalOf));
  return ledger
    .filter(({ kind, day, row }) => kind === 'award' && day >= first && day <= last && !takenBack.has(row))
    .reduce((sum, { points }) => sum + points, 0);
}

/** The next tier above the one that an account has, and what it lacks in this period; null at the top. */
export function nextTier(
  program: Program,
  tier: string | null,
  ledger: readonly EarningRow[],
  today: number,
): { readonly tier: Tier; readonly lacks: number; readonly untilDay: number } | null {
  const next = program.tiers[tierRank(program, tier)];
  if (next === undefined) return null;
  const untilDay = periodEnd(today, program.tier_months);
  const earned = earnedPoints(ledger, periodBegin(today, program.tier_months), untilDay);
  return { tier: next, lacks: Math.max(0, next.from - earned), untilDay };
}
