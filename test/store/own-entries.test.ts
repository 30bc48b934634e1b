import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openFile } from '../../src-main/store/file/connection';
import { durableTablesOf } from '../../src-main/store/file/durable-tables';
import { type Migrations, schemaVersionOf, shippedMigrations } from '../../src-main/store/file/migrate';
import { openStore } from '../../src-main/store/file/open';
import type { Store } from '../../src-main/store/types';
import {
  acme,
  fillVersionBefore,
  insert,
  invented,
  own,
  ownTables,
  type Row,
  rowsOf,
  tablesOf,
} from './support/version-before';

const shipped = shippedMigrations();
const place = shipped.findIndex((statements) => statements.join().includes('organization_external_id'));
const versionBefore = shipped.slice(0, place);
const versionAfter = shipped.slice(0, place + 1);

const key = new Uint8Array(32).fill(5);
const at = 1_790_000_000_000;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-own-entries-'));
  file = join(folder, 'steward.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function withStore<T>(migrations: Migrations, use: (store: Store) => T): T {
  const store = openStore({ file, key, now: () => at, migrations });
  try {
    return use(store);
  } finally {
    store.close();
  }
}

const allRows = (client: Database.Database): Record<string, Row[]> =>
  Object.fromEntries(tablesOf(client).map((table) => [table, rowsOf(client, table)]));

/** What a row of the version before has to be in the version after, but for its new key. */
function expectedOf(table: string, row: Row, externalIds: ReadonlyMap<number, string>): Row {
  const { key: reason, override_id: _o, pulse_id: _p, view_id: _v, ...values } = row;
  if (table === 'saved_views') return values;
  const [account = '', kind] = String(reason ?? `${row['organization_id']}:`).split(/:(.*)/);
  const id = kind === undefined ? 0 : Number(account);
  return {
    ...values,
    company_id: acme,
    organization_id: id,
    organization_external_id: externalIds.get(id) ?? null,
    ...(table === 'today_dispositions' ? { kind: kind ?? reason } : {}),
  };
}

function expectCarriedOver(
  before: Record<string, Row[]>,
  client: Database.Database,
  externalIds: ReadonlyMap<number, string>,
): void {
  for (const table of ownTables) {
    const rows = rowsOf(client, table);
    const found = rows.map(({ [own[table]]: id, ...values }) => {
      expect(z.uuidv7().safeParse(id).success, `${table}: ${id}`).toBe(true);
      const moment = Number(values['created_at'] ?? values['at']);
      expect(Number.parseInt(String(id).replace('-', '').slice(0, 12), 16)).toBe(moment);
      return values;
    });
    const expected = (before[table] ?? []).map((row) => expectedOf(table, row, externalIds));
    expect(found.length).toBeGreaterThan(3);
    expect(new Set(found)).toEqual(new Set(expected));
    expect(inOrderOfKeys(rows, own[table])).toEqual(inOrderOfTime(expected));
  }
}

function inOrderOfKeys(rows: readonly Row[], id: string): Row[] {
  return rows
    .toSorted((left, right) => (String(left[id]) < String(right[id]) ? -1 : 1))
    .map(({ [id]: _key, ...values }) => values);
}

/** Rows of one moment stay in the order they were made in. */
function inOrderOfTime(rows: readonly Row[]): Row[] {
  const time = (row: Row) => Number(row['created_at'] ?? row['at']);
  return rows.toSorted((left, right) => time(left) - time(right));
}

const externalIds = new Map([1, 2, 3].map((id) => [id, `external_id “${id}”`]));

describe('a store of the version before', () => {
  let before: Record<string, Row[]>;
  beforeEach(() => {
    before = withStore(versionBefore, ({ db }) => {
      fillVersionBefore(db.client, at);
      return allRows(db.client);
    });
  });

  test('has every row of every table afterwards, with all its values', () => {
    withStore(versionAfter, ({ db }) => {
      const after = allRows(db.client);
      expect(Object.keys(after)).toEqual(Object.keys(before));
      for (const [table, rows] of Object.entries(before)) {
        expect(rows.length, table).toBeGreaterThan(2);
        if (!ownTables.some((one) => one === table)) expect(after[table], table).toEqual(rows);
      }
      expectCarriedOver(before, db.client, externalIds);
    });
  });

  test('is sound afterwards, and what a new store is', () => {
    const shape = (client: Database.Database) =>
      Object.fromEntries(
        tablesOf(client).map((table) => [
          table,
          [client.pragma(`table_info(${table})`), client.pragma(`index_list(${table})`)],
        ]),
      );
    const upgraded = withStore(versionAfter, ({ db }) => {
      expect(db.client.pragma('foreign_key_check')).toEqual([]);
      expect(db.client.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(db.client.pragma('foreign_keys', { simple: true })).toBe(1);
      return shape(db.client);
    });
    file = join(folder, 'new', 'steward.db');
    expect(withStore(versionAfter, ({ db }) => shape(db.client))).toEqual(upgraded);
  });

  test('leaves a backup as it was before', () => {
    const [backup] = withStore(versionAfter, (store) => store.backups());
    const client = openFile({ file: backup?.file ?? '', key }, 'read');
    try {
      expect(schemaVersionOf(client)).toBe(place);
      for (const table of durableTablesOf(client)) expect(rowsOf(client, table)).toEqual(before[table]);
    } finally {
      client.close();
    }
  });

  test('comes back from its backup when the store is lost', () => {
    withStore(versionBefore, (store) => store.backUp());
    writeFileSync(file, Buffer.alloc(statSync(file).size, 0xa5));
    withStore(versionAfter, ({ db, recovery }) => {
      const tables = durableTablesOf(db.client);
      expect(tables.length).toBeGreaterThan(5);
      const counts = Object.fromEntries(tables.map((table) => [table, before[table]?.length]));
      expect(recovery).toMatchObject({ restored: counts, missing: [] });
      for (const table of ['settings', 'score_configs'] as const)
        expect(rowsOf(db.client, table)).toEqual(before[table]);
      // A backup has none of the company's rows: which accounts the numbers meant is known to the company alone.
      expectCarriedOver(before, db.client, new Map());
    });
  });

  test('comes back from the damaged file, and what reads of its accounts tells which they are', () => {
    withStore(versionBefore, ({ db }) => {
      for (let day = 100; day < 700; day += 1) {
        insert(db.client, 'activity_daily', {
          ...invented(db.client, 'activity_daily', day),
          payload: Buffer.alloc(900),
        });
      }
    });
    const content = readFileSync(file);
    writeFileSync(file, content.fill(0xa5, content.length - 40_000, content.length - 10_000));
    withStore(versionAfter, ({ db, recovery }) => {
      expect(recovery?.missing).toEqual([]);
      expectCarriedOver(before, db.client, externalIds);
    });
  });

  test('of which one table reads no more, brings the others', () => {
    withStore(versionBefore, (store) => {
      store.db.client.exec('drop table pulses');
      store.db.client.exec('create table pulses (pulse_id integer, points text)');
      store.db.client.exec(`insert into pulses values (1, 'what no version wrote')`);
      store.backUp();
    });
    writeFileSync(file, Buffer.alloc(statSync(file).size, 0xa5));
    withStore(versionAfter, ({ recovery }) => {
      expect(recovery?.missing).toEqual(['pulses']);
      expect(recovery?.restored['score_overrides']).toBe(before['score_overrides']?.length);
    });
  });
});
