import { Button } from '@mantine/core';
import { IconCircleCheck, IconClockPause } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { queryClient, trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { EmptyState } from '../../../ui/empty-state';
import { RowSkeletons } from '../../../ui/skeletons';
import { awayPlaces } from '../desk-session';
import room from '../queue/queue.module.css';
import type { Disposing } from '../queue/use-disposing';
import { PutAwayList } from './put-away-list';

interface PutAwayViewProps {
  state: 'done' | 'snoozed';
  ownerId: number | null;
  disposing: Disposing;
  onShowQueue: () => void;
}

const lists = {
  done: {
    label: 'What was done',
    icon: IconCircleCheck,
    none: 'Nothing was done today',
    why: 'What you mark as done (e) is listed here for two weeks, and can be brought back.',
  },
  snoozed: {
    label: 'What is snoozed',
    icon: IconClockPause,
    none: 'Nothing is snoozed',
    why: 'What you snooze (s) is listed here until its day, and can be brought back before.',
  },
} as const;

/** What was put away and is still away, with a way back for each. */
export function PutAwayView({ state, ownerId, disposing, onShowQueue }: PutAwayViewProps) {
  const query = trpc.today.putAway.queryOptions(ownerId === null ? {} : { ownerId });
  const answer = useQuery(query);
  const { label, icon: Icon, none, why } = lists[state];
  const waiting = (
    <div className={room.queue}>
      <RowSkeletons count={4} height={56} />
    </div>
  );
  return (
    <Loaded answer={answer} waiting={waiting}>
      {(away) =>
        away[state].length > 0 ? (
          <PutAwayList
            key={`${state} ${ownerId}`}
            label={label}
            place={awayPlaces[state]}
            items={away[state]}
            latest={() => (queryClient.getQueryData(query.queryKey) ?? away)[state]}
            disposing={disposing}
          />
        ) : (
          <EmptyState
            icon={<Icon size={24} stroke={1.5} />}
            title={none}
            text={why}
            action={
              <Button variant="default" onClick={onShowQueue}>
                Show the queue
              </Button>
            }
          />
        )
      }
    </Loaded>
  );
}
