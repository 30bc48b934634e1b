import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { expect, test } from 'vitest';
import { savedViews } from '../../src-main/store/schema/work';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { deskForEachTest } from './support/desk-for-each-test';

const here = deskForEachTest({ accounts: 12, scope: 'all' });

/** The copy as a disk fault leaves it; the next start puts it aside. */
function damage(): void {
  here.desk.store.close();
  const content = readFileSync(here.desk.file);
  writeFileSync(here.desk.file, content.fill(0xa5, Math.floor(content.length / 2)));
}

test('a login whose access is taken away keeps nothing of the company, and all that its manager wrote', async () => {
  await here.desk.sync();
  writeTransaction(here.desk.store, 'test.view', (tx) => {
    tx.insert(savedViews).values({ viewId: 'v', name: 'Mine', view: '{}', createdAt: 1 }).run();
  });
  here.desk.store.backUp();
  for (let turn = 0; turn < 2; turn += 1) {
    damage();
    expect(() => here.desk.reopen()).not.toThrow();
    await here.desk.sync();
  }
  const { store, file } = here.desk;
  const beside = () =>
    readdirSync(dirname(file)).filter((name) => name.startsWith(`${basename(file)}.damaged`));
  expect(beside().length).toBeGreaterThan(0);
  const before = statSync(file).size;
  await here.company.admin.query('DELETE FROM customer_success.memberships');
  expect((await here.desk.sync()).kind).toBe('revoked');
  expect(beside()).toEqual([]);
  expect(store.damaged()).toEqual([]);
  expect(store.db.client.pragma('freelist_count', { simple: true })).toBe(0);
  expect(statSync(`${file}-wal`).size).toBe(0);
  expect(statSync(file).size).toBeLessThanOrEqual(before);
  expect(store.read.select().from(savedViews).all()).toMatchObject([{ name: 'Mine' }]);
  expect((await here.desk.sync()).kind).toBe('revoked');
});
