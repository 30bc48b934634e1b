import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { signInStateSchema } from '../../src-preload/contract/sign-in';
import { spellDay } from '../../src-preload/contract/words';
import { comesIn } from '../support/comes-in';
import { openCompany } from '../support/open-company';
import { openForTests } from '../support/open-for-tests';
import { recordingLine } from '../support/recording-line';
import { type RunningHost, startHost } from '../support/running-host';
import { writeThreeAccounts } from '../support/three-accounts';

const there = openForTests(() => openCompany(writeThreeAccounts));
const next = 'a word of my own & more';
const day = 86_400_000;
let host: RunningHost;
let url: string;
let login: string;
let password: string;
beforeEach(async () => {
  ({ url, login } = await there.company.createLogin({ role: 'manager', scope: 'all' }));
  password = new URL(url).password;
});
afterEach(() => host.close());

const status = async () => signInStateSchema.parse(await host.ask('signIn.state')).sync;
const change = (input: object = {}) =>
  host.call('signIn.changePassword', { current: password, next, ...input });

async function refusal(input: object = {}) {
  const answer = await change(input);
  return answer.ok ? 'done' : answer.error;
}

describe('a password of one’s own is changed', () => {
  test('at the server, without telling it, and this desktop goes on with the new one', async () => {
    const kept: string[] = [];
    const line = await recordingLine(there.company.url);
    const through = new URL(line.through(login));
    through.password = password;
    host = await startHost(through.href, (question) => {
      if (question.kind === 'remember-connection') kept.push(question.url);
      return true;
    });
    await host.scored();
    expect(await refusal()).toBe('done');
    expect([
      await comesIn(there.company.url, login, next),
      await comesIn(there.company.url, login, password),
    ]).toEqual([true, false]);
    await host.ask('monitor.syncNow');
    expect(await status()).toMatchObject({ phase: 'idle', problem: null });
    expect(kept).toEqual([expect.stringContaining(encodeURIComponent(next))]);
    for (const secret of [next, encodeURIComponent(next), password])
      expect(line.said()).not.toContain(secret);
    await line.close();
  });

  test('not by whoever doesn’t know the one of now, nor to one that breaks a rule', async () => {
    host = await startHost(url);
    for (const [input, why] of [
      [{ current: 'a guess' }, /password of now is another/],
      [{ current: '' }, /password of now is another/],
      [{ next: password }, /the password before/],
      [{ next: 'eleven chrs' }, /at least 12/],
      [{ next: login }, /the login/],
    ] as const)
      expect([input, await refusal(input)]).toMatchObject([
        input,
        { code: 'invalid_input', message: expect.stringMatching(why) },
      ]);
    expect(await comesIn(there.company.url, login, password)).toBe(true);
  });

  test('once more after its answer was lost: it ends in the same', async () => {
    host = await startHost(url);
    await there.company.admin.query(`ALTER ROLE ${login} PASSWORD '${next}'`);
    expect(await refusal()).toBe('done');
    expect(await comesIn(there.company.url, login, next)).toBe(true);
    expect(await refusal({ current: next, next: 'another that I chose' })).toBe('done');
    await there.company.admin.query(`ALTER ROLE ${login} PASSWORD 'set by somebody else'`);
    expect(await refusal({ current: 'another that I chose', next: 'yet another one' })).toMatchObject({
      message: expect.stringMatching(/is wrong/),
    });
  });
});

describe('the end of a password', () => {
  test('is known ahead, and is gone again once it was lifted', async () => {
    const end = new Date(Date.now() + 3 * day);
    await there.company.admin.query(`ALTER ROLE ${login} VALID UNTIL '${end.toISOString()}'`);
    host = await startHost(url);
    await host.scored();
    expect((await status()).passwordEndsAt).toBe(end.getTime());
    await there.company.admin.query(`ALTER ROLE ${login} VALID UNTIL 'infinity'`);
    await host.ask('monitor.syncNow');
    expect((await status()).passwordEndsAt).toBeNull();
  });

  test('is said once it is over, where the server calls any password wrong', async () => {
    const end = new Date(Date.now() + 2_500);
    await there.company.admin.query(`ALTER ROLE ${login} VALID UNTIL '${end.toISOString()}'`);
    const first = await startHost(url);
    await first.scored();
    await first.leave();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, end.getTime() - Date.now())));
    host = await startHost(url, () => null, { folder: first.folder, key: first.key });
    await vi.waitUntil(async () => (await status()).phase === 'failed', { timeout: 30_000 });
    expect((await status()).problem).toMatch(
      new RegExp(`ended on ${spellDay(Math.floor(end.getTime() / day))}.*Ask whoever looks after the team`),
    );
    // Another login's wrong password is one.
    const other = await there.company.createLogin({ role: 'viewer', scope: 'all' });
    const wrong = new URL(other.url);
    wrong.password = 'wrong';
    await host.ask('settings.setConnection', { url: wrong.href });
    await vi.waitUntil(async () => (await status()).problem?.includes('may have expired'), {
      timeout: 30_000,
    });
  });
});
