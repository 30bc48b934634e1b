import { Alert, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { Dialog } from '../ui/dialog';
import { FormActions } from '../ui/form-actions';
import { errorWords } from '../ui/words/error-words';
import { callErrorOf } from './call-error';

interface TeamFormProps {
  title: string;
  submit: string;
  onClose: () => void;
  onSubmit: () => void;
  busy: boolean;
  /** What a call said that failed. */
  failure: unknown;
  size?: 'md' | 'lg';
  children: ReactNode;
}

/** A dialog that changes the team, or unlocks that. Whatever is refused says what of it is safe. */
export function TeamForm({
  title,
  submit,
  onClose,
  onSubmit,
  busy,
  failure,
  size = 'md',
  children,
}: TeamFormProps) {
  function send(event: FormEvent): void {
    event.preventDefault();
    onSubmit();
  }
  return (
    <Dialog title={title} onClose={onClose} size={size}>
      <form onSubmit={send} noValidate>
        <Stack gap="md">
          {children}
          {failure != null && (
            <Alert color="red" title={errorWords(callErrorOf(failure)).title}>
              {callErrorOf(failure).message}
            </Alert>
          )}
          <FormActions submit={submit} onCancel={onClose} busy={busy} />
        </Stack>
      </form>
    </Dialog>
  );
}
