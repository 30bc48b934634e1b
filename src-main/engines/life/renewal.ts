import { addMonths, monthsBetween } from './months';
import { inForceOn, type Term } from './term';

/** How the company writes monthly subscriptions down, seen from the last day known. */
export interface WayOfTelling {
  /** The last day known: the present, not the day that is scored. */
  readonly presentDay: number;
  /** Whether rows that are billed by the month and renew within a month are monthly ones whose date moves on. */
  readonly monthlyRowsMove: boolean;
}

/** An open renewal. */
export interface Renewal {
  readonly day: number;
  /** How many days its date has passed; 0 while it is ahead. */
  readonly overdueDays: number;
}

/** A subscription that goes on from month to month is no renewal to prepare. */
const longestMonth = 31;
/** Dates this near count as the same: months differ in length. */
const slackDays = 5;

/**
 * The most pressing renewal of the paid terms in force on a day, the earliest first: one whose date has passed while
 * its term is still in force is overdue, until it is renewed or ended, or until a whole further term has gone by: then
 * it went on without a word, and the next end of a term counts. Null where nothing is to be renewed.
 */
export function renewalOn(terms: readonly Term[], asOf: number, telling: WayOfTelling): Renewal | null {
  let first: number | null = null;
  for (const term of inForceOn(terms, asOf)) {
    if (term.renewsDay === 0 || isMonthly(term, terms, telling)) continue;
    const day = openRenewal(term, terms, asOf);
    if (day !== null && (first === null || day < first)) first = day;
  }
  return first === null ? null : { day: first, overdueDays: Math.max(0, asOf - first) };
}

function openRenewal(term: Term, terms: readonly Term[], asOf: number): number | null {
  const { renewsDay } = term;
  if (renewsDay >= asOf) return renewsDay;
  if (isFollowed(term, terms, asOf)) return null;
  const months = termMonths(term, beganWith(terms, term));
  const passed = Math.floor(monthsBetween(renewsDay, asOf) / months);
  return passed === 0 ? renewsDay : addMonths(renewsDay, (passed + 1) * months);
}

/** A row that was left open when the next term began was renewed by it. */
function isFollowed({ startedDay, renewsDay }: Term, terms: readonly Term[], asOf: number): boolean {
  return terms.some(
    (next) =>
      !next.isTrial &&
      next.startedDay > startedDay &&
      next.startedDay >= renewsDay - slackDays &&
      next.startedDay <= asOf,
  );
}

/**
 * Whether a term is a month. `billing_months` says what is billed at once, not how long the term is: a year may be
 * billed by the month. So the dates decide: whole years are years, and no month ends later than a month from now. What
 * is left is billed by the month and renews within one: a year in its last month, or a row whose date moves on every
 * month. That is decided by the company's other rows.
 */
function isMonthly(term: Term, terms: readonly Term[], telling: WayOfTelling): boolean {
  const began = beganWith(terms, term);
  if (term.renewsDay - began <= longestMonth) return true;
  if (term.billingMonths > 1 || isWholeYears(began, term.renewsDay)) return false;
  return telling.monthlyRowsMove && term.renewsDay <= telling.presentDay + longestMonth;
}

/** A change of seats opens another row within the term: the term began with the first row that renews on its day. */
function beganWith(terms: readonly Term[], { startedDay, renewsDay }: Term): number {
  let began = startedDay;
  for (const other of terms) {
    if (other.renewsDay === renewsDay && other.startedDay < began) began = other.startedDay;
  }
  return began;
}

/** Terms of whole years are told by their dates; else a term is what is billed at once. */
export function termMonths({ renewsDay, billingMonths }: Term, began: number): number {
  const billing = Math.max(1, billingMonths);
  return isWholeYears(began, renewsDay) ? Math.max(12, billing) : billing;
}

function isWholeYears(began: number, renewsDay: number): boolean {
  const years = Math.round((renewsDay - began) / 365.25);
  return years >= 1 && Math.abs(addMonths(began, 12 * years) - renewsDay) <= slackDays;
}

/**
 * The day after the last one that is paid for, where every paid term in force is known to end and none follows; 0
 * where one goes on. A month told as a row of its own says nothing, nor does a term that has a renewal.
 */
export function runsOutOn(terms: readonly Term[], asOf: number, gapDays: number): number {
  let last: Term | null = null;
  for (const term of inForceOn(terms, asOf)) {
    const { endedDay, renewsDay, startedDay } = term;
    if (endedDay === 0 || endedDay - startedDay <= longestMonth) return 0;
    if (renewsDay > 0 && Math.abs(renewsDay - endedDay) <= slackDays) return 0;
    if (last === null || endedDay > last.endedDay) last = term;
  }
  if (last === null) return 0;
  const { endedDay } = last;
  const follows = terms.some(
    ({ isTrial, startedDay }) => !isTrial && startedDay > asOf && startedDay - endedDay <= gapDays,
  );
  return follows ? 0 : endedDay;
}
