import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import {
  type ChannelList,
  type OwnChannel,
  useChannelInputSchema,
} from '../../../../src-preload/contract/channels';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { Badge } from '../../../ui/badge';
import { notifyDone } from '../../../ui/notify';
import classes from '../sending/sending.module.css';

type Listed = ChannelList['channels'][number];

/** Whether this computer sends by a channel. Off unless somebody turns it on. */
export function SecretFields({ channel: { channel, here } }: { channel: Listed }) {
  const use = useMutation(
    trpc.channels.use.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: (_answer, { key }) =>
        notifyDone(
          key === null
            ? 'This computer sends nothing by it any more; its secret is forgotten.'
            : 'This computer sends by it from now on, while Steward is open.',
        ),
    }),
  );
  if (here.sends)
    return (
      <div className={classes.form}>
        <p>
          <Badge tone="healthy">This computer sends</Badge> by it, while Steward is open.{' '}
          <span className="soft">{keptWords(here)}</span>
        </p>
        {!here.isGiven && (
          <div>
            <Button
              variant="default"
              loading={use.isPending}
              onClick={() => use.mutate({ channel, key: null })}
            >
              Turn off
            </Button>
          </div>
        )}
      </div>
    );
  return (
    <SecretForm
      {...secretWords[channel]}
      isBusy={use.isPending}
      failure={use.error === null ? null : callErrorOf(use.error).message}
      onUse={(secret) => use.mutate({ channel, key: secret })}
    />
  );
}

function keptWords({ isGiven, isKept }: Listed['here']): string {
  if (isGiven) return 'The secret was given as Steward was started.';
  return isKept
    ? 'The secret is in the system’s keychain.'
    : 'This system has no keychain: the secret is asked for again at the next start.';
}

/** What the secret is, by channel. */
const secretWords: Readonly<Record<OwnChannel, { label: string; description: string }>> = {
  webhook: {
    label: 'Secret',
    description:
      'Any of 16 characters and more, the same on each computer that sends. Who is told checks the signature by it',
  },
  web_push: { label: 'Private key', description: 'As it was shown where the two keys were made' },
  sms: { label: 'Auth token', description: 'Of the account, as the provider’s console shows it' },
};

interface SecretFormProps {
  label: string;
  description: string;
  isBusy: boolean;
  failure: string | null;
  onUse: (secret: string) => void;
}

function SecretForm({ label, description, isBusy, failure, onUse }: SecretFormProps) {
  const [secret, setSecret] = useState('');
  const [sent, setSent] = useState(false);
  const checked = useChannelInputSchema.shape.key.safeParse(secret);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setSent(true);
    if (checked.success) onUse(secret);
  }

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <p>This computer sends nothing by it.</p>
      <PasswordInput
        label={label}
        description={description}
        maw={420}
        value={secret}
        autoComplete="off"
        error={sent ? checked.error?.issues[0]?.message : undefined}
        onChange={(event) => setSecret(event.currentTarget.value)}
      />
      {failure && <p role="alert">{failure}</p>}
      <div>
        <Button type="submit" variant="default" loading={isBusy}>
          Send from this computer
        </Button>
      </div>
    </form>
  );
}
