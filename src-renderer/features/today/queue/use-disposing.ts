import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PutAway, Today } from '../../../../src-preload/contract/today';
import { trpc } from '../../../api/client';
import { dayOfInstant, formatDay } from '../../../ui/format/day';
import { formatPlural } from '../../../ui/format/number';
import { notifyDone } from '../../../ui/notify';
import { undoStack } from '../desk-session';
import { withoutAccount, withStep } from '../undo-stack';
import { withoutAway, withoutItem } from './without-item';

export type Disposing = ReturnType<typeof useDisposing>;

/** Keys of the items that the host is being told of. */
const onTheirWay = new Set<string>();

/** An account that is in the queue or was put away from it. */
export interface Disposable {
  readonly key: string;
  readonly accountId: number;
  readonly accountName: string;
}

/**
 * Done, snooze, and both ways back: the steps of the session one after the other, or an account by its name. The item
 * leaves the queue at once; should the host refuse, it comes back.
 */
export function useDisposing() {
  const queryClient = useQueryClient();
  // The last of several typed in a row asks: an earlier answer would show those still on their way again.
  const refetch = async () => {
    if (queryClient.isMutating({ mutationKey: trpc.today.pathKey() }) <= 1)
      await queryClient.invalidateQueries(trpc.today.pathFilter());
  };
  const done = useMutation(trpc.today.done.mutationOptions({ onSettled: refetch }));
  const snooze = useMutation(trpc.today.snooze.mutationOptions({ onSettled: refetch }));
  const doneAll = useMutation(trpc.today.doneAll.mutationOptions({ onSettled: refetch }));
  const snoozeAll = useMutation(trpc.today.snoozeAll.mutationOptions({ onSettled: refetch }));
  const undo = useMutation(trpc.today.undo.mutationOptions({ onSettled: refetch }));
  const back = useMutation(trpc.today.bringBack.mutationOptions({ onSettled: refetch }));

  /**
   * Takes the items off the screen and lets the host know. A second key on the same item before the host has answered
   * changes nothing.
   * @param carryOut tells the host; a refusal is shown by itself
   */
  async function putAway(
    items: readonly Disposable[],
    state: 'done' | 'snoozed',
    words: string,
    carryOut: (keys: string[]) => Promise<unknown>,
  ): Promise<void> {
    const fresh = items.filter(({ key }) => !onTheirWay.has(key));
    if (fresh.length === 0) return;
    void queryClient.cancelQueries(trpc.today.get.queryFilter());
    for (const { key, accountId, accountName } of fresh) {
      onTheirWay.add(key);
      undoStack.set(
        withStep(undoStack.get(), { key, accountId, accountName, day: dayOfInstant(Date.now()) }),
      );
      queryClient.setQueriesData<Today>(
        trpc.today.get.queryFilter(),
        (today) => today && withoutItem(today, key, state),
      );
    }
    try {
      await carryOut(fresh.map(({ key }) => key));
      notifyDone(words, () => fresh.forEach(bringBack));
    } catch {
      for (const { accountId } of fresh) forget(accountId);
    } finally {
      for (const { key } of fresh) onTheirWay.delete(key);
    }
  }

  function bringBack({ key, accountId }: Disposable): void {
    forget(accountId);
    void queryClient.cancelQueries(trpc.today.putAway.queryFilter());
    queryClient.setQueriesData<PutAway>(
      trpc.today.putAway.queryFilter(),
      (away) => away && withoutAway(away, accountId),
    );
    back.mutate({ key });
  }

  async function undoLast(): Promise<void> {
    const step = undoStack.get().at(-1);
    if (step === undefined) return;
    forget(step.accountId);
    try {
      // What was put away before midnight is of another day by now.
      const way = step.day === dayOfInstant(Date.now()) ? undo : back;
      const { undone } = await way.mutateAsync({ key: step.key });
      // Brought back elsewhere: the step before it is meant.
      if (undone) notifyDone(`${step.accountName} is back in the queue`);
      else await undoLast();
    } catch {
      undoStack.set(withStep(undoStack.get(), step));
    }
  }

  return {
    markDone(item: Disposable): void {
      void putAway([item], 'done', `${item.accountName} is done`, ([key = '']) => done.mutateAsync({ key }));
    },
    markAllDone(items: readonly Disposable[]): void {
      const words = `${formatPlural(items.length, 'account')} done`;
      void putAway(items, 'done', words, (keys) => doneAll.mutateAsync({ keys }));
    },
    markSnoozed(item: Disposable, until: string, reason: string): void {
      const words = `${item.accountName} sleeps until ${formatDay(until)}`;
      void putAway([item], 'snoozed', words, ([key = '']) => snooze.mutateAsync({ key, until, reason }));
    },
    markAllSnoozed(items: readonly Disposable[], until: string, reason: string): void {
      const words = `${formatPlural(items.length, 'account')} snoozed until ${formatDay(until)}`;
      void putAway(items, 'snoozed', words, (keys) => snoozeAll.mutateAsync({ keys, until, reason }));
    },
    bringBack,
    /** Takes back the latest done or snooze of this session that still stands, if there is one. */
    undoLast: () => void undoLast(),
  };
}

function forget(accountId: number): void {
  undoStack.set(withoutAccount(undoStack.get(), accountId));
}
