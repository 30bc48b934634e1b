import { Alert, Button, Stack, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import type { MessageChannel } from '../../../../src-preload/contract/channels';
import type { AccountToWriteTo } from '../../../../src-preload/contract/interventions/launch';
import { tooLongFor } from '../../../../src-preload/contract/message-length';
import { callErrorOf } from '../../../api/call-error';
import { syncStatus } from '../../../api/host-signals';
import { useSignal } from '../../../api/signal';
import { useNow } from '../../../ui/use-now';
import { errorWords } from '../../../ui/words/error-words';
import { named } from '../../../ui/words/named';
import { chosenAmong, countChosen, recipientsOf } from './chosen-contacts';
import { ContactList } from './contact-list';
import classes from './launch-form.module.css';
import { summedHolds } from './summed-holds';
import { TemplatePreview } from './template-preview';
import { useForesight } from './use-foresight';
import { instantMeant, type LaunchDraft, useLaunchDraft } from './use-launch-draft';
import { useLaunching } from './use-launching';
import { WhatToSayFields } from './what-to-say';
import { type LaunchTimes, WhenToSendField } from './when-to-send';

interface LaunchFormProps {
  accounts: readonly AccountToWriteTo[];
  times: LaunchTimes;
  contactId: number | undefined;
  hasTemplates: boolean;
  /** By which contacts are to be reached. */
  onChannel: (channel: MessageChannel) => void;
  onClose: () => void;
}

export function LaunchForm({
  accounts,
  times,
  contactId,
  hasTemplates,
  onChannel,
  onClose,
}: LaunchFormProps) {
  const now = useNow();
  const { draft, change: changeDraft } = useLaunchDraft(accounts, contactId, hasTemplates);
  const [sent, setSent] = useState(false);
  const isAway = useSignal(syncStatus)?.phase === 'offline';
  const { what, templateId, subject, text, despite } = draft;
  const isPersonal = what === 'own';
  const channel = isPersonal ? draft.channel : 'email';
  const chosen = chosenAmong(accounts, draft.chosen);
  // To mail alone there is a way round what they said, for a reason.
  const isLetter = isPersonal && channel === 'email';
  const change = (part: Partial<LaunchDraft>) => {
    changeDraft(part);
    const next = { ...draft, ...part };
    onChannel(next.what === 'own' ? next.channel : 'email');
  };
  const sendAt = instantMeant(draft, times);
  const [reason] = useDebouncedValue(despite.trim(), 400);
  const foresight = useForesight({
    to: recipientsOf(chosen),
    templateId: isPersonal ? null : templateId,
    ...(sendAt == null ? {} : { send_at: sendAt }),
    ...(channel === 'email' ? {} : { channel }),
    ...(isLetter && reason !== '' ? { despite: reason } : {}),
  });
  const sum = summedHolds(accounts, chosen, foresight.contacts, isLetter, now);
  const launching = useLaunching(accounts, isAway, onClose);
  const tooLong = tooLongFor(channel, text);
  const problems = sent ? problemsOf() : {};
  const first = firstOf(accounts, sum.to);
  const asksReason = isLetter && (sum.needReason > 0 || despite !== '');

  function problemsOf(): Readonly<Record<string, string>> {
    return {
      ...(countChosen(chosen) === 0 ? { contacts: 'Choose somebody to write to.' } : {}),
      ...(countChosen(chosen) > 0 && sum.to.length === 0 ? { contacts: 'Nobody chosen would get it.' } : {}),
      ...(!isPersonal && templateId === null ? { template: 'choose one' } : {}),
      ...(isPersonal && subject.trim() === '' ? { subject: 'write a subject' } : {}),
      ...(isPersonal && text.trim() === '' ? { text: 'write something' } : {}),
      ...(isPersonal && tooLong !== null ? { text: tooLong } : {}),
      ...(sendAt === null ? { when: 'choose a day and a time' } : {}),
      ...(sendAt != null && sendAt < now - 60_000 ? { when: 'this time is over' } : {}),
      ...(isLetter && sum.needReason > 0 ? { despite: 'say why it goes all the same' } : {}),
    };
  }

  function submit(event?: FormEvent): void {
    event?.preventDefault();
    setSent(true);
    if (launching.isPending || Object.keys(problemsOf()).length > 0) return;
    launching.launch({
      to: sum.to,
      templateId: isPersonal ? null : templateId,
      ...(isPersonal ? { subject: subject.trim(), text } : {}),
      ...(channel === 'email' ? {} : { channel }),
      ...(isLetter && despite.trim() !== '' ? { despite: despite.trim() } : {}),
      ...(sendAt == null ? {} : { send_at: sendAt }),
    });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
  }

  return (
    <form onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      <Stack gap="md">
        {foresight.isStopped && (
          <Alert color="yellow" title="Sending is stopped">
            What you launch waits until an admin lets it go.
          </Alert>
        )}
        <ContactList
          accounts={accounts}
          chosen={chosen}
          onChange={(next) => change({ chosen: next })}
          foreseen={foresight.contacts}
          isPersonal={isLetter}
          channel={channel}
          now={now}
        />
        {problems['contacts'] && <p role="alert">{problems['contacts']}</p>}
        {foresight.problem && (
          <p className="soft" role="note">
            What holds each back is not known now: {errorWords(foresight.problem).happened} It is decided when
            the company has the message: who unsubscribed gets nothing, and caps and quiet hours hold.
          </p>
        )}
        <WhatToSayFields draft={draft} onChange={change} problems={problems} />
        {!isPersonal && templateId !== null && first !== null && (
          <TemplatePreview
            templateId={templateId}
            {...first}
            onEdit={countChosen(chosen) === 1 ? (words) => change({ what: 'own', ...words }) : undefined}
          />
        )}
        {asksReason && (
          <Textarea
            label="Why it goes all the same"
            description="Kept with the message, for whoever asks"
            withAsterisk
            autosize
            minRows={1}
            maxRows={3}
            maxLength={500}
            value={despite}
            onChange={(event) => change({ despite: event.currentTarget.value.replaceAll('\n', ' ') })}
            error={problems['despite']}
          />
        )}
        <WhenToSendField draft={draft} times={times} onChange={change} now={now} error={problems['when']} />
        {launching.error && (
          <Alert color="red" title={errorWords(callErrorOf(launching.error)).title}>
            {callErrorOf(launching.error).message} {errorWords(callErrorOf(launching.error)).safe}
          </Alert>
        )}
        <div className={classes.foot}>
          <p className={classes.sum} role="status">
            {sum.words}
            {isAway && '. The company can’t be reached: it waits for the connection'}
          </p>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={launching.isPending} title="Send (Ctrl+Enter)">
            {isAway ? 'Send when connected' : 'Send'}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

/** For whom it is shown: the first who gets it. */
function firstOf(
  accounts: readonly AccountToWriteTo[],
  to: readonly { readonly organizationId: number; readonly contactIds: readonly number[] }[],
): { organizationId: number; contactId: number; contact: string } | null {
  const [target] = to;
  const contactId = target?.contactIds[0];
  if (target === undefined || contactId === undefined) return null;
  const { organizationId } = target;
  const account = accounts.find((each) => each.organizationId === organizationId);
  const contact = account?.contacts.find((each) => each.contactId === contactId);
  return { organizationId, contactId, contact: named(contact?.name ?? '') };
}
