import { useMutation } from '@tanstack/react-query';
import type { Message } from '../../../../src-preload/contract/interventions/messages';
import { trpc } from '../../../api/client';
import { notifyDone } from '../../../ui/notify';
import { named } from '../../../ui/words/named';

/** Answers a proposed message, and takes an approval back while its word stands there. */
export function useDeciding(onDone?: () => void) {
  const withdraw = useMutation(trpc.interventions.decide.mutationOptions());
  const decide = useMutation(trpc.interventions.decide.mutationOptions());
  return {
    isPending: decide.isPending,
    approve({ runId, contact }: Message, words?: { subject: string; text: string }): void {
      decide.mutate(
        { runId, decision: 'approve', ...words },
        {
          onSuccess: () => {
            notifyDone(`Approved: it goes to ${named(contact ?? '')} in ten seconds.`, () =>
              withdraw.mutate({ runId, decision: 'withdraw' }),
            );
            onDone?.();
          },
        },
      );
    },
    reject({ runId, contact }: Message, reason: string): void {
      decide.mutate(
        { runId, decision: 'reject', reason },
        {
          onSuccess: () => {
            notifyDone(`Rejected: ${named(contact ?? '')} gets nothing of it.`);
            onDone?.();
          },
        },
      );
    },
  };
}
