import type { LedgerKind } from '../../../src-preload/contract/rewards/rewards';
import type { LedgerOfAccount } from '../../lib/rewards/statement';
import type { ReadDb } from '../types';

const columns = `t.row_id as row, t.transaction_id as id, t.kind, t.points, t.owed, t.lot, t.last_day as lastDay,
  t.reversal_of as reversalOf, t.day, i.name as item, t.reason,
  case when t.origin like 'rule/%' then 'a rule' when t.origin is not null then 'an achievement' else t.author end as author`;
const from = `from reward_transactions t left join user_rewards r on r.reward_id = t.reward_id
  left join rewards_catalog i on i.item_id = r.item_id`;

/** The whole ledger of an account, in the order in which it was written. */
export function readLedgerOf(db: ReadDb, organizationId: number): LedgerOfAccount[] {
  return db
    .prepared<[number], LedgerOfAccount>(
      `select ${columns} ${from} where t.organization_id = ? order by t.row_id`,
    )
    .all(organizationId);
}

/** A row on the list of all accounts, with the sums of its account up to it. */
export type ListedRow = LedgerOfAccount & {
  readonly organizationId: number;
  readonly externalId: string;
  readonly account: string;
  readonly balanceAfter: number;
  readonly owedAfter: number;
  /** 1: points that came in by an award or a correction and were not taken back. */
  readonly canReverse: number;
};

export interface LedgerChoice {
  readonly kinds: readonly LedgerKind[];
  readonly organizationId?: number | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** The latest first. */
export function readLedger(db: ReadDb, { kinds, organizationId, offset, limit }: LedgerChoice) {
  const asked = {
    kinds: kinds.length === 0 ? null : JSON.stringify(kinds),
    organizationId: organizationId ?? null,
  };
  const where = `where (@kinds is null or t.kind in (select value from json_each(@kinds)))
    and (@organizationId is null or t.organization_id = @organizationId)`;
  const total = db
    .prepared<[typeof asked], number>(`select count(*) from reward_transactions t ${where}`)
    .pluck()
    .get(asked);
  const upTo = `from reward_transactions b where b.organization_id = t.organization_id and b.row_id <= t.row_id`;
  const rows = db
    .prepared<[typeof asked & { offset: number; limit: number }], ListedRow>(
      `select ${columns}, t.organization_id as organizationId, o.external_id as externalId, o.name as account,
              (select sum(b.points) ${upTo}) as balanceAfter, (select sum(b.owed) ${upTo}) as owedAfter,
              t.kind in ('award', 'adjust') and t.points > 0 and not exists (
                select 1 from reward_transactions b
                 where b.organization_id = t.organization_id and b.reversal_of = t.row_id) as canReverse
         ${from} join organizations o on o.organization_id = t.organization_id ${where}
        order by t.row_id desc limit @limit offset @offset`,
    )
    .all({ ...asked, offset, limit });
  return { total: total ?? 0, rows };
}

/** Lots of all accounts that have points left and a last day from one day to another. Whole days since 1970. */
export function readEndingLots(db: ReadDb, first: number, last: number) {
  return db
    .prepared<[number, number], { organizationId: number; points: number; lastDay: number }>(
      `select organizationId, points, lastDay from (
         select l.organization_id as organizationId, l.last_day as lastDay, l.points + coalesce((
                  select sum(u.points) from reward_transactions u
                   where u.organization_id = l.organization_id and u.lot = l.row_id), 0) as points
           from reward_transactions l where l.lot is null and l.points > 0 and l.last_day between ? and ?)
        where points > 0`,
    )
    .all(first, last);
}

/** Whose account a transaction is; undefined where it is not in the copy. */
export function accountOfTransaction(db: ReadDb, id: string): number | undefined {
  return db
    .prepared<[string], number>('select organization_id from reward_transactions where transaction_id = ?')
    .pluck()
    .get(id);
}
