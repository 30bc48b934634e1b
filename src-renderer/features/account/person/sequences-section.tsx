import { Button } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Person } from '../../../../src-preload/contract/contacts';
import type { PersonInside } from '../../../../src-preload/contract/sequences/listed';
import { trpc } from '../../../api/client';
import { askToEnrol } from '../../../api/enrol-request';
import { useMay } from '../../../api/use-may';
import { Instant } from '../../../ui/day';
import { Section } from '../../../ui/section';
import { FactTable } from '../../../ui/table/fact-table';
import { reasonWords, stageTitle } from '../../../ui/words/message-words';

/** Which sequences the contact is or was in, and what they wait for; nothing where the company has no sequences. */
export function SequencesSection({ person: { account, contact } }: { person: Person }) {
  const may = useMay('manager');
  const isOn = useQuery(trpc.sequences.list.queryOptions()).data?.sequences.some(
    ({ state }) => state === 'active',
  );
  const people =
    useQuery(trpc.sequences.people.queryOptions({ contactId: contact.id, withEnded: true })).data?.people ??
    [];
  if (people.length === 0 && isOn !== true) return null;
  return (
    <Section
      title="Sequences"
      padding="flush"
      actions={
        may &&
        isOn === true &&
        contact.email !== null && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconRoute size={15} stroke={1.6} />}
            onClick={() => askToEnrol({ organizationIds: [account.id], contactId: contact.id })}
          >
            Let into a sequence
          </Button>
        )
      }
      note={people.length === 0 ? 'In none, and never was' : undefined}
    >
      {people.length > 0 && (
        <FactTable columns={['Sequence', 'Stands at', 'Now', 'Until']}>
          {people.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <Link to="/sequences/$id" params={{ id: one.sequenceId }}>
                  {one.sequence}
                </Link>
              </th>
              <td>{one.step === null ? '–' : `${one.step.place}. ${one.step.words}`}</td>
              <td>{nowOf(one)}</td>
              <td>{one.until === null ? <span className="faint">–</span> : <Instant at={one.until} />}</td>
            </tr>
          ))}
        </FactTable>
      )}
    </Section>
  );
}

function nowOf({ ended, message, words }: PersonInside): string {
  if (ended !== null) return `Over: ${ended}.`;
  return message === null
    ? words
    : `${stageTitle(message.stage)}. ${reasonWords(message.stage, message.reason)}.`;
}
