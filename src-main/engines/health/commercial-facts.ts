import type { SubscriptionRows } from './account-batch';

/** What an account pays for, as of a day. NaN where nothing is known. */
export interface CommercialFacts {
  /** Monthly recurring revenue in force. */
  readonly mrr: number;
  readonly seats: number;
  /** The nearest renewal that is not past, of a term longer than a month; 0 when none is known. */
  readonly renewsDay: number;
  readonly paymentFailures90: number;
  /** 0 when there was none. */
  readonly lastPaymentFailureDay: number;
}

/** A row is in force from its first day to the day before its end. Nothing that happens after `asOf` is read. */
export function commercialFacts(rows: SubscriptionRows, account: number, asOf: number): CommercialFacts {
  let mrr = 0;
  let renewsDay = 0;
  let paymentFailures90 = 0;
  let lastPaymentFailureDay = 0;
  const end = rows.start[account + 1] as number;
  for (let row = rows.start[account] as number; row < end; row++) {
    if (isInForce(rows, row, asOf)) {
      mrr += rows.mrr[row] as number;
      const renews = rows.renewsDay[row] as number;
      const isNext = renews >= asOf && (renewsDay === 0 || renews < renewsDay);
      if (isNext && !isMonthToMonth(rows, account, renews, asOf)) renewsDay = renews;
    }
    const failed = rows.paymentFailedDay[row] as number;
    if (failed > 0 && failed <= asOf) {
      lastPaymentFailureDay = Math.max(lastPaymentFailureDay, failed);
      if (failed > asOf - 90) paymentFailures90 += 1;
    }
  }
  return { mrr, seats: seatsOn(rows, account, asOf), renewsDay, paymentFailures90, lastPaymentFailureDay };
}

/** A subscription that goes on from month to month is no renewal to prepare. */
const longestMonth = 31;

/**
 * Whether the term that renews on a day is a month or shorter. A change of seats opens another row within the term, so
 * the term began with the first row that renews on that day.
 */
function isMonthToMonth(rows: SubscriptionRows, account: number, renews: number, asOf: number): boolean {
  const end = rows.start[account + 1] as number;
  for (let row = rows.start[account] as number; row < end; row++) {
    const started = rows.startedDay[row] as number;
    if (rows.renewsDay[row] === renews && started <= asOf && renews - started > longestMonth) return false;
  }
  return true;
}

/** Licensed seats in force on a day; NaN when no subscription in force counts seats. */
export function seatsOn(rows: SubscriptionRows, account: number, day: number): number {
  let seats = Number.NaN;
  const end = rows.start[account + 1] as number;
  for (let row = rows.start[account] as number; row < end; row++) {
    const own = rows.seats[row] as number;
    if (!Number.isNaN(own) && isInForce(rows, row, day)) seats = (Number.isNaN(seats) ? 0 : seats) + own;
  }
  return seats > 0 ? seats : Number.NaN;
}

/** Mean over the `days` days that end with `to` of a column, each row counted on the days it was in force. */
export function meanInForce(
  rows: SubscriptionRows,
  column: 'mrr' | 'seats',
  account: number,
  to: number,
  days: number,
): number {
  let total = 0;
  const from = to - days + 1;
  const end = rows.start[account + 1] as number;
  for (let row = rows.start[account] as number; row < end; row++) {
    const value = rows[column][row] as number;
    if (Number.isNaN(value)) continue;
    const first = Math.max(from, rows.startedDay[row] as number);
    const ended = rows.endedDay[row] as number;
    const last = ended === 0 ? to : Math.min(to, ended - 1);
    if (last >= first) total += value * (last - first + 1);
  }
  return total / days;
}

function isInForce(rows: SubscriptionRows, row: number, day: number): boolean {
  const ended = rows.endedDay[row] as number;
  return (rows.startedDay[row] as number) <= day && (ended === 0 || day < ended);
}
