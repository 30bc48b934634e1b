import { Stack, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Message } from '../../../../src-preload/contract/interventions/messages';
import { Dialog } from '../../../ui/dialog';
import { FormActions } from '../../../ui/form-actions';
import { named } from '../../../ui/words/named';
import { useDeciding } from './use-deciding';

/** Rejects a proposed message, with why. */
export function RejectDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [sent, setSent] = useState(false);
  const { reject, isPending } = useDeciding(onClose);
  function submit(event: FormEvent): void {
    event.preventDefault();
    setSent(true);
    if (reason.trim() !== '') reject(message, reason.trim());
  }
  return (
    <Dialog title={`Reject the message to ${named(message.contact ?? '')}`} onClose={onClose} size="md">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Textarea
            label="Reason"
            description="Kept with the message, so that whoever wrote the rule can learn from it"
            withAsterisk
            autosize
            minRows={2}
            maxRows={5}
            maxLength={500}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value.replaceAll('\n', ' '))}
            error={sent && reason.trim() === '' && 'say why'}
          />
          <FormActions submit="Reject" onCancel={onClose} busy={isPending} />
        </Stack>
      </form>
    </Dialog>
  );
}
