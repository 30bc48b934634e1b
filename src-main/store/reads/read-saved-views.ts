import { asc } from 'drizzle-orm';
import { type SavedView, savedViewSchema } from '../../../src-preload/contract/accounts';
import { savedViews } from '../schema/work';
import type { ReadDb } from '../types';

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
