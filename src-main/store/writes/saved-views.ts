import { and, eq, ne, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { SavedView, saveViewInputSchema } from '../../../src-preload/contract/accounts';
import { StewardError } from '../../lib/steward-error';
import { savedViewOf } from '../reads/read-saved-views';
import { savedViews } from '../schema/work';
import type { Store } from '../types';
import { writeTransaction } from '../write-transaction';

/** A new view, or another state of the view with this id. @throws StewardError conflict for a taken name, not_found */
export function saveView(store: Store, input: z.infer<typeof saveViewInputSchema>, now: number): SavedView {
  return writeTransaction(store, 'save view', (tx) => {
    const taken = tx
      .select({ id: savedViews.viewId })
      .from(savedViews)
      .where(
        and(
          sql`${savedViews.name} = ${input.name} collate nocase`,
          input.id === undefined ? undefined : ne(savedViews.viewId, input.id),
        ),
      )
      .get();
    if (taken !== undefined)
      throw new StewardError('conflict', `A view named ${input.name} exists already. Choose another name.`, {
        name: 'taken',
      });
    const view = JSON.stringify({ filter: input.filter, sort: input.sort, columns: input.columns });
    const row =
      input.id === undefined
        ? tx.insert(savedViews).values({ name: input.name, view, createdAt: now }).returning().get()
        : tx
            .update(savedViews)
            .set({ name: input.name, view })
            .where(eq(savedViews.viewId, input.id))
            .returning()
            .get();
    if (row === undefined)
      throw new StewardError('not_found', 'This view was deleted. Save it under a name to keep it.');
    return savedViewOf(row);
  });
}

export function deleteView(store: Store, id: number): void {
  writeTransaction(store, 'delete view', (tx) => {
    tx.delete(savedViews).where(eq(savedViews.viewId, id)).run();
  });
}
