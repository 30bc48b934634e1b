import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { inboxAccountSchema } from '../../src-preload/contract/inbox-account';
import { monitorSchema } from '../../src-preload/contract/monitor';
import type { ShellQuestion } from '../../src-preload/contract/wire/host-messages';
import { type Dovecot, findDovecot, startDovecot } from '../support/dovecot';
import { mailBytes } from '../support/mails';
import { type HostAgain, type RunningHost, startHost } from '../support/running-host';
import { launch, readyToSend, runRow, send } from '../support/sending';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
let host: RunningHost;
let folder: string;
let asked: ShellQuestion[];
beforeEach(async () => {
  await readyToSend(team);
  await team.company.admin.query(
    'DELETE FROM customer_success.incoming_mails; DELETE FROM customer_success.unmatched_mails',
  );
  folder = mkdtempSync(join(tmpdir(), 'returned-'));
  asked = [];
});
afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openAs(name: 'ann' | 'ada' | 'vera', again: HostAgain = {}): Promise<void> {
  const answer = (question: ShellQuestion) => {
    asked.push(question);
    return 'kept';
  };
  host = await startHost(team.logins[name].url, answer, { inboxLook: 200, ...again });
  await expect
    .poll(() => host.ask('settings.me'), { timeout: 30_000 })
    .toMatchObject({ login: team.logins[name].login });
}
async function gone() {
  await launch(team.clients.ann);
  return send(team.clients.ada);
}
const standing = async () => inboxAccountSchema.parse(await host.ask('sending.inbox'));
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 100 });
/** Puts a file there that was written some time ago. */
function put(name: string, bytes: Uint8Array): void {
  writeFileSync(join(folder, name), bytes);
  const then = new Date(Date.now() - 60_000);
  utimesSync(join(folder, name), then, then);
}
const hasCome = async (kind: string, runId: unknown) =>
  (
    await team.company.admin.query(
      'SELECT FROM customer_success.incoming_mails WHERE kind = $1 AND run_id = $2',
      [kind, runId],
    )
  ).rowCount;

describe('a desktop', () => {
  test('reads nothing until somebody says from where; then that, and no longer', async () => {
    const run = await gone();
    put('a.eml', mailBytes('qmail-no-mailbox', run.message_id));
    await openAs('ann');
    expect(await standing()).toEqual({ inbox: null, isGiven: false, isKept: false });
    const account = { kind: 'folder', path: folder };
    expect(await host.ask('sending.testInbox', account)).toEqual({
      ok: true,
      words: 'It can be read. Mails that lie there: 1.',
    });
    expect((await runRow(team, run.run_id)).stage).toBe('sent');
    await host.ask('sending.useInbox', account);
    expect(asked).toEqual([{ kind: 'inbox-account', url: pathToFileURL(folder).href }]);
    await eventually(async () => expect((await runRow(team, run.run_id)).stage).toBe('bounced'));
    await eventually(async () =>
      expect(await standing()).toMatchObject({
        inbox: { name: folder, about: 1, trouble: null, untold: null },
        isKept: true,
      }),
    );
    expect(monitorSchema.parse(await host.ask('monitor.get')).inbox).toMatchObject({
      name: folder,
      about: 1,
    });
    await host.ask('sending.useInbox', null);
    expect(asked.at(-1)).toEqual({ kind: 'inbox-account', url: null });
    put('b.eml', mailBytes('reply-below', run.message_id));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(readdirSync(folder)).toContain('b.eml');
    expect(await standing()).toMatchObject({ inbox: null });
  });

  test('says why a folder can’t be read, leaves it in peace, and looks again where somebody asks', async () => {
    const away = join(folder, 'away');
    const run = await gone();
    await openAs('ann', { inbox: { kind: 'folder', path: away }, inboxLook: 50 });
    expect(await host.ask('sending.testInbox', { kind: 'folder', path: away })).toMatchObject({
      ok: false,
      words: expect.stringContaining(`the folder ${away} can’t be read`),
    });
    await vi.waitFor(
      async () => {
        const { inbox } = await standing();
        if (inbox?.trouble === null || inbox === null) throw new Error('nothing is said');
      },
      { timeout: 20_000 },
    );
    expect((await standing()).inbox?.trouble).toContain(`the folder ${away} can’t be read`);
    // By now it was tried five times.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    mkdirSync(away);
    put(join('away', 'a.eml'), mailBytes('reply-below', run.message_id));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await hasCome('reply', run.run_id)).toBe(0);
    await host.ask('sending.lookNow');
    await eventually(async () => expect(await hasCome('reply', run.run_id)).toBe(1));
    expect(await host.call('sending.useInbox', null)).toMatchObject({
      ok: false,
      error: { code: 'conflict', message: expect.stringContaining('was given to Steward as it was started') },
    });
    expect(await standing()).toMatchObject({ isGiven: true, isKept: false });
  });

  test('takes no mailbox that would be read in clear elsewhere, no half of a path, and none from a viewer', async () => {
    await openAs('vera');
    expect(await host.call('sending.useInbox', { kind: 'folder', path: folder })).toMatchObject({
      error: { code: 'forbidden' },
    });
    await host.close();
    await openAs('ann');
    const imap = {
      ...{ kind: 'imap', host: 'mail.example', port: 993, security: 'tls', user: 'ann', password: 'x' },
      ...{ folder: 'INBOX', afterwards: 'seen', moveTo: '', isOwn: false },
    };
    for (const wrong of [
      { ...imap, security: 'none' },
      { ...imap, host: 'mail.example/x' },
      { ...imap, user: '' },
      { ...imap, port: 0 },
      { ...imap, afterwards: 'move' },
      { kind: 'folder', path: 'returned' },
    ])
      expect([wrong, await host.call('sending.useInbox', wrong)]).toMatchObject([
        wrong,
        { error: { code: 'invalid_input' } },
      ]);
    expect(asked).toEqual([]);
  });

  test('is closed at once while a mail server says nothing', async () => {
    const silent = await listening();
    const { port } = silent.address() as { port: number };
    await openAs('ann', { inboxAccount: `imap://ann:x@127.0.0.1:${port}/INBOX?tls=none&after=seen` });
    await new Promise((resolve) => setTimeout(resolve, 500));
    const began = performance.now();
    await host.leave();
    expect(performance.now() - began).toBeLessThan(5_000);
    silent.close();
  });
});

function listening(): Promise<Server> {
  const server = createServer((socket) => socket.on('error', () => undefined));
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

const found = findDovecot();
describe.skipIf(found === null)('a mailbox by IMAP', () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    if (found !== null) dovecot = await startDovecot(found);
  });
  afterAll(() => dovecot?.stop());

  test('is read on from where it was left, by the next start too', async () => {
    const run = await gone();
    dovecot.deliver('bounces', mailBytes('reply-below', run.message_id));
    await openAs('ann');
    const account = {
      ...{ kind: 'imap', host: '127.0.0.1', port: dovecot.port, security: 'none', user: 'bounces' },
      ...{ password: dovecot.password, folder: 'INBOX', afterwards: 'leave', moveTo: '', isOwn: false },
    };
    expect(await host.ask('sending.testInbox', { ...account, password: 'wrong' })).toMatchObject({
      ok: false,
      words: expect.stringContaining('refuses the login'),
    });
    expect(await host.ask('sending.testInbox', account)).toEqual({
      ok: true,
      words: 'It answers, encrypted as asked for, and takes the login. Mails in INBOX: 1.',
    });
    await host.ask('sending.useInbox', account);
    await eventually(async () => expect(await hasCome('reply', run.run_id)).toBe(1));
    await eventually(async () => expect(await standing()).toMatchObject({ inbox: { about: 1 } }));
    expect(JSON.stringify(await standing())).not.toContain(dovecot.password);
    const url = asked.flatMap((question) => (question.kind === 'inbox-account' ? [question.url] : []));
    await host.leave();
    dovecot.deliver('bounces', mailBytes('qmail-no-mailbox', run.message_id));
    await openAs('ann', { folder: host.folder, key: host.key, inboxAccount: url[0] ?? null });
    await eventually(async () => expect((await runRow(team, run.run_id)).stage).toBe('bounced'));
    await eventually(async () =>
      expect(await standing()).toMatchObject({ inbox: { about: 1, other: 0, trouble: null }, isKept: true }),
    );
  });
});
