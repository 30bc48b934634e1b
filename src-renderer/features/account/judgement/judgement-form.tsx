import { Alert, Button, Group, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import type { CallError } from '../../../../src-preload/contract/wire/errors';
import { Dialog } from '../../../ui/dialog';
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
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={busy}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
