import { StewardError } from '../../lib/steward-error';
import { type CompanyState, readCompanyState } from './company-state';
import { type Connection, inSnapshot } from './connect';

/** Thrown by what reads on a snapshot that turned out not to show everything: it is read again on another. */
export class SnapshotOvertaken extends Error {
  override readonly name = 'SnapshotOvertaken';
}

/** Someone would have to restore, empty or repartition the company's tables under each of so many looks. */
const mostLooks = 5;

/**
 * Runs the reads on one snapshot of the company's database, after a look at who and where this is. Where the log is of
 * a history that has ended, it is begun again first.
 * @param since pg_snapshot of the last pull; null when there was none
 * @param knownAs as `readCompanyState` takes it
 * @throws StewardError when the company's database changes its history or storage again and again
 */
export async function inCompanySnapshot<T>(
  connection: Connection,
  since: string | null,
  knownAs: string | null,
  read: (company: CompanyState) => Promise<T>,
): Promise<T> {
  for (let look = 1; look <= mostLooks; look += 1) {
    try {
      const result = await inSnapshot(connection, async () => {
        const company = await readCompanyState(connection, since, knownAs);
        return company.historyStands || company.standby ? { done: await read(company) } : null;
      });
      if (result !== null) return result.done;
      await renewHistory(connection);
    } catch (error) {
      if (!(error instanceof SnapshotOvertaken)) throw error;
    }
  }
  throw new StewardError(
    'conflict',
    'The company’s database was restored, emptied or rebuilt under each look at it. Nothing was changed here.',
  );
}

/** Any desktop may do it, and one is enough: the company's database itself judges whether it is due. */
async function renewHistory(connection: Connection): Promise<void> {
  await connection.query('begin transaction isolation level read committed, read write');
  try {
    await connection.query('select customer_success.renew_history()');
    await connection.query('commit');
  } catch (error) {
    await connection.query('rollback').catch(() => undefined);
    throw error;
  }
}
