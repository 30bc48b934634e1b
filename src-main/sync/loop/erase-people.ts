import { randomUUID } from 'node:crypto';
import type { RememberedTombstone, Tombstone } from '../../lib/privacy/tombstone';
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
  const { store } = context;
  const tombstones = await heardOf(context);
  if (tombstones === null) return;
  if (tombstones.kind === 'numbered') store.erasePeople(tombstones.people);
  else if (!store.hearErasures(tombstones.people, tombstones.heard)) return;
  writeTransaction(store, 'erasures.refold', (tx) => refoldMarked(tx));
  const organizationIds = [...new Set(tombstones.people.map(({ organizationId }) => organizationId))];
  context.onApplied({ organizationIds, rows: tombstones.people.length });
}

type HeardOf =
  | { readonly kind: 'numbered'; readonly people: readonly Tombstone[] }
  | { readonly kind: 'remembered'; readonly people: readonly RememberedTombstone[]; readonly heard: string };

/** @returns null where there is nothing that this copy hasn't heard of */
async function heardOf(context: SyncContext): Promise<HeardOf | null> {
  const { store, connection } = context;
  try {
    // A company of an earlier schema numbers erasures, or erases nobody; a login that was put out hears of nothing.
    const [doors] = await connection.query<{ remembers: boolean | null; writes: boolean }>(
      `select has_function_privilege(to_regprocedure('customer_success.remember_erasures()'), 'execute') as remembers,
              not pg_is_in_recovery() as writes`,
    );
    if (doors?.remembers !== true) {
      const people = await newTombstones(connection, store.erasures().through);
      return people.length === 0 ? null : { kind: 'numbered', people };
    }
    let heard = await readKnown(connection);
    if (heard === null || heard === store.erasures().heard) return null;
    let people = await readRemembered(connection);
    if (doors.writes && (await remind(connection, store.rememberedErasures(), people))) {
      heard = (await readKnown(connection)) ?? heard;
      people = await readRemembered(connection);
    }
    return { kind: 'remembered', people, heard };
  } catch (error) {
    if (isRefusalOfServer(error)) return null;
    throw error;
  }
}

async function readKnown(connection: Connection): Promise<string | null> {
  const [known] = await connection.query<{ known: string | null }>(
    'select customer_success.erasures_known() as known',
  );
  return known?.known ?? null;
}

function readRemembered(connection: Connection): Promise<RememberedTombstone[]> {
  return connection.query<RememberedTombstone>(
    `select erasure_id as erasure, organization_id as "organizationId", user_id as "userId", by_hand as "byHand", uid::text as uid, memory, seal
       from customer_success.remember_erasures()`,
  );
}

/** How many erasures a call tells of at most. */
const mostTold = 200;

/** A company that was restored from before an erasure is told of it. @returns whether it took any up */
async function remind(
  connection: Connection,
  remembered: readonly Pick<RememberedTombstone, 'uid' | 'memory' | 'seal'>[],
  known: readonly RememberedTombstone[],
): Promise<boolean> {
  const there = new Set(known.map(({ uid }) => uid));
  const forgotten = remembered.filter(({ uid }) => !there.has(uid));
  let taken = 0;
  for (let first = 0; first < forgotten.length; first += mostTold) {
    const told = forgotten.slice(first, first + mostTold).map(({ memory, seal }) => ({ memory, seal }));
    const [answer] = await connection.query<{ taken: number }>(
      'select customer_success.recall_erasures($1::jsonb) as taken',
      [JSON.stringify(told)],
    );
    taken += answer?.taken ?? 0;
  }
  return taken > 0;
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
