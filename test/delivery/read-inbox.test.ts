import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Inbox, type InboxOptions, startInbox } from '../../src-main/delivery/inbox/read-inbox';
import { type MailReader, startMailReader } from '../../src-main/delivery/inbox/reading/mail-reader';
import { folderMailbox } from '../../src-main/delivery/inbox/sources/folder-mailbox';
import { imapMailbox } from '../../src-main/delivery/inbox/sources/imap-mailbox';
import { type ImapSettings, readInboxUrl } from '../../src-main/delivery/inbox/sources/inbox-settings';
import { type Mailbox, MailboxTrouble } from '../../src-main/delivery/inbox/sources/mailbox';
import { systemClock } from '../../src-main/ports/clock';
import { type Dovecot, findDovecot, startDovecot } from '../support/dovecot';
import { mailBytes } from '../support/mails';
import { launch, readyToSend, runRow, send } from '../support/sending';
import { startTcpProxy } from '../support/tcp-proxy';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
let reader: MailReader;
let folder: string;
let inboxes: Inbox[] = [];
beforeAll(() => {
  reader = startMailReader();
});
afterAll(() => reader.end());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inbox-'));
  await readyToSend(team);
  await team.company.admin.query(
    'DELETE FROM customer_success.incoming_mails; DELETE FROM customer_success.unmatched_mails',
  );
});
afterEach(async () => {
  await Promise.all(inboxes.map((inbox) => inbox.stop()));
  inboxes = [];
  rmSync(folder, { recursive: true, force: true });
});

const openAt = (url: string) => async () => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return {
    query: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(text, [...values])).rows,
    close: () => client.end(),
  };
};
function start(more: Partial<InboxOptions> = {}): Inbox {
  const inbox = startInbox({
    mailbox: folderMailbox({ kind: 'folder', path: folder }, systemClock),
    reader,
    open: openAt(team.logins.ada.url),
    dayOf: () => 20_522,
    sender: { machine: 'desk', app: '1.0' },
    clock: systemClock,
    log: pino({ level: process.env['STEWARD_LOG'] ?? 'silent' }),
    lookEvery: 100,
    tellAgain: 50,
    ...more,
  });
  inboxes.push(inbox);
  return inbox;
}
let age = 1000;
/** Puts a file there that was written some time ago. */
function put(name: string, bytes: Uint8Array): void {
  age -= 1;
  writeFileSync(join(folder, name), bytes);
  const then = new Date(Date.now() - 10_000 - age * 10);
  utimesSync(join(folder, name), then, then);
}
async function gone() {
  await launch(team.clients.ann);
  return send(team.clients.ada);
}
const files = (...parts: string[]) =>
  readdirSync(join(folder, ...parts))
    .filter((name) => name.endsWith('.eml'))
    .sort();
const cameIn = async () =>
  (
    await team.company.admin.query(
      'SELECT kind, machine FROM customer_success.incoming_mails ORDER BY row_id',
    )
  ).rows;
const eventually = (check: () => Promise<void> | void) => vi.waitFor(check, 20_000);

describe('a folder of mails', () => {
  test('is told of one by one, and what was looked at is moved and never deleted', async () => {
    const run = await gone();
    put('b.eml', mailBytes('reply-below', run.message_id));
    put('a.eml', mailBytes('qmail-no-mailbox', run.message_id));
    put('c.eml', mailBytes('newsletter'));
    put('d.txt', Buffer.from('no mail'));
    const inbox = start();
    await eventually(() =>
      expect(inbox.standing()).toMatchObject({ about: 2, other: 1, unreadable: 0, trouble: null }),
    );
    expect(await cameIn()).toEqual([
      { kind: 'reply', machine: 'desk' },
      { kind: 'bounced', machine: 'desk' },
    ]);
    await eventually(() => expect(files()).toEqual([]));
    expect([files('read'), files('other')]).toEqual([['a.eml', 'b.eml'], ['c.eml']]);
    expect((await runRow(team, run.run_id)).stage).toBe('bounced');
  });

  test('whose mail comes again under the same name keeps both, and tells of it once', async () => {
    const run = await gone();
    const inbox = start();
    for (const count of [1, 2]) {
      put('a.eml', mailBytes('reply-below', run.message_id));
      await eventually(() => expect(inbox.standing().about).toBe(count));
    }
    await eventually(() => expect(files('read')).toEqual(['a 2.eml', 'a.eml']));
    expect(await cameIn()).toHaveLength(1);
  });

  test('leaves a file alone that is being written', async () => {
    const run = await gone();
    const inbox = start();
    writeFileSync(join(folder, 'new.eml'), mailBytes('reply-below', run.message_id));
    await eventually(() => expect(inbox.standing().lookedAt).not.toBeNull());
    expect(files()).toEqual(['new.eml']);
    await eventually(async () => expect(await cameIn()).toHaveLength(1));
  });

  test('with a mail that can’t be read goes on, and puts it aside', async () => {
    const run = await gone();
    const deep = Array.from(
      { length: 60 },
      (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n`,
    );
    put('a.eml', Buffer.from(deep.join('')));
    put('b.eml', mailBytes('reply-below', run.message_id));
    const inbox = start();
    await eventually(() => expect(inbox.standing()).toMatchObject({ about: 1, unreadable: 1 }));
    await eventually(() => expect(files('other')).toEqual(['a.eml']));
  });

  test('that is not there says so, and is read once it is', async () => {
    rmSync(folder, { recursive: true });
    const inbox = start();
    await eventually(() => expect(inbox.standing().trouble).toMatch(/can’t be read/));
    mkdirSync(folder);
    await eventually(() =>
      expect(inbox.standing()).toMatchObject({ trouble: null, lookedAt: expect.any(Number) }),
    );
  });

  test('that two runners read is told of once', async () => {
    const run = await gone();
    for (let n = 0; n < 20; n += 1)
      put(
        `${n}.eml`,
        Buffer.from(mailBytes('reply-below', run.message_id).toString().replace('<r4@', `<r4-${n}@`)),
      );
    const two = [start(), start({ open: openAt(team.logins.ann.url) })];
    await eventually(() => expect(files()).toEqual([]));
    await eventually(async () => expect(await cameIn()).toHaveLength(20));
    expect(two.every((inbox) => inbox.standing().trouble === null)).toBe(true);
  });
});

describe('a company that', () => {
  test('is away is told later, and nothing is lost', async () => {
    const run = await gone();
    put('a.eml', mailBytes('reply-below', run.message_id));
    const proxy = await startTcpProxy(team.logins.ada.url);
    try {
      proxy.cutAfter(0);
      const inbox = start({ open: openAt(proxy.through(team.logins.ada.url)) });
      await new Promise((resolve) => setTimeout(resolve, 400));
      expect(files()).toEqual(['a.eml']);
      // It is no fault of the mailbox.
      expect(inbox.standing().trouble).toBeNull();
      proxy.cutAfter(Number.POSITIVE_INFINITY);
      proxy.heal();
      await eventually(async () => expect(await cameIn()).toHaveLength(1));
      await eventually(() => expect(files()).toEqual([]));
    } finally {
      await proxy.close();
    }
  });

  test('cuts the line once it has taken a mail knows it the second time', async () => {
    const run = await gone();
    put('a.eml', mailBytes('reply-below', run.message_id));
    let isCut = false;
    const open = async () => {
      const session = await openAt(team.logins.ada.url)();
      return {
        ...session,
        async query<Row extends object>(text: string, values?: readonly unknown[]) {
          const rows = await session.query<Row>(text, values);
          if (isCut) return rows;
          isCut = true;
          throw new Error('cut');
        },
      };
    };
    start({ open });
    await eventually(() => expect(files('read')).toEqual(['a.eml']));
    expect(await cameIn()).toHaveLength(1);
  });

  test('lets a login tell it nothing has that said, and is not asked on', async () => {
    const run = await gone();
    put('a.eml', mailBytes('reply-below', run.message_id));
    const inbox = start({ open: openAt(team.logins.vera.url) });
    await eventually(() => expect(inbox.standing().trouble).toMatch(/^this login may not tell/));
    expect(files()).toEqual(['a.eml']);
  });
});

test('a mailbox that nobody reaches is left in peace, longer and longer', async () => {
  let times = 0;
  const mailbox: Mailbox = {
    name: 'x',
    isOwn: false,
    open() {
      times += 1;
      return Promise.reject(new MailboxTrouble('nobody there', false));
    },
  };
  const inbox = start({ mailbox, lookEvery: 10 });
  await eventually(() => expect(times).toBe(5));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(times).toBe(5);
  expect(inbox.standing()).toMatchObject({ trouble: 'nobody there', lookedAt: null });
});

const dovecot = findDovecot();
describe.skipIf(dovecot === null)('somebody’s own mailbox', () => {
  let server: Dovecot;
  beforeAll(async () => {
    if (dovecot !== null) server = await startDovecot(dovecot);
  });
  afterAll(() => server?.stop());

  test('has told what is about a message, and nothing else leaves this machine', async () => {
    const run = await gone();
    server.deliver('ann', mailBytes('newsletter'));
    server.deliver(
      'ann',
      Buffer.from('From: a@home.example\r\nSubject: Dinner\r\nMessage-ID: <p@home.example>\r\n\r\nAt eight?'),
    );
    server.deliver('ann', mailBytes('reply-from-outlook', 'f'.repeat(40).concat('@acme.example')));
    server.deliver('ann', mailBytes('reply-from-gmail', run.message_id));
    const said: string[] = [];
    const open = async () => {
      const session = await openAt(team.logins.ann.url)();
      return {
        ...session,
        query<Row extends object>(text: string, values?: readonly unknown[]) {
          said.push(`${text} ${JSON.stringify(values)}`);
          return session.query<Row>(text, values);
        },
      };
    };
    const settings = readInboxUrl(
      `imaps://ann:${server.password}@localhost:${server.tlsPort}/INBOX?own=yes`,
      readFileSync(server.authority.certificate, 'utf8'),
    ) as ImapSettings;
    const numbers = new Map<string, number>();
    const positions = {
      read: (key: string) => numbers.get(key) ?? null,
      write: (key: string, number: number) => void numbers.set(key, number),
    };
    const inbox = start({ mailbox: imapMailbox(settings, positions, systemClock), open });
    await eventually(() => expect(inbox.standing()).toMatchObject({ about: 1, other: 3 }));
    expect(await cameIn()).toEqual([{ kind: 'reply', machine: 'desk' }]);
    const all = said.join('\n');
    for (const word of ['Dinner', 'eight', 'home.example', 'export since', 'Buy', 'offers@'])
      expect(all).not.toContain(word);
    expect((await team.company.admin.query('SELECT FROM customer_success.unmatched_mails')).rows).toEqual([]);
  });
});
