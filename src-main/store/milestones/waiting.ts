import { assignmentPatchSchema, progressPatchSchema } from '../../../src-preload/contract/milestones/plan';
import { contactNumber } from '../accounts/contact-number';
import type { ReadDb, Tx } from '../types';

/** What people decided here of an account's plans and progress that the copy doesn't have yet, in the order in which they did. */
export interface WaitingAssignment {
  readonly organizationId: number;
  readonly planId: string;
  /** Null: it ends. */
  readonly startedOn: string | null;
  readonly author: string;
}

export function waitingAssignments(db: ReadDb | Tx): WaitingAssignment[] {
  return waiting(db, 'plan.assign').flatMap(({ patch, organizationId, author }) => {
    const read = assignmentPatchSchema.safeParse(JSON.parse(patch)).data;
    return read === undefined
      ? []
      : [{ organizationId, author, planId: read.plan, startedOn: read.started_on }];
  });
}

export interface WaitingProgress {
  readonly organizationId: number;
  readonly milestoneId: string;
  /** The contact's number in the copy; null: the account's own. */
  readonly userId: number | null;
  /** Null: what is counted moves it again. */
  readonly progress: number | null;
  readonly reason: string | null;
  readonly author: string;
  readonly madeAt: number;
}

export function waitingProgress(db: ReadDb | Tx): WaitingProgress[] {
  return waiting(db, 'progress.set').flatMap(({ patch, organizationId, author, madeAt }) => {
    const read = progressPatchSchema.safeParse(JSON.parse(patch)).data;
    if (read === undefined) return [];
    const userId = read.contact === null ? null : contactNumber(db, organizationId, read.contact);
    if (userId === undefined) return [];
    const { milestone: milestoneId, progress, reason } = read;
    return [{ organizationId, milestoneId, userId, progress, reason, author, madeAt }];
  });
}

function waiting(db: ReadDb | Tx, kind: 'plan.assign' | 'progress.set') {
  return db
    .prepared<[string], { patch: string; organizationId: number; author: string; madeAt: number }>(
      `select p.patch, o.organization_id as organizationId, p.author, p.made_at as madeAt
         from operations p join organizations o on o.external_id = p.organization_external_id
        where p.state in ('pending', 'acknowledged') and p.kind in ('plan.assign', 'progress.set') and p.kind = ?
        order by p.seq`,
    )
    .all(kind);
}
