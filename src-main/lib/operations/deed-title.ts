import type { OperationKind } from '../../../src-preload/contract/operations';
import { titleOf } from './set-back-words';

/** What a decision says beside its kind. */
interface Said {
  readonly done?: boolean | undefined;
  readonly state?: string | undefined;
}

/** What a person did, as a list of the day tells it: `Task done` where a change of a task was just that. */
export function deedTitle(kind: OperationKind, { done, state }: Said): string {
  if (kind === 'task.change' && done !== undefined) return done ? 'Task done' : 'Task opened again';
  if (kind === 'today.dispose') return state === 'snoozed' ? 'Snoozed on Today' : 'Done on Today';
  if (kind === 'today.restore') return 'Brought back on Today';
  return titleOf(kind, {});
}
