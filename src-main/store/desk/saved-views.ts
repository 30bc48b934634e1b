import { and, asc, eq, ne, sql } from 'drizzle-orm';
import { type SavedView, savedViewSchema } from '../../../src-preload/contract/accounts';
import { savedViews } from '../schema/work';
import type { ReadDb, Tx } from '../types';

/** Whether another view than `except` has this name, letter case aside. */
export function isNameTaken(db: ReadDb | Tx, name: string, except?: string): boolean {
  const other = except === undefined ? undefined : ne(savedViews.viewId, except);
  return (
    db
      .select({ id: savedViews.viewId })
      .from(savedViews)
      .where(and(sql`${savedViews.name} = ${name} collate nocase`, other))
      .get() !== undefined
  );
}

export function addView(tx: Tx, { id, createdAt, ...view }: SavedView): SavedView {
  return savedViewOf(
    tx
      .insert(savedViews)
      .values({ viewId: id, ...columnsOf(view), createdAt })
      .returning()
      .get(),
  );
}

/** @returns undefined when there is no such view */
export function changeView(
  tx: Tx,
  id: string,
  view: Omit<SavedView, 'id' | 'createdAt'>,
): SavedView | undefined {
  const row = tx.update(savedViews).set(columnsOf(view)).where(eq(savedViews.viewId, id)).returning().get();
  return row && savedViewOf(row);
}

export function removeView(tx: Tx, id: string): void {
  tx.delete(savedViews).where(eq(savedViews.viewId, id)).run();
}

export function readSavedViews(db: ReadDb): SavedView[] {
  return db.select().from(savedViews).orderBy(asc(savedViews.name)).limit(200).all().map(savedViewOf);
}

const storedViewSchema = savedViewSchema.pick({ filter: true, sort: true, columns: true });

function columnsOf({ name, filter, sort, columns }: Omit<SavedView, 'id' | 'createdAt'>) {
  return { name, view: JSON.stringify({ filter, sort, columns }) };
}

function savedViewOf(row: typeof savedViews.$inferSelect): SavedView {
  return {
    id: row.viewId,
    name: row.name,
    createdAt: row.createdAt,
    ...storedViewSchema.parse(JSON.parse(row.view)),
  };
}
