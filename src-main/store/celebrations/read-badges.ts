import type { ReadDb, Tx } from '../types';

/** A badge of the company's own, as the company has it. */
export interface BadgeRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly picture: string;
  /** Milestones that have it, as a JSON list of names. */
  readonly usedBy: string;
  /** Whether its removal is on its way. */
  readonly isGoing: number;
}

/** By their names, without those that were removed. */
export function readBadges(db: ReadDb | Tx): BadgeRow[] {
  return db
    .prepared<[], BadgeRow>(
      `select b.badge_id as id, b.name, b.kind, b.picture,
              (select json_group_array(d.name) from milestone_definitions d
                where json_extract(d.definition, '$.badge') = b.badge_id) as usedBy,
              exists (select 1 from operations p where p.entry = b.badge_id and p.kind = 'badge.remove'
                         and p.state in ('pending', 'acknowledged')) as isGoing
         from badges b where b.removed_at is null order by b.name collate nocase, b.badge_id limit 500`,
    )
    .all();
}

/** Badges that are on their way to the company: the patches of what was decided. */
export function readBadgesOnTheirWay(db: ReadDb): { readonly id: string; readonly patch: string }[] {
  return db
    .prepared<[], { id: string; patch: string }>(
      `select p.entry as id, p.patch from operations p
        where p.kind = 'badge.add' and p.state in ('pending', 'acknowledged')
          and not exists (select 1 from badges b where b.badge_id = p.entry) order by p.seq limit 100`,
    )
    .all();
}

/** A milestone that an account or contacts of it have reached. */
export interface ReachedRow {
  readonly milestoneId: string;
  readonly milestone: string;
  readonly definition: string;
  readonly reachedOn: number;
  /** Null: the account's own. */
  readonly contacts: number | null;
}

/** What an account and its contacts have reached, the latest first. */
export function readReachedOf(db: ReadDb, organizationId: number): ReachedRow[] {
  return db
    .prepared<[number], ReachedRow>(
      `select a.milestone_id as milestoneId, d.name as milestone, d.definition, min(a.achieved_on) as reachedOn,
              nullif(count(a.user_id), 0) as contacts
         from milestone_achievements a join milestone_definitions d on d.milestone_id = a.milestone_id
        where a.organization_id = ? and a.withdrawn_at is null
        group by a.milestone_id order by reachedOn desc, d.name collate nocase limit 500`,
    )
    .all(organizationId);
}
