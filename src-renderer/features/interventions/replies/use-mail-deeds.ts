import { useMutation } from '@tanstack/react-query';
import type { IncomingMail } from '../../../../src-preload/contract/interventions/incoming';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import { notifyDone } from '../../../ui/notify';
import { named } from '../../../ui/words/named';

/** What a person may do about a mail that came back; absent where nothing of it can be done, or by whom it may not. */
export interface MailDeeds {
  /** Says whether somebody took care of a reply. */
  settle: ((mail: IncomingMail) => void) | undefined;
  /** They are there all the same. */
  isThere: ((mail: IncomingMail) => void) | undefined;
  /** Their address may get mail again. */
  letAgain: ((mail: IncomingMail) => void) | undefined;
}

export function useMailDeeds(): MailDeeds {
  const mayManage = useMay('manager');
  const mayAdminister = useMay('admin');
  const settle = useMutation(trpc.interventions.replies.settle.mutationOptions());
  const settleDeparture = useMutation(trpc.interventions.replies.settleDeparture.mutationOptions());
  const suppress = useMutation(trpc.sending.suppress.mutationOptions());

  function settleReply({ mailId, contact, isWaiting }: IncomingMail): void {
    const who = named(contact ?? 'a contact who left');
    settle.mutate(
      { mailId, answered: isWaiting },
      {
        onSuccess: () =>
          notifyDone(isWaiting ? `Taken care of: what ${who} wrote.` : `What ${who} wrote waits again.`, () =>
            settle.mutate({ mailId, answered: !isWaiting }),
          ),
      },
    );
  }
  function sayThere({ departure, contact }: IncomingMail): void {
    if (departure === null) return;
    settleDeparture.mutate(
      { departureId: departure.departureId },
      { onSuccess: () => notifyDone(`${named(contact ?? '')} is there again.`) },
    );
  }
  function letAgain({ address }: IncomingMail): void {
    if (address === null) return;
    suppress.mutate(
      { address, suppressed: false },
      {
        onSuccess: ({ changed }) =>
          notifyDone(
            changed
              ? `${address} may get mail again.`
              : `${address} is not on the list, or complained itself.`,
          ),
      },
    );
  }
  return {
    settle: mayManage ? settleReply : undefined,
    isThere: mayManage ? sayThere : undefined,
    letAgain: mayAdminister ? letAgain : undefined,
  };
}
