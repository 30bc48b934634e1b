import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ChannelList } from '../../../../src-preload/contract/channels';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { Badge } from '../../../ui/badge';
import { Instant } from '../../../ui/day';
import { notifyDone } from '../../../ui/notify';
import { Section } from '../../../ui/section';
import classes from '../sending/sending.module.css';
import { ChannelHealthLines } from './channel-health';
import { SecretFields } from './secret-fields';

type Listed = ChannelList['channels'][number];

interface SmsSectionProps {
  channel: Listed;
  mayChange: boolean;
  isManager: boolean;
}

const usualAddress = 'https://api.twilio.com';

/** Messages to the phones of contacts who agreed to them. */
export function SmsSection({ channel, mayChange, isManager }: SmsSectionProps) {
  return (
    <Section
      title="SMS"
      note="By your account at Twilio, to contacts alone who agreed to SMS. Whoever answers STOP gets none any more"
    >
      <div className={classes.form}>
        <Standing channel={channel} />
        {mayChange && <AccountForm channel={channel} />}
        {mayChange && channel.here.sends && <TestForm channel={channel} />}
        {isManager && <SecretFields channel={channel} />}
        <ChannelHealthLines health={channel.health} />
      </div>
    </Section>
  );
}

function Standing({ channel: { host, sender, goneAt } }: { channel: Listed }) {
  if (host === null)
    return (
      <p>
        <Badge tone="none">No account</Badge> SMS wait until an admin has set whose account they go by.
      </p>
    );
  if (goneAt !== null)
    return (
      <p>
        <Badge tone="high">Gone</Badge> {host} said <Instant at={goneAt} past /> that there is no such
        account. SMS wait until an admin sets it anew.
      </p>
    );
  return (
    <p>
      <Badge tone="healthy">Account set</Badge> They come from {sender}, by {host}.
    </p>
  );
}

function AccountForm({ channel: { channel, address, account, sender, goneAt } }: { channel: Listed }) {
  const [written, setWritten] = useState({
    address: address ?? usualAddress,
    account: account ?? '',
    sender: sender ?? '',
  });
  const save = useMutation(
    trpc.channels.set.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => notifyDone('It holds from the next message on, for every runner.'),
    }),
  );
  const failure = save.error === null ? null : callErrorOf(save.error);
  const isNone = written.account.trim() === '' && written.sender.trim() === '';

  function submit(event: FormEvent): void {
    event.preventDefault();
    save.mutate(isNone ? { channel, address: null } : { channel, ...written });
  }
  const field = (name: keyof typeof written) => ({
    value: written[name],
    spellCheck: false,
    autoComplete: 'off',
    error: failure?.fields?.[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: HTMLInputElement }) =>
      setWritten((before) => ({ ...before, [name]: value })),
  });

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <div className={classes.fields}>
        <TextInput
          label="Account SID"
          description="As the provider’s console shows it"
          placeholder="AC…"
          {...field('account')}
        />
        <TextInput
          label="Comes from"
          description="A number of yours, or a messaging service"
          placeholder="+49 30 1234567"
          {...field('sender')}
        />
      </div>
      <TextInput label="Provider" description="Twilio, or what answers as it does" {...field('address')} />
      {failure && <p role="alert">{failure.message}</p>}
      <div className={classes.buttons}>
        <Button type="submit" loading={save.isPending}>
          {goneAt === null ? 'Save the account' : 'Try it again'}
        </Button>
      </div>
    </form>
  );
}

function TestForm({ channel: { channel, host } }: { channel: Listed }) {
  const [to, setTo] = useState('');
  const test = useMutation(trpc.channels.test.mutationOptions({ meta: { showsItsErrors: true } }));

  function submit(event: FormEvent): void {
    event.preventDefault();
    test.mutate({ channel, to });
  }

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        label="Phone to try it with"
        description="Yours, with its country. It costs what an SMS does"
        placeholder="+49 30 1234567"
        maw={420}
        value={to}
        autoComplete="off"
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      {test.data && (
        <p role="status" className={classes.proof} data-proved={test.data.ok || undefined}>
          {test.data.words}
        </p>
      )}
      {test.error && <p role="alert">{callErrorOf(test.error).message}</p>}
      <div>
        <Button
          type="submit"
          variant="default"
          loading={test.isPending}
          disabled={host === null || to.trim() === ''}
        >
          Send a test SMS
        </Button>
      </div>
    </form>
  );
}
