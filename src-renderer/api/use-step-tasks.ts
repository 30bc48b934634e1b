import { useMutation } from '@tanstack/react-query';
import type { ChosenSteps } from '../../src-preload/contract/notes';
import { trpc } from './client';

export interface MadeTasks {
  readonly count: number;
  /** Takes them away again. */
  undo: () => void;
}

/** Makes tasks of next steps of notes. A refusal is shown by itself. */
export function useStepTasks() {
  const make = useMutation(trpc.account.stepsToTasks.mutationOptions());
  const { mutate: remove } = useMutation(trpc.ctas.removeTask.mutationOptions());
  return {
    isPending: make.isPending,
    /** @param steps null: of none @returns null where it was refused */
    async make(id: number, noteId: string, steps: ChosenSteps | null): Promise<MadeTasks | null> {
      if (steps === null) return { count: 0, undo: () => undefined };
      try {
        const { made } = await make.mutateAsync({ id, noteId, steps });
        return {
          count: made.length,
          undo: () => {
            for (const { taskId } of made) remove({ taskId });
          },
        };
      } catch {
        return null;
      }
    },
  };
}
