import { operationKindSchema } from '../../../src-preload/contract/operations';
import type { Erased } from '../../../src-preload/contract/sign-in';
import { titleOf } from '../../lib/operations/set-back-words';
import type { ReadDb } from '../types';

/** What was decided here and is in force nowhere else: it waits to go up, or came back and waits for a person. */
export function countUnsent(db: ReadDb): Erased['unsent'] {
  return db
    .prepared<[], { kind: string; count: number }>(
      `select kind, count(*) as count from operations
        where state = 'pending' or (state = 'refused' and settled_at is null) group by kind order by kind`,
    )
    .all()
    .map(({ kind, count }) => {
      const known = operationKindSchema.safeParse(kind).data;
      return { title: known === undefined ? 'Other decision' : titleOf(known, {}), count };
    });
}
