import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { counted } from '../../../src-preload/contract/words';
import { eraseCopy } from '../../lib/copies/erase-copy';
import { StewardError } from '../../lib/steward-error';
import { systemClock } from '../../ports/clock';
import { keyFromFile } from '../../store/file/key';
import { openStore } from '../../store/file/open';
import { holdForService } from '../../store/file/store-lock';
import { countUnsent } from '../../store/operations/unsent';
import type { StoreFlags } from './store-option';

interface SignOutFlags extends StoreFlags {
  readonly loseUnsent?: true;
}

/** `steward sign-out`: a copy that no keychain and no password guards is erased; there is nothing to lock it with. */
export function addSignOutCommand(program: Command): void {
  program
    .command('sign-out')
    .description(
      'Erase a local copy with its key, its backups and damaged copies. What has not reached the company is told first.',
    )
    .requiredOption('--store <file>', 'the local store, as `steward sync` or `steward run` made it')
    .option('--key <file>', "the store's key (default: the store's name with .key)")
    .option('--lose-unsent', 'also where decisions have not reached the company: they are lost')
    .option('--json', 'report as JSON')
    .action(signOut);
}

function signOut(flags: SignOutFlags): void {
  const keyFile = flags.key ?? `${flags.store}.key`;
  if (!existsSync(flags.store))
    throw new StewardError('not_found', `There is no local store at ${flags.store}. Nothing was changed.`);
  const unsent = unsentIn(flags.store, keyFile);
  if (unsent > 0 && flags.loseUnsent !== true)
    throw new StewardError(
      'conflict',
      `${counted(unsent, 'decision')} ${unsent === 1 ? 'is' : 'are'} not at the company yet. Run \`steward sync\` first, or sign out and lose ${unsent === 1 ? 'it' : 'them'} with --lose-unsent. Nothing was changed.`,
    );
  eraseCopy(flags.store, [keyFile]);
  const lost =
    unsent === 0
      ? 'Everything decided in it had reached the company.'
      : `${counted(unsent, 'decision')} went with it.`;
  console.log(
    flags.json
      ? JSON.stringify({ erased: true, lost: unsent })
      : `Signed out: the copy was erased with its key and its backups. ${lost}`,
  );
}

/** @throws StewardError `conflict` while a service is at work on it */
function unsentIn(file: string, keyFile: string): number {
  const letGo = holdForService(file);
  try {
    const store = openStore({ file, key: keyFromFile(keyFile, file), now: systemClock.now });
    const unsent = countUnsent(store.read).reduce((sum, { count }) => sum + count, 0);
    store.close();
    return unsent;
  } finally {
    letGo();
  }
}
