import type { TaskViewState } from '../../../src-preload/contract/ctas/task-view';
import type { ActionContext } from '../action-context';
import { keepView, type NewView } from './views';

interface NewTaskView extends NewView {
  readonly state: TaskViewState;
}

/** Keeps how tasks are shown under a name. @returns its key @throws as `keepView` */
export function saveTaskView(context: ActionContext, { state, ...view }: NewTaskView): string {
  return keepView(context, view, { tasks: state });
}
