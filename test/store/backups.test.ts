import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepBackups } from '../../src-main/store/file/keep-backups';
import { shippedMigrations } from '../../src-main/store/file/migrate';
import { openStore } from '../../src-main/store/file/open';
import { savedViews } from '../../src-main/store/schema/work';
import type { Store } from '../../src-main/store/types';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { countedIds } from '../support/counted-ids';

const day = 86_400_000;
const today = Date.UTC(2026, 10, 22, 9);
const future = today + 400 * day;
const key = new Uint8Array(32).fill(7);
const ids = countedIds();

let folder: string;
let file: string;
let at = today;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-backups-'));
  file = join(folder, 'steward.db');
  at = today;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function withStore<T>(use: (store: Store) => T, migrations = shippedMigrations()): T {
  const store = openStore({ file, key, now: () => at, migrations });
  try {
    return use(store);
  } finally {
    store.close();
  }
}

function putView(store: Store, name: string): void {
  writeTransaction(store, 'test.view', (tx) => {
    tx.insert(savedViews).values({ viewId: ids.next(), name, view: '{}', createdAt: 1 }).run();
  });
}

function views(): string[] {
  return withStore((store) => store.read.select().from(savedViews).all()).map(({ name }) => name);
}

function ruin(path: string): void {
  writeFileSync(path, readFileSync(path).fill(0xa5));
}

test('a clock that was ahead for a while stops no backup, and the newest written is restored', () => {
  at = future;
  withStore((store) => {
    for (let n = 0; n < 4; n += 1) {
      store.backUp();
      at += 1;
    }
  });
  at = today;
  withStore((store) => {
    putView(store, 'After');
    keepBackups(store, () => at, pino({ level: 'silent' }))();
    expect(store.backups()[0]?.at).toBe(today);
    const made = store.backUp();
    expect(readFileSync(made.file).length).toBe(made.bytes);
    expect(store.backups().map((backup) => backup.file)).toContain(made.file);
  });
  ruin(file);
  expect(views()).toEqual(['After']);
});

test('backups of a Steward of before that are from the future are older than any new one', () => {
  withStore((store) => putView(store, 'Old'));
  for (const stamp of [future, future + 1, future + 2, today - day]) {
    const made = withStore((store) => store.backUp());
    renameSync(made.file, join(`${file}-backups`, `${stamp}.backup`));
  }
  withStore((store) => {
    expect(store.backups()[0]?.at).toBe(today - day);
    putView(store, 'New');
    store.backUp();
    expect(store.backups()[0]?.at).toBe(today);
  });
  ruin(file);
  expect(views()).toEqual(['Old', 'New']);
});

test('a store with backups from the future is upgraded', () => {
  at = future;
  withStore((store) => {
    for (let n = 0; n < 3; n += 1) store.backUp();
  });
  at = today;
  withStore(
    (store) => expect(store.backups()[0]?.at).toBe(today),
    [...shippedMigrations(), ['create table more (id integer primary key)']],
  );
});

test('backups at the same time of the clock do not replace each other', () => {
  withStore((store) => {
    store.backUp();
    store.backUp();
    expect(store.backups()).toHaveLength(2);
  });
});

test('a damaged file is older than backups made after it, whatever the clock said', () => {
  withStore((store) => putView(store, 'First'));
  at = future;
  truncateSync(file, 20_000);
  withStore(() => undefined);
  at = today;
  withStore((store) => {
    putView(store, 'Second');
    store.backUp();
  });
  ruin(file);
  expect(views()).toContain('Second');
});

test('of before a recovery one backup is kept, however many follow', () => {
  withStore((store) => {
    putView(store, 'Before');
    store.backUp();
  });
  const before = withStore((store) => store.backups()[0]?.file);
  // All that was there is lost: the file and, for this start, the way to its backups.
  renameSync(`${file}-backups`, `${file}-elsewhere`);
  rmSync(file);
  withStore(() => undefined);
  rmSync(`${file}-backups`, { recursive: true, force: true });
  renameSync(`${file}-elsewhere`, `${file}-backups`);
  withStore((store) => {
    for (let n = 0; n < 10; n += 1) {
      at += 3_600_000;
      store.backUp();
    }
    expect(store.backups().map((backup) => backup.file)).toContain(before);
    expect(store.backups()).toHaveLength(4);
  });
});

test('each recovery keeps one of before it', () => {
  for (let turn = 0; turn < 3; turn += 1) {
    withStore((store) => {
      putView(store, `Turn ${turn}`);
      for (let n = 0; n < 5; n += 1) store.backUp();
    });
    ruin(file);
  }
  withStore((store) => {
    for (let n = 0; n < 5; n += 1) store.backUp();
    expect(store.backups()).toHaveLength(6);
  });
  expect(views()).toEqual(['Turn 0', 'Turn 1', 'Turn 2']);
});

test('backups that can not be read do not count, so the newest good one is never deleted for them', () => {
  const good = withStore((store) => {
    putView(store, 'Good');
    return store.backUp();
  });
  for (let n = 0; n < 2; n += 1) ruin(withStore((store) => store.backUp()).file);
  const first = withStore((store) => store.backUp());
  const second = withStore((store) => store.backUp());
  ruin(first.file);
  ruin(second.file);
  withStore((store) => store.backUp());
  expect(readdirSync(`${file}-backups`)).toContain(good.file.split('/').at(-1));
});

test('where another key than the backups’ is used, and no note tells so, a backup waits for the right one', () => {
  withStore((store) => {
    putView(store, 'Locked away');
    store.backUp();
  });
  for (const path of [file, `${file}.key-id`]) rmSync(path);
  const other = openStore({ file, key: new Uint8Array(32).fill(8), now: () => at });
  for (let n = 0; n < 6; n += 1) other.backUp();
  other.close();
  rmSync(file);
  rmSync(`${file}.key-id`);
  expect(views()).toEqual(['Locked away']);
});
