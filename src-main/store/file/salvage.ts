import type Database from 'better-sqlite3';
import type { Logger } from 'pino';
import { type ConnectionOptions, openFile, openInMemory } from './connection';
import { copyRows } from './copy-rows';
import { durableTablesOf } from './durable-tables';
import { type Migrations, migrateStore, schemaVersionOf } from './migrate';

/** Rows of the company that migrations look into to bring people's own rows up to date. */
const lookedInto = ['organizations'] as const;

/**
 * Brings tables of a damaged file or a backup into a new store, each whole or not at all. Rows of an earlier version
 * become today's by the same migrations that upgrade a store.
 * @returns how many rows came, by table; without those that can't be read
 */
export function salvageTables(
  client: Database.Database,
  source: ConnectionOptions,
  tables: readonly string[],
  migrations: Migrations,
  log?: Logger,
): Record<string, number> {
  const told = (error: unknown, table?: string) =>
    log?.warn({ err: error, source: source.file, table }, 'could not read a table to restore it');
  let from: Database.Database | undefined;
  try {
    from = openFile(source, 'write');
    const version = schemaVersionOf(from);
    if (version >= migrations.length) return copyTables(from, client, tables, told);
    const upgraded = upgradedCopy(from, version, migrations, told);
    try {
      return copyTables(
        upgraded.copy,
        client,
        tables.filter((table) => upgraded.tables.has(table)),
        told,
      );
    } finally {
      upgraded.copy.close();
    }
  } catch (error) {
    told(error);
    return {};
  } finally {
    from?.close();
  }
}

/** What reads of a file of an earlier version, in memory and in today's format. */
function upgradedCopy(
  from: Database.Database,
  version: number,
  migrations: Migrations,
  told: (error: unknown, table: string) => void,
): { copy: Database.Database; tables: ReadonlySet<string> } {
  const copy = openInMemory();
  try {
    migrateStore(copy, migrations.slice(0, version));
    const before = durableTablesOf(copy);
    const read = copyTables(from, copy, [...before, ...lookedInto], told);
    migrateStore(copy, migrations);
    // What came after the file's version holds what its migrations made of the rest.
    const later = durableTablesOf(copy).filter((table) => !before.includes(table));
    return { copy, tables: new Set([...Object.keys(read), ...later]) };
  } catch (error) {
    copy.close();
    throw error;
  }
}

function copyTables(
  from: Database.Database,
  to: Database.Database,
  tables: readonly string[],
  told: (error: unknown, table: string) => void,
): Record<string, number> {
  const copied: Record<string, number> = {};
  for (const table of tables) {
    try {
      copied[table] = copyRows(from, to, table);
    } catch (error) {
      told(error, table);
    }
  }
  return copied;
}
