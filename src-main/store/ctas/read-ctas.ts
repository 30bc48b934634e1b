import type { ReadDb, Tx } from '../types';

/** A call to action as it is kept, with whose account it is about. Days are whole days since 1970. */
export interface CtaRow {
  readonly id: string;
  readonly accountId: number;
  readonly accountName: string;
  readonly accountOwnerId: number | null;
  readonly type: string;
  readonly title: string;
  readonly reason: string | null;
  readonly priority: string;
  readonly dueDay: number;
  readonly givenTo: number | null;
  readonly snoozedUntil: number | null;
  readonly snoozeReason: string | null;
  readonly snoozedAt: number | null;
  readonly outcome: string | null;
  readonly closedAt: number | null;
  readonly closedBy: string | null;
  readonly ruleId: string | null;
  readonly ruleVersion: number | null;
  readonly ruleName: string | null;
  readonly firings: number;
  readonly lastFiredAt: number | null;
  readonly author: string;
  readonly createdAt: number;
  readonly ownerId: number | null;
  readonly ownerName: string | null;
  readonly isPending: number;
}

export interface TaskRow {
  readonly id: string;
  readonly ctaId: string;
  readonly title: string;
  readonly dueDay: number | null;
  /** A step that rests has nobody look at it until then. */
  readonly restsUntil: number | null;
  readonly doneAt: number | null;
  readonly doneBy: string | null;
  readonly isPending: number;
}

/** Which of them. */
export interface CtaChoice {
  readonly closed: boolean;
  readonly ownerId?: number | undefined;
  readonly type?: string | undefined;
  readonly source?: 'rule' | 'person' | undefined;
  readonly accountId?: number | undefined;
}

/** Whose one is: whom it was given to, else whoever has the account. */
const owner = 'coalesce(c.given_to, o.owner_id)';
const pending = (entry: string) =>
  `exists (select 1 from operations p where p.entry = ${entry} and p.state = 'pending')`;

const from = `from ctas c join organizations o on o.organization_id = c.organization_id`;
/** Written so that the indexes of those that are open, and of an account, serve. */
function whereOf({ closed, accountId }: CtaChoice): string {
  return `c.outcome is ${closed ? 'not null' : 'null'} ${accountId === undefined ? '' : 'and c.organization_id = @accountId'}
    and (@ownerId is null or ${owner} = @ownerId) and (@type is null or c.type = @type)
    and (@source is null or (@source = 'rule') = (c.rule_id is not null))`;
}

/** In no order but that of closing, the latest first, where they are closed. @param limit most */
export function readCtas(db: ReadDb, choice: CtaChoice, limit: number): CtaRow[] {
  return db
    .prepared<[ReturnType<typeof asked> & { limit: number }], CtaRow>(
      `select c.cta_id as id, c.organization_id as accountId, o.name as accountName, o.owner_id as accountOwnerId, c.type,
              c.title, c.reason, c.priority, c.due_day as dueDay, c.given_to as givenTo, c.until_day as snoozedUntil,
              c.snooze_reason as snoozeReason, c.snoozed_at as snoozedAt, c.outcome, c.closed_at as closedAt,
              c.closed_by as closedBy, c.rule_id as ruleId, c.rule_version as ruleVersion, r.name as ruleName, c.firings,
              c.last_fired_at as lastFiredAt, c.author, c.created_at as createdAt, ${owner} as ownerId, m.name as ownerName,
              ${pending('c.cta_id')} as isPending
         ${from} left join managers m on m.manager_id = ${owner} left join rules r on r.rule_id = c.rule_id
        where ${whereOf(choice)} order by c.closed_at desc, c.cta_id limit @limit`,
    )
    .all({ ...asked(choice), limit });
}

export function countCtas(db: ReadDb, choice: CtaChoice): number {
  return (
    db
      .prepared<[ReturnType<typeof asked>], number>(`select count(*) ${from} where ${whereOf(choice)}`)
      .pluck()
      .get(asked(choice)) ?? 0
  );
}

function asked({ ownerId, type, source, accountId }: CtaChoice) {
  return {
    ownerId: ownerId ?? null,
    type: type ?? null,
    source: source ?? null,
    ...(accountId !== undefined && { accountId }),
  };
}

/** The tasks of these, in the order in which they were added, by call to action. */
export function readTasks(db: ReadDb, ctaIds: readonly string[]): ReadonlyMap<string, TaskRow[]> {
  const rows = db
    .prepared<[string], TaskRow>(
      `select task_id as id, cta_id as ctaId, title, due_day as dueDay, until_day as restsUntil, done_at as doneAt, done_by as doneBy,
              ${pending('t.task_id')} as isPending
         from cta_tasks t where cta_id in (select value from json_each(?)) order by company_row, task_id`,
    )
    .all(JSON.stringify(ctaIds));
  return Map.groupBy(rows, ({ ctaId }) => ctaId);
}

/** What a change of one has to know. */
export interface StandingCta {
  readonly organizationId: number;
  readonly version: number;
  readonly outcome: string | null;
  readonly ruleId: string | null;
  readonly type: string;
}

/** Undefined where it is not in the copy any more. */
export function readStandingCta(tx: Tx, ctaId: string): StandingCta | undefined {
  return tx
    .prepared<[string], StandingCta>(
      `select organization_id as organizationId, version, outcome, rule_id as ruleId, type from ctas where cta_id = ?`,
    )
    .get(ctaId);
}

/** Whether a rule has another one open on the account. */
export function hasOpenOfRule(tx: Tx, { organizationId, ruleId, type }: StandingCta): boolean {
  return (
    tx
      .prepared<[number, string | null, string]>(
        'select 1 from ctas where organization_id = ? and rule_id = ? and type = ? and outcome is null',
      )
      .get(organizationId, ruleId, type) !== undefined
  );
}

/** A manager's address; undefined for nobody of the team. */
export function readManagerEmail(tx: Tx, managerId: number): string | undefined {
  return tx
    .prepared<[number], string>('select email from managers where manager_id = ?')
    .pluck()
    .get(managerId);
}
