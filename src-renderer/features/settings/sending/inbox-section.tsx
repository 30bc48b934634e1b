import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { InboxAccount, InboxStanding } from '../../../../src-preload/contract/inbox-account';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { Badge } from '../../../ui/badge';
import { Instant } from '../../../ui/day';
import { formatPlural } from '../../../ui/format/number';
import { notifyDone } from '../../../ui/notify';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { inboxTroubles } from '../../../ui/words/inbox-words';
import { InboxForm } from './inbox-form';
import classes from './sending.module.css';

/** How the mailbox stands changes by itself. */
const lookEvery = 3_000;

/** Whether this computer reads what came back to the company's messages, and where. Off unless somebody turns it on. */
export function InboxSection() {
  const answer = useQuery({ ...trpc.sending.inbox.queryOptions(), refetchInterval: lookEvery });
  return (
    <Section
      title="The mailbox that this computer reads"
      note="Read by whoever has it: “steward run”, or desktops. Several may read the same: each mail counts once"
    >
      <Loaded answer={answer} waiting={<RowSkeletons count={2} />}>
        {({ inbox, ...account }) =>
          inbox === null ? <InboxForm /> : <Standing inbox={inbox} account={account} />
        }
      </Loaded>
    </Section>
  );
}

function Standing({
  inbox,
  account: { isGiven, isKept },
}: {
  inbox: InboxStanding;
  account: Omit<InboxAccount, 'inbox'>;
}) {
  const turnOff = useMutation(
    trpc.sending.useInbox.mutationOptions({
      onSuccess: () => notifyDone('This computer reads no mailbox any more; the password is forgotten.'),
    }),
  );
  const lookNow = useMutation(trpc.sending.lookNow.mutationOptions());
  const troubles = inboxTroubles(inbox);
  return (
    <div className={classes.form}>
      <p>
        <Badge tone={troubles.length > 0 ? 'poor' : inbox.lookedAt === null ? 'middle' : 'healthy'}>
          {troubles.length > 0 ? 'Not read' : inbox.lookedAt === null ? 'Looking' : 'Read'}
        </Badge>{' '}
        {inbox.name}
        {inbox.lookedAt !== null && (
          <>
            , looked through <Instant at={inbox.lookedAt} past />
          </>
        )}
        .{' '}
        <span className="soft">
          {inbox.isOwn && 'It is a person’s own: only what is about a message is told. '}
          {isGiven
            ? 'It was given as Steward was started.'
            : isKept
              ? 'What opens it is in the system’s keychain.'
              : 'This system has no keychain: it is asked for again at the next start.'}
        </span>
      </p>
      <p className="soft">{countWords(inbox)}</p>
      {troubles.map((words) => (
        <p key={words} role="alert">
          {words}
        </p>
      ))}
      <div className={classes.buttons}>
        <Button variant="default" loading={lookNow.isPending} onClick={() => lookNow.mutate()}>
          Look now
        </Button>
        {!isGiven && (
          <Button variant="default" loading={turnOff.isPending} onClick={() => turnOff.mutate(null)}>
            Read it no longer
          </Button>
        )}
      </div>
    </div>
  );
}

function countWords({ about, other, unreadable }: InboxStanding): string {
  const read = `Since Steward was started: ${formatPlural(about, 'mail', 'mails')} about messages, ${formatPlural(other, 'other', 'others')}`;
  return unreadable === 0
    ? `${read}.`
    : `${read}, ${formatPlural(unreadable, 'mail', 'mails')} that nobody can read.`;
}
