import type { CtasDue } from '../../engines/today/today-facts';
import { type CtaDays, isDue, nextDueOf } from '../../lib/cta-due';
import type { ReadDb, Tx } from '../types';

interface OpenRow extends Omit<CtaDays, 'openTaskDays' | 'outcome'> {
  readonly ctaId: string;
  readonly accountId: number;
  readonly title: string;
  readonly priority: string;
}

/** Of whom and of which accounts. */
export interface DueScope {
  /** Whose: given to them, or of their accounts and given to nobody. */
  readonly ownerId?: number | undefined;
  readonly accountIds?: readonly number[] | undefined;
}

interface Asked {
  readonly accountIds?: string;
  readonly ownerId: number | null;
  readonly today: number;
}

/** What waits today, by account. */
export function readDueCtas(
  db: ReadDb | Tx,
  today: number,
  { ownerId, accountIds }: DueScope,
): ReadonlyMap<number, CtasDue> {
  const ofThese =
    accountIds === undefined ? '' : 'and c.organization_id in (select value from json_each(@accountIds))';
  const rows = db
    .prepared<[Asked], OpenRow>(
      `select c.cta_id as ctaId, c.organization_id as accountId, c.title, c.priority, c.due_day as dueDay,
              c.until_day as snoozedUntil
         from ctas c join organizations o on o.organization_id = c.organization_id
        where c.outcome is null ${ofThese}
          and (@ownerId is null or coalesce(c.given_to, o.owner_id) = @ownerId)
          and (c.due_day <= @today or exists (select 1 from cta_tasks t
                 where t.cta_id = c.cta_id and t.done_at is null and t.due_day <= @today
                   and coalesce(t.until_day, 0) <= @today))
        order by c.cta_id`,
    )
    .all({ ...(accountIds && { accountIds: JSON.stringify(accountIds) }), ownerId: ownerId ?? null, today });
  const tasks = readDueTasks(
    db,
    rows.map(({ ctaId }) => ctaId),
    today,
  );
  const due = new Map<number, CtasDue>();
  for (const { accountId, ...task } of readDueOwnTasks(db, today, { ownerId, accountIds }))
    due.set(accountId, withFirst(due.get(accountId), task));
  for (const row of rows) {
    const steps = tasks.get(row.ctaId) ?? [];
    const days = { ...row, outcome: null, openTaskDays: steps.map(({ dueDay }) => dueDay) };
    if (isDue(days, today))
      due.set(row.accountId, withOne(due.get(row.accountId), row, nextDueOf(days), steps));
  }
  return due;
}

interface DueTask {
  readonly ctaId: string;
  readonly title: string;
  readonly dueDay: number;
}

function readDueTasks(
  db: ReadDb | Tx,
  ctaIds: readonly string[],
  today: number,
): ReadonlyMap<string, DueTask[]> {
  const rows = db
    .prepared<[{ ctaIds: string; today: number }], DueTask>(
      `select cta_id as ctaId, title, due_day as dueDay from cta_tasks
        where cta_id in (select value from json_each(@ctaIds)) and done_at is null and due_day <= @today
          and coalesce(until_day, 0) <= @today
        order by due_day, company_row, task_id`,
    )
    .all({ ctaIds: JSON.stringify(ctaIds), today });
  return Map.groupBy(rows, ({ ctaId }) => ctaId);
}

interface DueOwnTask {
  readonly accountId: number;
  readonly title: string;
  readonly dueDay: number;
  readonly isHigh: boolean;
  readonly task: string | null;
  readonly isOwnTask: boolean;
}

/** Tasks of no call to action, and steps that were given to somebody else than the whole: for them they stand by themselves. */
function readDueOwnTasks(db: ReadDb | Tx, today: number, { ownerId, accountIds }: DueScope): DueOwnTask[] {
  const ofThese =
    accountIds === undefined ? '' : 'and t.organization_id in (select value from json_each(@accountIds))';
  const rows = db
    .prepared<
      [Asked],
      Omit<DueOwnTask, 'isHigh' | 'isOwnTask' | 'task'> & { priority: string | null; step: string | null }
    >(
      `select t.organization_id as accountId, coalesce(c.title, t.title) as title, t.due_day as dueDay,
              coalesce(t.priority, c.priority) as priority, case when c.cta_id is not null then t.title end as step
         from cta_tasks t join organizations o on o.organization_id = t.organization_id left join ctas c on c.cta_id = t.cta_id
        where t.done_at is null and t.due_day <= @today ${ofThese}
          and coalesce(t.until_day, 0) <= @today and coalesce(c.until_day, 0) <= @today and c.outcome is null
          and case when t.cta_id is null then @ownerId is null or coalesce(t.given_to, o.owner_id) = @ownerId
                   else t.given_to = @ownerId and t.given_to is not coalesce(c.given_to, o.owner_id) end
        order by t.due_day, t.task_id`,
    )
    .all({ ...(accountIds && { accountIds: JSON.stringify(accountIds) }), ownerId: ownerId ?? null, today });
  return rows.map(({ priority, step, ...row }) => ({
    ...row,
    isHigh: priority === 'high',
    task: step,
    isOwnTask: step === null,
  }));
}

function withOne(
  known: CtasDue | undefined,
  { title, dueDay, priority }: OpenRow,
  day: number,
  steps: readonly DueTask[],
): CtasDue {
  const task = day < dueDay ? (steps.find((step) => step.dueDay === day)?.title ?? null) : null;
  return withFirst(known, { title, dueDay: day, isHigh: priority === 'high', task });
}

function withFirst(known: CtasDue | undefined, one: CtasDue['first']): CtasDue {
  const day = one.dueDay;
  if (known === undefined) return { first: one, count: 1, latestDay: day };
  const { first } = known;
  const presses = day < first.dueDay || (day === first.dueDay && one.isHigh && !first.isHigh);
  return {
    first: presses ? one : first,
    count: known.count + 1,
    latestDay: Math.max(known.latestDay, day),
  };
}
