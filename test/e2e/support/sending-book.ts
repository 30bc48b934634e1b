import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMailbox } from '../../../tools/sample-company/mailbox.mjs';
import { openForTests } from '../../support/open-for-tests';
import { openInTurn } from '../../support/open-in-turn';
import { writeMailBook } from './mail-book';
import { type OpenBook, openBook } from './open-book';

export interface SendingBook {
  readonly book: OpenBook;
  /** Where contacts unsubscribe, once the tests run. */
  readonly pages: { readonly port: number };
}

/** Steward of an admin, on a computer that sends: what goes lands in a mailbox of this machine. */
export function sendingBook(): SendingBook {
  const pages = { port: 0 };
  const book: OpenBook = openForTests(() =>
    openInTurn(async (closeWith) => {
      const folder = mkdtempSync(join(tmpdir(), 'steward-mailbox-'));
      // The app may run as another user than the tests.
      chmodSync(folder, 0o755);
      closeWith(() => rmSync(folder, { recursive: true, force: true }));
      const mailbox = await openMailbox(folder);
      closeWith(mailbox.stop);
      pages.port = await freePort();
      const { close, ...opened } = await openBook({
        login: { role: 'admin', scope: 'all' },
        write: writeMailBook,
        env: {
          STEWARD_SMTP_URL: mailbox.smtp,
          STEWARD_MAILBOX: folder,
          STEWARD_PUBLIC: `127.0.0.1:${pages.port}`,
        },
      });
      closeWith(close);
      return opened;
    }),
  );
  return { book, pages };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}
