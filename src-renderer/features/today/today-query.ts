import { keepPreviousData } from '@tanstack/react-query';
import type { TodayKind } from '../../../src-preload/contract/today';
import { trpc } from '../../api/client';

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
