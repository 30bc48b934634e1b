import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { StewardError } from '../../lib/steward-error';
import { addScorePacking } from './pack-scores';

/** SQL of each migration, oldest first, as drizzle-kit numbered them. */
export type Migrations = readonly (readonly string[])[];

const journal = join('migrations', 'sqlite', 'meta', '_journal.json');

/** Works from the sources and from the built app alike: both lie somewhere below the folder that has `migrations`. */
export function shippedMigrations(from: string = import.meta.dirname): Migrations {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, journal))) {
      const migrationsFolder = join(folder, 'migrations', 'sqlite');
      return readMigrationFiles({ migrationsFolder }).map((migration) => migration.sql);
    }
    if (folder === dirname(folder)) throw new Error(`${journal} is missing above ${from}`);
  }
}

/** @returns how many migrations the file has seen; 0 for a new one */
export function schemaVersionOf(client: Database.Database): number {
  return Number(client.pragma('user_version', { simple: true }));
}

/**
 * Brings the file up to the last migration, each in a transaction of its own. Foreign keys are off meanwhile (inside
 * a transaction SQLite would ignore the switch, and a rebuilt table would take its children along) and are all
 * checked before a migration counts.
 * @throws StewardError `newer_database` when a later Steward wrote the file
 */
export function migrateStore(client: Database.Database, migrations: Migrations): void {
  const version = schemaVersionOf(client);
  if (version > migrations.length) {
    throw new StewardError(
      'newer_database',
      `The local copy was written by a newer Steward (its format is ${version}, this one knows ${migrations.length}). Install that version or a later one; nothing was changed.`,
    );
  }
  if (version === migrations.length) return;
  addScorePacking(client);
  client.pragma('foreign_keys = OFF');
  try {
    for (const [index, statements] of migrations.entries()) {
      if (index >= version) applyMigration(client, index + 1, statements);
    }
  } finally {
    client.pragma('foreign_keys = ON');
  }
}

function applyMigration(client: Database.Database, version: number, statements: readonly string[]): void {
  client
    .transaction(() => {
      for (const statement of statements) client.exec(statement);
      const broken = client.pragma('foreign_key_check') as { table: string }[];
      if (broken[0] !== undefined) {
        throw new Error(
          `migration ${version} would leave ${broken.length} rows without a parent, first in ${broken[0].table}`,
        );
      }
      client.pragma(`user_version = ${version}`);
    })
    .immediate();
}
