import { SegmentedControl, Select } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Today, TodayKind } from '../../../src-preload/contract/today';
import { trpc } from '../../api/client';
import { syncStatus } from '../../api/host-signals';
import { useMilestone } from '../../api/milestone';
import { useSignal } from '../../api/signal';
import { formatLongDay } from '../../ui/format/day';
import { formatCount, formatPlural } from '../../ui/format/number';
import { Page } from '../../ui/page';
import { PageHeader } from '../../ui/page-header';
import { Loaded } from '../loaded';
import { HeadlineTiles } from './headline-tiles';
import { kindWords } from './kind-words';
import { Queue } from './queue';
import { QueueEmpty } from './queue-empty';
import { todayQuery } from './today-query';
import { TodayWaiting } from './today-waiting';
import './today.css';

/** The queue of what needs the manager, under the state of the book in figures. */
export function TodayScreen() {
  const [kind, setKind] = useState<TodayKind | null>(null);
  const [ownerId, setOwnerId] = useLocalStorage<number | null>({
    key: 'steward-today-owner',
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const answer = useQuery(todayQuery({ ownerId, kind }));
  const known = useSignal(syncStatus) !== undefined;
  const today = answer.data && (answer.data.headline.accounts > 0 || known) ? answer.data : undefined;
  useMilestone('interactive', today !== undefined);
  useMilestone('today-scored', today !== undefined && isScored(today.headline));
  return (
    <Page kind="fill">
      <PageHeader
        title="Today"
        note={today && queueWords(today)}
        actions={<OwnerChoice ownerId={ownerId} onChange={setOwnerId} />}
      />
      <Loaded answer={{ ...answer, data: today }} waiting={<TodayWaiting />}>
        {(shown) => (
          <>
            <HeadlineTiles headline={shown.headline} />
            <div className="today-bar">
              <SegmentedControl
                aria-label="Kind"
                value={kind ?? 'all'}
                onChange={(value) => setKind(value === 'all' ? null : (value as TodayKind))}
                data={[
                  { value: 'all', label: 'Everything' },
                  ...Object.entries(kindWords).map(([value, label]) => ({ value, label })),
                ]}
              />
              <p className="faint number">
                {formatPlural(shown.total, 'account')} in the queue, {formatCount(shown.doneToday)} done
                today, {formatCount(shown.snoozed)} snoozed
              </p>
            </div>
            {shown.items.length > 0 ? (
              <Queue key={`${kind} ${ownerId}`} items={shown.items} total={shown.total} />
            ) : (
              <QueueEmpty today={shown} kind={kind} onShowAll={() => setKind(null)} />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function queueWords(today: Today): string {
  const day = formatLongDay(today.asOf);
  return isScored(today.headline)
    ? `${day}. Ranked by money at risk and urgency.`
    : `${day}. Scores are on their way.`;
}

function isScored({ healthy, middle, poor }: Today['headline']): boolean {
  return healthy + middle + poor > 0;
}

/** Whose accounts to show; drawn only where the book has several owners. */
function OwnerChoice({
  ownerId,
  onChange,
}: {
  ownerId: number | null;
  onChange: (ownerId: number | null) => void;
}) {
  const facets = useQuery(trpc.accounts.facets.queryOptions());
  const owners = facets.data?.owners ?? [];
  if (owners.length < 2 && ownerId === null) return null;
  return (
    <Select
      aria-label="Owner"
      placeholder="All owners"
      clearable
      searchable
      w={200}
      data={owners.map((owner) => ({ value: String(owner.id), label: owner.name }))}
      value={ownerId === null ? null : String(ownerId)}
      onChange={(value) => onChange(value === null ? null : Number(value))}
    />
  );
}
