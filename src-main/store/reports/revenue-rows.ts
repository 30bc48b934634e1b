import { toMinor } from '../../../src-preload/contract/money';
import type { ReportScope } from '../../../src-preload/contract/reports/revenue';
import type { ForeignTerm, RevenueTerm, Worth } from '../../engines/revenue/revenue-account';
import { isTrialSql } from '../accounts/trials';
import { companyCalendar } from '../copy/company-calendar';
import { type CompanyMoney, companyMoney, companyMoneyOn } from '../copy/company-money';
import type { ReadDb } from '../types';

/** An account as revenue reports read it. */
export interface RevenueRow {
  readonly organizationId: number;
  readonly name: string;
  readonly createdDay: number;
  /** 0 where there is none. */
  readonly churnedDay: number;
  readonly isMarkedChurned: boolean;
  readonly terms: readonly RevenueTerm[];
  readonly foreign: readonly ForeignTerm[];
}

interface AccountRow {
  readonly id: number;
  readonly name: string;
  readonly createdAt: number;
  readonly churnedAt: number | null;
  readonly isMarkedChurned: number;
}

type TermRow = readonly [
  id: number,
  startedDay: number,
  endedDay: number | null,
  mrr: number,
  currency: string | null,
  isTrial: number,
];

/** The next accounts of a scope by their number, with all their subscriptions. @param after the last number that was read */
export function readRevenueRows(
  db: ReadDb,
  { ownerId, segment }: ReportScope,
  after: number,
  limit: number,
): RevenueRow[] {
  const accounts = db
    .prepared<[{ after: number; limit: number; ownerId: number | null; segment: string | null }], AccountRow>(
      `select organization_id as id, name, created_at as createdAt, churned_at as churnedAt,
         lifecycle_stage = 'churned' as isMarkedChurned
       from organizations where organization_id > :after and (:ownerId is null or owner_id = :ownerId)
         and (:segment is null or segment = :segment)
       order by organization_id limit :limit`,
    )
    .all({ after, limit, ownerId: ownerId ?? null, segment: segment ?? null });
  const calendar = companyCalendar(db);
  const terms = readTerms(db, accounts);
  return accounts.map(({ id, name, createdAt, churnedAt, isMarkedChurned }) => ({
    organizationId: id,
    name,
    createdDay: calendar.dayOf(createdAt),
    churnedDay: churnedAt === null ? 0 : calendar.dayOf(churnedAt),
    isMarkedChurned: isMarkedChurned === 1,
    ...(terms.get(id) ?? { terms: [], foreign: [] }),
  }));
}

function readTerms(db: ReadDb, accounts: readonly AccountRow[]) {
  const { currency: own } = companyMoney(db);
  const byAccount = new Map<number, { terms: RevenueTerm[]; foreign: ForeignTerm[] }>();
  const rows = db
    .prepared<[string], TermRow>(
      `select organization_id, started_on, ended_on, mrr, currency, ${isTrialSql} from subscriptions
       where organization_id in (select value from json_each(?)) order by organization_id, started_on`,
    )
    .raw()
    .all(JSON.stringify(accounts.map(({ id }) => id)));
  for (const [id, startedDay, endedDay, mrr, currency, isTrial] of rows) {
    const kept = byAccount.get(id) ?? { terms: [], foreign: [] };
    byAccount.set(id, kept);
    const term = { startedDay, endedDay: endedDay ?? 0, isTrial: isTrial === 1 };
    if (currency === null || currency === own) kept.terms.push({ ...term, mrr: toMinor(mrr, own) });
    else kept.foreign.push({ ...term, mrr, currency });
  }
  return byAccount;
}

/** The company's rates, each day's looked up once. */
export function readWorth(db: ReadDb): Worth {
  const days = new Map<number, CompanyMoney>();
  return (amount, currency, rateDay) => {
    const money = days.get(rateDay) ?? companyMoneyOn(db, rateDay);
    days.set(rateDay, money);
    const value = money.valueOf(amount, currency);
    return value === null ? null : toMinor(value, money.currency);
  };
}

/** Whether any price is known at all. */
export function hasMoney(db: ReadDb): boolean {
  return (
    db.prepared<[], number>('select exists (select 1 from subscriptions where mrr <> 0)').pluck().get() === 1
  );
}
