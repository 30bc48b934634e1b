import { MultiSelect, Switch, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type TimelineKind,
  timelineKindSchema,
  timelineKinds,
  timelineKindWords,
} from '../../../../src-preload/contract/timeline';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { EmptyState } from '../../../ui/empty-state';
import { ErrorState } from '../../../ui/error-state';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { FoundList } from './found-list';
import { TimelineList } from './timeline-list';
import classes from './timeline-section.module.css';

interface TimelineSectionProps {
  id: number;
  /** Of this contact alone. */
  contactId?: number;
  /** Words to look for from the beginning. */
  find?: string;
}

const typingPause = 120;

/** What happened to an account, or to one of its contacts, day by day, the newest first. */
export function TimelineSection({ id, contactId, find = '' }: TimelineSectionProps) {
  const [search, setSearch] = useState(find);
  const [asked] = useDebouncedValue(search.trim(), typingPause);
  const [kinds, setKinds] = useState<TimelineKind[]>([]);
  const [byPeople, setByPeople] = useState(false);
  const timeline = useInfiniteQuery({
    ...trpc.account.timeline.infiniteQueryOptions(
      { id, kinds, byPeople, ...(contactId === undefined ? {} : { contactId }) },
      // What is told comes from many rooms: each time it opens it is read again.
      { getNextPageParam: ({ next }) => next ?? undefined, staleTime: 0 },
    ),
    placeholderData: keepPreviousData,
  });
  const { data, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = timeline;
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  const isNarrowed = kinds.length > 0 || byPeople;
  return (
    <Section
      title="Timeline"
      note={asked === '' ? 'Newest first, by the company’s days' : 'Best first, newer before older'}
      padding="flush"
      actions={
        <>
          <TextInput
            size="xs"
            aria-label="Search what was written"
            placeholder="Words, or “just so”"
            maxLength={200}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <Switch
            label="What people did"
            checked={byPeople}
            onChange={(event) => setByPeople(event.currentTarget.checked)}
          />
          <MultiSelect
            className={classes.kinds}
            size="xs"
            aria-label="Kinds of entries"
            placeholder={kinds.length === 0 ? 'All kinds' : ''}
            searchable
            clearable
            data={timelineKinds.map((kind) => ({ value: kind, label: timelineKindWords[kind] }))}
            value={kinds}
            onChange={(chosen) => setKinds(chosen.map((kind) => timelineKindSchema.parse(kind)))}
          />
        </>
      }
    >
      {asked !== '' ? (
        <FoundList id={id} search={asked} contactId={contactId} />
      ) : (
        <Loaded answer={timeline} waiting={<RowSkeletons count={8} />}>
          {() =>
            entries.length === 0 ? (
              <EmptyState
                title={isNarrowed ? 'Nothing of that kind' : 'Nothing happened yet'}
                text={
                  isNarrowed
                    ? 'Choose other kinds, or all of them.'
                    : 'Notes, messages, tickets, scores and all else appears here with its day.'
                }
              />
            ) : (
              <TimelineList
                // Another choice begins at its newest.
                key={`${kinds.join()} ${byPeople}`}
                id={id}
                entries={entries}
                showsContacts={contactId === undefined}
                isLoading={isFetchingNextPage}
                onEnd={
                  hasNextPage && !isFetchingNextPage && !isFetchNextPageError ? fetchNextPage : undefined
                }
              />
            )
          }
        </Loaded>
      )}
      {isFetchNextPageError && (
        <ErrorState error={callErrorOf(timeline.error)} onRetry={() => void fetchNextPage()} />
      )}
    </Section>
  );
}
