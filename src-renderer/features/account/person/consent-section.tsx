import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Person } from '../../../../src-preload/contract/contacts';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import { Badge } from '../../../ui/badge';
import { Instant } from '../../../ui/day';
import { PendingBadge } from '../../../ui/pending-badge';
import { Section } from '../../../ui/section';
import { FactTable } from '../../../ui/table/fact-table';
import { ConsentDialog } from './consent-dialog';
import { basisWords, consentWords } from './consent-words';

function restsOn(basis: string, source: string | null): string {
  return source === null ? basisWords(basis) : `${basisWords(basis)}: ${source}`;
}

function saidThemselves(channel: string): string {
  return channel === 'sms' ? 'the contact, by SMS' : 'the contact, by the link of a mail';
}

/** What the contact agreed to get by mail and SMS, or does not want any more; of who has an address or a phone. */
export function ConsentSection({ person }: { person: Person }) {
  const { account, contact } = person;
  const [isRecording, setRecording] = useState(false);
  const mayRecord = useMay('manager');
  const answer = useQuery(
    trpc.interventions.consents.queryOptions({ organizationId: account.id, contactId: contact.id }),
  );
  const isReached = contact.email !== null || contact.phone?.canBeSentTo === true;
  if (!isReached || answer.data === undefined) return null;
  const { consents, isPending } = answer.data;
  return (
    <Section
      title="Mail and SMS"
      note={
        consents.length === 0
          ? 'Nothing is known of what this contact agreed to: templates don’t go to them'
          : 'What was said last holds, of its category or of all'
      }
      actions={
        <>
          {isPending && <PendingBadge />}
          {mayRecord && (
            <Button variant="default" size="xs" onClick={() => setRecording(true)}>
              Record consent…
            </Button>
          )}
        </>
      }
      padding="flush"
    >
      {consents.length > 0 && (
        <FactTable columns={['About', 'Said', 'Rests on', 'By', 'When']}>
          {consents.map(({ category, channel, state, basis, source, saidBy, author, at }) => (
            <tr key={`${channel} ${category}`}>
              <th scope="row">{consentWords(channel, category)}</th>
              <td>
                <Badge tone={state === 'granted' ? 'healthy' : 'medium'}>
                  {state === 'granted' ? 'May be written to' : 'Unsubscribed'}
                </Badge>
              </td>
              <td>{basis === null ? <span className="faint">–</span> : restsOn(basis, source)}</td>
              <td>{saidBy === 'link' ? saidThemselves(channel) : author}</td>
              <td>
                <Instant at={at} past />
              </td>
            </tr>
          ))}
        </FactTable>
      )}
      {isRecording && <ConsentDialog person={person} onClose={() => setRecording(false)} />}
    </Section>
  );
}
