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
import { basisWords, categoryWords } from './consent-words';

/** What the contact agreed to get by mail, or does not want any more; of who has an address. */
export function ConsentSection({ person }: { person: Person }) {
  const { account, contact } = person;
  const [isRecording, setRecording] = useState(false);
  const mayRecord = useMay('manager');
  const answer = useQuery(
    trpc.interventions.consents.queryOptions({ organizationId: account.id, contactId: contact.id }),
  );
  if (contact.email === null || answer.data === undefined) return null;
  const { consents, isPending } = answer.data;
  return (
    <Section
      title="Mail"
      note={
        consents.length === 0
          ? 'Nothing is known of what this contact agreed to: templates don’t go to them'
          : 'What was said last holds, of its category or of all mail'
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
        <FactTable columns={['Mail about', 'Said', 'Rests on', 'By', 'When']}>
          {consents.map(({ category, state, basis, saidBy, author, at }) => (
            <tr key={category}>
              <th scope="row">{categoryWords(category)}</th>
              <td>
                <Badge tone={state === 'granted' ? 'healthy' : 'medium'}>
                  {state === 'granted' ? 'May be written to' : 'Unsubscribed'}
                </Badge>
              </td>
              <td>{basis === null ? <span className="faint">–</span> : basisWords(basis)}</td>
              <td>{saidBy === 'link' ? 'the contact, by the link of a mail' : author}</td>
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
