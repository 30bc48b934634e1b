import type pg from 'pg';
import { afterAll } from 'vitest';
import { openForTests } from '../../support/open-for-tests';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy';
import { apply } from '../../support/team';
import { type OpenBook, openBook } from './open-book';

export interface TeamBook {
  readonly book: OpenBook;
  /** The line to the company's server is cut until `online`. */
  offline(): void;
  online(): void;
  /** The company's own rows. */
  rows<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]>;
  /** Texts of the notes that stand at the company, in the order they came. */
  notes(): Promise<string[]>;
  /** An admin decides something at another desktop. */
  colleague(operation: object): Promise<void>;
}

/**
 * Steward of Ann Abel, a manager of her own book, on a line that can be cut, before the tests around this call.
 * @param write fills the company; the known book when absent
 */
export function teamBook(write?: (admin: pg.Pool) => Promise<void>): TeamBook {
  let line: TcpProxy | undefined;
  const book = openForTests(() =>
    openBook({
      login: { role: 'manager', scope: 'book', managerId: 1 },
      ...(write === undefined ? {} : { write }),
      lead: async (url) => {
        line = await startTcpProxy(url);
        return line.through(url);
      },
    }),
  );
  afterAll(() => line?.close());
  async function rows<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
    return (await book.company.admin.query<Row>(sql)).rows;
  }
  return {
    book,
    offline: () => line?.cutAfter(0),
    online: () => line?.heal(),
    rows,
    notes: async () => {
      const standing = await rows<{ text: string }>(
        'SELECT text FROM customer_success.notes WHERE removed_at IS NULL ORDER BY row_id',
      );
      return standing.map(({ text }) => text);
    },
    async colleague(operation) {
      const ada = await book.company.createLogin({ role: 'admin', scope: 'all' });
      const [answer] = await apply(await ada.connect(), [operation]);
      if (answer?.outcome !== 'applied') throw new Error(`the company answered ${JSON.stringify(answer)}`);
    },
  };
}
