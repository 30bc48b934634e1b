import { useMutation } from '@tanstack/react-query';
import type { Redemption } from '../../../../src-preload/contract/rewards/rewards';
import { trpc } from '../../../api/client';
import { notifyDone } from '../../../ui/notify';
import { named } from '../../../ui/words/named';

/** Answers a redemption that waits, or takes one back. */
export function useDeciding(onDone?: () => void) {
  const decide = useMutation(trpc.rewards.decide.mutationOptions());
  const reverse = useMutation(trpc.rewards.reverse.mutationOptions());
  const told = (words: string) => ({
    onSuccess: () => {
      notifyDone(words);
      onDone?.();
    },
  });
  return {
    isPending: decide.isPending || reverse.isPending,
    approve: ({ id, item, account }: Redemption) =>
      decide.mutate(
        { id, decision: 'approve', reason: null },
        told(`Approved: ${item} for ${named(account)}.`),
      ),
    refuse: ({ id, item }: Redemption, reason: string) =>
      decide.mutate({ id, decision: 'refuse', reason }, told(`Refused: ${item}. The points go back.`)),
    withdraw: ({ id, item }: Redemption) =>
      decide.mutate(
        { id, decision: 'withdraw', reason: null },
        told(`Withdrawn: ${item}. The points go back.`),
      ),
    takeBack: (id: string, what: string, reason: string) =>
      reverse.mutate({ id, reason }, told(`${what} is taken back.`)),
  };
}
