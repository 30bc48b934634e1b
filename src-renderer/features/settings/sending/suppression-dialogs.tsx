import { FileInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { importedLines } from '../../../../src-preload/contract/suppression-words';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { TeamForm } from '../../../api/team-form';
import { notifyDone } from '../../../ui/notify';
import { readTextFile } from '../read-text-file';

export function AddSuppressionDialog({ onClose }: { onClose: () => void }) {
  const [address, setAddress] = useState('');
  const add = useMutation(
    trpc.sending.suppress.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: ({ changed }) => {
        notifyDone(changed ? `${address} gets nothing any more.` : `${address} was on the list already.`);
        onClose();
      },
    }),
  );
  return (
    <TeamForm
      title="An address that is to get nothing"
      submit="Add"
      onClose={onClose}
      onSubmit={() => add.mutate({ address, suppressed: true })}
      busy={add.isPending}
      failure={add.error}
    >
      <TextInput
        label="Address"
        placeholder="somebody@customer.example"
        value={address}
        data-autofocus
        error={add.error && callErrorOf(add.error).fields?.['address']}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
    </TeamForm>
  );
}

export function ImportSuppressionsDialog({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState<string | null>(null);
  const take = useMutation(
    trpc.sending.importSuppressions.mutationOptions({ meta: { showsItsErrors: true } }),
  );
  const isDone = take.data !== undefined;
  async function choose(file: File | null): Promise<void> {
    take.reset();
    setText(file === null ? null : await readTextFile(file));
  }
  return (
    <TeamForm
      title="Import addresses"
      submit={isDone ? 'Close' : 'Add them'}
      onClose={onClose}
      onSubmit={() => (isDone ? onClose() : text !== null && take.mutate({ text }))}
      busy={take.isPending}
      failure={take.error}
    >
      <FileInput
        label="File"
        description="A CSV with address (or email), and reason: bounced, complained or by_hand. Who is on the list already stays as it is"
        placeholder="Choose a file"
        accept=".csv,.txt,.tsv,text/csv"
        size="xs"
        onChange={(file) => void choose(file)}
      />
      {take.data && (
        <ul role="status">
          {importedLines(take.data).map((line) => (
            <li key={line}>{line.trim()}</li>
          ))}
        </ul>
      )}
    </TeamForm>
  );
}
