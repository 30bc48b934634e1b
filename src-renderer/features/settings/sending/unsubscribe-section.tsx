import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Sending } from '../../../../src-preload/contract/sending';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { Badge } from '../../../ui/badge';
import { Instant } from '../../../ui/day';
import { notifyDone } from '../../../ui/notify';
import { Section } from '../../../ui/section';
import classes from './sending.module.css';

/** Where contacts unsubscribe, and whether that works: without it nothing that they could leave is sent by itself. */
export function UnsubscribeSection({ sending }: { sending: Sending }) {
  const readOnly = !sending.mayChange;
  const [address, setAddress] = useState(sending.unsubscribeUrl ?? '');
  const save = useMutation(
    trpc.sending.set.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => notifyDone('Saved. Check it now: templates wait until it has answered.'),
    }),
  );
  const check = useMutation(trpc.sending.prove.mutationOptions({ meta: { showsItsErrors: true } }));
  const given = address.trim() === '' ? null : address.trim();
  const isChanged = given !== sending.unsubscribeUrl;
  const failure = save.error ?? check.error;

  function submit(event: FormEvent): void {
    event.preventDefault();
    check.reset();
    save.mutate({ unsubscribeUrl: given });
  }

  return (
    <Section
      title="Where contacts unsubscribe"
      note="A public page of yours: “steward run --public” behind your proxy, or one that calls customer_success.unsubscribe. Each mail’s own token is put behind the address"
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <TextInput
          label="Address"
          placeholder="https://mail.acme.example/u/"
          value={address}
          readOnly={readOnly}
          spellCheck={false}
          maxLength={500}
          error={save.error && callErrorOf(save.error).fields?.['unsubscribeUrl']}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <Standing sending={sending} isChanged={isChanged} />
        {check.data && !isChanged && (
          <p role="status" className={classes.proof} data-proved={check.data.isProved || undefined}>
            {check.data.words}
          </p>
        )}
        {failure && <p role="alert">{callErrorOf(failure).message}</p>}
        {!readOnly && (
          <div className={classes.buttons}>
            <Button type="submit" loading={save.isPending} disabled={!isChanged}>
              Save
            </Button>
            <Button
              variant="default"
              loading={check.isPending}
              disabled={isChanged || sending.unsubscribeUrl === null}
              onClick={() => check.mutate({})}
            >
              Check it
            </Button>
          </div>
        )}
      </form>
    </Section>
  );
}

function Standing({ sending, isChanged }: { sending: Sending; isChanged: boolean }) {
  if (isChanged) return <p className="soft">Not saved yet.</p>;
  if (sending.unsubscribeUrl === null)
    return (
      <p>
        <Badge tone="middle">Not set</Badge> Templates wait, but for what everybody has to get.
      </p>
    );
  if (sending.provedAt === null)
    return (
      <p>
        <Badge tone="middle">Not proved</Badge> Templates wait until it has answered a look and a click.
      </p>
    );
  return (
    <p>
      <Badge tone="healthy">In order</Badge> It answered <Instant at={sending.provedAt} past />.
    </p>
  );
}
