import { formatDay } from '../../lib/day';
import { StewardError } from '../../lib/steward-error';
import { readStandingCta, readStandingTask } from '../../store/ctas/read-ctas';
import type { Tx } from '../../store/types';
import { accountSubject } from '../accounts/account-subject';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';

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
    const due_day = dueDay === null ? null : formatDay(dueDay);
    return operate(tx, context, { kind: 'task.add', patch: { cta: ctaId, title, due_day }, subject });
  });
}

export interface TaskChange {
  readonly title?: string | undefined;
  readonly dueDay?: number | null | undefined;
  readonly done?: boolean | undefined;
}

/** Ticks a step, or changes what it says. @throws StewardError not_found for one that was removed */
export function changeTask(
  context: ActionContext,
  taskId: string,
  { title, dueDay, done }: TaskChange,
): void {
  decide(context, 'task.change', (tx) => {
    const { subject, version } = standing(tx, taskId);
    const patch = {
      ...(title === undefined ? {} : { title }),
      ...(dueDay === undefined ? {} : { due_day: dueDay === null ? null : formatDay(dueDay) }),
      ...(done === undefined ? {} : { done }),
    };
    if (Object.keys(patch).length === 0) return;
    operate(tx, context, { kind: 'task.change', patch, subject, changes: { entry: taskId, version } });
  });
}

/** Takes a step away. @throws StewardError not_found for one that was removed already */
export function removeTask(context: ActionContext, taskId: string): void {
  decide(context, 'task.remove', (tx) => {
    const { subject } = standing(tx, taskId);
    operate(tx, context, { kind: 'task.remove', patch: {}, subject, changes: { entry: taskId } });
  });
}

function standing(tx: Tx, taskId: string) {
  const task = readStandingTask(tx, taskId);
  if (task === undefined) throw new StewardError('not_found', 'This task was removed already.');
  return { version: task.version, subject: accountSubject(tx, { organizationId: task.organizationId }) };
}
