import { systemClock } from '../../../src-main/ports/clock';
import { openStore } from '../../../src-main/store/file/open';
import { syncOnce } from '../../../src-main/sync/loop/sync-once';

/**
 * A sync that kills its own process at its n-th statement on the store, be it in the middle of a transaction.
 * Arguments: store file, company address, n (0: live on, and print how many statements there were).
 */
const [, , file = '', url = '', fatal = '0'] = process.argv;
const store = openStore({ file, key: new Uint8Array(32).fill(9), now: systemClock.now });
let statements = 0;

const { tx } = store.db;
const prepared = tx.prepared.bind(tx);
Object.assign(tx, {
  prepared(sql: string) {
    const statement = prepared(sql);
    return new Proxy(statement, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...parameters: unknown[]) => {
          statements += 1;
          if (statements === Number(fatal)) process.kill(process.pid, 'SIGKILL');
          return member.apply(target, parameters);
        };
      },
    });
  },
});

await syncOnce({ store, connect: { url }, clock: systemClock });
store.close();
console.log(statements);
