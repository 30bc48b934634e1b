import type Database from 'better-sqlite3';
import { readErasureState, writeErasureState } from '../erasing/erasure-state';
import type { Store } from '../types';
import type { ConnectionOptions } from './connection';
import { erasePeople, hearErasures, keepErased, rememberedErasures, settleErasures } from './erase-people';
import { alone } from './store-lock';

type Erasing = Pick<
  Store,
  | 'erasures'
  | 'erasePeople'
  | 'hearErasures'
  | 'rememberedErasures'
  | 'keepErased'
  | 'settleErasures'
  | 'nameCopy'
  | 'erasuresAcknowledged'
>;

/** What an open store does about people whom the company has erased. */
export function erasingIn(
  client: Database.Database,
  options: ConnectionOptions & { readonly now: () => number },
): Erasing {
  return {
    erasures: () => readErasureState(client),
    erasePeople(people) {
      alone(options.file, () => erasePeople(client, options, people, options.now()));
    },
    hearErasures(people, heard) {
      return alone(options.file, () => hearErasures(client, options, people, { heard, now: options.now() }));
    },
    rememberedErasures: () => rememberedErasures(options),
    keepErased: () => keepErased(client, options),
    settleErasures: () => settleErasures(client, options),
    nameCopy(unused) {
      const { copy } = readErasureState(client);
      if (copy === null) writeErasureState(client, { copy: unused });
      return copy ?? unused;
    },
    erasuresAcknowledged: (through) => writeErasureState(client, { acknowledged: through }),
  };
}
