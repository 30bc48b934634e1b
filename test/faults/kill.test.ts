import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { addOrganizations } from '../sync/support/company';
import { deskForEachTest } from '../sync/support/desk-for-each-test';
import { localRows } from '../sync/support/oracle';

const here = deskForEachTest({ accounts: 30, scope: 'all' });

/** Runs a sync of the desk's store in a process of its own. @returns statements, or null when it was killed */
function syncInChild(fatal: number): number | null {
  here.desk.store.close();
  const child = spawnSync(
    process.execPath,
    ['tools/run-ts.mjs', 'test/faults/support/dying-sync.ts', here.desk.file, here.login.url, String(fatal)],
    { encoding: 'utf8', timeout: 60_000 },
  );
  here.desk.reopen();
  if (child.signal === 'SIGKILL') return null;
  if (child.status !== 0) throw new Error(child.stderr);
  return Number(child.stdout);
}

/** Statements at which to die: the first and last, and evenly between. */
function deaths(statements: number, count: number): number[] {
  return Array.from(
    { length: count },
    (_, place) => 1 + Math.floor((place * (statements - 1)) / (count - 1)),
  );
}

test('killed anywhere in the first load, the store is sound, shows nothing half, and the next sync completes it', async () => {
  const reference = syncInChild(0) ?? 0;
  expect(reference).toBeGreaterThan(500);
  for (const fatal of deaths(reference, 6)) {
    here.startOver();
    expect(syncInChild(fatal)).toBeNull();
    expect(here.desk.store.recovery).toBeNull();
    const shown = Object.values(localRows(here.desk.store.read)).flat();
    if (shown.length > 0) await here.desk.expectEqual();
    await here.desk.sync();
    await here.desk.expectEqual();
  }
}, 180_000);

test('killed anywhere in a pull, the copy is as before or as after, never between', async () => {
  await here.desk.sync();
  let number = 100;
  const change = async () => {
    await addOrganizations(here.company.admin, number, number + 2);
    await here.company.admin.query(
      `update customer_success.users set title = 'Title ${number}' where user_id % 3 = 0`,
    );
    await here.company.admin.query(
      `delete from customer_success.activity_events where organization_id = ${number % 30}`,
    );
    number += 10;
  };
  await change();
  const reference = syncInChild(0) ?? 0;
  expect(reference).toBeGreaterThan(50);
  let kills = 0;
  for (const fatal of deaths(reference, 6)) {
    await change();
    const before = localRows(here.desk.store.read);
    const survived = syncInChild(fatal) !== null;
    expect(here.desk.store.recovery).toBeNull();
    if (survived) await here.desk.expectEqual();
    else {
      kills += 1;
      expect(localRows(here.desk.store.read)).toEqual(before);
    }
    await here.desk.sync();
    await here.desk.expectEqual();
  }
  expect(kills).toBeGreaterThan(3);
}, 180_000);
