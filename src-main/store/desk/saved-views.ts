import { and, asc, eq, ne, sql } from 'drizzle-orm';
import type { z } from 'zod';
import {
  type SavedView,
  savedViewSchema,
  type saveViewInputSchema,
} from '../../../src-preload/contract/accounts';
import { StewardError } from '../../lib/steward-error';
import { savedViews } from '../schema/work';
import type { ReadDb, Store } from '../types';
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

const storedViewSchema = savedViewSchema.pick({ filter: true, sort: true, columns: true });

export function readSavedViews(db: ReadDb): SavedView[] {
  return db.select().from(savedViews).orderBy(asc(savedViews.name)).limit(200).all().map(savedViewOf);
}

export function savedViewOf(row: typeof savedViews.$inferSelect): SavedView {
  return {
    id: row.viewId,
    name: row.name,
    createdAt: row.createdAt,
    ...storedViewSchema.parse(JSON.parse(row.view)),
  };
}
