import {
  type EntityTable,
  type EntityTableName,
  type PageTableName,
  pageTableNames,
} from '../../store/copy/copied-tables';
import { companyTables } from '../wire/company-tables';
import { intArray } from '../wire/company-values';
import type { Connection } from '../wire/connect';
import { copyOut } from '../wire/copy-out';
import { decodeEntity, type EntityRow, selectEntities } from '../wire/entity-rows';
import type { PageChoice } from '../wire/page-choice';
import { pageColumns, selectPages } from '../wire/page-queries';
import { decodePage, type PageResult } from '../wire/page-rows';
import { type Wanted, type WantedPages, wantedPages } from './wanted-pages';

export interface FetchedEntities {
  /** With the columns that the company has. */
  readonly table: EntityTable;
  readonly rows: readonly EntityRow[];
}

export interface Fetched {
  readonly entities: ReadonlyMap<EntityTableName, FetchedEntities>;
  readonly pages: ReadonlyMap<PageTableName, readonly PageResult[]>;
}

/**
 * Reads the wanted rows on the connection's present snapshot, as row security shows them.
 * @param mostBytes of pages to hold in memory @returns null when there are more
 */
export async function fetchRows(
  connection: Connection,
  wanted: Wanted,
  eventsFromDay: number,
  mostBytes: number,
): Promise<Fetched | null> {
  const entities = new Map<EntityTableName, FetchedEntities>();
  for (const table of await tablesWith(connection, wanted)) {
    const where = entityCondition(table, wanted);
    if (where === null) continue;
    const select = selectEntities(table, where);
    const rows: EntityRow[] = [];
    for await (const batch of copyOut(connection, select, table.columns.length, (tuple) =>
      decodeEntity(table, tuple),
    )) {
      rows.push(...batch);
    }
    entities.set(table.name, { table, rows });
  }
  const pages = new Map<PageTableName, PageResult[]>();
  let bytes = 0;
  for (const table of pageTableNames) {
    const found: PageResult[] = [];
    for (const choice of pageChoices(wantedPages(table, wanted))) {
      const select = selectPages(table, choice, eventsFromDay);
      for await (const batch of copyOut(connection, select, pageColumns, (tuple) =>
        decodePage(table, tuple),
      )) {
        for (const { page } of batch) bytes += page?.payload.byteLength ?? 0;
        // What is too much is read to its end, for the connection's sake, but not kept.
        if (bytes <= mostBytes) found.push(...batch);
      }
    }
    pages.set(table, found);
  }
  return bytes <= mostBytes ? { entities, pages } : null;
}

/** Most pulls find nothing to read, and need not ask the company which tables it has. */
async function tablesWith(connection: Connection, wanted: Wanted): Promise<readonly EntityTable[]> {
  const isWanted = wanted.keys.size > 0 || wanted.whole.size > 0 || wanted.organizationIds.length > 0;
  return isWanted ? companyTables(connection) : [];
}

/** @returns null when no row of the table is wanted */
function entityCondition(table: EntityTable, wanted: Wanted): string | null {
  if (wanted.whole.has(table.name)) return 'true';
  const keys = wanted.keys.get(table.name);
  const conditions: string[] = [];
  if (keys !== undefined && keys.size > 0) conditions.push(`"${table.key}" = any (${intArray([...keys])})`);
  if (table.ofOrganization && wanted.organizationIds.length > 0) {
    conditions.push(`organization_id = any (${intArray(wanted.organizationIds)})`);
  }
  return conditions.length === 0 ? null : conditions.join(' or ');
}

function pageChoices({ days, organizationIds }: WantedPages): PageChoice[] {
  const whole = new Set(organizationIds);
  const single = days.filter((day) => !whole.has(day.organizationId));
  return [
    ...(single.length > 0 ? [{ days: single }] : []),
    ...(organizationIds.length > 0 ? [{ organizationIds }] : []),
  ];
}
