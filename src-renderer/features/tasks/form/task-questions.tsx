import { lazyRouteComponent } from '@tanstack/react-router';
import { Suspense } from 'react';
import type { Task } from '../../../../src-preload/contract/ctas/task';
import { formatDay } from '../../../ui/format/day';
import { formatPlural } from '../../../ui/format/number';
import { useTaskSteps } from '../use-task-steps';

const DayDialog = lazyRouteComponent(() => import('./day-dialog'), 'DayDialog');
const GiveDialog = lazyRouteComponent(() => import('./give-dialog'), 'GiveDialog');
const TaskDialog = lazyRouteComponent(() => import('./task-dialog'), 'TaskDialog');

/** What is to be asked before tasks change. */
export interface Asking {
  readonly what: 'snooze' | 'move' | 'give' | 'change';
  readonly tasks: readonly Task[];
}

interface TaskQuestionsProps {
  asking: Asking | null;
  /** @param isAnswered false: it was left */
  onEnd: (isAnswered: boolean) => void;
}

/** The dialog of a question that is asked about tasks. */
export function TaskQuestions({ asking, onEnd }: TaskQuestionsProps) {
  const { change } = useTaskSteps();
  const [first] = asking?.tasks ?? [];
  if (asking === null || first === undefined) return null;
  const { what, tasks } = asking;
  const named = tasks.length === 1 ? `“${first.title}”` : formatPlural(tasks.length, 'task');
  const leave = () => onEnd(false);
  return (
    <Suspense fallback={null}>
      {what === 'snooze' && (
        <DayDialog
          title={`Snooze ${named} until`}
          submit="Snooze"
          leastAhead={1}
          onClose={leave}
          onDay={(restsUntil) => {
            change(tasks, { restsUntil }, `snoozed until ${formatDay(restsUntil)}`);
            onEnd(true);
          }}
        />
      )}
      {what === 'move' && (
        <DayDialog
          title={`Move ${named} to`}
          submit="Move"
          leastAhead={0}
          onClose={leave}
          onDay={(due) => {
            change(tasks, { due }, `due on ${formatDay(due)}`);
            onEnd(true);
          }}
        />
      )}
      {what === 'give' && (
        <GiveDialog
          title={`Give ${named}`}
          accountId={first.accountId}
          onClose={leave}
          onGive={(givenTo, name) => {
            change(tasks, { givenTo }, `given to ${name}`);
            onEnd(true);
          }}
        />
      )}
      {what === 'change' && <TaskDialog task={first} accountId={null} onClose={leave} />}
    </Suspense>
  );
}
