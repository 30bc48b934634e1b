import { copyFileSync, existsSync, mkdtempSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../src-main/store/file/open';
import { folderOfRun } from './folder-of-tests';

/** Of the stores of tests that need no key of their own. */
export const testKey = Buffer.alloc(32, 9);

/**
 * Puts an empty store of `testKey` there, made once for a run of tests and copied since: to make one takes four times as
 * long. Outside a run there is none, and whoever opens the file makes it.
 */
export function putReadyStore(file: string): void {
  const ofRun = folderOfRun();
  if (ofRun === null) return;
  const ready = join(ofRun, 'ready-store.db');
  if (!existsSync(ready)) makeReady(ofRun, ready);
  copyFileSync(ready, file);
}

/** Two files of tests may make one at a time: the later one stays. */
function makeReady(ofRun: string, ready: string): void {
  const made = join(mkdtempSync(join(ofRun, 'store-')), 'steward.db');
  openStore({ file: made, key: testKey, now: Date.now }).close();
  renameSync(made, ready);
}
