import { featureWords } from '../facts/facts-of-features';
import { readFirstPageDay, readPages, type StoredPage } from '../scores/activity';
import type { ReadDb } from '../types';

/** A feature that people use, as reports name it. */
export interface ReportFeature {
  readonly id: number;
  readonly name: string;
  readonly category: string | null;
}

/** Features that people use, by name. */
export function readReportFeatures(db: ReadDb): ReportFeature[] {
  const categories = new Map(
    db.prepared<[], [number, string | null]>('select feature_id, category from features').raw().all(),
  );
  return featureWords(db).map(({ value, label }) => {
    const id = Number(value);
    return { id, name: label, category: categories.get(id) ?? null };
  });
}

/** What is stored of an account's use between two days. */
export interface StoredUse {
  /** The first day of which any use is known; null without any by the last day. */
  readonly firstDay: number | null;
  readonly pages: readonly StoredPage[];
  readonly integers: Int32Array;
}

/** Pages that end after one day and no later than another. */
export function readUse(db: ReadDb, organizationId: number, after: number, through: number): StoredUse {
  const firstDay = readFirstPageDay(db, organizationId);
  if (firstDay === undefined || firstDay > through)
    return { firstDay: null, pages: [], integers: new Int32Array(0) };
  const { pages, payload } = readPages(db, organizationId, after, through);
  // Columns need aligned memory, and SQLite's buffers may start anywhere.
  return { firstDay, pages, integers: new Int32Array(new Uint8Array(payload).buffer) };
}

/** The company's own staff. */
export function readStaff(db: ReadDb): Set<number> {
  return new Set(db.prepared<[], number>('select user_id from users where is_internal = 1').pluck().all());
}
