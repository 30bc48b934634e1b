import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readInvitation } from '../../src-preload/contract/company/invitation';
import type { Role } from '../../src-preload/contract/roles';
import { invitedSchema, teamSchema } from '../../src-preload/contract/team';
import { companyForEachTest } from '../support/company-for-each-test';
import { createKeeper, type Keeper } from '../support/keeper';
import { type RunningHost, startHost } from '../support/running-host';
import { writeThreeAccounts } from '../support/three-accounts';

const here = companyForEachTest();
let keeper: Keeper;
let host: RunningHost;
let me: string;
let sally: string;
let file: string;
let folder: string;
beforeEach(async () => {
  await writeThreeAccounts(here.company.admin);
  await here.company.admin.query(`SELECT setval('customer_success.managers_manager_id_seq', 10)`);
  keeper = await createKeeper(here.company);
  sally = `sally_${keeper.login}`;
  folder = mkdtempSync(join(tmpdir(), 'steward-team-'));
  file = join(folder, 'invitation.json');
});
afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true });
  await keeper.drop([sally]);
});

async function openAs(role: Role, scope: 'all' | 'book' = 'all'): Promise<void> {
  const { login, url } = await here.company.createLogin({ role, scope, managerId: 1 });
  me = login;
  host = await startHost(url, ({ kind }) => (kind === 'save-path' ? file : null));
}

const unlock = () => host.ask('team.unlock', { login: keeper.login, password: keeper.password });
const team = async () => teamSchema.parse(await host.ask('team.get'));
const invitation = () => ({
  login: sally,
  role: 'manager',
  scope: 'book',
  managerEmail: 'bob@x.org',
  managerName: null,
  days: 7,
});

async function refusal(path: string, input?: unknown) {
  const answer = await host.call(path, input);
  return answer.ok ? 'done' : answer.error;
}

describe('a member’s life on the screen', () => {
  test('is invited, assigned and removed once somebody who may has unlocked it, as psql shows it', async () => {
    await openAs('admin');
    expect(await team()).toMatchObject({ members: [{ login: me, role: 'admin' }], keeper: null });
    await unlock();
    expect(await team()).toMatchObject({ keeper: { login: keeper.login, mayMakeLogins: true } });
    const invited = invitedSchema.parse(await host.ask('team.invite', invitation()));
    await host.ask('team.saveInvitation', { login: sally, text: invited.invitation });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readInvitation(readFileSync(file, 'utf8'))).toMatchObject({ password: invited.password });
    const address = new URL(here.company.url);
    const client = new pg.Client({
      host: address.hostname,
      port: Number(address.port),
      database: address.pathname.slice(1),
      user: sally,
      password: invited.password ?? '',
    });
    await client.connect();
    const seen = await client.query('SELECT external_id FROM customer_success.organizations');
    expect(seen.rows).toEqual([{ external_id: 'bolt' }]);
    await client.end();

    await host.ask('team.assign', { login: sally, role: 'viewer', scope: 'all', managerEmail: null });
    const members =
      'SELECT role, scope, manager_id AS book FROM customer_success.memberships WHERE login = $1';
    expect((await here.company.admin.query(members, [sally])).rows).toEqual([
      { role: 'viewer', scope: 'all', book: null },
    ]);
    await host.ask('team.remove', { login: sally });
    expect((await here.company.admin.query(members, [sally])).rows).toEqual([]);
    await host.ask('team.lock');
    expect(await refusal('team.invite', invitation())).toMatchObject({ code: 'forbidden' });
  });

  test('a book is looked at and handed over, and a file of assignments is', async () => {
    await openAs('admin');
    await unlock();
    const plan = await host.ask('team.planHandOver', { from: 'ann@x.org', to: 'bob@x.org' });
    expect(plan).toMatchObject({ accounts: 1, logins: [{ login: me }] });
    const { digest } = plan as { digest: string };
    await here.company.admin.query('UPDATE customer_success.organizations SET owner_id = 1');
    expect(await refusal('team.handOver', { from: 'ann@x.org', to: 'bob@x.org', digest })).toMatchObject({
      code: 'conflict',
    });
    const text = 'organization_id,owner_email\nbolt,bob@x.org\n';
    const { digest: looked } = (await host.ask('team.planImport', { text })) as { digest: string };
    await host.ask('team.import', { text, digest: looked });
    const owners = await here.company.admin.query(
      'SELECT owner_id FROM customer_success.organizations ORDER BY external_id',
    );
    expect(owners.rows.map(({ owner_id }) => owner_id)).toEqual([1, 2, 1]);
  });
});

describe('nobody changes the team who may not', () => {
  test.each(['viewer', 'manager', 'admin'] as const)('a %s without somebody who may', async (role) => {
    await openAs(role);
    const attempts: [string, unknown][] = [
      ['team.assign', { login: me, role: 'admin', scope: 'all', managerEmail: null }],
      ['team.invite', invitation()],
      ['team.remove', { login: me }],
      ['team.planImport', { text: 'organization_id,owner_email\nacme,bob@x.org\n' }],
      ['team.handOver', { from: 'ann@x.org', to: 'bob@x.org', digest: '0'.repeat(64) }],
    ];
    for (const [path, input] of attempts)
      expect([path, await refusal(path, input)]).toMatchObject([path, { code: 'forbidden' }]);
    // One's own login is not one that may, and a wrong password is told as such.
    const own = new URL((await here.company.createLogin({ role: 'admin', scope: 'all' })).url);
    expect(await refusal('team.unlock', { login: own.username, password: own.password })).toMatchObject({
      code: 'forbidden',
      message: expect.stringMatching(/may not change the team/),
    });
    expect(await refusal('team.unlock', { login: keeper.login, password: 'wrong' })).toMatchObject({
      code: 'forbidden',
      message: expect.stringMatching(/password of .* is wrong/),
    });
    expect(await team()).toMatchObject({ keeper: null });
  });

  test('a viewer is shown herself alone, an admin everybody', async () => {
    await openAs('viewer', 'book');
    await here.company.createLogin({ role: 'admin', scope: 'all' });
    expect((await team()).members).toMatchObject([{ login: me, accounts: 1, managerName: 'Ann' }]);
  });

  test('what is no invitation is not saved', async () => {
    await openAs('admin');
    expect(await refusal('team.saveInvitation', { login: sally, text: '#!/bin/sh' })).toMatchObject({
      code: 'invalid_input',
    });
  });
});

test('a company of an earlier version shows who is in the team, and says what changes of it need', async () => {
  await here.company.admin.query('DROP TABLE customer_success.invitations CASCADE');
  await openAs('admin');
  expect(await team()).toMatchObject({ members: [{ login: me, role: 'admin', state: 'in' }] });
  expect(await refusal('team.unlock', { login: keeper.login, password: keeper.password })).toMatchObject({
    code: 'not_ready',
    message: expect.stringContaining('steward company create'),
  });
});

test('whatever else an earlier version lacks is said, and is no fault of Steward', async () => {
  await openAs('admin');
  await here.company.admin.query('ALTER TABLE customer_success.memberships RENAME COLUMN scope TO reach');
  expect(await refusal('team.get')).toMatchObject({
    code: 'not_ready',
    message: expect.stringContaining('earlier version'),
  });
});
