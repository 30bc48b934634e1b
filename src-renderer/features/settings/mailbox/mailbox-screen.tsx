import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaughtMail } from '../../../../src-preload/contract/mailbox';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useMilestone } from '../../../api/milestone';
import { EmptyState } from '../../../ui/empty-state';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { MailList } from './mail-list';
import classes from './mailbox.module.css';
import { OpenedMailView } from './opened-mail';

/** Mails come without a word to this screen: it looks as often as somebody would. */
const lookEvery = 3_000;

/** What the sample company has sent: all of it lands here, and nowhere else. */
export function MailboxScreen() {
  const answer = useQuery({
    ...trpc.mailbox.list.queryOptions(),
    refetchOnMount: 'always',
    refetchInterval: lookEvery,
  });
  useMilestone('interactive', answer.isSuccess);
  return (
    <Loaded answer={answer} waiting={<RowSkeletons count={6} />}>
      {(mailbox) => (mailbox === null ? <NoMailbox /> : <Mails mails={mailbox.mails} />)}
    </Loaded>
  );
}

function NoMailbox() {
  return (
    <Section title="Mailbox">
      <EmptyState
        title="There is no mailbox here"
        text="Only the sample company (npm start) has one, which catches all of its mail. Of this company, messages go to real people."
      />
    </Section>
  );
}

function Mails({ mails }: { mails: readonly CaughtMail[] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const open = mails.find(({ id }) => id === chosen) ?? mails[0];
  return (
    <Section
      title="Mailbox of the sample company"
      note="Nothing leaves this machine: whatever is sent, to whomever, lands here"
      padding="flush"
    >
      {open === undefined ? (
        <EmptyState
          title="No mail has arrived yet"
          text="Launch a message for a contact: it arrives here a few seconds after its time to undo is over."
        />
      ) : (
        <div className={classes.mailbox}>
          <MailList mails={mails} open={open.id} onOpen={setChosen} />
          <OpenedMailView key={open.id} id={open.id} />
        </div>
      )}
    </Section>
  );
}
