import type { ReadDb } from '../types';

/** How an account takes part; days are whole days since 1970. */
export interface RewardAccountRow {
  readonly externalId: string;
  readonly industry: string | null;
  readonly stage: string;
  readonly segment: string | null;
  readonly tier: string | null;
  readonly tierLastDay: number | null;
  readonly consentDay: number | null;
  readonly consentNote: string | null;
  readonly consentBy: string | null;
  readonly leftOut: number;
}

/** @returns undefined for an account that is not in the copy */
export function readRewardAccount(db: ReadDb, organizationId: number): RewardAccountRow | undefined {
  return db
    .prepared<[number], RewardAccountRow>(
      `select o.external_id as externalId, o.industry, o.lifecycle_stage as stage, o.segment, a.tier,
              a.tier_last_day as tierLastDay, a.consent_day as consentDay, a.consent_note as consentNote,
              a.consent_by as consentBy, coalesce(a.left_out, 0) as leftOut
         from organizations o left join reward_accounts a on a.organization_id = o.organization_id
        where o.organization_id = ?`,
    )
    .get(organizationId);
}

export function countTakingPart(db: ReadDb): number {
  return (
    db
      .prepared<[], number>('select count(*) from reward_accounts where consent_day is not null')
      .pluck()
      .get() ?? 0
  );
}

/** Contacts of an account who use it still, by name. */
export function readReceivers(db: ReadDb, organizationId: number) {
  return db
    .prepared<[number], { id: number; name: string; title: string | null }>(
      `select user_id as id, name, title from users
        where organization_id = ? and deactivated_at is null and coalesce(is_internal, 0) = 0 order by name, user_id limit 1000`,
    )
    .all(organizationId);
}

/** What was decided here about the rewards of an account and is not in the copy yet, the earliest first. */
export function readWaitingRewards(db: ReadDb, externalId: string) {
  return db
    .prepared<[string], { kind: string; patch: string; item: string | null }>(
      `select p.kind, p.patch, (select i.name from rewards_catalog i where i.item_id = json_extract(p.patch, '$.item')) as item
         from operations p
        where p.organization_external_id = ? and p.kind in ('reward.account', 'reward.award', 'reward.adjust', 'reward.redeem', 'reward.reverse')
          and (p.state = 'pending' or (p.state = 'acknowledged' and p.kind in ('reward.award', 'reward.redeem')
            and not exists (select 1 from reward_transactions t where t.transaction_id = p.entry)
            and not exists (select 1 from user_rewards r where r.reward_id = p.entry)))
        order by p.seq limit 200`,
    )
    .all(externalId);
}
