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

interface WebhookSectionProps {
  channel: Listed;
  mayChange: boolean;
  isManager: boolean;
}

/** A chat, or a system of the company's own, that is told by a signed POST. */
export function WebhookSection({ channel, mayChange, isManager }: WebhookSectionProps) {
  return (
    <Section
      title="Webhook"
      note="Posts JSON to one address of yours, such as a channel of Slack: what a template of this kind says, about an account. Signed, and each message once"
    >
      <div className={classes.form}>
        <Standing channel={channel} />
        {mayChange && <AddressForm channel={channel} />}
        {isManager && <SecretFields channel={channel} />}
        <ChannelHealthLines health={channel.health} />
      </div>
    </Section>
  );
}

function Standing({ channel: { host, goneAt } }: { channel: Listed }) {
  if (host === null)
    return (
      <p>
        <Badge tone="none">Not set</Badge> Messages of this kind wait until an admin has set where they lead.
      </p>
    );
  if (goneAt !== null)
    return (
      <p>
        <Badge tone="high">Gone</Badge> {host} said <Instant at={goneAt} past /> that there is nobody any more
        at this address. What is to go there waits until an admin sets it anew.
      </p>
    );
  return (
    <p>
      <Badge tone="healthy">Set</Badge> It leads to {host}.
    </p>
  );
}

function AddressForm({ channel: { channel, address, goneAt } }: { channel: Listed }) {
  const [written, setWritten] = useState(address ?? '');
  const save = useMutation(
    trpc.channels.set.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => notifyDone('It holds from the next message on, for every runner.'),
    }),
  );
  const test = useMutation(trpc.channels.test.mutationOptions({ meta: { showsItsErrors: true } }));
  const given = written.trim() === '' ? null : written.trim();
  const isChanged = given !== address;
  const failure = save.error ?? test.error;

  function submit(event: FormEvent): void {
    event.preventDefault();
    test.reset();
    save.mutate({ channel, address: given });
  }

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        label="Address"
        description="Only admins and runners see all of it"
        placeholder="https://hooks.slack.com/services/…"
        value={written}
        spellCheck={false}
        autoComplete="off"
        maxLength={2000}
        error={save.error && callErrorOf(save.error).fields?.['address']}
        onChange={(event) => setWritten(event.currentTarget.value)}
      />
      {test.data && !isChanged && (
        <p role="status" className={classes.proof} data-proved={test.data.ok || undefined}>
          {test.data.words}
        </p>
      )}
      {failure && <p role="alert">{callErrorOf(failure).message}</p>}
      <div className={classes.buttons}>
        <Button type="submit" loading={save.isPending} disabled={!isChanged && goneAt === null}>
          {goneAt !== null && !isChanged ? 'Try it again' : 'Save'}
        </Button>
        <Button
          variant="default"
          loading={test.isPending}
          disabled={isChanged || address === null}
          onClick={() => test.mutate({ channel })}
        >
          Send a test
        </Button>
      </div>
    </form>
  );
}
