import { Alert, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { callErrorOf } from '../../api/call-error';
import { trpc } from '../../api/client';
import { Dialog } from '../../ui/dialog';
import { FormActions } from '../../ui/form-actions';
import { notifyDone } from '../../ui/notify';
import { NumberEntry } from '../../ui/number-entry';
import { errorWords } from '../../ui/words/error-words';

export interface ProgressSubject {
  readonly accountId: number;
  readonly externalId: string;
  readonly account: string;
  readonly milestone: {
    readonly id: string;
    readonly name: string;
    readonly byHand: boolean;
    readonly progress: number;
  };
  /** Whose it is, of a contacts' milestone. */
  readonly contact: { readonly id: string; readonly name: string } | null;
  /** `complete` says that it is done; `correct` sets another figure. */
  readonly mode: 'complete' | 'correct';
}

/** Says that a milestone is done, or corrects how far it has come, with a reason that is kept. */
export function ProgressDialog({ subject, onClose }: { subject: ProgressSubject; onClose: () => void }) {
  const { accountId, externalId, account, milestone, contact, mode } = subject;
  const [progress, setProgress] = useState<number | undefined>(
    mode === 'complete' ? 100 : milestone.progress,
  );
  const [reason, setReason] = useState('');
  const [sent, setSent] = useState(false);
  const set = useMutation(
    trpc.milestones.setProgress.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => {
        notifyDone(
          progress === 100
            ? `“${milestone.name}” is done for ${contact?.name ?? account}`
            : `“${milestone.name}” is corrected`,
        );
        onClose();
      },
    }),
  );
  const floor = Math.max(milestone.progress, milestone.byHand ? 0 : 100);
  const needsReason = progress !== undefined && progress < floor;
  const lacksReason = needsReason && reason.trim() === '';
  const lacksProgress =
    progress === undefined || !Number.isInteger(progress) || progress < 0 || progress > 100;

  function submit(event: FormEvent): void {
    event.preventDefault();
    setSent(true);
    if (lacksReason || progress === undefined || lacksProgress) return;
    set.mutate({
      ...{ id: accountId, externalId, milestone: milestone.id, contact: contact?.id ?? null, progress },
      reason: reason.trim() === '' ? null : reason.trim(),
    });
  }

  const failure = set.error ? callErrorOf(set.error) : null;
  const whose = contact === null ? account : `${contact.name} of ${account}`;
  return (
    <Dialog
      title={mode === 'complete' ? `Is “${milestone.name}” done?` : `Correct “${milestone.name}”`}
      onClose={onClose}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <p className="soft">
            For <bdi>{whose}</bdi>, now at {milestone.progress}%.
            {!milestone.byHand &&
              ' What you set stands: what is counted moves it no further until you let it count again.'}
          </p>
          {mode === 'correct' && (
            <NumberEntry
              label="Progress in percent"
              value={progress}
              onChange={setProgress}
              min={0}
              max={100}
              error={sent && lacksProgress ? 'Write a whole number from 0 to 100.' : undefined}
            />
          )}
          <Textarea
            label={needsReason ? 'Why' : 'Why (if you like)'}
            withAsterisk={needsReason}
            data-autofocus
            autosize
            minRows={2}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={sent && lacksReason ? 'Say why: the reason is kept with it.' : undefined}
          />
          {failure && (
            <Alert color="red" title={errorWords(failure).title}>
              {failure.message} {errorWords(failure).safe}
            </Alert>
          )}
          <FormActions
            submit={mode === 'complete' ? 'It is done' : 'Correct'}
            onCancel={onClose}
            busy={set.isPending}
          />
        </Stack>
      </form>
    </Dialog>
  );
}
