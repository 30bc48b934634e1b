import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { imapMailbox, tryImap } from '../../src-main/delivery/inbox/sources/imap-mailbox';
import { type ImapSettings, readInboxUrl } from '../../src-main/delivery/inbox/sources/inbox-settings';
import type { FoundMail, OpenMailbox } from '../../src-main/delivery/inbox/sources/mailbox';
import { systemClock } from '../../src-main/ports/clock';
import { type Dovecot, findDovecot, startDovecot } from '../support/dovecot';
import { mailBytes } from '../support/mails';
import { startTcpProxy } from '../support/tcp-proxy';

const found = findDovecot();

describe.skipIf(found === null)('a mailbox of a real mail server', () => {
  let server: Dovecot;
  let user = '';
  let count = 0;
  beforeAll(async () => {
    if (found !== null) server = await startDovecot(found);
  });
  afterAll(() => server?.stop());
  beforeEach(() => {
    count += 1;
    user = `user${count}`;
  });

  const ca = () => readFileSync(server.authority.certificate, 'utf8');
  const settings = (
    more = '',
    at = `imaps://${user}:${server.password}@localhost:${server.tlsPort}`,
  ): ImapSettings => readInboxUrl(`${at}/INBOX?${more}`, ca()) as ImapSettings;
  const numbers = new Map<string, number>();
  const positions = {
    read: (mailbox: string) => numbers.get(mailbox) ?? null,
    write: (mailbox: string, number: number) => void numbers.set(mailbox, number),
  };
  const patience = { answer: 3_000, silence: 20_000 };
  const open = (given: ImapSettings) => imapMailbox(given, positions, systemClock, patience).open();
  const deliver = (...names: string[]) => {
    for (const name of names) server.deliver(user, mailBytes(name));
  };

  /** What is found, each handled. */
  async function all(opened: OpenMailbox, isAbout = true): Promise<string[]> {
    const subjects: string[] = [];
    for await (const mail of opened.mails()) {
      subjects.push(subjectOf(mail));
      await mail.handled(isAbout);
    }
    return subjects;
  }
  const subjectOf = ({ source }: FoundMail) =>
    /^Subject: (.*?)\r?$/im.exec(Buffer.from(source).toString())?.[1] ?? '';
  async function once(given: ImapSettings, isAbout = true): Promise<string[]> {
    const opened = await open(given);
    try {
      return await all(opened, isAbout);
    } finally {
      await opened.close();
    }
  }

  test('is read mail by mail, the earliest first, and each once', async () => {
    deliver('qmail-no-mailbox', 'reply-below');
    expect(await once(settings())).toEqual(['failure notice', 'Re: Hello Ana']);
    deliver('away-exchange');
    expect(await once(settings())).toEqual(['Automatic reply: Hello Ana']);
    expect(await once(settings())).toEqual([]);
  });

  test('says that something came, without being asked again', async () => {
    const opened = await open(settings());
    try {
      expect(await all(opened)).toEqual([]);
      const changed = opened.changed(30_000, new AbortController().signal);
      const began = Date.now();
      setTimeout(() => deliver('reply-below'), 1_500);
      await changed;
      expect(Date.now() - began).toBeLessThan(20_000);
      expect(await all(opened)).toEqual(['Re: Hello Ana']);
    } finally {
      await opened.close();
    }
  });

  test('keeps what was read unread where nothing is to be done with it', async () => {
    deliver('reply-below');
    await once(settings('after=leave'));
    expect(await unread(settings())).toBe(1);
  });

  test('has what was about a message marked as read, and leaves the rest', async () => {
    deliver('reply-below');
    await once(settings('after=seen'));
    expect(await unread(settings())).toBe(0);
    deliver('newsletter');
    await once(settings('after=seen'), false);
    expect(await unread(settings())).toBe(1);
  });

  test('has it moved where that is asked for, and where the folder is there', async () => {
    deliver('reply-below');
    await expect(tryImap(settings('after=move&to=Done'), patience)).rejects.toThrow(
      'there is no folder “Done”',
    );
    await expect(once(settings('after=move&to=Done'))).rejects.toThrow('there is no folder “Done”');
    await withClient(settings(), (client) => client.mailboxCreate('Done'));
    expect(await once(settings('after=move&to=Done'))).toEqual(['Re: Hello Ana']);
    expect(await tryImap(settings(), patience)).toBe(0);
    expect(await tryImap({ ...settings(), folder: 'Done' }, patience)).toBe(1);
  });

  test('is looked through anew where its server numbers anew', async () => {
    deliver('reply-below', 'qmail-no-mailbox');
    expect(await once(settings())).toHaveLength(2);
    server.renumber(user);
    expect(await once(settings())).toHaveLength(2);
    expect(await once(settings())).toEqual([]);
  });

  test('of which another runner moved a mail meanwhile goes on with the next', async () => {
    deliver('reply-below', 'qmail-no-mailbox', 'away-exchange');
    await withClient(settings(), (client) => client.mailboxCreate('Done'));
    const opened = await open(settings('after=leave'));
    const subjects: string[] = [];
    for await (const mail of opened.mails()) {
      if (subjects.length === 0)
        await withClient(settings(), (client) => client.messageMove('2', 'Done', { uid: true }));
      subjects.push(subjectOf(mail));
      await mail.handled(true);
    }
    await opened.close();
    expect(subjects).toEqual(['Re: Hello Ana', 'Automatic reply: Hello Ana']);
  });

  test('of somebody’s own is changed in nothing, and few bytes of a mail are asked for', async () => {
    server.deliver(user, Buffer.concat([mailBytes('reply-below'), Buffer.alloc(500_000, 'x\r\n')]));
    const opened = await open(settings('after=seen&own=yes'));
    for await (const mail of opened.mails()) {
      expect(mail.source.length).toBe(100_000);
      await mail.handled(true);
    }
    await opened.close();
    expect(await unread(settings())).toBe(1);
  });

  test('is tried without changing anything, and says how many mails there are', async () => {
    deliver('reply-below', 'qmail-no-mailbox');
    expect(await tryImap(settings(), patience)).toBe(2);
    expect(await once(settings())).toHaveLength(2);
  });

  test('is read over a line that is encrypted from the first word on, or before any is said', async () => {
    deliver('reply-below');
    const plain = `imap://${user}:${server.password}@localhost:${server.port}`;
    expect(await tryImap(settings('', plain), patience)).toBe(1);
    const clear = `imap://${user}:${server.password}@127.0.0.1:${server.port}`;
    expect(await tryImap(settings('tls=none', clear), patience)).toBe(1);
  });

  test.each([
    [
      'another password',
      (s: ImapSettings) => ({ ...s, password: 'wrong' }),
      /^localhost refuses the login: /,
      true,
    ],
    [
      'an authority that nobody knows',
      (s: ImapSettings) => ({ ...s, ca: null }),
      /can’t be encrypted as asked for/,
      false,
    ],
    [
      'a folder that there is not',
      (s: ImapSettings) => ({ ...s, folder: 'Elsewhere' }),
      /there is no folder “Elsewhere”/,
      false,
    ],
    [
      'a port on which nobody answers',
      (s: ImapSettings) => ({ ...s, port: 1 }),
      /^localhost can’t be reached: /,
      false,
    ],
  ])('with %s says so, and no password', async (_what, change, words, isRefused) => {
    const asked = change(settings());
    const error = await tryImap(asked, patience).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: expect.stringMatching(words), isRefused });
    expect(String(error)).not.toContain(server.password);
  });

  test('whose line is cut says so, and is read on from where it was', async () => {
    deliver('reply-below', 'qmail-no-mailbox');
    const proxy = await startTcpProxy(`tcp://127.0.0.1:${server.port}`);
    try {
      const asked = settings('tls=none', `imap://${user}:${server.password}@127.0.0.1:${proxy.port}`);
      const subjects: string[] = [];
      const opened = await open(asked);
      await expect(async () => {
        for await (const mail of opened.mails()) {
          subjects.push(subjectOf(mail));
          await mail.handled(true);
          proxy.cutAfter(10);
        }
      }).rejects.toMatchObject({ name: 'Error', isRefused: false });
      await opened.close();
      proxy.heal();
      proxy.cutAfter(Number.POSITIVE_INFINITY);
      subjects.push(...(await once(asked)));
      expect(subjects).toEqual(['Re: Hello Ana', 'failure notice']);
    } finally {
      await proxy.close();
    }
  });

  test('holds one connection, however long it is read', async () => {
    const opened = await open(settings());
    deliver('reply-below');
    await vi.waitFor(async () => expect(await all(opened)).toEqual(['Re: Hello Ana']), 10_000);
    const logins = server
      .log()
      .split('\n')
      .filter((line) => line.includes('Login') && line.includes(`<${user}>`));
    expect(logins).toHaveLength(1);
    await opened.close();
  });

  async function unread(given: ImapSettings): Promise<number> {
    return withClient(given, async (client) => {
      const { unseen = 0 } = (await client.status('INBOX', { unseen: true })) || {};
      return unseen;
    });
  }
});

async function withClient<T>(
  { host, port, user, password, ca }: ImapSettings,
  use: (client: import('imapflow').ImapFlow) => Promise<T>,
): Promise<T> {
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow({
    host,
    port,
    secure: true,
    auth: { user, pass: password },
    tls: { ca: [ca ?? ''] },
    logger: false,
  });
  await client.connect();
  try {
    await client.mailboxOpen('INBOX');
    return await use(client);
  } finally {
    await client.logout();
  }
}
