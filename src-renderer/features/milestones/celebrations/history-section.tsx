import { SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { EmptyState } from '../../../ui/empty-state';
import { formatPlural } from '../../../ui/format/number';
import { Pages, pageRows } from '../../../ui/pages';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { CelebrationRow, CelebrationTable } from './celebration-row';

const groups = [
  { value: 'done' as const, label: 'Celebrated' },
  { value: 'skipped' as const, label: 'Skipped' },
];

/** What was celebrated, and what was not. */
export function HistorySection({ owner }: { owner: number | null }) {
  const [group, setGroup] = useState<'done' | 'skipped'>('done');
  const [page, setPage] = useState(0);
  const list = useQuery(
    trpc.celebrations.list.queryOptions(
      { group, owner, offset: page * pageRows, limit: pageRows },
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <Section
      title="History"
      note={list.data && `${formatPlural(list.data.total, 'celebration')}, the latest first`}
      padding="flush"
      actions={
        <>
          <SegmentedControl
            size="xs"
            aria-label="Which"
            value={group}
            data={groups}
            onChange={(value) => {
              setGroup(value);
              setPage(0);
            }}
          />
          {list.data && <Pages page={page} total={list.data.total} onPage={setPage} />}
        </>
      }
    >
      <Loaded answer={list} waiting={<RowSkeletons count={5} height={52} />}>
        {({ celebrations, total }) =>
          total === 0 ? (
            <EmptyState
              title={group === 'done' ? 'Nothing was celebrated yet' : 'None was skipped'}
              text={
                group === 'done'
                  ? 'What accounts and contacts reach is told here once its mail has gone.'
                  : 'What was reached too long ago, was taken back, or was skipped by a person is told here.'
              }
            />
          ) : (
            <CelebrationTable>
              {celebrations.map((celebration) => (
                <CelebrationRow key={celebration.id} celebration={celebration} />
              ))}
            </CelebrationTable>
          )
        }
      </Loaded>
    </Section>
  );
}
