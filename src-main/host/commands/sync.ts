import type { Command } from 'commander';
import { counted, wholeNumber } from '../../../src-preload/contract/words';
import { eraseCopy } from '../../lib/copies/erase-copy';
import { systemClock } from '../../ports/clock';
import { LoginGone } from '../../ports/postgres/login-gone';
import { countSetAside } from '../../store/copy/set-aside';
import { readSyncState, readTableRows } from '../../store/copy/sync-state';
import { keyFromFile } from '../../store/file/key';
import { openStore } from '../../store/file/open';
import type { Store } from '../../store/types';
import type { LoadProgress } from '../../sync/load/load';
import { type SyncOutcome, syncOnce } from '../../sync/loop/sync-once';
import { acceptHeld } from '../../sync/pull/accept-held';
import { describeConnection, placeOf } from '../connection-control';
import { isCopyOf } from '../why-erased';
import { leaseOfCommand } from './lease-of-command';
import { eraseSignedOut, requireNotSignedOut } from './signed-out-note';
import { urlOption } from './url-option';

interface SyncFlags {
  readonly url: string;
  readonly store: string;
  readonly key?: string;
  readonly verify?: true;
  readonly acceptDeletions?: true;
  readonly signInAgain?: true;
  readonly json?: true;
}

/** `steward sync`: brings a local copy up to date once. What an interrupted run had loaded is kept. */
export function addSyncCommand(program: Command): void {
  program
    .command('sync')
    .description('Bring the local copy of what this login may see up to date.')
    .addOption(urlOption())
    .requiredOption('--store <file>', 'the local store; made where there is none')
    .option('--key <file>', "the store's key (default: the store's name with .key); made where there is none")
    .option('--verify', 'compare the whole copy with the company by checksum, and mend what differs')
    .option('--accept-deletions', 'let through the deletions that the last sync held')
    .option('--sign-in-again', 'come back after this copy was signed out')
    .option('--json', 'report as JSON')
    .action(runSync);
}

async function runSync(flags: SyncFlags): Promise<void> {
  const keyFile = flags.key ?? `${flags.store}.key`;
  requireNotSignedOut(flags.store, keyFile, flags.signInAgain === true);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const key = keyFromFile(keyFile, flags.store);
  const store = openStore({ file: flags.store, key, now: systemClock.now });
  const lease = leaseOfCommand(store, key);
  const { login, ...where } = describeConnection(flags.url);
  const place = placeOf(where);
  let isTakenBack = false;
  let signedOutBy: string | null = null;
  try {
    if (flags.acceptDeletions) acceptHeld(store);
    const outcome = await syncOnce({
      store,
      connect: { url: flags.url },
      device: { id: null, kind: 'service' },
      clock: systemClock,
      signal: stop.signal,
      verify: flags.verify ?? false,
      onLetIn: (letIn) => lease.signedIn({ ...letIn, place }),
      ...(process.stderr.isTTY ? { onProgress: showProgress } : {}),
    });
    if (outcome.kind !== 'applied') process.exitCode = 1;
    isTakenBack = outcome.kind === 'revoked' && outcome.erased;
    if (outcome.kind === 'signed out') signedOutBy = outcome.by;
    report(store, outcome, flags.json === true);
  } catch (error) {
    isTakenBack = error instanceof LoginGone && isCopyOf(store, { login, place }, lease.lastSignIn());
    throw error;
  } finally {
    lease.end();
    store.close();
    if (isTakenBack) eraseCopy(flags.store, [keyFile]);
    if (signedOutBy !== null) eraseSignedOut(flags.store, keyFile, signedOutBy);
  }
}

function showProgress({ table, doneRows, totalRows }: LoadProgress): void {
  const share = totalRows ? ` (${Math.floor((100 * doneRows) / totalRows)}%)` : '';
  process.stderr.write(`\r${wholeNumber(doneRows)} rows${share}, ${table}\u001b[K`);
  if (totalRows !== null && doneRows >= totalRows) process.stderr.write('\n');
}

function report(store: Store, outcome: SyncOutcome, json: boolean): void {
  const tables = readTableRows(store.read);
  const setAside = countSetAside(store.read);
  const { asOf } = readSyncState(store.read);
  if (json) {
    const changedRows = outcome.kind === 'applied' ? outcome.rows : 0;
    console.log(JSON.stringify({ outcome: outcome.kind, asOf, changedRows, setAside, tables }));
    return;
  }
  console.log(wordsFor(outcome, asOf));
  for (const { table, rows } of tables) console.log(`${wholeNumber(rows).padStart(14)}  ${table}`);
  if (setAside > 0) console.log(`${wholeNumber(setAside)} rows could not be taken and are set aside.`);
}

function wordsFor(outcome: SyncOutcome, asOf: number | null): string {
  switch (outcome.kind) {
    case 'applied':
      return `The copy is as of ${new Date(asOf ?? 0).toISOString()}; ${wholeNumber(outcome.rows)} rows changed.`;
    case 'held':
      return `Held: ${wholeNumber(outcome.held.deletes)} of ${counted(outcome.held.rows, 'row')} of ${outcome.held.table} are gone at the company. Nothing was deleted here; if that is meant, run again with --accept-deletions.`;
    case 'signed out':
      return `${outcome.by} signed this copy out; it was erased with its key and its backups. To come back, run it once with --sign-in-again.`;
    case 'revoked':
      return outcome.erased
        ? 'This login has no access any more; the copy was erased with its key and its backups.'
        : 'This login is no member of the company, so nothing was loaded. Let it in with `steward company grant`.';
  }
}
