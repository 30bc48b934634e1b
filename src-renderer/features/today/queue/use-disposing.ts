import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PutAway, Today } from '../../../../src-preload/contract/today';
import { trpc } from '../../../api/client';
import { dayOfInstant, formatDay } from '../../../ui/format/day';
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
  const undo = useMutation(trpc.today.undo.mutationOptions({ onSettled: refetch }));
  const back = useMutation(trpc.today.bringBack.mutationOptions({ onSettled: refetch }));

  /**
   * A second key on the same item before the host has answered changes nothing.
   * @param carryOut tells the host; a refusal is shown by itself
   */
  async function putAway(
    item: Disposable,
    state: 'done' | 'snoozed',
    words: string,
    carryOut: () => Promise<unknown>,
  ): Promise<void> {
    if (onTheirWay.has(item.key)) return;
    onTheirWay.add(item.key);
    undoStack.set(withStep(undoStack.get(), { ...item, day: dayOfInstant(Date.now()) }));
    void queryClient.cancelQueries(trpc.today.get.queryFilter());
    queryClient.setQueriesData<Today>(
      trpc.today.get.queryFilter(),
      (today) => today && withoutItem(today, item.key, state),
    );
    try {
      await carryOut();
      notifyDone(words, () => bringBack(item));
    } catch {
      forget(item.accountId);
    } finally {
      onTheirWay.delete(item.key);
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
    markDone({ key, accountId, accountName }: Disposable): void {
      void putAway({ key, accountId, accountName }, 'done', `${accountName} is done`, () =>
        done.mutateAsync({ key }),
      );
    },
    markSnoozed({ key, accountId, accountName }: Disposable, until: string, reason: string): void {
      const words = `${accountName} sleeps until ${formatDay(until)}`;
      void putAway({ key, accountId, accountName }, 'snoozed', words, () =>
        snooze.mutateAsync({ key, until, reason }),
      );
    },
    bringBack,
    /** Takes back the latest done or snooze of this session that still stands, if there is one. */
    undoLast: () => void undoLast(),
  };
}

function forget(accountId: number): void {
  undoStack.set(withoutAccount(undoStack.get(), accountId));
}
