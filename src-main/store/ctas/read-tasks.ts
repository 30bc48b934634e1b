import type { CtaPriority, TaskRhythm } from '../../../src-preload/contract/ctas/cta-kinds';
import type { ReadDb, Tx } from '../types';

/** A task as lists read it, with whose account and call to action it is of. Days are whole days since 1970. */
export interface TaskOfList {
  readonly id: string;
  readonly title: string;
  readonly accountId: number;
  readonly accountName: string;
  readonly ctaId: string | null;
  readonly ctaTitle: string | null;
  /** The note of which it is a next step, as long as that stands. */
  readonly noteId: string | null;
  readonly ownerId: number | null;
  readonly ownerName: string | null;
  readonly givenTo: number | null;
  readonly priority: string;
  readonly ownDueDay: number | null;
  readonly dueDay: number | null;
  readonly state: string | null;
  readonly restsUntil: number | null;
  readonly every: string | null;
  readonly doneAt: number | null;
  readonly doneBy: string | null;
  readonly isPending: number;
}

/** Which of them. */
export interface TaskChoice {
  readonly ownerId?: number | undefined;
  readonly priority?: CtaPriority | undefined;
  readonly source?: 'cta' | 'own' | undefined;
  readonly accountId?: number | undefined;
  /** Words of the title, or of the account's name. */
  readonly words?: string | undefined;
}

/** Whose one is: whom it was given to, else who has its call to action, else the account. */
const owner = 'coalesce(t.given_to, c.given_to, o.owner_id)';
const priority = `coalesce(t.priority, c.priority, 'usual')`;
const due = 'coalesce(t.due_day, c.due_day)';
const from = `from cta_tasks t join organizations o on o.organization_id = t.organization_id
                left join ctas c on c.cta_id = t.cta_id`;
const chosen = `(@ownerId is null or ${owner} = @ownerId) and (@priority is null or ${priority} = @priority)
  and (@source is null or (@source = 'cta') = (t.cta_id is not null))
  and (@accountId is null or t.organization_id = @accountId)
  and (@words is null or instr(lower(t.title), lower(@words)) > 0 or instr(lower(o.name), lower(@words)) > 0)`;
const columns = `t.task_id as id, t.title, t.organization_id as accountId, o.name as accountName, t.cta_id as ctaId, c.title as ctaTitle,
  (select n.note_id from notes n where n.note_id = t.note_id) as noteId,
  ${owner} as ownerId, m.name as ownerName, t.given_to as givenTo, ${priority} as priority, t.due_day as ownDueDay,
  ${due} as dueDay, t.state, nullif(max(coalesce(t.until_day, 0), coalesce(c.until_day, 0)), 0) as restsUntil, t.every,
  t.done_at as doneAt, t.done_by as doneBy,
  exists (select 1 from operations p where p.entry = t.task_id and p.state = 'pending') as isPending`;

/** Those that are to be done: by themselves, or of calls to action that are open. In no order. */
export function readOpenTasks(db: ReadDb, choice: TaskChoice): TaskOfList[] {
  return db
    .prepared<[ReturnType<typeof asked>], TaskOfList>(
      `select ${columns} ${from} left join managers m on m.manager_id = ${owner}
        where t.done_at is null and c.outcome is null and ${chosen}`,
    )
    .all(asked(choice));
}

/** Those that were done since an instant, the latest first. */
export function readDoneTasks(db: ReadDb, choice: TaskChoice, since: number, limit: number): TaskOfList[] {
  return db
    .prepared<[ReturnType<typeof asked> & { since: number; limit: number }], TaskOfList>(
      `select ${columns} ${from} left join managers m on m.manager_id = ${owner}
        where t.done_at is not null and t.done_at >= @since and ${chosen}
        order by t.done_at desc, t.task_id limit @limit`,
    )
    .all({ ...asked(choice), since, limit });
}

export function countDoneTasks(db: ReadDb, choice: TaskChoice, since: number): number {
  return (
    db
      .prepared<[ReturnType<typeof asked> & { since: number }], number>(
        `select count(*) ${from} where t.done_at is not null and t.done_at >= @since and ${chosen}`,
      )
      .pluck()
      .get({ ...asked(choice), since }) ?? 0
  );
}

function asked({ ownerId, priority: wanted, source, accountId, words }: TaskChoice) {
  return {
    ownerId: ownerId ?? null,
    priority: wanted ?? null,
    source: source ?? null,
    accountId: accountId ?? null,
    words: words === undefined || words.trim() === '' ? null : words.trim(),
  };
}

/** What a change of a task has to know. */
export interface StandingTask {
  readonly organizationId: number;
  readonly country: string | null;
  readonly ctaId: string | null;
  readonly title: string;
  readonly dueDay: number | null;
  readonly givenTo: number | null;
  readonly priority: CtaPriority | null;
  readonly every: TaskRhythm | null;
  readonly fromDay: number | null;
  readonly doneAt: number | null;
  readonly version: number;
}

/** Undefined where it was removed. */
export function readStandingTask(tx: Tx, taskId: string): StandingTask | undefined {
  return tx
    .prepared<[string], StandingTask>(
      `select t.organization_id as organizationId, o.country, t.cta_id as ctaId, t.title, t.due_day as dueDay,
              t.given_to as givenTo, t.priority, t.every, t.from_day as fromDay, t.done_at as doneAt, t.version
         from cta_tasks t left join organizations o on o.organization_id = t.organization_id where t.task_id = ?`,
    )
    .get(taskId);
}

/** Whether a task is there, was, or is on its way: what was removed is not made again. */
export function isKnownTask(db: ReadDb | Tx, taskId: string): boolean {
  return (
    db
      .prepared<{ taskId: string }[]>(
        `select 1 from copied_cta_tasks where task_id = @taskId union all
         select 1 from cta_tasks where task_id = @taskId union all
         select 1 from operations where entry = @taskId limit 1`,
      )
      .get({ taskId }) !== undefined
  );
}

/** Tasks of somebody that come again and whose day has come, or that are done: their next has to be there. */
export function readComing(db: ReadDb, managerId: number, today: number): string[] {
  return db
    .prepared<[{ managerId: number; today: number }], string>(
      `select t.task_id from cta_tasks t join organizations o on o.organization_id = t.organization_id
        where t.every is not null and coalesce(t.given_to, o.owner_id) = @managerId
          and (t.due_day <= @today or t.done_at is not null)
        order by t.due_day, t.task_id`,
    )
    .pluck()
    .all({ managerId, today });
}
