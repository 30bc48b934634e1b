import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { checkMail } from '../../src-main/delivery/mail/check-message';
import { composeMail } from '../../src-main/delivery/mail/compose';
import { failureClass } from '../../src-main/delivery/mail/failure-class';
import { type Sending, sendOverSmtp } from '../../src-main/delivery/mail/send-over-smtp';
import { readSmtpUrl } from '../../src-main/delivery/mail/smtp-settings';
import { makeAuthority } from '../support/certificates';
import { type MailServer, reply, startMailServer } from '../support/mail-server';
import { outgoing } from './support/outgoing';

let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
});
afterEach(() => server.clear());
afterAll(() => server.stop());

const plain = () => readSmtpUrl(`smtp://127.0.0.1:${server.port}?tls=none`);

async function send(more: Partial<Sending> = {}) {
  const mail = checkMail(outgoing());
  const attempt = await sendOverSmtp({
    settings: plain(),
    envelope: { from: mail.from.address, to: mail.to.address },
    message: await composeMail(mail, Date.UTC(2026, 10, 28)),
    patience: { answer: 2_000, dot: 2_000 },
    mayEnd: async () => true,
    signal: new AbortController().signal,
    ...more,
  });
  return { ...attempt, failure: attempt.outcome === 'failed' ? failureClass(attempt) : null };
}

describe('a message over SMTP', () => {
  test('is sent once the last byte was allowed', async () => {
    const asked: number[] = [];
    const mayEnd = async () => {
      // The server has all but the last byte.
      asked.push(server.received.length);
      return true;
    };
    expect(await send({ mayEnd })).toMatchObject({ outcome: 'sent', isHandedOver: true, code: 250 });
    expect(asked).toEqual([0]);
    expect(server.received).toHaveLength(1);
  });

  test.each([
    ['is not allowed', async () => false],
    ['is not answered', async () => Promise.reject(new Error('no database'))],
  ])('of which the last byte %s is not received', async (_what, mayEnd) => {
    expect(await send({ mayEnd })).toMatchObject({ outcome: 'withheld', isHandedOver: false });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(server.received).toEqual([]);
  });

  test.each([
    ['at the greeting', { onConnect: () => reply(421, 'busy') }, false, 'unreached'],
    ['at the greeting for good', { onConnect: () => reply(554, 'no service here') }, false, 'unreached'],
    ['of the sender, for now', { onFrom: () => reply(451, '4.7.1 later') }, false, 'temporary'],
    ['of the sender', { onFrom: () => reply(550, '5.7.1 not from you') }, false, 'permanent'],
    ['of the recipient, for now', { onTo: () => reply(450, '4.2.0 greylisted') }, false, 'temporary'],
    ['of the recipient', { onTo: () => reply(550, '5.7.1 not to them') }, false, 'permanent'],
    ['of an address that is none', { onTo: () => reply(550, '5.1.1 no such user') }, false, 'address'],
    ['for want of a login', { onFrom: () => reply(530, '5.7.0 log in first') }, false, 'not_now'],
    ['of the message, for now', { onMessage: () => reply(452, '4.3.1 full') }, true, 'temporary'],
    ['of the message', { onMessage: () => reply(554, '5.6.0 spam') }, true, 'permanent'],
    // A server that knows its addresses says so before the message.
    ['of the message, as an address', { onMessage: () => reply(550, '5.1.1 x') }, true, 'permanent'],
    ['by a reset after the last byte', { onMessage: () => 'cut' as const }, true, 'lost'],
  ])('that is refused %s', async (_when, script, isHandedOver, failure) => {
    server.script = script;
    expect(await send()).toMatchObject({ outcome: 'failed', isHandedOver, failure });
  });

  test('says what the server said', async () => {
    server.script = { onTo: () => reply(550, '5.1.1 no such user here') };
    expect(await send()).toMatchObject({
      reply: '550 5.1.1 no such user here',
      code: 550,
      command: 'RCPT TO',
    });
  });

  test('with a slow answer to the last byte is sent; with none in time it is lost', async () => {
    server.script = { onMessage: () => new Promise((resolve) => setTimeout(resolve, 1_500, null)) };
    expect(await send({ patience: { answer: 300, dot: 5_000 } })).toMatchObject({ outcome: 'sent' });
    expect(await send({ patience: { answer: 300, dot: 500 } })).toMatchObject({
      outcome: 'failed',
      isHandedOver: true,
      failure: 'lost',
    });
  });

  test('to a server that takes the connection and says nothing is not reached', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => {
      silent.listen(0, '127.0.0.1', resolve);
    });
    const { port } = silent.address() as { port: number };
    const settings = readSmtpUrl(`smtp://127.0.0.1:${port}?tls=none`);
    expect(await send({ settings, patience: { answer: 300, dot: 300 } })).toMatchObject({
      failure: 'unreached',
    });
    silent.close();
    const nobody = await send({ settings: { ...settings, port: 1 } });
    expect(nobody).toMatchObject({ failure: 'unreached', isHandedOver: false });
  });

  test('broken off before the last byte is not received, after it it is lost', async () => {
    const before = new AbortController();
    const stopped = await send({
      signal: before.signal,
      mayEnd: async () => {
        before.abort();
        return true;
      },
    });
    expect(stopped).toMatchObject({ outcome: 'failed', isHandedOver: false, failure: 'unreached' });
    expect(server.received).toEqual([]);
    const after = new AbortController();
    server.script = {
      onMessage: () => {
        after.abort();
        return new Promise(() => undefined);
      },
    };
    expect(await send({ signal: after.signal })).toMatchObject({ isHandedOver: true, failure: 'lost' });
    expect((await send({ signal: after.signal })).failure).toBe('unreached');
  });

  test('to an address beyond ASCII goes where the server takes such, and nowhere else', async () => {
    const mail = checkMail(outgoing({ to: { name: '用户', address: '用户@例え.jp' } }));
    const envelope = { from: mail.from.address, to: mail.to.address };
    expect(envelope.to).toBe('用户@xn--r8jz45g.jp');
    expect(await send({ envelope })).toMatchObject({ outcome: 'sent' });
    expect(server.received[0]?.to).toEqual(['用户@例え.jp']);
    const older = await startMailServer({ hideSMTPUTF8: true } as object);
    const refused = await send({ envelope, settings: { ...plain(), port: older.port } });
    expect(refused).toMatchObject({ outcome: 'failed', failure: 'permanent' });
    expect(refused.reply).toContain('can’t reach this address');
    expect(older.received).toEqual([]);
    await older.stop();
  });
});

describe('encryption', () => {
  let folder: string;
  let keys: { key: Buffer; cert: Buffer };
  let ca: string;
  const logins: unknown[] = [];
  const withKeys = (more: object = {}) =>
    startMailServer({
      ...keys,
      onAuth({ username, password }, _session, done) {
        logins.push([username, password]);
        if (password === 'right') done(null, { user: username });
        else done(reply(535, '5.7.8 wrong'));
      },
      ...more,
    });
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mail-'));
    const authority = makeAuthority(folder, 'authority');
    const made = authority.issue('mail', 'DNS:localhost');
    keys = { key: readFileSync(made.key), cert: readFileSync(made.certificate) };
    ca = readFileSync(authority.certificate, 'utf8');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['from the first byte', 'smtps', true],
    ['by STARTTLS', 'smtp', false],
  ])('%s carries the login and the message', async (_how, scheme, secure) => {
    const safe = await withKeys({ secure });
    const settings = readSmtpUrl(`${scheme}://us%40r:right@localhost:${safe.port}`, ca);
    expect(await send({ settings })).toMatchObject({ outcome: 'sent' });
    expect(logins.pop()).toEqual(['us@r', 'right']);
    const wrong = readSmtpUrl(`${scheme}://user:wr%25ng@localhost:${safe.port}`, ca);
    const refused = await send({ settings: wrong });
    expect(refused).toMatchObject({ failure: 'not_now' });
    expect(JSON.stringify(refused)).not.toContain('wr%ng');
    await safe.stop();
  });

  test('is asked for: a server without it, or whom nobody vouches for, hears no login and no message', async () => {
    const heard = logins.length;
    const bare = await withKeys({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
    const asked = readSmtpUrl(`smtp://user:right@localhost:${bare.port}`, ca);
    expect(await send({ settings: asked })).toMatchObject({ outcome: 'failed', failure: 'not_now' });
    const unknown = await withKeys();
    for (const host of [`localhost:${unknown.port}`, `127.0.0.1:${unknown.port}`])
      expect(
        await send({ settings: readSmtpUrl(`smtp://user:right@${host}`, host.startsWith('l') ? null : ca) }),
      ).toMatchObject({ outcome: 'failed', failure: 'not_now' });
    expect([logins.length, bare.received, unknown.received]).toEqual([heard, [], []]);
    await bare.stop();
    await unknown.stop();
  });

  test.each([
    'http://mail.example',
    'smtp://mail.example?tls=none',
    'smtp://10.0.0.1:25?tls=none',
    'smtp://mail.example?tls=no',
    'smtp://mail.example?pool=true',
    'smtp://mail.example/path',
    'smtp://user:%E0%A4%A@mail.example',
    'smtp:',
    '',
  ])('%j is no address of a mail server, and is told without what it holds', (url) => {
    expect(() => readSmtpUrl(url)).toThrow(/^The address of the mail server can’t be used: /);
    expect(() => readSmtpUrl(`${url}#s3cret`)).not.toThrow(/s3cret/);
  });

  test('is the rule: from the first byte on 465, by STARTTLS on 587', () => {
    expect(readSmtpUrl('smtps://mail.example')).toMatchObject({ port: 465, security: 'tls', login: null });
    expect(readSmtpUrl('smtp://mail.example')).toMatchObject({ port: 587, security: 'starttls' });
    expect(readSmtpUrl('smtp://[::1]:2525?tls=none')).toMatchObject({
      host: '::1',
      port: 2525,
      security: 'none',
    });
  });
});
