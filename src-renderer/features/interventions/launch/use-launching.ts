import { useMutation } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  AccountToWriteTo,
  launchInputSchema,
} from '../../../../src-preload/contract/interventions/launch';
import { trpc } from '../../../api/client';
import { formatPlural } from '../../../ui/format/number';
import { notifyDone } from '../../../ui/notify';

type Says = Omit<z.infer<typeof launchInputSchema>, 'to'>;
type Launch = Says & {
  readonly to: readonly { readonly organizationId: number; readonly contactIds: number[] }[];
};

/** Launches, says so, and takes all of it back where that is asked in time. @param isAway it waits for the connection */
export function useLaunching(accounts: readonly AccountToWriteTo[], isAway: boolean, onDone: () => void) {
  const ids = new Map(accounts.map(({ organizationId, externalId }) => [organizationId, externalId]));
  const referenceOf = (id: number) => ({ id, externalId: ids.get(id) ?? '' });
  const cancel = useMutation(trpc.interventions.cancel.mutationOptions());
  const { mutate, isPending, error } = useMutation(
    trpc.interventions.launch.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: ({ launches }, { to, send_at }) => {
        const count = to.reduce((sum, { contactIds }) => sum + contactIds.length, 0);
        notifyDone(doneWords(count, isAway, send_at !== undefined), () => {
          for (const { organizationId, entry } of launches)
            cancel.mutate({ account: referenceOf(organizationId), entry });
        });
        onDone();
      },
    }),
  );
  return {
    isPending,
    error,
    launch: ({ to, ...says }: Launch) =>
      mutate({
        ...says,
        to: to.map(({ organizationId, contactIds }) => ({
          account: referenceOf(organizationId),
          contactIds,
        })),
      }),
  };
}

function doneWords(count: number, isAway: boolean, isLater: boolean): string {
  const what = formatPlural(count, 'message');
  if (isAway) return `${what} kept here: it goes once the company can be reached.`;
  return isLater ? `${what} launched, for the time you chose.` : `${what} launched: it goes in ten seconds.`;
}
