import { Stack, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Dialog } from './dialog';
import { FormActions } from './form-actions';

interface ReasonDialogProps {
  title: string;
  /** What sending does, in a word or two. */
  submit: string;
  description: string;
  /** What is written stays in one line. */
  oneLine?: boolean;
  busy: boolean;
  onReason: (reason: string) => void;
  onClose: () => void;
  children?: ReactNode;
}

/** Asks why, before something is refused or taken back. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, submit, description, oneLine = false, busy, onReason, onClose, children } = props;
  const [reason, setReason] = useState('');
  const [sent, setSent] = useState(false);
  function send(event: FormEvent): void {
    event.preventDefault();
    setSent(true);
    if (reason.trim() !== '') onReason(reason.trim());
  }
  return (
    <Dialog title={title} onClose={onClose} size="md">
      <form onSubmit={send} noValidate>
        <Stack gap="md">
          {children}
          <Textarea
            label="Reason"
            description={description}
            withAsterisk
            autosize
            minRows={2}
            maxRows={5}
            maxLength={500}
            data-autofocus
            value={reason}
            onChange={({ currentTarget: { value } }) =>
              setReason(oneLine ? value.replaceAll('\n', ' ') : value)
            }
            error={sent && reason.trim() === '' && 'say why'}
          />
          <FormActions submit={submit} onCancel={onClose} busy={busy} />
        </Stack>
      </form>
    </Dialog>
  );
}
