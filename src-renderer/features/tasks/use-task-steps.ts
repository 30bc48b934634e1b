import { useMutation } from '@tanstack/react-query';
import type { Task, TaskStep } from '../../../src-preload/contract/ctas/task';
import { trpc } from '../../api/client';
import { formatPlural } from '../../ui/format/number';
import { notifyDone } from '../../ui/notify';

type Change = Omit<TaskStep, 'taskId'>;
export type TaskSteps = ReturnType<typeof useTaskSteps>;

/** Changes of tasks, one or several together, each with its way back. A refusal is shown by itself. */
export function useTaskSteps() {
  const { mutate } = useMutation(trpc.tasks.change.mutationOptions());
  return {
    /** @param what became of them, as `done` */
    change(tasks: readonly Task[], change: Change, what: string): void {
      const [first] = tasks;
      if (first === undefined) return;
      const words =
        tasks.length === 1 ? `“${first.title}” is ${what}` : `${formatPlural(tasks.length, 'task')} ${what}`;
      const steps = tasks.map(({ id }) => ({ taskId: id, ...change }));
      const back = tasks.map((task) => wayBack(task, change));
      mutate({ steps }, { onSuccess: () => notifyDone(words, () => mutate({ steps: back })) });
    },
  };
}

/** What has to be said of a task for it to be as it was before a change. */
export function wayBack(task: Task, change: Change): TaskStep {
  return {
    taskId: task.id,
    ...(change.title !== undefined && { title: task.title }),
    ...(change.due !== undefined && { due: task.ownDue }),
    ...(change.givenTo !== undefined && { givenTo: task.givenTo }),
    ...(change.priority !== undefined && { priority: task.priority }),
    ...(change.column !== undefined && { column: task.column }),
    ...(change.restsUntil !== undefined && { restsUntil: task.restsUntil }),
    ...(change.every !== undefined && { every: task.every }),
  };
}
