import { spawnSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  createTestCompany,
  startPostgres,
  type TestCompany,
  type TestLogin,
  type TestServer,
} from '../support/postgres';
import { addOrganizations, fillCompany } from '../sync/support/company';
import { type Desk, openDesk } from '../sync/support/desk';
import { localRows } from '../sync/support/oracle';

let server: TestServer;
let company: TestCompany;
let login: TestLogin;
let desk: Desk;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

beforeEach(async () => {
  company = await createTestCompany(server);
  await fillCompany(company.admin, 30);
  login = await company.createLogin({ role: 'manager', scope: 'all', managerId: 1 });
  desk = openDesk(login);
});
afterEach(async () => {
  desk.close();
  await company.drop();
});

/** Runs a sync of the desk's store in a process of its own. @returns statements, or null when it was killed */
function syncInChild(fatal: number): number | null {
  desk.store.close();
  const child = spawnSync(
    process.execPath,
    ['tools/run-ts.mjs', 'test/faults/support/dying-sync.ts', desk.file, login.url, String(fatal)],
    { encoding: 'utf8', timeout: 60_000 },
  );
  desk.reopen();
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
  for (const fatal of deaths(reference, 8)) {
    desk.close();
    desk = openDesk(login);
    expect(syncInChild(fatal)).toBeNull();
    expect(desk.store.recovery).toBeNull();
    const shown = Object.values(localRows(desk.store.read)).flat();
    if (shown.length > 0) await desk.expectEqual();
    await desk.sync();
    await desk.expectEqual();
  }
}, 180_000);

test('killed anywhere in a pull, the copy is as before or as after, never between', async () => {
  await desk.sync();
  let number = 100;
  const change = async () => {
    await addOrganizations(company.admin, number, number + 2);
    await company.admin.query(
      `update customer_success.users set title = 'Title ${number}' where user_id % 3 = 0`,
    );
    await company.admin.query(
      `delete from customer_success.activity_events where organization_id = ${number % 30}`,
    );
    number += 10;
  };
  await change();
  const reference = syncInChild(0) ?? 0;
  expect(reference).toBeGreaterThan(50);
  for (const fatal of deaths(reference, 6)) {
    await change();
    const before = localRows(desk.store.read);
    const survived = syncInChild(fatal) !== null;
    expect(desk.store.recovery).toBeNull();
    if (survived) await desk.expectEqual();
    else expect(localRows(desk.store.read)).toEqual(before);
    await desk.sync();
    await desk.expectEqual();
  }
}, 180_000);
