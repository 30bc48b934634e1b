import { Alert, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import type { CallError } from '../../../../src-preload/contract/wire/errors';
import { Dialog } from '../../../ui/dialog';
import { FormActions } from '../../../ui/form-actions';
import { errorWords } from '../../../ui/words/error-words';

interface JudgementFormProps {
  title: string;
  onClose: () => void;
  onSubmit: () => void;
  submit: string;
  busy: boolean;
  failure: CallError | null;
  children: ReactNode;
}

/** A dialog in which a manager puts a judgement beside the computed score. */
export function JudgementForm({
  title,
  onClose,
  onSubmit,
  submit,
  busy,
  failure,
  children,
}: JudgementFormProps) {
  function send(event: FormEvent): void {
    event.preventDefault();
    onSubmit();
  }
  return (
    <Dialog title={title} onClose={onClose} size="md">
      <form onSubmit={send} noValidate>
        <Stack gap="md">
          {children}
          {failure && (
            <Alert color="red" title={errorWords(failure).title}>
              {failure.message} {errorWords(failure).safe}
            </Alert>
          )}
          <FormActions submit={submit} onCancel={onClose} busy={busy} />
        </Stack>
      </form>
    </Dialog>
  );
}
