import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StewardError } from '../lib/steward-error';

/** One numbered step of the company's schema: `0003_activity.sql` is version 3. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  /** sha256 of the text with Unix line ends. */
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
      sql,
      checksum: createHash('sha256').update(sql).digest('hex'),
    };
  });
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
