import { readKeptOnDesktop, writeKeptOnDesktop } from '../../store/desk/kept-on-desktop';
import { writeTransaction } from '../../store/write-transaction';
import { isRefusalOfServer } from '../push/push-trouble';
import type { SyncContext } from '../wire/context';

/** The company is asked so often, in milliseconds. */
const askEvery = 3_600_000;

/** Hears how long this desktop is to keep its own decisions and backups. A company that doesn't say leaves it as it is. */
export async function hearRetention({ store, connection, clock, log }: SyncContext): Promise<void> {
  const { at, ...before } = readKeptOnDesktop(store.read);
  const age = at === null ? askEvery : clock.now() - at;
  if (age >= 0 && age < askEvery) return;
  try {
    const [there] = await connection.query<{ isThere: boolean }>(
      `select to_regclass('customer_success.retention_settings') is not null as "isThere"`,
    );
    if (there?.isThere !== true) return;
    const rows = await connection.query<{ kind: string; days: number | null }>(
      'select kind, days from customer_success.retention_settings where not at_company',
    );
    const said = new Map(rows.map(({ kind, days }) => [kind, days]));
    const of = (kind: string, otherwise: number | null) =>
      said.has(kind) ? (said.get(kind) ?? null) : otherwise;
    const kept = {
      decisions: of('desktop decisions', before.decisions),
      backups: of('desktop backups', before.backups),
      at: clock.now(),
    };
    writeTransaction(store, 'retention.heard', (tx) => writeKeptOnDesktop(tx, kept));
  } catch (error) {
    if (!isRefusalOfServer(error)) throw error;
    log?.warn({ err: error }, 'the company did not say how long things are kept');
  }
}
