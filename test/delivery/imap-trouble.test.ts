import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { imapMailbox, tryImap } from '../../src-main/delivery/inbox/sources/imap-mailbox';
import {
  type ImapSettings,
  inboxUrl,
  readInboxUrl,
} from '../../src-main/delivery/inbox/sources/inbox-settings';
import { systemClock } from '../../src-main/ports/clock';

const patience = { answer: 600, silence: 2_000 };
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A server that says what a test wants it to. @param answer to a command; null: nothing @returns its port, and what it was told */
async function scripted(greeting: string | null, answer: (tag: string, command: string) => string | null) {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    if (greeting !== null) socket.write(`${greeting}\r\n`);
    socket.on('data', (data) => {
      for (const line of data.toString().split('\r\n').filter(Boolean)) {
        heard.push(line);
        const [tag = '', ...rest] = line.split(' ');
        const said = answer(tag, rest.join(' '));
        if (said !== null) socket.write(said);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, heard };
}
const at = (port: number, more = ''): ImapSettings =>
  readInboxUrl(`imap://ana:secret@127.0.0.1:${port}/INBOX${more}`) as ImapSettings;

describe('a mail server that', () => {
  test('says nothing is not waited for', async () => {
    const { port, heard } = await scripted(null, () => null);
    await expect(tryImap(at(port, '?tls=none'), patience)).rejects.toThrow('can’t be reached');
    expect(heard).toEqual([]);
  });

  test('offers no encryption, or of which somebody took the offer away, is told no login', async () => {
    const { port, heard } = await scripted('* OK [CAPABILITY IMAP4rev1] hello', (tag, command) =>
      command === 'CAPABILITY' ? `* CAPABILITY IMAP4rev1\r\n${tag} OK\r\n` : `${tag} OK\r\n`,
    );
    await expect(tryImap(at(port), patience)).rejects.toThrow('can’t be encrypted as asked for');
    expect(heard.join('\n')).not.toContain('secret');
  });

  test('falls silent behind the login is not waited for', async () => {
    const { port } = await scripted('* OK [CAPABILITY IMAP4rev1] hello', (tag, command) =>
      /^(LOGIN|CAPABILITY|ID|ENABLE|NAMESPACE|LIST)/.test(command) ? `${tag} OK done\r\n` : null,
    );
    await expect(tryImap(at(port, '?tls=none'), patience)).rejects.toThrow(/no folder|can’t be reached/);
  });

  test('sends more than a mail may be is left', async () => {
    const { port } = await scripted('* OK [CAPABILITY IMAP4rev1] hello', (tag, command) => {
      if (/^(SELECT|EXAMINE)/.test(command))
        return `* 1 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 9] ok\r\n${tag} OK [READ-WRITE] done\r\n`;
      if (/^UID SEARCH/.test(command)) return `* SEARCH 1\r\n${tag} OK\r\n`;
      if (/^UID FETCH/.test(command)) return '* 1 FETCH (UID 1 BODY[] {4000000000}\r\n';
      return `${tag} OK done\r\n`;
    });
    const numbers = new Map<string, number>();
    const positions = { read: (key: string) => numbers.get(key) ?? null, write: () => undefined };
    const opened = await imapMailbox(at(port, '?tls=none'), positions, systemClock, patience).open();
    await expect(async () => {
      for await (const _ of opened.mails());
    }).rejects.toMatchObject({ isRefused: false });
    await opened.close();
  });
});

describe('the address of a mailbox', () => {
  test.each([
    [
      'imaps://ana:se%40cret@mail.example/Returned?after=move&to=Done',
      {
        ...{
          kind: 'imap',
          host: 'mail.example',
          port: 993,
          security: 'tls',
          user: 'ana',
          password: 'se@cret',
        },
        ...{ folder: 'Returned', afterwards: { moveTo: 'Done' }, isOwn: false },
      },
    ],
    ['imap://ana:x@mail.example', { port: 143, security: 'starttls', folder: 'INBOX', afterwards: 'seen' }],
    [
      'imap://ana:x@[::1]:1143/?tls=none&after=leave',
      { host: '::1', port: 1143, security: 'none', afterwards: 'leave' },
    ],
    ['imaps://ana%40x.example:x@mail.example/A%2FB%20C', { user: 'ana@x.example', folder: 'A/B C' }],
    // Of somebody's own nothing is changed, whatever is asked.
    ['imaps://ana:x@mail.example/?own=yes&after=seen', { isOwn: true, afterwards: 'leave' }],
    ['file:///var/mail/returned%20mails', { kind: 'folder', path: '/var/mail/returned mails' }],
  ])('%s is read, and written the same', (url, settings) => {
    const read = readInboxUrl(url);
    expect(read).toMatchObject(settings);
    expect(readInboxUrl(inboxUrl(read))).toEqual(read);
  });

  test.each([
    'pop3://ana:x@mail.example',
    'imap://ana:sesame@mail.example/?tls=none',
    'imaps://:sesame@mail.example',
    'imaps://ana:sesame@mail.example/?after=delete',
    'imaps://ana:sesame@mail.example/?after=move',
    'imaps://ana:sesame@mail.example/?then=drop',
    'imaps://ana:sesame%@mail.example',
    'file://elsewhere/mail',
    'file:///mail?after=seen',
    'sesame',
  ])('%s is none, which is said without the password', (url) => {
    expect(() => readInboxUrl(url)).toThrow(/^The address of the mailbox can’t be used: (?!.*sesame)/);
  });
});
