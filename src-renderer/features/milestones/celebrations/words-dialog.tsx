import { Alert, Select, Stack, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Celebration } from '../../../../src-preload/contract/celebrations/celebrations';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import { Dialog } from '../../../ui/dialog';
import { ErrorState } from '../../../ui/error-state';
import { FormActions } from '../../../ui/form-actions';
import { MailFrame } from '../../../ui/mail/mail-frame';
import { Skeleton } from '../../../ui/skeletons';
import { toWhom } from './celebration-words';
import classes from './celebrations.module.css';
import { useCelebrating } from './use-celebrating';

interface WordsDialogProps {
  celebration: Celebration;
  onClose: () => void;
}

/** What the manager adds to a celebration, with the mail as a contact would get it. */
export function WordsDialog({ celebration, onClose }: WordsDialogProps) {
  const mayManage = useMay('manager');
  const { addWords, isPending } = useCelebrating(onClose);
  const [words, setWords] = useState(celebration.words ?? '');
  const [chosen, choose] = useState<string | null>(null);
  // Mails come, and are joined, while this is open.
  const { runId: shown = null } =
    celebration.mails.find(({ runId }) => runId === chosen) ?? celebration.mails[0] ?? {};
  const said = words.trim() === '' ? null : words.trim();
  // What was typed stays in sight, also where the template changes meanwhile.
  const isTyped = words !== (celebration.words ?? '');
  const takes = mayManage && (celebration.takesWords || isTyped);
  function send(event: FormEvent): void {
    event.preventDefault();
    if (said === celebration.words) onClose();
    else void addWords(celebration, said);
  }
  return (
    <Dialog title={celebration.milestone} onClose={onClose} size="lg">
      <form onSubmit={send} noValidate>
        <Stack gap="md">
          {takes && (
            <Textarea
              label="Your words"
              description="A sentence or two, which the message says beside what the template does"
              autosize
              minRows={2}
              maxRows={4}
              maxLength={500}
              data-autofocus
              value={words}
              onChange={({ currentTarget: { value } }) => setWords(value.replaceAll('\n', ' '))}
            />
          )}
          {!takes && celebration.state === 'waiting' && mayManage && (
            <Alert color="gray">
              The template has no place for words of one’s own: {'{{ celebration.words }}'} is one.
            </Alert>
          )}
          {celebration.mails.length > 1 && (
            <Select
              label="As it is for"
              allowDeselect={false}
              w={280}
              data={celebration.mails.map((mail) => ({ value: mail.runId, label: toWhom(mail) }))}
              value={shown}
              onChange={choose}
            />
          )}
          {shown !== null && <Preview runId={shown} id={celebration.id} words={said} />}
          {takes ? (
            <FormActions submit="Add the words" onCancel={onClose} busy={isPending} />
          ) : (
            <FormActions submit="Close" onCancel={onClose} busy={false} />
          )}
        </Stack>
      </form>
    </Dialog>
  );
}

function Preview({ runId, id, words }: { runId: string; id: string; words: string | null }) {
  const [settled] = useDebouncedValue(words, 300);
  const preview = useQuery({
    ...trpc.celebrations.preview.queryOptions({ runId, id, words: settled }),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  if (preview.error)
    return <ErrorState error={callErrorOf(preview.error)} onRetry={() => void preview.refetch()} />;
  if (preview.data === undefined) return <Skeleton height={320} />;
  if (preview.data.kind === 'refused')
    return (
      <Alert color="yellow" title="There would be no mail">
        {preview.data.words}
      </Alert>
    );
  const { subject, html, text } = preview.data;
  // What goes by another way than mail is plain text under a title.
  const isMail = html !== '';
  return (
    <section aria-label={isMail ? 'The mail' : 'The message'}>
      <p>
        <span className="faint">{isMail ? 'Subject' : 'Title'}: </span>
        <bdi>{subject}</bdi>
      </p>
      {isMail ? (
        <div className={classes.frame}>
          <MailFrame html={html} appearance="light" width="desktop" />
        </div>
      ) : (
        <p className={classes.plain}>
          <bdi>{text}</bdi>
        </p>
      )}
    </section>
  );
}
