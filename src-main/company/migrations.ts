import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StewardError } from '../lib/steward-error';

/** One numbered step of the company's schema: `0003_activity.sql` is version 3. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  /** sha256 of the file's text with Unix line ends. */
  readonly checksum: string;
}

/** The steps this build brings, in order. @throws StewardError when the numbers have a gap or a double. */
export function readMigrations(folder: string = migrationsFolder()): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return names.map((file, index) => {
    const version = Number(/^(\d{4})_/.exec(file)?.[1]);
    if (version !== index + 1) {
      throw new StewardError(
        'internal',
        `${file} should be number ${index + 1}: migrations count up without gaps.`,
      );
    }
    const sql = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
    return {
      version,
      name: file.slice(5, -4),
      sql: withoutOpenLocks(sql),
      checksum: createHash('sha256').update(sql).digest('hex'),
    };
  });
}

/**
 * An early step made a function that takes an advisory lock, which any login can hold for ever, and calls it. A later
 * step puts a lock of the table's own in its place; to get there, it is put in place from the start. The file itself has to
 * stay as it is: each database remembers the checksum of what made it, and every Steward, older ones as well, refuses a
 * company whose checksums are others than those of its own files.
 */
function withoutOpenLocks(sql: string): string {
  return sql.replace(
    `  PERFORM pg_advisory_xact_lock(hashtext('customer_success.ensure_partitions'));\n  FOR`,
    `  EXECUTE format('LOCK TABLE ONLY customer_success.%I IN SHARE UPDATE EXCLUSIVE MODE', parent);\n  FOR`,
  );
}

/** Above this file both in the sources and in the built app. */
export function migrationsFolder(): string {
  for (let above = import.meta.dirname; above !== dirname(above); above = dirname(above)) {
    const folder = join(above, 'migrations', 'postgres');
    if (existsSync(folder)) return folder;
  }
  throw new StewardError(
    'internal',
    'The migrations/postgres folder is missing beside the app. Install Steward again.',
  );
}
