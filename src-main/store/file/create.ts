import { chmodSync, renameSync, rmSync } from 'node:fs';
import type { Logger } from 'pino';
import type { Recovery } from '../types';
import { type ConnectionOptions, openFile } from './connection';
import { rememberKey } from './key';
import { type Migrations, migrateStore } from './migrate';
import { restoreDurableRows } from './recover';

/**
 * Makes the store where there is none, with the manager's own rows out of what an earlier one left behind. It gets
 * its name last: a crash at any point leaves no store, and the next start does the whole again.
 */
export function createStore(
  options: ConnectionOptions & { readonly log?: Logger; readonly now: () => number },
  migrations: Migrations,
): Recovery | null {
  const part = `${options.file}.part`;
  for (const suffix of ['', '-journal']) rmSync(part + suffix, { force: true });
  const client = openFile({ file: part, key: options.key }, 'write');
  let recovery: Recovery | null;
  try {
    migrateStore(client, migrations);
    recovery = restoreDurableRows(client, options, migrations, options.now(), options.log);
  } finally {
    client.close();
  }
  restrictToOwner(part);
  rememberKey(options.file, options.key);
  renameSync(part, options.file);
  if (recovery) options.log?.error({ recovery }, 'made a new local copy and restored what the old one held');
  return recovery;
}

function restrictToOwner(file: string): void {
  if (process.platform !== 'win32') chmodSync(file, 0o600);
}
