import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { mailAccountSchema } from '../../src-preload/contract/mail-account';
import { sendingSchema } from '../../src-preload/contract/sending';
import type { ShellQuestion } from '../../src-preload/contract/wire/host-messages';
import { type MailServer, startMailServer } from '../support/mail-server';
import { type RunningHost, startHost } from '../support/running-host';
import { launch, readyToSend, runRow } from '../support/sending';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
let mails: MailServer;
let host: RunningHost;
let asked: ShellQuestion[];
beforeAll(async () => {
  mails = await startMailServer({
    onAuth: ({ username, password }, _session, done) =>
      username === 'ann' && password === 'se:cr@t'
        ? done(null, { user: username })
        : done(Object.assign(new Error('no such login'), { responseCode: 535 })),
    authOptional: false,
    allowInsecureAuth: true,
  });
});
afterAll(() => mails.stop());
beforeEach(async () => {
  await readyToSend(team);
  asked = [];
});
afterEach(() => host.close());

async function openAs(name: 'ann' | 'ada' | 'vera'): Promise<void> {
  host = await startHost(team.logins[name].url, (question) => {
    asked.push(question);
    return 'kept';
  });
  await expect
    .poll(() => host.ask('settings.me'), { timeout: 30_000 })
    .toMatchObject({ login: team.logins[name].login });
}
async function refusal(path: string, input: unknown = {}) {
  const answer = await host.call(path, input);
  return answer.ok ? 'done' : answer.error;
}
const account = (more: object = {}) => ({
  ...{ host: '127.0.0.1', port: mails.port, security: 'none', user: 'ann', password: 'se:cr@t' },
  ...more,
});
const standing = async () => mailAccountSchema.parse(await host.ask('sending.account'));

describe('a desktop', () => {
  test('sends nothing until somebody turns it on; then by that server, and no longer than that', async () => {
    const { run_id } = await launch(team.clients.ann);
    await openAs('ann');
    expect(await standing()).toEqual({ account: null, isGiven: false, isKept: false });
    expect(await host.ask('sending.testAccount', account())).toMatchObject({ ok: true });
    expect(await host.ask('sending.testAccount', account({ password: 'wrong' }))).toEqual({
      ok: false,
      words: 'It can’t be used: 535 no such login',
    });
    expect(mails.received).toHaveLength(0);
    await host.ask('sending.useAccount', account());
    expect(asked).toEqual([
      { kind: 'mail-account', url: `smtp://ann:se%3Acr%40t@127.0.0.1:${mails.port}?tls=none` },
    ]);
    expect(JSON.stringify(await standing())).not.toContain('cr@t');
    expect(await standing()).toMatchObject({ account: { user: 'ann', security: 'none' }, isKept: true });
    await vi.waitFor(async () => expect((await runRow(team, run_id)).stage).toBe('sent'), 20_000);
    expect(mails.received).toHaveLength(1);
    await host.ask('sending.useAccount', null);
    expect(asked.at(-1)).toEqual({ kind: 'mail-account', url: null });
    const later = await launch(team.clients.ann, { subject: 'Later' });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await runRow(team, later.run_id)).toMatchObject({ stage: 'waiting', attempt: 0 });
  });

  test('takes no server that would be spoken to in clear elsewhere, and none from a viewer', async () => {
    await openAs('vera');
    expect(await refusal('sending.useAccount', account())).toMatchObject({ code: 'forbidden' });
    await host.close();
    await openAs('ann');
    for (const wrong of [
      { host: 'mail.example' },
      { host: 'mail.example/x', security: 'tls' },
      { host: '', security: 'tls' },
      { port: 0 },
      { port: 70_000 },
    ])
      expect([wrong, await refusal('sending.useAccount', account(wrong))]).toMatchObject([
        wrong,
        { code: 'invalid_input' },
      ]);
    expect(asked).toEqual([]);
  });
});

describe('how the company sends', () => {
  test('is read by everybody, and set by admins, field by field', async () => {
    await openAs('ada');
    const before = sendingSchema.parse(await host.ask('sending.get'));
    expect(before).toMatchObject({ mayChange: true, keepsSuppressions: true, stop: null, quietFrom: 0 });
    await host.ask('sending.set', { quietFrom: 1200, perDomainPerMinute: 5 });
    expect(await host.ask('sending.get')).toEqual({ ...before, quietFrom: 1200, perDomainPerMinute: 5 });
    expect(await refusal('sending.set', { unsubscribeUrl: 'http://acme.example/' })).toMatchObject({
      code: 'invalid_input',
      fields: { unsubscribeUrl: expect.stringContaining('https') },
    });
    await host.ask('sending.set', { returnAddress: 'bounces@acme.example', mostSoftBounces: 3 });
    expect(await host.ask('sending.get')).toMatchObject({
      returnAddress: 'bounces+*@acme.example',
      mostSoftBounces: 3,
      quietFrom: 1200,
    });
    expect(await refusal('sending.set', { returnAddress: 'nowhere' })).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('The return address must be'),
      fields: { returnAddress: expect.stringContaining('before the @') },
    });
    await host.ask('sending.set', { returnAddress: null, mostSoftBounces: 5 });
    for (const wrong of [
      { mostSoftBounces: 0 },
      { caps: [{ count: 0, days: 1 }] },
      { quietFrom: 1440 },
      { perDomainPerMinute: 0.5 },
    ])
      expect(await refusal('sending.set', wrong)).toMatchObject({ code: 'invalid_input' });
    await team.company.admin.query(`INSERT INTO customer_success.sending_stops (kind, reason, stopped_by, stopped_at, leaving)
      VALUES ('restored', 'The company''s database was restored.', 'ada', now(), 0)`);
    expect(await host.ask('sending.get')).toMatchObject({ stop: { kind: 'restored' }, recalls: [] });
    await host.ask('sending.release', {});
    expect(await host.ask('sending.get')).toMatchObject({ stop: null });
    await host.close();
    await openAs('ann');
    expect(await host.ask('sending.get')).toMatchObject({ mayChange: false, keepsSuppressions: false });
    for (const path of ['sending.set', 'sending.prove', 'sending.release', 'sending.suppressions'])
      expect(await refusal(path)).toMatchObject({ code: 'forbidden' });
  });
});
