import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { invitationText } from '../../src-main/company/team/invitation-text';
import { inviteMember } from '../../src-main/company/team/invite-member';
import { noEnd } from '../../src-preload/contract/company/invitation';
import { comesIn } from '../support/comes-in';
import { companyForEachTest } from '../support/company-for-each-test';
import { createKeeper, type Keeper } from '../support/keeper';
import { createTestCompany } from '../support/postgres';
import { recordingLine } from '../support/recording-line';
import { type RunningHost, startHost } from '../support/running-host';
import { writeThreeAccounts } from '../support/three-accounts';

const here = companyForEachTest();
const own = 'a word of my own & more';
let keeper: Keeper;
let host: RunningHost;
let sally: string;
let oneTime: string;
let text: string;
let kept: string[];
beforeEach(async () => {
  await writeThreeAccounts(here.company.admin);
  keeper = await createKeeper(here.company);
  sally = `sally_${keeper.login}`;
  await invite();
  kept = [];
  host = await startHost(null, (question) => {
    if (question.kind === 'remember-connection') kept.push(question.url);
    return true;
  });
});
afterEach(async () => {
  await host.close();
  await keeper.drop([sally]);
});

/** Ada lets Sally in. */
async function invite(): Promise<void> {
  const ada = new pg.Client({ connectionString: keeper.url });
  await ada.connect();
  const invited = await inviteMember(ada, {
    login: sally,
    role: 'manager',
    scope: 'book',
    managerEmail: 'bob@x.org',
    days: 7,
  });
  text = await invitationText(ada, { ...invited, url: here.company.url, withPassword: true });
  oneTime = invited.oneTime?.password ?? '';
  await ada.end();
}

const changed = (change: object) => JSON.stringify({ ...JSON.parse(text), ...change });
const open = (input: object = {}) =>
  host.call('signIn.acceptInvitation', { text, oneTime: null, password: own, ...input });

async function refusal(input: object = {}) {
  const answer = await open(input);
  return answer.ok ? 'done' : answer.error;
}

const acceptedAt = async () =>
  (await here.company.admin.query('SELECT accepted_at FROM customer_success.invitations')).rows[0]
    ?.accepted_at;

describe('an invitation that is opened', () => {
  test('takes over address and login, sets a password of one’s own and says so to the company', async () => {
    expect((await open()).ok).toBe(true);
    expect(await comesIn(here.company.url, sally, own)).toBe(true);
    expect(await comesIn(here.company.url, sally, oneTime)).toBe(false);
    expect(await acceptedAt()).toBeInstanceOf(Date);
    expect(await host.ask('settings.connection')).toMatchObject({ login: sally });
    expect(kept).toEqual([expect.stringContaining(encodeURIComponent(own))]);
    await host.scored();
    expect(await host.ask('settings.me')).toMatchObject({ login: sally, role: 'manager' });
  });

  test('never tells the server the password, only what proves it', async () => {
    const line = await recordingLine(here.company.url);
    text = changed({ url: line.through(sally) });
    expect((await open()).ok).toBe(true);
    const { rows } = await here.company.admin.query<{ kept: string | null }>(
      'SELECT rolpassword AS kept FROM pg_authid WHERE rolname = $1',
      [sally],
    );
    await line.close();
    expect(line.said()).toContain(rows[0]?.kept);
    for (const secret of [own, encodeURIComponent(own), oneTime]) expect(line.said()).not.toContain(secret);
  });

  test('takes the one-time password from its reader where the file doesn’t hold it', async () => {
    const { password: _left, ...without } = JSON.parse(text);
    text = JSON.stringify(without);
    expect(await refusal()).toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(/holds no password/),
    });
    expect((await open({ oneTime })).ok).toBe(true);
    expect(await comesIn(here.company.url, sally, own)).toBe(true);
  });

  test('leaves the password of a login that the server had before', async () => {
    const { login, url } = await here.company.createLogin({ role: 'viewer', scope: 'all' });
    const { password } = new URL(url);
    const address = new URL(here.company.url);
    address.username = login;
    address.password = '';
    const { password: _left, ...without } = JSON.parse(text);
    text = JSON.stringify({ ...without, url: address.href, validUntil: noEnd });
    expect((await open({ oneTime: password, password: null })).ok).toBe(true);
    expect(await host.ask('settings.connection')).toMatchObject({ login });
  });

  test('once more after its answer was lost, with the same password: it ends in the same', async () => {
    expect((await open()).ok).toBe(true);
    expect((await open()).ok).toBe(true);
    expect(await comesIn(here.company.url, sally, own)).toBe(true);
  });
});

describe('an invitation that opens nothing says why, in a sentence, and changes nothing', () => {
  afterEach(async () => {
    expect(await host.ask('settings.connection')).toMatchObject({ host: null });
    expect(kept).toEqual([]);
  });

  test('damaged on its way, or of another kind', async () => {
    const damaged = [
      text.slice(0, -20),
      changed({ steward: 'settings' }),
      '',
      changed({ url: 'postgres://a:b@127.0.0.1/x' }),
    ];
    for (const file of damaged)
      expect(await refusal({ text: file })).toMatchObject({
        code: 'invalid_input',
        message: expect.stringMatching(/no invitation, or it was damaged/),
      });
    expect(await comesIn(here.company.url, sally, oneTime)).toBe(true);
  });

  test('of another company, though its login is the same', async () => {
    const other = await createTestCompany(here.server);
    const address = new URL(other.url);
    address.username = sally;
    address.password = '';
    await other.admin.query(
      `GRANT cs_viewer TO ${sally}; INSERT INTO customer_success.memberships (login, role, scope) VALUES ('${sally}', 'viewer', 'all')`,
    );
    text = changed({ url: address.href });
    expect(await refusal()).toMatchObject({
      message: expect.stringMatching(/not the company .*no password was set/),
    });
    expect(await comesIn(here.company.url, sally, oneTime)).toBe(true);
    text = changed({ url: address.href.replace(/\/[^/]+$/, '/postgres') });
    expect(await refusal()).toMatchObject({ message: expect.stringMatching(/not the company/) });
    await other.drop();
  });

  test('out of date', async () => {
    await here.company.admin.query(`ALTER ROLE ${sally} VALID UNTIL '2026-01-02'`);
    text = changed({ validUntil: '2026-01-02T00:00:00.000Z' });
    expect(await refusal()).toMatchObject({ message: expect.stringMatching(/good until 2026-01-02/) });
  });

  test('used already, by whoever it was', async () => {
    await here.company.admin.query(`ALTER ROLE ${sally} PASSWORD 'what she chose at home'`);
    expect(await refusal()).toMatchObject({ message: expect.stringMatching(/used already/) });
    expect(await comesIn(here.company.url, sally, 'what she chose at home')).toBe(true);
  });

  test('of somebody who was taken out of the team since', async () => {
    await here.company.admin.query(`DELETE FROM customer_success.memberships WHERE login = '${sally}'`);
    expect(await refusal()).toMatchObject({ message: expect.stringMatching(/no member of/) });
    await here.company.admin.query(`REVOKE cs_viewer, cs_manager, cs_admin FROM ${sally}`);
    expect(await refusal()).toMatchObject({ message: expect.stringMatching(/no member of/) });
    expect(await comesIn(here.company.url, sally, oneTime)).toBe(true);
  });

  test('while its server is away', async () => {
    const address = new URL(here.company.url);
    text = changed({ url: `postgres://${sally}@127.0.0.1:1${address.pathname}` });
    expect(await refusal()).toMatchObject({
      code: 'offline',
      message: expect.stringMatching(/Nothing answers/),
    });
  });

  test('with a password that anybody guesses, knows, or can’t type everywhere', async () => {
    const weak: [string, RegExp][] = [
      ['eleven chrs', /at least 12/],
      [oneTime, /the password before/],
      ['pässword of mine', /English keyboard/],
      ['abababababababab', /over and over/],
      [sally.toUpperCase(), /it is the login/],
    ];
    for (const [password, why] of weak)
      expect([password, await refusal({ password })]).toMatchObject([
        password,
        { code: 'invalid_input', message: expect.stringMatching(why) },
      ]);
    expect(await comesIn(here.company.url, sally, oneTime)).toBe(true);
  });
});

test('a password that is set and can’t be kept says that it is set', async () => {
  await host.close();
  host = await startHost(null, () => {
    throw new Error('The keychain is locked.');
  });
  expect(await refusal()).toMatchObject({
    code: 'not_ready',
    message: expect.stringMatching(/Your password is set .*keychain is locked/),
  });
  expect(await comesIn(here.company.url, sally, own)).toBe(true);
});
