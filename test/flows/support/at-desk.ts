import { join } from 'node:path';
import { openStore } from '../../../src-main/store/file/open';
import type { ReadDb, Store } from '../../../src-main/store/types';
import { outboxSchema, type SetBack } from '../../../src-preload/contract/operations';
import type { RunningHost } from '../../support/running-host';

/** What the company refused of what was decided at a desktop. */
export async function setBacksAt(host: RunningHost): Promise<readonly SetBack[]> {
  return outboxSchema.parse(await host.ask('monitor.outbox')).setBack;
}

/** They are read, and put away. */
export async function letSetBacksGo(host: RunningHost): Promise<void> {
  for (const { opId } of await setBacksAt(host)) await host.ask('monitor.letGo', { opId });
}

/** How a host refuses; null: it does not. */
export async function refusalOf(host: RunningHost, path: string, input: unknown) {
  const answer = await host.call(path, input);
  return answer.ok ? null : answer.error;
}

type KeptBy = Pick<RunningHost, 'folder' | 'key'>;

/** The store of a host, beside it. */
export function lookInto<T>(host: KeptBy, look: (db: ReadDb) => T): T {
  return opened(host, ({ read }) => look(read));
}

/** Behind the back of a host that is off. */
export function changeStore(host: KeptBy, sql: string): void {
  opened(host, ({ db }) => db.client.exec(sql));
}

function opened<T>({ folder, key }: KeptBy, use: (store: Store) => T): T {
  const file = join(folder, 'steward.db');
  const store = openStore({ file, key: Buffer.from(key, 'hex'), now: Date.now });
  try {
    return use(store);
  } finally {
    store.close();
  }
}
