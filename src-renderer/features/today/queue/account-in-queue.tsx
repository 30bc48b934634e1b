import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazyRouteComponent, useNavigate } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import type { DeskOfAccount, TodayItem } from '../../../../src-preload/contract/today';
import { queryClient, trpc } from '../../../api/client';
import { useOwnerChoice } from '../../../api/owner-choice';
import { makeSignal, useSignal } from '../../../api/signal';
import { formatDay } from '../../../ui/format/day';
import { formatCount } from '../../../ui/format/number';
import { useKeys } from '../../../ui/keys/use-keys';
import { PendingBadge } from '../../../ui/pending-badge';
import { kindOfView, placeIn, queueOf, queuePlace, todayView } from '../desk-session';
import { todayQuery } from '../today-query';
import classes from './account-in-queue.module.css';
import { kindsInWords } from './kind-words';
import { neighboursOf } from './neighbours';
import { type Disposable, useDisposing } from './use-disposing';

const SnoozeDialog = lazyRouteComponent(() => import('../../../ui/snooze-dialog'), 'SnoozeDialog');

/**
 * How the account shown stands in the queue, with the same keys as there: what is done is put away from here, and the
 * next one follows without the way over Today. Owner and kind are those of Today. Draws nothing where nothing waits.
 */
export function AccountInQueue({ id }: { id: number }) {
  const [snoozing, setSnoozing] = useState<TodayItem | null>(null);
  const { ownerId } = useOwnerChoice();
  const kind = kindOfView(useSignal(todayView));
  const queue = queueOf(ownerId, kind);
  const place = placeIn(useSignal(queuePlace), queue);
  const query = todayQuery({ ownerId, kind });
  const items = useQuery(query).data?.items ?? [];
  const { data: desk } = useQuery(trpc.today.ofAccount.queryOptions({ id }));
  const { markDone, markSnoozed, bringBack, undoLast } = useDisposing();
  const navigate = useNavigate();
  // Between `j` and the next account's screen the keys mean the next account already.
  const [ahead] = useState(() => makeSignal(id));
  const { position, previous, next } = neighboursOf(items, id, place);
  const item = desk?.item ?? null;
  const away = desk?.snoozed ?? desk?.done ?? null;
  const isPending = (item ?? away)?.isPending === true;

  /** The queue by now: keys typed within one frame are ahead of what is drawn. */
  function latest(): readonly TodayItem[] {
    return queryClient.getQueryData(query.queryKey)?.items ?? items;
  }

  function neighbours() {
    return neighboursOf(latest(), ahead.get(), placeIn(queuePlace.get(), queue));
  }

  function on(act: (item: TodayItem) => void): () => void {
    return () => {
      const meant = ahead.get() === id ? item : latest().find(({ accountId }) => accountId === ahead.get());
      if (meant) act(meant);
    };
  }

  function open(one: TodayItem | null): void {
    if (one === null) return;
    ahead.set(one.accountId);
    const index = latest().findIndex(({ accountId }) => accountId === one.accountId);
    queuePlace.set({ queue, index, accountId: one.accountId });
    void navigate({
      to: '/accounts/$id',
      params: { id: String(one.accountId) },
      // The tab stays; whom one looked for among the contacts is of the account left.
      search: ({ tab }) => (tab === undefined ? {} : { tab }),
    });
  }

  /** The next one takes the place of an item that leaves. */
  function keepPlace({ accountId }: Disposable): void {
    const index = latest().findIndex((one) => one.accountId === accountId);
    if (index >= 0) queuePlace.set({ queue, index, accountId });
  }

  function finish(one: TodayItem): void {
    keepPlace(one);
    markDone(one);
  }

  useKeys(
    'accountInQueue',
    {
      e: on(finish),
      s: on(setSnoozing),
      b: () => away && ahead.get() === id && bringBack(away),
      u: undoLast,
      j: () => open(neighbours().next),
      k: () => open(neighbours().previous),
    },
    snoozing !== null,
  );
  if (desk === undefined || (item === null && away === null)) return null;

  return (
    <section className={classes.bar} aria-label="In the queue of Today">
      <p className={classes.words}>
        {deskWords(desk)} {isPending && <PendingBadge />}
        {position !== null && (
          <span className="faint number">
            {' '}
            {formatCount(position)} of {formatCount(items.length)}
          </span>
        )}
      </p>
      <div className={classes.actions}>
        <Button {...quiet} title="Previous (k)" disabled={previous === null} onClick={() => open(previous)}>
          Previous
        </Button>
        <Button {...quiet} title="Next (j)" disabled={next === null} onClick={() => open(next)}>
          Next
        </Button>
        {item === null && away !== null && (
          <Button {...quiet} title="Bring back (b)" onClick={() => bringBack(away)}>
            Bring back
          </Button>
        )}
        {item !== null && (
          <>
            <Button {...quiet} title="Snooze (s)" onClick={() => setSnoozing(item)}>
              Snooze
            </Button>
            <Button {...quiet} title="Done (e)" onClick={() => finish(item)}>
              Done
            </Button>
          </>
        )}
      </div>
      <Suspense fallback={null}>
        {snoozing && (
          <SnoozeDialog
            title={`Snooze ${snoozing.accountName}`}
            onClose={() => setSnoozing(null)}
            onSnooze={(until, reason) => {
              keepPlace(snoozing);
              markSnoozed(snoozing, until, reason);
              setSnoozing(null);
            }}
          />
        )}
      </Suspense>
    </section>
  );
}

const quiet = { variant: 'default', size: 'compact-sm', fw: 400 } as const;

/** Why the account waits, or how it was put away. */
function deskWords({ item, snoozed, done }: DeskOfAccount): string {
  if (item !== null) return `${kindsInWords([item.kind, ...item.alsoKinds])}: ${item.reason}`;
  if (snoozed !== null && snoozed.until !== null)
    return `Snoozed until ${formatDay(snoozed.until)}${snoozed.reason === null ? '.' : `: ${snoozed.reason}`}`;
  return done === null ? '' : `Done on ${formatDay(done.day)}.`;
}
