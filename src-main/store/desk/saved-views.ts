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

/** A view with its version, for a change of it; undefined when there is no such view. */
export function readView(tx: Tx, id: string): { view: SavedView; version: number } | undefined {
  const row = tx.select().from(savedViews).where(eq(savedViews.viewId, id)).get();
  return row && { view: savedViewOf(row), version: row.version };
}

export function readSavedViews(db: ReadDb): SavedView[] {
  return db.select().from(savedViews).orderBy(asc(savedViews.name)).limit(200).all().map(savedViewOf);
}

const storedViewSchema = savedViewSchema.pick({ filter: true, sort: true, columns: true });

function savedViewOf(row: typeof savedViews.$inferSelect): SavedView {
  return {
    id: row.viewId,
    name: row.name,
    createdAt: row.createdAt,
    ...storedViewSchema.parse(JSON.parse(row.view)),
  };
}
