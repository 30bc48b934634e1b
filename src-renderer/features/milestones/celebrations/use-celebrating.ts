import { useMutation } from '@tanstack/react-query';
import type { Celebration } from '../../../../src-preload/contract/celebrations/celebrations';
import { trpc } from '../../../api/client';
import { notifyDone } from '../../../ui/notify';

/** Adds words to celebrations, lets them go, and skips them. */
export function useCelebrating(onDone?: () => void) {
  const add = useMutation(trpc.celebrations.addWords.mutationOptions());
  const decide = useMutation(trpc.celebrations.decide.mutationOptions());
  const meant = ({ id, organizationId, externalId }: Celebration) => ({
    id,
    account: { id: organizationId, externalId },
  });
  const told = (words: string) => ({
    onSuccess: () => {
      notifyDone(words);
      onDone?.();
    },
  });
  return {
    isPending: add.isPending || decide.isPending,
    addWords: (celebration: Celebration, words: string | null) =>
      add
        .mutateAsync({ ...meant(celebration), words })
        .then(() =>
          told(
            words === null ? 'The words are taken away.' : `Your words go with “${celebration.milestone}”.`,
          ).onSuccess(),
        ),
    release: (celebration: Celebration) =>
      decide.mutate(
        { ...meant(celebration), decision: 'release', reason: null },
        told(`“${celebration.milestone}” goes as soon as quiet hours and caps let it.`),
      ),
    skip: (celebration: Celebration, reason: string) =>
      decide.mutate(
        { ...meant(celebration), decision: 'skip', reason },
        told(`“${celebration.milestone}” is not celebrated.`),
      ),
  };
}
