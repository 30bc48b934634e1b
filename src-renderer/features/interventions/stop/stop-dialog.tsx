import { Alert, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { syncStatus } from '../../../api/host-signals';
import { useSignal } from '../../../api/signal';
import { Dialog } from '../../../ui/dialog';
import { FormActions } from '../../../ui/form-actions';
import { notifyDone } from '../../../ui/notify';
import { errorWords } from '../../../ui/words/error-words';

/** Stops every message of the company, from the moment in which the company has it. */
export function StopDialog({ onClose }: { onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [sent, setSent] = useState(false);
  const isAway = useSignal(syncStatus)?.phase === 'offline';
  const stop = useMutation(
    trpc.interventions.stop.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => {
        notifyDone(
          isAway
            ? 'The stop is kept here: it holds once the company can be reached.'
            : 'Sending is stopped. Interventions says what left all the same.',
        );
        onClose();
      },
    }),
  );
  function submit(event: FormEvent): void {
    event.preventDefault();
    setSent(true);
    if (reason.trim() !== '') stop.mutate({ rule: null, reason: reason.trim() });
  }
  return (
    <Dialog title="Stop all sending" onClose={onClose} size="md">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <p>
            No message of the company goes any more, by rule or by hand, for anybody’s account. What the mail
            server is being handed at that moment leaves; it is said how many. What waits goes on waiting. An
            admin lets sending go on.
          </p>
          {isAway && (
            <Alert color="yellow" title="The company can’t be reached">
              Others go on sending until this stop has reached it. Tell an admin, too.
            </Alert>
          )}
          <Textarea
            label="Why"
            description="Everybody sees it"
            withAsterisk
            autosize
            minRows={2}
            maxRows={4}
            maxLength={500}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value.replaceAll('\n', ' '))}
            error={sent && reason.trim() === '' && 'say why'}
          />
          {stop.error && (
            <Alert color="red" title={errorWords(callErrorOf(stop.error)).title}>
              {callErrorOf(stop.error).message} {errorWords(callErrorOf(stop.error)).safe}
            </Alert>
          )}
          <FormActions submit="Stop all sending" onCancel={onClose} busy={stop.isPending} />
        </Stack>
      </form>
    </Dialog>
  );
}
