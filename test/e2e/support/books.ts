import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openForTests } from '../../support/open-for-tests';
import { openInTurn } from '../../support/open-in-turn';
import { untilForetold, writeDepartedBook } from './departed-book';
import { type OpenBook, openBook } from './open-book';
import { type OpenSteward, openSteward } from './open-steward';

/** Steward as it opens for the first time, without a connection, before the tests around this call. */
export function unconnectedSteward(): OpenSteward {
  return openForTests(() => openSteward());
}

/** Steward on the known book. @param opened sees it before the first test */
export function knownBook(opened?: (book: OpenBook) => void): OpenBook {
  return openForTests(() => openBook(), opened);
}

/** Steward on a book with departures, every account foretold. @param opened sees it before the first test */
export function departedBook(opened?: (book: OpenBook) => void): OpenBook {
  return openForTests(() => openBook({ write: writeDepartedBook, ready: untilForetold }), opened);
}

/** What a Steward that was closed has left behind: give it to `openSteward` to start again. */
export interface LeftBook {
  readonly userData: string;
  readonly companyUrl: string;
  close(): Promise<void>;
}

/** The known book after Steward was closed. @param server of the company, by then */
export function leftBook(server: 'runs' | 'is gone'): LeftBook {
  return openForTests(() =>
    openInTurn(async (closeWith) => {
      const userData = mkdtempSync(join(tmpdir(), 'steward-e2e-'));
      closeWith(() => rmSync(userData, { recursive: true, force: true }));
      const { app, companyUrl, close } = await openBook({ userData });
      closeWith(close);
      await (server === 'runs' ? app.close() : close());
      return { userData, companyUrl };
    }),
  );
}
