import { bands } from '../../../src-preload/contract/domain';
import { queryClient, trpc } from '../../api/client';
import { ofOwner } from '../../api/owner-choice';
import { todayQuery } from '../../features/today/today-query';

/** As many of the largest as are looked at for one that has a score. */
const most = 50;

interface Standing {
  readonly band: unknown;
  readonly tooLittle: unknown;
}

/** One that a person scored by hand, of which too little is known, has no parts that add up. */
const addsUp = ({ band, tooLittle }: Standing) => band !== null && tooLittle === null;

/** The first of the queue that has a score; else the one with the most ARR that has one. @returns null: none has */
export async function accountToShow(ownerId: number | null): Promise<number | null> {
  const { items } = await queryClient.ensureQueryData(todayQuery({ ownerId, kind: null }));
  const waiting = items.find(addsUp);
  if (waiting !== undefined) return waiting.accountId;
  const { rows } = await queryClient.fetchQuery(
    trpc.accounts.list.queryOptions({
      filter: { ...ofOwner(ownerId), bands: [...bands] },
      sort: { key: 'arr', descending: true },
      offset: 0,
      limit: most,
    }),
  );
  return rows.find(addsUp)?.id ?? null;
}
