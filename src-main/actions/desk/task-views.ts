import type { TaskViewState } from '../../../src-preload/contract/ctas/task-view';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';
import { checkNewView } from './views';

interface NewTaskView {
  readonly name: string;
  readonly state: TaskViewState;
  readonly shared: boolean;
}

/**
 * Keeps how tasks are shown under a name, among the other views. @returns its key
 * @throws StewardError conflict for a taken name, forbidden for one that the role may not share
 */
export function saveTaskView(context: ActionContext, { name, state, shared }: NewTaskView): string {
  return decide(context, 'save view', (tx) => {
    checkNewView(tx, name, shared);
    const patch = { name, view: { tasks: state }, shared };
    return operate(tx, context, { kind: 'view.save', patch, subject: null });
  });
}
