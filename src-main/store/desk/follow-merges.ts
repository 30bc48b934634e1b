import type { Tx } from '../types';

/** What people wrote about an account, by table, with its key. */
const ownEntries = [
  ['score_overrides', 'override_id'],
  ['pulses', 'pulse_id'],
  ['today_dispositions', 'disposition_id'],
  ['notes', 'note_id'],
  ['ctas', 'cta_id'],
  ['cta_tasks', 'task_id'],
] as const;

interface Follower {
  readonly id: string;
  readonly organizationId: number;
  readonly externalId: string;
}

/**
 * What people wrote about accounts that were merged is about the accounts that they are now. Entries are known by the
 * company and its own id of the account; those of an earlier version that lack it, by the account's number.
 * @param companyId of the copy; null where the company doesn't say
 */
export function followMerges(tx: Tx, companyId: string | null): void {
  if (tx.prepared('select 1 from merged_accounts limit 1').get() === undefined) return;
  for (const [table, key] of ownEntries) {
    const followers = tx
      .prepared<[string | null], Follower>(
        `select t.${key} as id, o.organization_id as organizationId, o.external_id as externalId
           from ${table} t
           join merged_accounts m on case when t.organization_external_id is null then t.organization_id = m.merged_id
                                          else t.organization_external_id = m.external_id end
           join organizations o on o.organization_id = m.organization_id
          where (t.company_id is null or t.company_id is ?)
            and not exists (select 1 from organizations w where w.external_id = m.external_id)
          order by t.${key}`,
      )
      .all(companyId);
    const follow = tx.prepared<[Follower]>(
      `update ${table} set organization_id = @organizationId, organization_external_id = @externalId where ${key} = @id`,
    );
    for (const follower of followers) follow.run(follower);
  }
}
