import {
  type CopiedTable,
  type EntityTable,
  type PageTableName,
  pageTableNames,
} from '../../store/copy/copied-tables';
import {
  countEntities,
  entityKeys,
  entityKeysOf,
  putEntities,
  removeEntities,
} from '../../store/copy/entities';
import {
  changedPages,
  type KnownPage,
  markDirty,
  type PageId,
  pagesOf,
  pagesOfDays,
  putPages,
  removePages,
} from '../../store/copy/pages';
import type { Place } from '../../store/copy/place';
import { type SetAsideRow, setAside, takeBack, takeBackOf } from '../../store/copy/set-aside';
import type { Tx } from '../../store/types';
import type { EntityRow } from '../wire/entity-rows';
import { type PageResult, pageKey } from '../wire/page-rows';
import type { Fetched } from './fetch-rows';
import { type Wanted, wantedPages } from './wanted-pages';

/** What applying did to a table; pages count by their entries. */
export interface TableChange {
  readonly put: number;
  readonly removed: number;
  /** By how much the table grew. */
  readonly growth: number;
}

/**
 * Makes the copy equal to what was fetched: wanted rows that came are put, those that didn't are removed, those that
 * the store can't take are set aside.
 * @param now local time, for what is set aside
 */
export function applyRows(
  tx: Tx,
  wanted: Wanted,
  fetched: Fetched,
  placeOf: (table: CopiedTable) => Place,
  now: number,
): Map<CopiedTable, TableChange> {
  const changes = new Map<CopiedTable, TableChange>();
  for (const { table, rows } of fetched.entities.values())
    changes.set(table.name, applyEntities(tx, table, wanted, rows, placeOf(table.name), now));
  for (const table of pageTableNames) {
    const pages = fetched.pages.get(table) ?? [];
    changes.set(table, applyPages(tx, table, wanted, pages, placeOf(table), now));
  }
  return changes;
}

function applyEntities(
  tx: Tx,
  table: EntityTable,
  wanted: Wanted,
  rows: readonly EntityRow[],
  place: Place,
  now: number,
): TableChange {
  const gone = wantedKeys(tx, table, wanted, place);
  const good = [];
  const aside: SetAsideRow[] = [];
  takeBack(tx, table.name, [...gone, ...rows.map((row) => row.key)].map(String));
  if (table.ofOrganization) takeBackOf(tx, table.name, wanted.organizationIds);
  for (const row of rows) {
    if ('aside' in row) {
      aside.push(row.aside);
    } else {
      gone.delete(row.key);
      good.push(row.values);
    }
  }
  const before = countEntities(tx, place, table);
  const removed = removeEntities(tx, place, table, gone);
  putEntities(tx, place, table, good);
  setAside(tx, aside, now);
  return { put: good.length, removed, growth: countEntities(tx, place, table) - before };
}

/** Keys that the copy must lose unless their rows were fetched. */
function wantedKeys(tx: Tx, table: EntityTable, wanted: Wanted, place: Place): Set<number> {
  const keys = new Set(wanted.keys.get(table.name));
  const more = wanted.whole.has(table.name)
    ? entityKeys(tx, place, table)
    : table.ofOrganization && wanted.organizationIds.length > 0
      ? entityKeysOf(tx, place, table, wanted.organizationIds)
      : [];
  for (const key of more) keys.add(key);
  return keys;
}

function applyPages(
  tx: Tx,
  table: PageTableName,
  wanted: Wanted,
  results: readonly PageResult[],
  place: Place,
  now: number,
): TableChange {
  const gone = new Map<string, KnownPage>();
  const { organizationIds, days } = wantedPages(table, wanted);
  for (const page of [
    ...pagesOfDays(tx, place, table, days),
    ...pagesOf(tx, place, table, organizationIds),
  ]) {
    gone.set(idOf(page), page);
  }
  takeBack(tx, table, days.map(pageKey));
  takeBackOf(tx, table, organizationIds);
  setAside(
    tx,
    results.flatMap((result) => result.aside ?? []),
    now,
  );
  const found = results.flatMap((result) => result.page ?? []);
  const pages = table === 'activity_zone_days' ? changedPages(tx, place, table, found) : found;
  const same = new Set(pages.length === found.length ? [] : found.map(idOf));
  for (const page of pages) same.delete(idOf(page));
  for (const id of same) gone.delete(id);
  markDirty(tx, [...gone.values()], table);
  const before = entriesOf([...gone.values()]);
  for (const page of pages) gone.delete(idOf(page));
  removePages(tx, place, table, [...gone.values()]);
  putPages(tx, place, table, pages);
  markDirty(tx, pages, table);
  const put = entriesOf(pages);
  return { put, removed: entriesOf([...gone.values()]), growth: put - before };
}

function idOf(page: PageId): string {
  return `${page.organizationId}/${page.day}/${page.periodDays}`;
}

function entriesOf(pages: readonly { readonly rows: number }[]): number {
  return pages.reduce((total, page) => total + page.rows, 0);
}
