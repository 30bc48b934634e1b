import type { WhatWaits } from '../../../src-preload/contract/desktop';
import { countAccountsOf } from '../../store/accounts/organization-ids';
import { readOwnManager } from '../../store/copy/membership';
import { readSending } from '../../store/messages/read-sending';
import type { ReadDb } from '../../store/types';
import { ctaList } from '../ctas/cta-list';
import { taskCounts } from '../ctas/task-list';
import { todayOf } from './today-of';

/** What waits for the person, of their own accounts where they own any: the figures of the screens it leads to. */
export function whatWaits(db: ReadDb, now: number): WhatWaits {
  const me = readOwnManager(db);
  const scope: { readonly ownerId?: number } =
    me !== null && countAccountsOf(db, me) > 0 ? { ownerId: me } : {};
  const ctas = ctaList(db, { ...scope, closed: false }, now).counts;
  const tasks = taskCounts(db, scope.ownerId, now);
  const sending = readSending(db, scope, now).counts;
  return {
    today: todayOf(db, { ...scope, limit: 1 }, now).total,
    overdueCtas: ctas.overdue,
    dueCtas: ctas.today,
    overdueTasks: tasks.overdue,
    dueTasks: tasks.today,
    approvals: sending.approvals,
    replies: sending.replies,
  };
}
