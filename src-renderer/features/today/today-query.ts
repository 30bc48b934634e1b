import { keepPreviousData } from '@tanstack/react-query';
import type { TodayKind } from '../../../src-preload/contract/today';
import { queryClient, trpc } from '../../api/client';
import { ownerShownFirst } from '../../api/owner-choice';

/** What of the queue to show. */
export interface TodayChoice {
  /** Null: every owner in the book. */
  readonly ownerId: number | null;
  /** Null: every kind. */
  readonly kind: TodayKind | null;
}

export const wholeQueue: TodayChoice = { ownerId: null, kind: null };

/** Items fetched at once: more than a person works through in a day. */
const limit = 200;

export function todayQuery({ ownerId, kind }: TodayChoice) {
  return trpc.today.get.queryOptions(
    { limit, ...(ownerId === null ? {} : { ownerId }), ...(kind === null ? {} : { kinds: [kind] }) },
    { placeholderData: keepPreviousData },
  );
}

/** Asks for the queue before anything is drawn: the host looks it up while the screen is being made. */
export function prefetchToday(): void {
  void queryClient.prefetchQuery(todayQuery({ ...wholeQueue, ownerId: ownerShownFirst() }));
}
