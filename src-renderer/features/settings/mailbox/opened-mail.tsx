import { SegmentedControl, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OpenedMail } from '../../../../src-preload/contract/mailbox';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { MailFrame } from '../../../ui/mail/mail-frame';
import { Skeleton } from '../../../ui/skeletons';
import classes from './mailbox.module.css';

type Part = 'mail' | 'text' | 'headers';

/** One mail as it arrived: its look, its text, its headers. */
export function OpenedMailView({ id }: { id: string }) {
  const answer = useQuery(trpc.mailbox.read.queryOptions({ id }));
  return (
    <div className={classes.opened}>
      <Loaded answer={answer} waiting={<Skeleton height={560} />}>
        {(mail) => <Parts mail={mail} />}
      </Loaded>
    </div>
  );
}

function Parts({ mail }: { mail: OpenedMail }) {
  const hasLook = mail.html !== null;
  const [part, setPart] = useState<Part>(hasLook ? 'mail' : 'text');
  return (
    <>
      <dl className={classes.head}>
        <dt>From</dt>
        <dd dir="auto">{mail.from}</dd>
        <dt>To</dt>
        <dd dir="auto">{mail.to}</dd>
        <dt>Subject</dt>
        <dd dir="auto">{mail.subject}</dd>
      </dl>
      <SegmentedControl
        aria-label="Part"
        data={[
          ...(hasLook ? [{ value: 'mail' as const, label: 'Mail' }] : []),
          { value: 'text' as const, label: 'Text' },
          { value: 'headers' as const, label: 'Headers' },
        ]}
        value={part}
        onChange={setPart}
      />
      {part === 'mail' && mail.html !== null && (
        <MailFrame html={mail.html} appearance="light" width="desktop" />
      )}
      {part === 'text' && <Textarea aria-label="Text part" readOnly rows={24} value={mail.text} />}
      {part === 'headers' && (
        <Textarea
          aria-label="Headers"
          readOnly
          rows={24}
          classNames={{ input: classes.headers }}
          value={mail.headers.map(({ name, value }) => `${name}: ${value}`).join('\n')}
        />
      )}
    </>
  );
}
