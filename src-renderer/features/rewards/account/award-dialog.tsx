import { Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { rewardPatchSchemas } from '../../../../src-preload/contract/rewards/reward-patches';
import { trpc } from '../../../api/client';
import { Dialog } from '../../../ui/dialog';
import { FormActions } from '../../../ui/form-actions';
import { formatPlural } from '../../../ui/format/number';
import { notifyDone } from '../../../ui/notify';
import { NumberEntry } from '../../../ui/number-entry';

/** Gives points by hand, with a reason. */
export function AwardDialog({
  account,
  onClose,
}: {
  account: { id: number; externalId: string };
  onClose: () => void;
}) {
  const [points, setPoints] = useState<number | undefined>(undefined);
  const [reason, setReason] = useState('');
  const [sent, setSent] = useState(false);
  const checked = rewardPatchSchemas['reward.award'].safeParse({ points, reason });
  const problemOf = (field: string) => sent && checked.error?.issues.some(({ path }) => path[0] === field);
  const give = useMutation(
    trpc.rewards.award.mutationOptions({
      onSuccess: (_, asked) => {
        notifyDone(`${formatPlural(asked.points, 'point')} awarded; the company is told.`);
        onClose();
      },
    }),
  );
  function submit(event: FormEvent): void {
    event.preventDefault();
    setSent(true);
    if (checked.success) give.mutate({ account, ...checked.data });
  }
  return (
    <Dialog title="Award points" onClose={onClose} size="md">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <NumberEntry
            label="Points"
            withAsterisk
            w={160}
            data-autofocus
            allowDecimal={false}
            allowNegative={false}
            clampBehavior="none"
            value={points}
            onChange={setPoints}
            error={problemOf('points') && 'a whole number of points, up to 1,000,000'}
          />
          <Textarea
            label="Reason"
            description="Shown on the account’s statement"
            withAsterisk
            autosize
            minRows={2}
            maxRows={5}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={problemOf('reason') && 'say why'}
          />
          <FormActions submit="Award" onCancel={onClose} busy={give.isPending} />
        </Stack>
      </form>
    </Dialog>
  );
}
