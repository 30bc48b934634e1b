import { Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Message } from '../../../../src-preload/contract/interventions/messages';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { Dialog } from '../../../ui/dialog';
import { EmptyState } from '../../../ui/empty-state';
import { FormActions } from '../../../ui/form-actions';
import { RowSkeletons } from '../../../ui/skeletons';
import { named } from '../../../ui/words/named';
import { useDeciding } from './use-deciding';

/** What a rule proposes, to be edited before it goes: as the contact would read it, in plain words. */
export function EditDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const { runId, templateId, organizationId, contactId, contact } = message;
  const detail = useQuery(trpc.interventions.read.queryOptions({ runId }));
  const preview = useQuery(
    trpc.interventions.preview.queryOptions(
      { organizationId, contactId, templateId: templateId ?? '' },
      { enabled: templateId !== null },
    ),
  );
  return (
    <Dialog title={`Message to ${named(contact ?? '')}`} onClose={onClose} size="lg">
      {templateId === null ? (
        <Loaded answer={detail} waiting={<RowSkeletons count={4} />}>
          {({ subject, text }) => (
            <EditForm
              message={message}
              words={{ subject: subject ?? '', text: text ?? '' }}
              onClose={onClose}
            />
          )}
        </Loaded>
      ) : (
        <Loaded answer={preview} waiting={<RowSkeletons count={4} />}>
          {(rendering) =>
            rendering.kind === 'refused' ? (
              <EmptyState title="It can’t be made for this contact" text={rendering.words} />
            ) : (
              <EditForm message={message} words={rendering} onClose={onClose} />
            )
          }
        </Loaded>
      )}
    </Dialog>
  );
}

interface EditFormProps {
  message: Message;
  words: { readonly subject: string; readonly text: string };
  onClose: () => void;
}

function EditForm({ message, words, onClose }: EditFormProps) {
  const [subject, setSubject] = useState(words.subject);
  const [text, setText] = useState(words.text);
  const [sent, setSent] = useState(false);
  const { approve, isPending } = useDeciding(onClose);
  const isWhole = subject.trim() !== '' && text.trim() !== '';
  function submit(event: FormEvent): void {
    event.preventDefault();
    setSent(true);
    if (isWhole) approve(message, { subject: subject.trim(), text });
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label="Subject"
          data-autofocus
          maxLength={500}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
          error={sent && subject.trim() === '' && 'write a subject'}
        />
        <Textarea
          label="Message"
          description="Goes as plain text, with the company’s address and the link to unsubscribe below it"
          autosize
          minRows={8}
          maxRows={16}
          maxLength={50_000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={sent && text.trim() === '' && 'write something'}
        />
        <FormActions submit="Approve as edited" onCancel={onClose} busy={isPending} />
      </Stack>
    </form>
  );
}
