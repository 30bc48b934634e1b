import {
  type Cta,
  type CtaCounts,
  type CtaList,
  ctaGroups,
  mostCtasListed,
} from '../../../src-preload/contract/ctas/cta';
import { ctaPriorities } from '../../../src-preload/contract/ctas/cta-kinds';
import { companyDay } from '../../store/copy/company-calendar';
import { type CtaChoice, countCtas, readCtas, readTasks } from '../../store/ctas/read-ctas';
import type { ReadDb } from '../../store/types';
import { ctaOf } from './cta-of';

/** More than any team has open at once. */
const mostOpen = 20_000;

/**
 * Calls to action of a choice, with how many of it stand where: the figures of every screen. Open ones come in the order in
 * which they press: by group, the day that comes next, priority; closed ones the latest first.
 */
export function ctaList(db: ReadDb, choice: CtaChoice, now: number): CtaList {
  const open = ctasOf(db, { ...choice, closed: false }, mostOpen, now);
  const counts = countsOf(open, countCtas(db, { ...choice, closed: true }));
  if (choice.closed) return { ctas: ctasOf(db, choice, mostCtasListed, now), counts };
  return { ctas: open.toSorted(byPress).slice(0, mostCtasListed), counts };
}

/** The same of one account: those that are open, and behind them those that are closed. */
export function ctasOfAccount(db: ReadDb, accountId: number, now: number): CtaList {
  const open = ctaList(db, { accountId, closed: false }, now);
  const closed = ctaList(db, { accountId, closed: true }, now);
  return { ctas: [...open.ctas, ...closed.ctas].slice(0, mostCtasListed), counts: open.counts };
}

function ctasOf(db: ReadDb, choice: CtaChoice, limit: number, now: number): Cta[] {
  const today = companyDay(db, now);
  const rows = readCtas(db, choice, limit);
  const tasks = readTasks(
    db,
    rows.map(({ id }) => id),
  );
  return rows.flatMap((row) => ctaOf(row, tasks.get(row.id) ?? [], today) ?? []);
}

function countsOf(open: readonly Cta[], closed: number): CtaCounts {
  const counts: CtaCounts = { overdue: 0, today: 0, week: 0, later: 0, snoozed: 0, closed };
  for (const { group } of open) counts[group] += 1;
  return counts;
}

function byPress(a: Cta, b: Cta): number {
  return (
    ctaGroups.indexOf(a.group) - ctaGroups.indexOf(b.group) ||
    dayOfPress(a).localeCompare(dayOfPress(b)) ||
    ctaPriorities.indexOf(a.priority) - ctaPriorities.indexOf(b.priority) ||
    a.accountName.localeCompare(b.accountName) ||
    a.id.localeCompare(b.id)
  );
}

/** One that rests comes back on its day. */
function dayOfPress({ snooze, nextDue }: Cta): string {
  return snooze?.until ?? nextDue;
}
