import { and, eq, inArray, sql } from 'drizzle-orm';
import type { HealthWord } from '../../../src-preload/contract/reports/health-words';
import type { ReportScope } from '../../../src-preload/contract/reports/revenue';
import { dayBands, dayFacts } from '../../lib/account-days/day-facts';
import { lastDayHeld, unpackDay } from '../../lib/account-days/one-day';
import { isCustomerOn } from '../accounts/in-force';
import { standingFigures } from '../risk/standing-sql';
import { organizations } from '../schema/company';
import { accountSummaries } from '../schema/health';
import { accountHeadlines } from '../schema/risk';
import type { ReadDb } from '../types';

/**
 * The last that was kept of each month of some accounts, by account and month.
 * @param from 12 x year + month
 */
export function readHealthOfMonths(
  db: ReadDb,
  organizationIds: readonly number[],
  from: number,
): Map<number, Map<number, HealthWord>> {
  const rows = db
    .prepared<[string, number], [id: number, month: number, payload: Uint8Array]>(
      `select organization_id, month, payload from account_days
       where organization_id in (select value from json_each(?)) and month >= ?`,
    )
    .raw()
    .all(JSON.stringify(organizationIds), from);
  const byAccount = new Map<number, Map<number, HealthWord>>();
  for (const [id, month, payload] of rows) {
    const months = byAccount.get(id) ?? new Map<number, HealthWord>();
    byAccount.set(id, months.set(month, wordOf(payload)));
  }
  return byAccount;
}

function wordOf(payload: Uint8Array): HealthWord {
  const day = unpackDay(payload, lastDayHeld(payload));
  if (day === null || Number.isNaN(day.values[dayFacts.score] as number)) return 'unscored';
  const band = dayBands[day.values[dayFacts.band] as number];
  return band === undefined || band === 'unknown' ? 'tooLittleKnown' : band;
}

/** How many customers there are of each now, as Today counts them: what was set by hand as long as it holds. */
export function readHealthNow(
  db: ReadDb,
  { ownerId, segment }: ReportScope,
  today: number,
): { word: HealthWord; accounts: number }[] {
  const shown = standingFigures(today);
  const word = sql<HealthWord>`case when ${shown.band} is not null then ${shown.band}
    when ${shown.byHand} = 0 and ${accountSummaries.tooLittleSince} is not null
      and ${accountSummaries.confidence} is not null then 'tooLittleKnown' else 'unscored' end`;
  return db
    .select({ word, accounts: sql<number>`count(*)` })
    .from(organizations)
    .leftJoin(accountSummaries, eq(accountSummaries.organizationId, organizations.organizationId))
    .leftJoin(accountHeadlines, eq(accountHeadlines.organizationId, organizations.organizationId))
    .where(
      and(
        isCustomerOn(db, today),
        ownerId === undefined ? undefined : inArray(organizations.ownerId, [ownerId]),
        segment === undefined ? undefined : eq(organizations.segment, segment),
      ),
    )
    .groupBy(word)
    .all();
}
