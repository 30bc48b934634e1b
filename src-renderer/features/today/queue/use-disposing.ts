import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Today, TodayItem } from '../../../../src-preload/contract/today';
import { trpc } from '../../../api/client';
import { formatDay } from '../../../ui/format/day';
import { notifyDone } from '../../../ui/notify';
import { withoutItem } from './without-item';

export type Disposing = ReturnType<typeof useDisposing>;

/** Done, snooze and undo. The item leaves the queue at once; should the host refuse, it comes back. */
export function useDisposing() {
  const queryClient = useQueryClient();
  const lastKey = useRef<string | null>(null);
  const refetch = () => queryClient.invalidateQueries(trpc.today.pathFilter());
  const done = useMutation(trpc.today.done.mutationOptions({ onSettled: refetch }));
  const snooze = useMutation(trpc.today.snooze.mutationOptions({ onSettled: refetch }));
  const undo = useMutation(trpc.today.undo.mutationOptions({ onSettled: refetch }));

  function leave(item: TodayItem, state: 'done' | 'snoozed'): void {
    lastKey.current = item.key;
    void queryClient.cancelQueries(trpc.today.get.queryFilter());
    queryClient.setQueriesData<Today>(
      trpc.today.get.queryFilter(),
      (today) => today && withoutItem(today, item.key, state),
    );
  }

  function takeBack(key: string): void {
    if (lastKey.current === key) lastKey.current = null;
    undo.mutate({ key });
  }

  return {
    markDone(item: TodayItem): void {
      leave(item, 'done');
      done.mutate(
        { key: item.key },
        { onSuccess: () => notifyDone(`${item.accountName} is done`, () => takeBack(item.key)) },
      );
    },
    markSnoozed(item: TodayItem, until: string, reason: string): void {
      leave(item, 'snoozed');
      snooze.mutate(
        { key: item.key, until, reason },
        {
          onSuccess: () =>
            notifyDone(`${item.accountName} sleeps until ${formatDay(until)}`, () => takeBack(item.key)),
        },
      );
    },
    /** Takes back the latest done or snooze of this visit, if there is one. */
    undoLast(): void {
      if (lastKey.current !== null) takeBack(lastKey.current);
    },
  };
}
