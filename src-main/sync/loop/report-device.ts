import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { purgeCopy } from '../../store/copy/purge';
import { readLogin } from '../../store/copy/sync-state';
import { readSignedOutDevices, toldSignedOutDevices } from '../../store/devices/signed-out-devices';
import { refoldMarked } from '../../store/operations/refold';
import { writeTransaction } from '../../store/write-transaction';
import { isRefusalOfServer } from '../push/push-trouble';
import { thisMachine } from '../push/sender';
import type { Connection } from '../wire/connect';
import type { SyncContext } from '../wire/context';

/** By whom this device was signed out, and when: ms since 1970, by the server's clock. */
export interface SignedOutDevice {
  readonly by: string;
  readonly at: number;
}

const answerSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('signed out'), by: z.string(), at: z.number() }),
  z.object({ outcome: z.enum(['known', 'unknown']) }),
]);

/**
 * Tells the company of this device, before anything goes up or comes down. Where somebody has signed it out, the rows of the
 * copy go at once; whoever owns the copy erases the rest with its key.
 * @returns null where it is not signed out, and where nobody can say
 */
export async function reportDevice(context: SyncContext): Promise<SignedOutDevice | null> {
  const { connection, store, device, log } = context;
  if (device === undefined) return null;
  try {
    const there = await lookAtCompany(connection);
    if (there === null) return null;
    await tellAgain(context, there.epoch);
    const { machine, app } = thisMachine();
    const copy = store.nameCopy(randomUUID());
    const about = { device: device.id ?? copy, kind: device.kind, machine, app, platform: process.platform };
    const [row] = await connection.query<{ answer: unknown }>(
      'select customer_success.report_device($1, $2::json) as answer',
      [copy, JSON.stringify(about)],
    );
    // What a newer company says that this Steward doesn't know yet signs nobody out.
    const answer = answerSchema.safeParse(row?.answer).data;
    if (answer?.outcome !== 'signed out') return null;
    // Signed out was the login that comes now; the copy of another one is not its to erase.
    if ((readLogin(store.read) ?? there.login) !== there.login) return null;
    writeTransaction(store, 'sync.sign-out', (tx) => {
      purgeCopy(tx);
      refoldMarked(tx);
    });
    store.eraseRemains();
    context.onApplied({ organizationIds: 'all', rows: 0 });
    return { by: answer.by, at: answer.at };
  } catch (error) {
    if (!isRefusalOfServer(error)) throw error;
    log?.warn({ err: error }, 'the company could not hear of this device');
    return null;
  }
}

/** @returns null where the company knows of no devices, or not from this login */
async function lookAtCompany(connection: Connection): Promise<{ epoch: string; login: string } | null> {
  const [there] = await connection.query<{ isThere: boolean | null; epoch: string | null; login: string }>(
    `select has_function_privilege(to_regprocedure('customer_success.report_device(uuid, json)'), 'execute') as "isThere",
            (select epoch::text from customer_success.sync_meta) as epoch, session_user::text as login`,
  );
  return there?.isThere === true && there.epoch !== null ? { epoch: there.epoch, login: there.login } : null;
}

/** A company of another history may have forgotten what was signed out from here. */
async function tellAgain({ connection, store }: SyncContext, epoch: string): Promise<void> {
  const told = readSignedOutDevices(store.read);
  if (told.epoch === epoch) return;
  for (const { login, copy } of told.devices)
    await connection.query('select customer_success.sign_out_device($1, $2)', [login, copy]);
  writeTransaction(store, 'devices.told', (tx) => toldSignedOutDevices(tx, epoch));
}
