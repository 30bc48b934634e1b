import type { ReadDb, Tx } from '../types';

/**
 * Whether a contact objects to being profiled, for a condition on `users`: by the company's own list, or as somebody of the team
 * wrote it down. Whatever scores, names, counts or writes to single people asks it.
 * @param users the table, as the statement calls it
 */
export function objects(users: string): string {
  return `(${users}.objected_on is not null or exists (
    select 1 from profiling_objections said where said.organization_id = ${users}.organization_id
       and said.user_id = ${users}.user_id and said.withdrawn_at is null))`;
}

/** Since when a contact objects, and who says so. */
export interface StandingObjection {
  /** The first day that anybody says. */
  readonly since: number;
  /** By the company's own list: only there can it be taken back. */
  readonly isListed: boolean;
  /** Written down by the team, and not taken back. */
  readonly entries: readonly string[];
}

/** The contacts of an account who object, by number. */
export function readObjections(
  db: ReadDb | Tx,
  organizationId: number,
): ReadonlyMap<number, StandingObjection> {
  const rows = db
    .prepared<[number, number], { userId: number; since: number; entry: string | null }>(
      `select user_id as userId, objected_on as since, null as entry from users
        where organization_id = ? and objected_on is not null
       union all
       select user_id, since_day, objection_id from profiling_objections
        where organization_id = ? and withdrawn_at is null order by 1, 2, 3`,
    )
    .all(organizationId, organizationId);
  const standing = new Map<number, StandingObjection>();
  for (const { userId, since, entry } of rows) {
    const known = standing.get(userId);
    standing.set(userId, {
      since: Math.min(known?.since ?? since, since),
      isListed: entry === null || known?.isListed === true,
      entries: [...(known?.entries ?? []), ...(entry === null ? [] : [entry])],
    });
  }
  return standing;
}
