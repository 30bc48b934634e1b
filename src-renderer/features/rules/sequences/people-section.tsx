import { Checkbox } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ListedSequence } from '../../../../src-preload/contract/sequences/listed';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { EmptyState } from '../../../ui/empty-state';
import { formatPlural } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { FactTable } from '../../../ui/table/fact-table';
import { exitsOf } from './exits-of';
import { PersonRow } from './person-row';

/** Who is inside, and how it fared with those who were. */
export function PeopleSection({ saved }: { saved: ListedSequence }) {
  const [withEnded, setWithEnded] = useState(false);
  const answer = useQuery({
    ...trpc.sequences.people.queryOptions({ sequenceId: saved.id, withEnded }),
    placeholderData: keepPreviousData,
  });
  const { total = 0, people: shown = [] } = answer.data ?? {};
  return (
    <Section
      title="People"
      note={`${formatPlural(saved.health.inside, 'person is', 'people are')} inside. ${exitsOf(saved.health)}${total > shown.length ? ` The first ${shown.length} of ${total} are shown.` : ''}`}
      padding="flush"
      actions={
        <Checkbox
          label="Also those whose way is over"
          checked={withEnded}
          onChange={(event) => setWithEnded(event.currentTarget.checked)}
        />
      }
    >
      <Loaded answer={answer} waiting={<RowSkeletons count={2} />}>
        {({ people }) =>
          people.length === 0 ? (
            <EmptyState
              title="Nobody is inside"
              text="Let contacts in from their page, from an account or from the list of accounts, or by a rule."
            />
          ) : (
            <FactTable columns={['Contact', 'Stands at', 'Waits for', 'Came in', 'Actions']}>
              {people.map((person) => (
                <PersonRow key={person.id} person={person} />
              ))}
            </FactTable>
          )
        }
      </Loaded>
    </Section>
  );
}
