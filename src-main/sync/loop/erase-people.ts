import { randomUUID } from 'node:crypto';
import type { Tombstone } from '../../lib/privacy/tombstone';
import type { ErasureState } from '../../store/erasing/erasure-state';
import { refoldMarked } from '../../store/operations/refold';
import { writeTransaction } from '../../store/write-transaction';
import { isRefusalOfServer } from '../push/push-trouble';
import { thisMachine } from '../push/sender';
import type { Connection } from '../wire/connect';
import type { SyncContext } from '../wire/context';

/**
 * Before anything goes up or comes down: whom the company has erased is erased here, from what waits to go up as well, while
 * the copy still tells how texts name them.
 */
export async function eraseFirst(context: SyncContext): Promise<void> {
  const { store, connection } = context;
  const tombstones = await newTombstones(connection, store.erasures().through);
  if (tombstones.length === 0) return;
  store.erasePeople(tombstones);
  writeTransaction(store, 'erasures.refold', (tx) => refoldMarked(tx));
  const organizationIds = [...new Set(tombstones.map(({ organizationId }) => organizationId))];
  context.onApplied({ organizationIds, rows: tombstones.length });
}

async function newTombstones(connection: Connection, through: number): Promise<Tombstone[]> {
  try {
    // A company of an earlier schema erases nobody, and a login that was put out hears of nothing.
    const [door] = await connection.query<{ isThere: boolean | null }>(
      `select has_function_privilege(to_regprocedure('customer_success.look_at_erasures(int)'), 'execute') as "isThere"`,
    );
    if (door?.isThere !== true) return [];
    return await connection.query<Tombstone>(
      `select erasure_id as erasure, organization_id as "organizationId", user_id as "userId"
         from customer_success.look_at_erasures($1)`,
      [through],
    );
  } catch (error) {
    if (isRefusalOfServer(error)) return [];
    throw error;
  }
}

/** Once the copy is current: no byte is left, and the company hears so. What fails is done with the next round. */
export async function settleErasures({ store, connection, log }: SyncContext): Promise<void> {
  const { through, settled, acknowledged } = store.erasures();
  if (settled < through && !store.settleErasures()) return;
  if (acknowledged !== null && acknowledged >= through) return;
  try {
    if (await acknowledge(connection, store.erasures(), store.nameCopy(randomUUID())))
      store.erasuresAcknowledged(through);
  } catch (error) {
    if (!isRefusalOfServer(error)) throw error;
    log?.warn({ err: error }, 'the company could not hear what was erased here');
  }
}

async function acknowledge(connection: Connection, state: ErasureState, copy: string): Promise<boolean> {
  const [there] = await connection.query<{ isThere: boolean | null }>(
    `select has_function_privilege(to_regprocedure('customer_success.acknowledge_erasures(uuid, text, int, json)'), 'execute')
              and not pg_is_in_recovery() as "isThere"`,
  );
  if (there?.isThere !== true) return false;
  const news = Object.entries(state.removed).filter(
    ([erasure]) => Number(erasure) > (state.acknowledged ?? 0),
  );
  const [answer] = await connection.query<{ heard: boolean }>(
    'select customer_success.acknowledge_erasures($1, $2, $3, $4::json) as heard',
    [copy, thisMachine().machine, state.through, JSON.stringify(Object.fromEntries(news))],
  );
  return answer?.heard === true;
}
