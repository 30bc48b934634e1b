import { and, asc, eq, getTableColumns, ne, sql } from 'drizzle-orm';
import { type SavedView, viewStateSchema } from '../../../src-preload/contract/accounts';
import { keptTaskViewSchema, type TaskView } from '../../../src-preload/contract/ctas/task-view';
import { keptReportSchema, type SavedReport } from '../../../src-preload/contract/reports/saved-report';
import { readLogin } from '../copy/sync-state';
import { operations } from '../schema/operations';
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
  const row = tx.select(columns).from(savedViews).where(eq(savedViews.viewId, id)).get();
  return row && { view: savedViewOf(row, readLogin(tx)), version: row.version };
}

/** Who shares a view, of accounts, tasks or reports; undefined when there is no such view. */
export function readViewSharing(tx: Tx, id: string): Pick<SavedView, 'shared' | 'sharedBy'> | undefined {
  const row = tx
    .select({ shared: savedViews.shared, owner: savedViews.owner })
    .from(savedViews)
    .where(eq(savedViews.viewId, id))
    .get();
  return row && { shared: row.shared, sharedBy: row.owner === readLogin(tx) ? null : row.owner };
}

/** One's own and those that colleagues share, by their names. */
export function readSavedViews(db: ReadDb): SavedView[] {
  const login = readLogin(db);
  const rows = db
    .select(columns)
    .from(savedViews)
    .where(
      sql`json_extract(${savedViews.view}, '$.tasks') is null and json_extract(${savedViews.view}, '$.report') is null`,
    )
    .orderBy(asc(savedViews.name))
    .limit(200)
    .all();
  return rows.map((row) => savedViewOf(row, login));
}

/** The same of tasks. */
export function readTaskViews(db: ReadDb): TaskView[] {
  return readViewsOf(db, 'tasks').map(({ view, ...rest }) => ({
    ...rest,
    state: keptTaskViewSchema.parse(view).tasks,
  }));
}

/** The same of reports, with nothing said of what a period that moves comes to. */
export function readReportViews(db: ReadDb): Omit<SavedReport, 'opens'>[] {
  return readViewsOf(db, 'report').flatMap(({ view, ...rest }) => {
    // A colleague's newer Steward may share a report that this one doesn't know yet.
    const kept = keptReportSchema.safeParse(view).data;
    return kept === undefined ? [] : [{ ...rest, state: kept.report }];
  });
}

/** Views that hold what they are of under a name. */
function readViewsOf(db: ReadDb, of: 'tasks' | 'report') {
  const login = readLogin(db);
  const rows = db
    .select(columns)
    .from(savedViews)
    .where(sql`json_extract(${savedViews.view}, ${`$.${of}`}) is not null`)
    .orderBy(asc(savedViews.name))
    .limit(200)
    .all();
  return rows.map(({ viewId, name, createdAt, shared, owner, view, isPending }) => ({
    ...{ id: viewId, name, createdAt, shared },
    sharedBy: owner === login ? null : owner,
    isPending: isPending === 1,
    view: JSON.parse(view) as unknown,
  }));
}

const columns = {
  ...getTableColumns(savedViews),
  isPending: sql<number>`exists (select 1 from ${operations}
    where ${operations.entry} = ${savedViews.viewId} and ${operations.state} = 'pending')`,
};

function savedViewOf(
  row: typeof savedViews.$inferSelect & { isPending: number },
  login: string | null,
): SavedView {
  return {
    id: row.viewId,
    name: row.name,
    createdAt: row.createdAt,
    shared: row.shared,
    sharedBy: row.owner === login ? null : row.owner,
    isPending: row.isPending === 1,
    ...viewStateSchema.parse(JSON.parse(row.view)),
  };
}
