import type { Waiting } from '../../engines/today/today-facts';
import type { CompanyCalendar } from '../../lib/company-calendar';

/** What waits at an account since when: milliseconds since 1970. */
export interface WaitingRow {
  readonly accountId: number;
  readonly since: number;
}

/** Rows of what waits, by account: how many there are, the first, and when the last of them began to wait. */
export function waitingByAccount<Row extends WaitingRow, First>(
  rows: readonly Row[],
  calendar: CompanyCalendar,
  firstOf: (row: Row, dayOf: CompanyCalendar['dayOf']) => First,
): Map<number, Waiting<First>> {
  const waiting = new Map<number, Waiting<First>>();
  for (const row of rows) {
    const known = waiting.get(row.accountId);
    const latestAt = Math.max(known?.latestAt ?? row.since, row.since);
    waiting.set(row.accountId, {
      first: known?.first ?? firstOf(row, calendar.dayOf),
      count: (known?.count ?? 0) + 1,
      ...{ latestAt, latestDay: calendar.dayOf(latestAt) },
    });
  }
  return waiting;
}
