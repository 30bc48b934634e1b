import { chmodSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll } from 'vitest';
import { mailBytes } from '../../support/mails';
import { openAddress } from './open-address';

export interface ReturnedFolder {
  /** Leaves a mail of `test/support/mails` there, about this message and of this contact. */
  comesIn(mail: string, messageId: string, address: string): void;
  /** Has this Steward read it, as an admin sets that up. */
  readBy(page: Page): Promise<void>;
  /** Has it look now. */
  look(page: Page): Promise<void>;
}

/** A folder in which something leaves mails that come back, for the tests around this call. */
export function returnedFolder(): ReturnedFolder {
  let folder = '';
  let count = 0;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'steward-returned-'));
    // The app may run as another user than the tests.
    chmodSync(folder, 0o777);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    comesIn(mail, messageId, address) {
      count += 1;
      const written = mailBytes(mail, messageId)
        .toString('latin1')
        .replaceAll('ana@customer.example', address);
      const file = join(folder, `${count}.eml`);
      writeFileSync(file, written.replace(/^Message-I[dD]: </m, `Message-ID: <${count}.`), 'latin1');
      chmodSync(file, 0o666);
      // One that was written just now may not be whole.
      const then = new Date(Date.now() - 60_000);
      utimesSync(file, then, then);
    },
    async readBy(page) {
      await openAddress(page, '/settings/sending');
      await page.getByText('A folder of .eml files', { exact: true }).click();
      await page.getByLabel('Folder', { exact: true }).fill(folder);
      await page.getByRole('button', { name: 'Read it from this computer' }).click();
      await page.getByText('looked through', { exact: false }).waitFor();
    },
    async look(page) {
      await openAddress(page, '/settings/sending');
      await page.getByRole('button', { name: 'Look now' }).click();
    },
  };
}
