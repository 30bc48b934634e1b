import { useMutation } from '@tanstack/react-query';
import type { Cta, CtaTask } from '../../../src-preload/contract/ctas/cta';
import type { CtaOutcome } from '../../../src-preload/contract/ctas/cta-kinds';
import { ctaEndWords } from '../../../src-preload/contract/ctas/cta-words';
import { trpc } from '../../api/client';
import { formatDay } from '../../ui/format/day';
import { notifyDone } from '../../ui/notify';

export type CtaActions = ReturnType<typeof useCtaActions>;

/** What can be done with a call to action and its tasks, each with its way back. A refusal is shown by itself. */
export function useCtaActions() {
  const close = useMutation(trpc.ctas.close.mutationOptions());
  const reopen = useMutation(trpc.ctas.reopen.mutationOptions());
  const snooze = useMutation(trpc.ctas.snooze.mutationOptions());
  const wake = useMutation(trpc.ctas.wake.mutationOptions());
  const addTask = useMutation(trpc.ctas.addTask.mutationOptions());
  const changeTask = useMutation(trpc.ctas.changeTask.mutationOptions());
  const removeTask = useMutation(trpc.ctas.removeTask.mutationOptions());
  return {
    close({ id: ctaId, title, end }: Cta, outcome: CtaOutcome): void {
      const back = () => {
        if (end === null || end.outcome === 'merged') reopen.mutate({ ctaId });
        else close.mutate({ ctaId, outcome: end.outcome });
      };
      const words = `“${title}” is closed: ${ctaEndWords[outcome].word.toLowerCase()}`;
      close.mutate({ ctaId, outcome }, { onSuccess: () => notifyDone(words, back) });
    },
    reopen({ id: ctaId, title, end }: Cta): void {
      const outcome = end?.outcome;
      const back =
        outcome === undefined || outcome === 'merged' ? undefined : () => close.mutate({ ctaId, outcome });
      reopen.mutate({ ctaId }, { onSuccess: () => notifyDone(`“${title}” is open again`, back) });
    },
    snooze({ id: ctaId, title, snooze: before }: Cta, until: string, reason: string): void {
      const back = () => {
        if (before === null) wake.mutate({ ctaId });
        else snooze.mutate({ ctaId, until: before.until, reason: before.reason });
      };
      const words = `“${title}” sleeps until ${formatDay(until)}`;
      snooze.mutate({ ctaId, until, reason }, { onSuccess: () => notifyDone(words, back) });
    },
    wake({ id: ctaId, title, snooze: before }: Cta): void {
      const back =
        before === null
          ? undefined
          : () => snooze.mutate({ ctaId, until: before.until, reason: before.reason });
      wake.mutate({ ctaId }, { onSuccess: () => notifyDone(`“${title}” is awake`, back) });
    },
    addTask({ id: ctaId }: Cta, title: string, due: string | null): Promise<unknown> {
      return addTask.mutateAsync({ ctaId, title, due });
    },
    /** @param failed it stays as it was */
    tick({ id: taskId }: CtaTask, done: boolean, failed: () => void): void {
      changeTask.mutate({ taskId, done }, { onError: failed });
    },
    removeTask({ id: ctaId }: Cta, { id: taskId, title, due, done }: CtaTask): void {
      const back = async () => {
        const added = await addTask.mutateAsync({ ctaId, title, due });
        if (done !== null) changeTask.mutate({ taskId: added.taskId, done: true });
      };
      removeTask.mutate(
        { taskId },
        { onSuccess: () => notifyDone(`The task “${title}” is removed`, () => void back()) },
      );
    },
  };
}
