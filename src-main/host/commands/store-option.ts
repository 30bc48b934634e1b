import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { StewardError } from '../../lib/steward-error';
import { systemClock } from '../../ports/clock';
import { keyFromFile } from '../../store/file/key';
import { openStore } from '../../store/file/open';
import type { Store } from '../../store/types';
import { ensureStarterConfig } from '../../work/scoring/current-config';
import { requireOpen } from './lease-of-command';

export interface StoreFlags {
  readonly store: string;
  readonly key?: string;
  readonly json?: true;
}

/** The options of every command that works on a local copy. */
export function withStoreOptions(command: Command): Command {
  return command
    .requiredOption('--store <file>', 'the local store, as `steward sync` made it')
    .option('--key <file>', "the store's key (default: the store's name with .key)")
    .option('--json', 'report as JSON');
}

/** Opens an existing store, lets the command use it, and closes it again. @throws StewardError when there is none */
export async function useStore<T>(flags: StoreFlags, use: (store: Store) => T | Promise<T>): Promise<T> {
  if (!existsSync(flags.store)) {
    throw new StewardError(
      'not_found',
      `There is no local store at ${flags.store}. Make one with \`steward sync\`.`,
    );
  }
  const key = keyFromFile(flags.key ?? `${flags.store}.key`, flags.store);
  const store = openStore({ file: flags.store, key, now: systemClock.now });
  try {
    requireOpen(store, key);
    ensureStarterConfig(store, systemClock.now());
    return await use(store);
  } finally {
    store.close();
  }
}
