import { Button, CopyButton, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ChannelList } from '../../../../src-preload/contract/channels';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { Badge } from '../../../ui/badge';
import { notifyDone } from '../../../ui/notify';
import { Section } from '../../../ui/section';
import classes from '../sending/sending.module.css';
import { ChannelHealthLines } from './channel-health';
import { SecretFields } from './secret-fields';

type Listed = ChannelList['channels'][number];

interface PushSectionProps {
  channel: Listed;
  mayChange: boolean;
  isManager: boolean;
}

/** Messages to the browsers in which contacts agreed to them. */
export function PushSection({ channel, mayChange, isManager }: PushSectionProps) {
  const { host, sender } = channel;
  return (
    <Section
      title="Web push"
      note="To the browsers in which contacts agreed to it in your own product, which says so to the company’s database"
    >
      <div className={classes.form}>
        {host === null || sender === null ? (
          <p>
            <Badge tone="none">No keys</Badge> Messages of this kind wait until an admin has made two keys.
          </p>
        ) : (
          <>
            <p>
              <Badge tone="healthy">Keys made</Badge> For {host}. Its pages subscribe browsers by the public
              key.
            </p>
            <Copied label="Copy the public key" text={sender} />
          </>
        )}
        {mayChange && <KeysForm channel={channel} />}
        {isManager && sender !== null && <SecretFields channel={channel} />}
        <ChannelHealthLines health={channel.health} />
      </div>
    </Section>
  );
}

function Copied({ label, text }: { label: string; text: string }) {
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <div>
          <Button variant="default" onClick={copy}>
            {copied ? 'Copied' : label}
          </Button>
        </div>
      )}
    </CopyButton>
  );
}

function KeysForm({ channel: { address, sender } }: { channel: Listed }) {
  const [written, setWritten] = useState(address ?? '');
  const make = useMutation(
    trpc.channels.makePushKeys.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => notifyDone('Two keys are made, and this computer sends by them.'),
    }),
  );
  const failure = make.error === null ? null : callErrorOf(make.error);

  function submit(event: FormEvent): void {
    event.preventDefault();
    make.mutate({ address: written });
  }

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        label="Site"
        description="Of your product: push services turn to it where something is wrong"
        placeholder="https://app.example.com"
        value={written}
        spellCheck={false}
        autoComplete="off"
        error={failure?.fields?.['address']}
        onChange={(event) => setWritten(event.currentTarget.value)}
      />
      {make.data && (
        <>
          <p role="status">
            Other computers and “steward run” send by the private key, too: it is shown this once.
          </p>
          <Copied label="Copy the private key" text={make.data.privateKey} />
        </>
      )}
      {failure && <p role="alert">{failure.message}</p>}
      <div>
        <Button type="submit" variant={sender === null ? 'filled' : 'default'} loading={make.isPending}>
          {sender === null ? 'Make keys' : 'Make new keys'}
        </Button>
      </div>
      {sender !== null && (
        <p className="faint">
          Who is subscribed by the keys before is reached no more until they agree anew.
        </p>
      )}
    </form>
  );
}
