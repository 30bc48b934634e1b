import type { Redemption } from '../../../src-preload/contract/rewards/rewards';
import type { ReadDb, Tx } from '../types';

/** The day is whole days since 1970. */
export type RedemptionRow = Omit<Redemption, 'askedDay'> & { readonly askedDay: number };

/** What was decided here about one, and is not in the copy yet. */
const onItsWay = `(select case p.kind when 'reward.decide' then json_extract(p.patch, '$.decision') else 'reverse' end
    from operations p where p.entry = r.reward_id and p.kind in ('reward.decide', 'reward.reverse')
     and p.state in ('pending', 'acknowledged') order by p.seq desc limit 1)`;

const selected = `select r.reward_id as id, r.organization_id as organizationId, o.external_id as externalId, o.name as account,
    i.name as item, r.user_id as contactId, u.name as contact, r.cost, r.asked_day as askedDay, r.stage, r.note, r.author,
    r.decided_by as decidedBy, r.decision_reason as reason, ${onItsWay} as onItsWay`;
const from = `from user_rewards r join organizations o on o.organization_id = r.organization_id
  join rewards_catalog i on i.item_id = r.item_id left join users u on u.user_id = r.user_id`;
const waits = `r.stage = 'proposed' and ${onItsWay} is null`;

export function countApprovals(db: ReadDb): number {
  return db.prepared<[], number>(`select count(*) ${from} where ${waits}`).pluck().get() ?? 0;
}

interface Choice {
  readonly group: 'approvals' | 'all';
  readonly organizationId?: number;
  readonly offset: number;
  readonly limit: number;
}

/** Those that wait, the longest first; or all, the latest first. */
export function readRedemptions(db: ReadDb, { group, organizationId = 0, offset, limit }: Choice) {
  const asked = { organizationId };
  const where = `where (@organizationId = 0 or r.organization_id = @organizationId) and ${group === 'approvals' ? waits : 'true'}`;
  const order = group === 'approvals' ? 'r.row_id' : 'r.row_id desc';
  const total = db.prepared<[typeof asked], number>(`select count(*) ${from} ${where}`).pluck().get(asked);
  const rows = db
    .prepared<[typeof asked & { offset: number; limit: number }], RedemptionRow>(
      `${selected} ${from} ${where} order by ${order} limit @limit offset @offset`,
    )
    .all({ ...asked, offset, limit });
  return { total: total ?? 0, rows };
}

/** @returns undefined for one that is not in the copy */
export function readRedemption(tx: ReadDb | Tx, id: string): RedemptionRow | undefined {
  return tx.prepared<[string], RedemptionRow>(`${selected} ${from} where r.reward_id = ?`).get(id);
}

/** What an account redeemed from a day to another and stands or waits, as far as limits ask. */
export function readRedeemed(db: ReadDb, organizationId: number, first: number, last: number) {
  return db
    .prepared<[number, number, number], { itemId: string; contactId: number | null; valueMinor: number }>(
      `select item_id as itemId, user_id as contactId, value_minor as valueMinor from user_rewards
        where organization_id = ? and stage in ('proposed', 'approved') and asked_day between ? and ?`,
    )
    .all(organizationId, first, last);
}
