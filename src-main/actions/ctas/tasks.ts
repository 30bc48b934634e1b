import type { CtaPriority, TaskRhythm } from '../../../src-preload/contract/ctas/cta-kinds';
import type { TaskColumn } from '../../../src-preload/contract/ctas/task';
import type { OperationPatch } from '../../../src-preload/contract/operations';
import { dayOrNull, formatDay } from '../../lib/day';
import { StewardError } from '../../lib/steward-error';
import { companyDay } from '../../store/copy/company-calendar';
import { readStandingCta } from '../../store/ctas/read-ctas';
import { readStandingTask, type StandingTask } from '../../store/ctas/read-tasks';
import type { Tx } from '../../store/types';
import { type AccountReference, accountSubject } from '../accounts/account-subject';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';
import { addressOf } from './address-of';
import { comeAgain } from './come-again';

export interface NewTask {
  readonly ctaId: string;
  readonly title: string;
  /** Whole days since 1970; null: with the whole. */
  readonly dueDay: number | null;
}

/** Adds a step to a call to action. @returns its key @throws StewardError not_found */
export function addTask(context: ActionContext, { ctaId, title, dueDay }: NewTask): string {
  return decide(context, 'task.add', (tx) => {
    const cta = readStandingCta(tx, ctaId);
    if (cta === undefined) throw new StewardError('not_found', 'This CTA is not in your copy any more.');
    const subject = accountSubject(tx, { organizationId: cta.organizationId });
    const due_day = dayOrNull(dueDay);
    return operate(tx, context, { kind: 'task.add', patch: { cta: ctaId, title, due_day }, subject });
  });
}

export interface NewOwnTask {
  readonly account: AccountReference;
  readonly title: string;
  readonly dueDay: number | null;
  /** A manager's number; null: whoever has the account. */
  readonly givenTo: number | null;
  readonly priority: CtaPriority | null;
  /** It comes again, counted from its day. */
  readonly every: TaskRhythm | null;
}

/**
 * Writes a task of an account that belongs to no call to action. @returns its key
 * @throws StewardError not_found, conflict for another account than was meant, invalid_input for a rhythm without a day
 */
export function openTask(context: ActionContext, { account, dueDay, ...said }: NewOwnTask): string {
  return decide(context, 'task.open', (tx) => {
    const subject = accountSubject(tx, account);
    const { title, priority, every } = said;
    checkRhythm(every, dueDay, null);
    const given_to = addressOf(tx, said.givenTo);
    const patch = { cta: null, title, due_day: dayOrNull(dueDay), given_to, priority, every };
    return operate(tx, context, { kind: 'task.add', patch, subject });
  });
}

export interface TaskChange {
  readonly title?: string | undefined;
  readonly dueDay?: number | null | undefined;
  readonly done?: boolean | undefined;
  readonly givenTo?: number | null | undefined;
  readonly priority?: CtaPriority | null | undefined;
  /** Where it lies on the board. */
  readonly column?: TaskColumn | undefined;
  readonly restsUntil?: number | null | undefined;
  readonly every?: TaskRhythm | null | undefined;
}

/** Ticks a task, or changes what it says. @throws StewardError not_found for one that was removed, invalid_input */
export function changeTask(context: ActionContext, taskId: string, change: TaskChange): void {
  changeTasks(context, [{ taskId, ...change }]);
}

/**
 * Changes several, all or none; of one that comes again and is done, the next is there at once.
 * @throws StewardError not_found for one that was removed, invalid_input
 */
export function changeTasks(
  context: ActionContext,
  changes: readonly ({ readonly taskId: string } & TaskChange)[],
): void {
  decide(context, 'task.change', (tx) => {
    for (const { taskId, ...change } of changes) changeOne(tx, context, taskId, change);
  });
}

function changeOne(tx: Tx, context: ActionContext, taskId: string, change: TaskChange): void {
  const task = standing(tx, taskId);
  const patch = patchOf(tx, context, task, change);
  if (Object.keys(patch).length === 0) return;
  const subject = accountSubject(tx, { organizationId: task.organizationId });
  const changes = { entry: taskId, version: task.version };
  operate(tx, context, { kind: 'task.change', patch, subject, changes });
  if (patch.done === true) comeAgain(tx, context, taskId, companyDay(tx, context.now()));
}

function patchOf(
  tx: Tx,
  context: ActionContext,
  task: StandingTask,
  change: TaskChange,
): OperationPatch<'task.change'> {
  const { title, dueDay, givenTo, priority, column, restsUntil, every } = change;
  const day = dueDay === undefined ? task.dueDay : dueDay;
  checkRhythm(every === undefined ? task.every : every, day, task.ctaId);
  if (restsUntil != null) checkRest(restsUntil, companyDay(tx, context.now()));
  const done = column === undefined ? change.done : column === 'done';
  return {
    ...(title === undefined ? {} : { title }),
    ...(dueDay === undefined ? {} : { due_day: dayOrNull(dueDay) }),
    ...(done === undefined || done === (task.doneAt !== null) ? {} : { done }),
    ...(givenTo === undefined ? {} : { given_to: addressOf(tx, givenTo) }),
    ...(priority === undefined ? {} : { priority }),
    ...(column === undefined || column === 'done' ? {} : { state: column === 'open' ? null : column }),
    ...(restsUntil === undefined ? {} : { until_day: dayOrNull(restsUntil) }),
    ...(every === undefined ? {} : { every }),
  };
}

function checkRhythm(every: TaskRhythm | null, dueDay: number | null, ctaId: string | null): void {
  if (every === null) return;
  if (ctaId !== null)
    throw new StewardError('invalid_input', 'The tasks of a CTA end with it: they can’t come again.');
  if (dueDay === null)
    throw new StewardError('invalid_input', 'What comes again needs a day from which it is counted.');
}

function checkRest(untilDay: number, today: number): void {
  if (untilDay > today && untilDay <= today + 366) return;
  throw new StewardError('invalid_input', `Choose a day after today (${formatDay(today)}), within a year.`);
}

/** Takes a task away. @throws StewardError not_found for one that was removed already */
export function removeTask(context: ActionContext, taskId: string): void {
  decide(context, 'task.remove', (tx) => {
    const subject = accountSubject(tx, { organizationId: standing(tx, taskId).organizationId });
    operate(tx, context, { kind: 'task.remove', patch: {}, subject, changes: { entry: taskId } });
  });
}

function standing(tx: Tx, taskId: string): StandingTask {
  const task = readStandingTask(tx, taskId);
  if (task === undefined) throw new StewardError('not_found', 'This task was removed already.');
  return task;
}
