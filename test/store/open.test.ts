import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, expectTypeOf, test } from 'vitest';
import { StewardError } from '../../src-main/lib/steward-error';
import { keepBackups } from '../../src-main/store/file/keep-backups';
import { keyFromFile } from '../../src-main/store/file/key';
import { openStore } from '../../src-main/store/file/open';
import { savedViews, settings } from '../../src-main/store/schema/work';
import { timed, timings } from '../../src-main/store/timings';
import type { ReadDb, Store, Tx } from '../../src-main/store/types';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { countedIds } from '../support/counted-ids';

let folder: string;
let file: string;
const key = new Uint8Array(32).fill(7);
const now = () => Date.UTC(2026, 10, 22, 9);
const ids = countedIds();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-store-'));
  file = join(folder, 'inner', 'steward.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function withStore<T>(use: (store: Store) => T, at = now): T {
  const store = openStore({ file, key, now: at });
  try {
    return use(store);
  } finally {
    store.close();
  }
}

function putSetting(store: Store, name: string, value: string): void {
  writeTransaction(store, 'test.setting', (tx) => {
    tx.insert(settings).values({ key: name, value }).run();
  });
}

function settingOf(store: Store, name: string): string | undefined {
  return store.read.select().from(settings).where(eq(settings.key, name)).get()?.value;
}

test('what was written is there after closing and opening again', () => {
  withStore((store) => putSetting(store, 'theme', 'dark'));
  expect(withStore((store) => settingOf(store, 'theme'))).toBe('dark');
});

test('the file, its log and its backup show nothing of what they hold', () => {
  const secret = 'Quillfeather Analytics';
  withStore((store) => {
    putSetting(store, 'account', secret);
    const backup = store.backUp();
    for (const path of [file, `${file}-wal`, backup.file]) {
      expect(readFileSync(path).includes(secret)).toBe(false);
      expect(readFileSync(path).includes('SQLite format 3')).toBe(false);
    }
  });
  expect(readFileSync(file).includes(secret)).toBe(false);
});

test('only its owner can read the file', () => {
  withStore(() => undefined);
  expect(statSync(file).mode & 0o077).toBe(0);
});

test('another key is refused, and the file left as it was', () => {
  withStore((store) => putSetting(store, 'theme', 'dark'));
  const before = readFileSync(file);
  const open = () => openStore({ file, key: new Uint8Array(32).fill(8), now });
  expect(open).toThrow(StewardError);
  expect(open).toThrow(/another key/);
  expect(readFileSync(file)).toEqual(before);
  expect(withStore((store) => settingOf(store, 'theme'))).toBe('dark');
});

test('a key of the wrong length is refused', () => {
  expect(() => openStore({ file, key: new Uint8Array(16), now })).toThrow(/16 bytes, it needs 32/);
});

test('a failed transaction leaves nothing behind', () => {
  withStore((store) => {
    const failing = () =>
      writeTransaction(store, 'test.fail', (tx) => {
        tx.insert(settings).values({ key: 'a', value: '1' }).run();
        tx.insert(settings).values({ key: 'a', value: '2' }).run();
      });
    expect(failing).toThrow(/UNIQUE/);
    expect(settingOf(store, 'a')).toBeUndefined();
  });
});

test('readers see the last committed state while a transaction is open', () => {
  withStore((store) => {
    putSetting(store, 'a', 'old');
    writeTransaction(store, 'test.update', (tx) => {
      tx.update(settings).set({ value: 'new' }).where(eq(settings.key, 'a')).run();
      expect(settingOf(store, 'a')).toBe('old');
    });
    expect(settingOf(store, 'a')).toBe('new');
  });
});

test('the reading connection cannot write', () => {
  withStore((store) => {
    expect(() => store.read.prepared("insert into settings values ('a', 'b')").run()).toThrow(/readonly/);
  });
});

test('whoever may only read can’t be taken for who writes, and who writes may read', () => {
  expectTypeOf<ReadDb>().not.toExtend<Tx>();
  expectTypeOf<ReadDb>().not.toHaveProperty('insert');
  expectTypeOf<Tx>().toExtend<ReadDb>();
});

test('queries are timed by name, failures too', () => {
  withStore((store) => {
    timed(store.read, 'test.fine', () => 1);
    expect(() =>
      timed(store.read, 'test.fine', () => {
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(timings(store).find((timing) => timing.name === 'test.fine')?.count).toBe(2);
  });
});

test('a key file is made once, for its owner alone, and used again', () => {
  const keyFile = join(folder, 'secret', 'store.key');
  const made = keyFromFile(keyFile, file);
  expect(made.byteLength).toBe(32);
  expect(keyFromFile(keyFile, file)).toEqual(made);
  expect(statSync(keyFile).mode & 0o077).toBe(0);
});

test('the key of an existing store is never made anew', () => {
  withStore(() => undefined);
  const keyFile = join(folder, 'store.key');
  expect(() => keyFromFile(keyFile, file)).toThrow(/key of the local copy is missing/);
  expect(existsSync(keyFile)).toBe(false);
});

test('a key file that others can read is refused', () => {
  const keyFile = join(folder, 'store.key');
  writeFileSync(keyFile, new Uint8Array(32), { mode: 0o644 });
  expect(() => keyFromFile(keyFile, file)).toThrow(/chmod 600/);
});

test('a key file of the wrong size is refused', () => {
  const keyFile = join(folder, 'store.key');
  writeFileSync(keyFile, 'short', { mode: 0o600 });
  expect(() => keyFromFile(keyFile, file)).toThrow(/5 bytes instead of 32/);
});

function scribble(path: string, offset: number, bytes: number): void {
  const content = readFileSync(path);
  content.fill(0xa5, offset, offset + bytes);
  writeFileSync(path, content);
}

function putView(store: Store, name: string): void {
  writeTransaction(store, 'test.view', (tx) => {
    tx.insert(savedViews).values({ viewId: ids.next(), name, view: '{}', createdAt: 1 }).run();
  });
}

test('a sound store reports no recovery', () => {
  withStore(() => undefined);
  expect(withStore((store) => store.recovery)).toBeNull();
});

test('a damaged beginning: the file is put aside and the own rows come back from the backup', () => {
  withStore((store) => {
    putView(store, 'Renewals in spring');
    store.backUp();
  });
  scribble(file, 0, 4096);
  withStore((store) => {
    expect(store.recovery?.restored['saved_views']).toBe(1);
    expect(store.read.select().from(savedViews).all()).toMatchObject([{ name: 'Renewals in spring' }]);
    expect(existsSync(`${file}.damaged-${now()}`)).toBe(true);
  });
});

test('damage elsewhere: own rows newer than any backup come out of the damaged file', () => {
  withStore((store) => {
    store.backUp();
    putView(store, 'After the backup');
    writeTransaction(store, 'test.pages', (tx) => {
      for (let day = 0; day < 500; day += 1) {
        tx.prepared<[number, Buffer]>('insert into activity_daily values (1, ?, 1, 1, 1, ?)').run(
          day,
          Buffer.alloc(900),
        );
      }
    });
  });
  scribble(file, statSync(file).size - 40_000, 30_000);
  withStore((store) => {
    expect(store.recovery).not.toBeNull();
    expect(store.read.select().from(savedViews).all()).toMatchObject([{ name: 'After the backup' }]);
  });
});

test('after a session that ended well the pages can be left to a check behind the start', () => {
  withStore(() => undefined);
  const store = openStore({ file, key, now, check: 'behind' });
  expect(store.isUnchecked).toBe(true);
  store.close();
});

test('after a session that did not end, every page is looked at before the start', () => {
  withStore(() => undefined);
  const crashed = openStore({ file, key, now });
  crashed.db.client.close();
  const store = openStore({ file, key, now, check: 'behind' });
  expect(store.isUnchecked).toBe(false);
  store.close();
});

test('a key that is not the store’s is refused without looking at every page, too', () => {
  withStore(() => undefined);
  const open = () => openStore({ file, key: new Uint8Array(32).fill(8), now, check: 'behind' });
  expect(open).toThrow(/another key/);
});

test('a crash in the middle of recovery starts it again', () => {
  withStore((store) => {
    putView(store, 'Mine');
    store.backUp();
  });
  scribble(file, 0, 4096);
  // As if the process had died after putting the file aside and while building the new one.
  copyFileSync(file, `${file}.damaged-1`);
  rmSync(file);
  writeFileSync(`${file}.part`, 'half a database');
  withStore((store) => expect(store.read.select().from(savedViews).all()).toMatchObject([{ name: 'Mine' }]));
});

test('with nothing to restore from, damage leads to an empty store', () => {
  withStore((store) => putView(store, 'Lost'));
  scribble(file, 0, statSync(file).size);
  withStore((store) => {
    expect(store.recovery?.missing).toContain('saved_views');
    expect(store.read.select().from(savedViews).all()).toEqual([]);
  });
});

test('a backup is made at the start unless there is a fresh one, and a failing one stops nothing', () => {
  let at = now();
  const log = pino({ level: 'silent' });
  withStore(
    (store) => {
      keepBackups(store, () => at, log)();
      at += 3_599_000;
      keepBackups(store, () => at, log)();
      expect(store.backups()).toHaveLength(1);
      at += 1_000;
      keepBackups(store, () => at, log)();
      expect(store.backups()).toHaveLength(2);
      at += 3_600_000;
      rmSync(`${file}-backups`, { recursive: true });
      writeFileSync(`${file}-backups`, 'in the way');
      keepBackups(store, () => at, log)();
      rmSync(`${file}-backups`);
    },
    () => at,
  );
});

test('the newest three backups are kept', () => {
  let at = now();
  withStore(
    (store) => {
      for (let hour = 0; hour < 5; hour += 1) {
        at += 3_600_000;
        store.backUp();
      }
      expect(store.backups().map((backup) => backup.at)).toEqual([at, at - 3_600_000, at - 7_200_000]);
    },
    () => at,
  );
});
