import { Button } from '@mantine/core';
import { IconCopy, IconMail, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import type { Person } from '../../../../src-preload/contract/contacts';
import { trpc } from '../../../api/client';
import { askToLaunch } from '../../../api/launch-request';
import { Loaded } from '../../../api/loaded';
import { rememberContact } from '../../../api/recents';
import { useMay } from '../../../api/use-may';
import { AccountLink } from '../../../ui/account-link';
import { copy } from '../../../ui/copy';
import { Count } from '../../../ui/count';
import { Day } from '../../../ui/day';
import { EmptyState } from '../../../ui/empty-state';
import { formatDay } from '../../../ui/format/day';
import { Page } from '../../../ui/page';
import { PageHeader } from '../../../ui/page-header';
import { ScoreNumber } from '../../../ui/score-number';
import { Section } from '../../../ui/section';
import { SectionStack } from '../../../ui/section-stack';
import { PageSkeleton } from '../../../ui/skeletons';
import { StatRow, StatTile } from '../../../ui/stat-tile';
import { roleWords } from '../../../ui/words/account-words';
import { named } from '../../../ui/words/named';
import { NotesSection } from '../notes/notes-section';
import { TicketTable } from '../support-tab';
import { ResponseTable } from '../surveys-tab';
import { TimelineSection } from '../timeline/timeline-section';
import { ConsentSection } from './consent-section';
import { ObjectionSection } from './objection-section';
import { PrivacyMenu } from './privacy-menu';
import { SequencesSection } from './sequences-section';
import { WhyNotSection } from './why-not-section';

interface PersonScreenProps {
  /** What was written to them. */
  messages: (person: Person) => ReactNode;
}

/** A contact: who they are, what they do with the product, what they were written, asked and answered. */
export function PersonScreen({ messages }: PersonScreenProps) {
  const { id, personId } = useParams({ from: '/company/accounts/$id/people/$personId' });
  const person = useQuery(trpc.account.person.queryOptions({ id: Number(id), personId: Number(personId) }));
  return (
    <Page>
      <Loaded answer={person} waiting={<PageSkeleton />}>
        {(data) => <PersonPage person={data} messages={messages(data)} />}
      </Loaded>
    </Page>
  );
}

function PersonPage({ person, messages }: { person: Person; messages: ReactNode }) {
  const { account, contact, tickets, responses } = person;
  const { email } = contact;
  useEffect(() => rememberContact(contact.id), [contact.id]);
  const mayWrite = useMay('manager');
  return (
    <>
      <PageHeader
        title={named(contact.name)}
        subject={contact.name}
        note={
          <>
            {[contact.isInternal ? 'Internal' : roleWords[contact.role], contact.title]
              .filter(Boolean)
              .join(', ')}{' '}
            at{' '}
            <AccountLink id={account.id} tab="contacts">
              {account.name}
            </AccountLink>
          </>
        }
        actions={
          <>
            <PrivacyMenu person={person} />
            {email !== null && mayWrite && (
              <Button
                variant="default"
                leftSection={<IconSend size={16} stroke={1.5} />}
                onClick={() => askToLaunch({ organizationIds: [account.id], contactId: contact.id })}
              >
                New message
              </Button>
            )}
            {email !== null && (
              <>
                <Button
                  variant="default"
                  leftSection={<IconCopy size={16} stroke={1.5} />}
                  onClick={() => void copy(email, `${email} is copied`)}
                >
                  Copy address
                </Button>
                <Button
                  component="a"
                  href={`mailto:${encodeURIComponent(email)}`}
                  target="_blank"
                  rel="noreferrer"
                  leftSection={<IconMail size={16} stroke={1.5} />}
                >
                  Write
                </Button>
              </>
            )}
          </>
        }
      />
      <SectionStack>
        <StatRow label="How this person uses the product" size="small">
          {contact.objection === null && <UseTiles contact={contact} />}
          <StatTile
            label={contact.deactivatedOn ? 'Left' : 'Contact since'}
            value={<Day day={contact.deactivatedOn ?? contact.createdOn} />}
            note={formatDay(contact.deactivatedOn ?? contact.createdOn)}
          />
          <StatTile label="Address" value={<Address email={email} />} wide />
          {contact.phone !== null && <PhoneTile phone={contact.phone} />}
        </StatRow>
        <ObjectionSection person={person} />
        <ConsentSection person={person} />
        <SequencesSection person={person} />
        <WhyNotSection person={person} />
        {messages}
        <NotesSection
          key={contact.id}
          subject={{ id: account.id, name: named(contact.name), contactId: contact.id }}
        />
        <TimelineSection key={`timeline ${contact.id}`} id={account.id} contactId={contact.id} />
        <Section title="Tickets" padding="flush">
          {tickets.length === 0 ? (
            <EmptyState title="No tickets" text="This person has not asked for support." />
          ) : (
            <TicketTable tickets={tickets} />
          )}
        </Section>
        <Section title="Survey answers" padding="flush">
          {responses.length === 0 ? (
            <EmptyState title="No answers yet" text="They come with the company’s surveys." />
          ) : (
            <ResponseTable responses={responses} />
          )}
        </Section>
      </SectionStack>
    </>
  );
}

function UseTiles({ contact }: Pick<Person, 'contact'>) {
  return (
    <>
      <StatTile label="Score" value={<ScoreNumber score={contact.score} band={contact.band} />} />
      <StatTile
        label="Active days"
        value={<Count count={contact.activeDays28} unit={['day of the last 28', 'days of the last 28']} />}
        note="Of the last 28"
      />
      <StatTile
        label="Events"
        value={<Count count={contact.events28} unit={['event in 28 days', 'events in 28 days']} />}
        note="In 28 days"
      />
      <StatTile
        label="Last active"
        value={<Day day={contact.lastActivity} />}
        note={contact.lastActivity ? formatDay(contact.lastActivity) : 'never seen'}
      />
    </>
  );
}

function PhoneTile({ phone }: { phone: NonNullable<Person['contact']['phone']> }) {
  return (
    <StatTile
      label="Phone"
      value={
        <span className="truncate" title={phone.written}>
          {phone.written}
        </span>
      }
      note={phone.canBeSentTo ? undefined : 'No number with its country, such as +49 30 1234567'}
      wide
    />
  );
}

function Address({ email }: { email: string | null }) {
  if (email === null) return <span className="faint">none known</span>;
  return (
    <span className="truncate" title={email}>
      {email}
    </span>
  );
}
