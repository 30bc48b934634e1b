import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { type Sending, sendingRulesSchema } from '../../../../src-preload/contract/sending';
import { trpc } from '../../../api/client';
import { notifyDone } from '../../../ui/notify';
import { NumberEntry } from '../../../ui/number-entry';
import { Section } from '../../../ui/section';
import { CapFields, type WrittenCap } from './cap-fields';
import classes from './sending.module.css';

interface Written {
  readonly from: string;
  readonly until: string;
  readonly caps: readonly WrittenCap[];
  readonly perDomain: number | undefined;
}

/** Other sections of the same screen set these. */
const elsewhere = { unsubscribeUrl: true, returnAddress: true, mostSoftBounces: true } as const;

/** When a contact is left in peace, and how much one gets at most. */
export function SendingForm({ sending }: { sending: Sending }) {
  const readOnly = !sending.mayChange;
  const [written, setWritten] = useState<Written>(() => writtenOf(sending));
  const [sent, setSent] = useState(false);
  const save = useMutation(
    trpc.sending.set.mutationOptions({
      onSuccess: () => notifyDone('It holds from the next message on, for every runner.'),
    }),
  );
  const checked = sendingRulesSchema.omit(elsewhere).safeParse({
    quietFrom: minuteOf(written.from),
    quietUntil: minuteOf(written.until),
    caps: written.caps.map(({ count, days }) => ({ count, days })),
    perDomainPerMinute: written.perDomain ?? null,
  });
  const problemAt = (...path: readonly (string | number)[]) =>
    sent
      ? checked.error?.issues.find((issue) => issue.path.join('.') === path.join('.'))?.message
      : undefined;
  const change = (part: Partial<Written>) => setWritten((before) => ({ ...before, ...part }));

  function submit(event: FormEvent): void {
    event.preventDefault();
    setSent(true);
    if (checked.success) save.mutate(checked.data);
  }

  return (
    <Section
      title="How messages go"
      note={
        readOnly
          ? 'For the whole company. Admins change it'
          : 'For the whole company, whoever sends. What everybody has to get (transactional) goes at any hour and counts in no cap'
      }
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <p>
          <span className="soft">They come from </span>
          {sending.sender === null
            ? 'nobody yet: without a sender nothing is sent. '
            : senderWords(sending.sender)}{' '}
          <Link to="/templates/brand">Brand</Link>
        </p>
        <div className={classes.fields}>
          <TextInput
            type="time"
            label="Quiet from"
            description="On the contact’s clocks"
            value={written.from}
            readOnly={readOnly}
            error={problemAt('quietFrom') === undefined ? undefined : 'Write a time'}
            onChange={(event) => change({ from: event.currentTarget.value })}
          />
          <TextInput
            type="time"
            label="Quiet until"
            description="The same as from: no hour is quiet"
            value={written.until}
            readOnly={readOnly}
            error={problemAt('quietUntil') === undefined ? undefined : 'Write a time'}
            onChange={(event) => change({ until: event.currentTarget.value })}
          />
          <NumberEntry
            label="To one domain in a minute"
            description="Empty: as many as come"
            value={written.perDomain}
            readOnly={readOnly}
            allowDecimal={false}
            allowNegative={false}
            clampBehavior="none"
            error={problemAt('perDomainPerMinute')}
            onChange={(perDomain) => change({ perDomain })}
          />
        </div>
        <CapFields
          caps={written.caps}
          readOnly={readOnly}
          problemAt={(...path) => problemAt('caps', ...path)}
          onChange={(caps) => change({ caps })}
        />
        {!readOnly && (
          <div>
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </div>
        )}
      </form>
    </Section>
  );
}

function senderWords({ name, address }: NonNullable<Sending['sender']>): string {
  return `${name} <${address}>`;
}

function writtenOf({ quietFrom, quietUntil, caps, perDomainPerMinute }: Sending): Written {
  return {
    from: clockOf(quietFrom),
    until: clockOf(quietUntil),
    caps: caps.map((cap, place) => ({ ...cap, key: `cap ${place}` })),
    perDomain: perDomainPerMinute ?? undefined,
  };
}

function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function minuteOf(clock: string): number | undefined {
  const [, hour, minute] = /^(\d{2}):(\d{2})/.exec(clock) ?? [];
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
}
