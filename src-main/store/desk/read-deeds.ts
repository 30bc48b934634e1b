import type { ReadDb } from '../types';

export interface DeedRow {
  readonly opId: string;
  readonly kind: string;
  readonly patch: string;
  readonly madeAt: number;
  readonly accountId: number | null;
  readonly accountName: string | null;
  /** What the thing that was changed is called, where it still stands. */
  readonly entryName: string | null;
  readonly isPending: number;
}

/** Made by the desktop itself, or the other half of what a person did. */
const notDone = `('task.repeat')`;

/** What the person at this desktop decided since an instant, the latest first. @param author as operations name them */
export function readDeeds(db: ReadDb, author: string, since: number, limit: number): DeedRow[] {
  return db
    .prepared<[{ author: string; since: number; limit: number }], DeedRow>(
      `select o.op_id as opId, o.kind, o.patch, o.made_at as madeAt,
              (select organization_id from organizations where external_id = o.organization_external_id) as accountId,
              o.organization_name as accountName,
              coalesce((select title from cta_tasks where task_id = o.entry), (select title from ctas where cta_id = o.entry),
                       (select name from rules where rule_id = o.entry), (select name from segments where segment_id = o.entry),
                       (select name from email_templates where template_id = o.entry),
                       (select name from saved_views where view_id = o.entry)) as entryName,
              o.state = 'pending' as isPending
         from operations o
        where o.author = @author and o.made_at >= @since and o.origin = 'person' and o.kind not in ${notDone}
        order by o.seq desc limit @limit`,
    )
    .all({ author, since, limit });
}

export function countDeeds(db: ReadDb, author: string, since: number): number {
  return (
    db
      .prepared<[string, number], number>(
        `select count(*) from operations
          where author = ? and made_at >= ? and origin = 'person' and kind not in ${notDone}`,
      )
      .pluck()
      .get(author, since) ?? 0
  );
}
