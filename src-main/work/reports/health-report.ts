import { setImmediate as breathe } from 'node:timers/promises';
import {
  type HealthPoint,
  type HealthReport,
  healthMonths,
} from '../../../src-preload/contract/reports/health';
import type { HealthWord } from '../../../src-preload/contract/reports/health-words';
import type { ReportScope } from '../../../src-preload/contract/reports/revenue';
import { isWithin } from '../../engines/life/spells';
import { firstDayOfMonth, formatDay, monthOf } from '../../lib/day';
import { readHealthNow, readHealthOfMonths } from '../../store/reports/health-rows';
import type { ReadDb } from '../../store/types';
import { eachAccount, type ReportAccount } from './each-account';

/** Their days are read in a few milliseconds. */
const accountsAtOnce = 50;

/**
 * Customers by the band of their score at the ends of the last months, as it was kept then, and now.
 * @param asOf the day to which the copy reaches; null before the first load
 */
export async function healthReport(
  db: ReadDb,
  scope: ReportScope,
  asOf: number | null,
): Promise<HealthReport> {
  if (asOf === null) return { asOf: null, points: [] };
  const first = monthOf(asOf) - healthMonths;
  const points = Array.from({ length: healthMonths }, (_, place) =>
    emptyPoint(firstDayOfMonth(first + place + 1) - 1),
  );
  const accounts: ReportAccount[] = [];
  await eachAccount(db, scope, asOf, (account) => {
    accounts.push(account);
  });
  for (let from = 0; from < accounts.length; from += accountsAtOnce) {
    countMonths(db, accounts.slice(from, from + accountsAtOnce), first, points);
    await breathe();
  }
  const now = emptyPoint(asOf);
  for (const { word, accounts: count } of readHealthNow(db, scope, asOf)) add(now, word, count);
  return { asOf: formatDay(asOf), points: [...points, now] };
}

/** @param first the month of the first point */
function countMonths(
  db: ReadDb,
  accounts: readonly ReportAccount[],
  first: number,
  points: readonly HealthPoint[],
): void {
  const ids = accounts.map(({ organizationId }) => organizationId);
  const kept = readHealthOfMonths(db, ids, first);
  for (const { organizationId, spells } of accounts) {
    for (const [place, point] of points.entries()) {
      const month = first + place;
      if (!isWithin(spells, firstDayOfMonth(month + 1) - 1)) continue;
      add(point, kept.get(organizationId)?.get(month) ?? 'unscored', 1);
    }
  }
}

function emptyPoint(day: number): HealthPoint {
  return {
    day: formatDay(day),
    ...{ accounts: 0, healthy: 0, middle: 0, poor: 0, tooLittleKnown: 0, unscored: 0 },
  };
}

function add(point: HealthPoint, word: HealthWord, count: number): void {
  point.accounts += count;
  point[word] += count;
}
