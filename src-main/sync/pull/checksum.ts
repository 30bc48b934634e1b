import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type CopiedTable,
  type EntityTable,
  type EntityTableName,
  entityTable,
  type PageTableName,
  pageTableNames,
} from '../../store/copy/copied-tables';
import { type EntityValues, entityKeys, readEntities } from '../../store/copy/entities';
import { readPages } from '../../store/copy/pages';
import { rowsSetAside } from '../../store/copy/set-aside';
import type { ReadDb } from '../../store/types';
import { companyTables } from '../wire/company-tables';
import { intArray } from '../wire/company-values';
import type { Connection } from '../wire/connect';
import { expressionOf } from '../wire/entity-rows';
import { selectStoredPages } from '../wire/page-queries';
import { turnBytes } from '../wire/page-rows';
import { canonicalRow } from './canonical-row';

/** Where copy and company differ, though every pull was applied: what to read again. */
export interface Difference {
  readonly organizationIds: readonly number[];
  readonly whole: ReadonlySet<EntityTableName>;
  /** For the log. */
  readonly tables: readonly CopiedTable[];
}

/** By what pages are compared. */
export interface Compared {
  /** Raw events of before are not here; days of accounts are compared from here on, for so far their events are looked at anyway. */
  readonly eventsFromDay: number;
  readonly wanted: { readonly keepsZoneDays: boolean };
}

/** Organizations compared at a time. */
const groupSize = 100;
/** Digests are made for at most so long before others have their turn. */
const longestStretch = 15;

/**
 * Compares the whole copy with the company's present snapshot by checksum: per organization, or per table where rows
 * belong to none. Only checksums travel.
 */
export async function compareCopy(
  connection: Connection,
  db: ReadDb,
  { eventsFromDay, wanted: { keepsZoneDays } }: Compared,
): Promise<Difference> {
  const differing = new Set<number>();
  const whole = new Set<EntityTableName>();
  const tables = new Set<CopiedTable>();
  const entities = await companyTables(connection);
  for (const table of entities.filter((candidate) => !candidate.ofOrganization)) {
    const theirs = await entityDigests(connection, table, '0', notAside(db, table, null));
    if ((theirs.get(0) ?? emptyDigest) === digestEntities(table, readEntities(db, table, null))) continue;
    whole.add(table.name);
    tables.add(table.name);
  }
  const pages = pageTableNames.filter((table) => table !== 'activity_zone_days' || keepsZoneDays);
  const ids = entityKeys(db, 'live', entityTable('organizations'));
  for (let from = 0; from < ids.length; from += groupSize) {
    const group = ids.slice(from, from + groupSize);
    for (const [table, theirs] of await digestsOf(
      connection,
      db,
      [...entities, ...pages],
      group,
      eventsFromDay,
    )) {
      for (const id of await differingIn(db, table, group, theirs, eventsFromDay)) {
        differing.add(id);
        tables.add(typeof table === 'string' ? table : table.name);
      }
    }
  }
  return { organizationIds: [...differing], whole, tables: [...tables] };
}

const emptyDigest = createHash('md5').digest('hex');

type Digests = ReadonlyMap<number, string>;
/** Rows are compared in the columns that the company has. */
type ComparedTable = EntityTable | PageTableName;

async function digestsOf(
  connection: Connection,
  db: ReadDb,
  tables: readonly ComparedTable[],
  group: readonly number[],
  eventsFromDay: number,
): Promise<[ComparedTable, Digests][]> {
  const digests: [ComparedTable, Digests][] = [];
  // By name: between two accounts of a book lie many of others'.
  const where = `organization_id = any (${intArray(group)})`;
  for (const table of tables) {
    if (typeof table === 'string') {
      digests.push([table, await pageDigests(connection, table, group, eventsFromDay)]);
    } else if (table.ofOrganization) {
      const chosen = `${where} and ${notAside(db, table, group)}`;
      digests.push([table, await entityDigests(connection, table, 'organization_id', chosen)]);
    }
  }
  return digests;
}

/** What was set aside can't be the same here: it is left out of the comparison, and read again by the repair. */
function notAside(db: ReadDb, table: EntityTable, organizationIds: readonly number[] | null): string {
  const keys = rowsSetAside(db, table.name, organizationIds);
  return keys.length === 0 ? 'true' : `"${table.key}" <> all (${intArray(keys)})`;
}

async function entityDigests(
  connection: Connection,
  table: EntityTable,
  group: string,
  where: string,
): Promise<Digests> {
  const columns = table.columns.map((column) => `${expressionOf(column)} as "${column.name}"`).join(', ');
  return readDigests(
    connection,
    `select ${group}, md5(string_agg(record_send(r), ''::bytea order by "${table.key}"))
       from (select ${columns} from customer_success.${table.name} where ${where}) r group by 1`,
  );
}

async function pageDigests(
  connection: Connection,
  table: PageTableName,
  organizationIds: readonly number[],
  eventsFromDay: number,
): Promise<Digests> {
  return readDigests(
    connection,
    `select organization_id, md5(string_agg(
              int4send(day - date '1970-01-01') || int4send(period_days) || payload, ''::bytea order by day, period_days))
       from (${selectStoredPages(table, { organizationIds }, eventsFromDay)}) p (organization_id, day, period_days, rows, events, payload)
      group by 1`,
  );
}

async function readDigests(connection: Connection, text: string): Promise<Digests> {
  return new Map(await connection.queryTuples<[number, string]>(text));
}

async function differingIn(
  db: ReadDb,
  table: ComparedTable,
  organizationIds: readonly number[],
  theirs: Digests,
  eventsFromDay: number,
): Promise<number[]> {
  const differing: number[] = [];
  let since = performance.now();
  for (const id of organizationIds) {
    if ((theirs.get(id) ?? emptyDigest) !== ourDigest(db, table, id, eventsFromDay)) differing.push(id);
    if (performance.now() - since < longestStretch) continue;
    await nextTurn();
    since = performance.now();
  }
  return differing;
}

function ourDigest(db: ReadDb, table: ComparedTable, organizationId: number, eventsFromDay: number): string {
  if (typeof table === 'string') return digestPages(db, table, organizationId, eventsFromDay);
  return digestEntities(table, readEntities(db, table, organizationId));
}

function digestEntities(table: EntityTable, rows: readonly EntityValues[]): string {
  const hash = createHash('md5');
  for (const row of rows) hash.update(canonicalRow(table, row));
  return hash.digest('hex');
}

function digestPages(
  db: ReadDb,
  table: PageTableName,
  organizationId: number,
  eventsFromDay: number,
): string {
  const hash = createHash('md5');
  const place = Buffer.alloc(8);
  for (const page of readPages(db, table, organizationId)) {
    if (table === 'activity_zone_days' && page.day < eventsFromDay) continue;
    place.writeInt32BE(page.day, 0);
    place.writeInt32BE(page.periodDays, 4);
    turnBytes(table, page);
    hash.update(place).update(page.payload);
  }
  return hash.digest('hex');
}
