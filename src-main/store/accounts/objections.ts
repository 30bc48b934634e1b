import type { ReadDb, Tx } from '../types';

/**
 * The contacts who object to being profiled, for a condition: `user_id in ${objectingContacts}`. By the company's own list, or
 * as somebody of the team wrote it down. Whatever scores, names, counts or writes to single people asks it.
 */
export const objectingContacts = `(select user_id from users where objected_on is not null
  union all select user_id from profiling_objections where withdrawn_at is null)`;

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
