import { useMutation } from '@tanstack/react-query';
import { trpc } from '../../../api/client';
import { notifyDone } from '../../../ui/notify';
import { ReasonDialog } from '../../../ui/reason-dialog';

/** Writes down that an account agreed to take part. */
export function ConsentDialog({
  account,
  onClose,
}: {
  account: { id: number; externalId: string };
  onClose: () => void;
}) {
  const agree = useMutation(
    trpc.rewards.setAccount.mutationOptions({
      onSuccess: () => {
        notifyDone('Consent written down; the company is told.');
        onClose();
      },
    }),
  );
  return (
    <ReasonDialog
      title="The account agreed to take part"
      submit="Record consent"
      description="Who agreed, when and how; kept with the account"
      busy={agree.isPending}
      onReason={(note) => agree.mutate({ account, consent: true, consent_note: note })}
      onClose={onClose}
    />
  );
}
