import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import {
  checkMail,
  type OutgoingMail,
  UnfitMail,
  UnfitSender,
} from '../../src-main/delivery/mail/check-message';
import { composeMail } from '../../src-main/delivery/mail/compose';
import { outgoing } from './support/outgoing';

const at = Date.UTC(2026, 10, 28, 9, 30);
const composed = async (more: Partial<OutgoingMail> = {}) => composeMail(checkMail(outgoing(more)), at);
const parsed = async (more: Partial<OutgoingMail> = {}) => PostalMime.parse(await composed(more));

/** What begins another header, another line or another command, wherever it is put. */
const injections = [
  '\r\nBcc: x@y.example',
  '\nBcc: x@y.example',
  '\rBcc: x@y.example',
  '\u0085Bcc: x@y.example',
  '\u2028Bcc: x@y.example',
  '\u2029Bcc: x@y.example',
  '\u0000',
  '\u007f',
  '\u001b[2J',
];

describe('a header', () => {
  const fields: Readonly<Record<string, (text: string) => Partial<OutgoingMail>>> = {
    subject: (text) => ({ subject: `Hello${text}there` }),
    'name of the recipient': (text) => ({ to: { name: `Ana${text}Lopez`, address: 'ana@x.example' } }),
    'name of the sender': (text) => ({ from: { name: `Ada${text}x`, address: 'ada@x.example' } }),
    'name of who is answered': (text) => ({ replyTo: { name: `Ann${text}x`, address: 'ann@x.example' } }),
    recipient: (text) => ({ to: { name: null, address: `ana${text}@x.example` } }),
    'domain of the recipient': (text) => ({ to: { name: null, address: `ana@x${text}.example` } }),
    sender: (text) => ({ from: { name: null, address: `ada@x.example${text}` } }),
    'who is answered': (text) => ({ replyTo: { name: null, address: `${text}ann@x.example` } }),
    'Message-ID': (text) => ({ messageId: `0123${text}@x.example` }),
    'Message-ID of what it follows': (text) => ({ thread: [`0123${text}@x.example`] }),
    'address to unsubscribe': (text) => ({ unsubscribeUrl: `https://x.example/u/${text}` }),
  };

  test.each(Object.keys(fields))('is begun by nothing in the %s', async (field) => {
    for (const injection of injections) {
      const more = fields[field]?.(injection) ?? {};
      // At the end of an address white space is no part of it, and is left out.
      const made = await composed(more).catch((error: unknown) => error);
      if (made instanceof UnfitMail) continue;
      const mail = await PostalMime.parse(made as Buffer);
      expect([injection, mail.bcc ?? []]).toEqual([injection, []]);
      expect((made as Buffer).toString('latin1').split('\r\n\r\n')[0]).not.toMatch(/^Bcc/im);
    }
  });

  test.each([
    'subject',
    'name of the recipient',
    'name of the sender',
    'Message-ID',
    'address to unsubscribe',
  ])('with such in the %s refuses the message by name', (field) => {
    for (const injection of injections)
      expect(() => checkMail(outgoing(fields[field]?.(injection)))).toThrow(UnfitMail);
  });

  test.each([
    'Müller, Dr. "Max"',
    "O'Brien",
    '李 小龍',
    '<b>Max</b> <x@y.example>',
    'x@y.example, z@y.example',
    'a\\"b; c:d',
  ])('with the name %j has one recipient of that name', async (name) => {
    const mail = await parsed({ to: { name, address: 'm@x.example' } });
    expect(mail.to).toEqual([{ name, address: 'm@x.example' }]);
  });

  test('that looks encoded is read as it is written', async () => {
    const given = '=?utf-8?q?Bcc:_x?=';
    const mail = await parsed({ to: { name: given, address: 'm@x.example' }, subject: given });
    expect([mail.to?.[0]?.name, mail.subject]).toEqual(['= ?utf-8?q?Bcc:_x?=', '= ?utf-8?q?Bcc:_x?=']);
  });

  test('of a name that turns its letters around is read as it is written', async () => {
    const mail = await parsed({
      to: { name: '\u202eevil\u202c \u2066Ana\u2069\u200b', address: 'm@x.example' },
    });
    expect(mail.to).toEqual([{ name: 'evil Ana', address: 'm@x.example' }]);
  });

  test.each([
    'a b@x.example',
    'a@b@x.example',
    'a,b@x.example',
    '"a"@x.example',
    'a@x',
    'a@.example',
    'a@127.0.0.1',
    'a@[127.0.0.1]',
    'a@x..example',
    '@x.example',
    'a@',
    'a',
    '',
    `${'a'.repeat(65)}@x.example`,
    `a@${'x'.repeat(64)}.example`,
    '\ud800@x.example',
    'a@x.example>',
    'a\u200b@x.example',
  ])('with the address %j refuses the message', (address) => {
    const wrong = { name: null, address };
    expect(() => checkMail(outgoing({ to: wrong }))).toThrow(UnfitMail);
    expect(() => checkMail(outgoing({ to: wrong }))).not.toThrow(UnfitSender);
    expect(() => checkMail(outgoing({ from: wrong }))).toThrow(UnfitSender);
    // Answers go to the sender, then.
    expect(checkMail(outgoing({ replyTo: wrong })).replyTo).toBeNull();
  });
});

test('a message says whom it is from, that no person sent it, and how one unsubscribes', async () => {
  const raw = (await composed()).toString();
  const mail = await PostalMime.parse(raw);
  expect(mail).toMatchObject({
    from: { name: 'Ada of Acme', address: 'ada@acme.example' },
    to: [{ name: 'Ana Lopez', address: 'ana@customer.example' }],
    replyTo: [{ name: 'Ann', address: 'ann@acme.example' }],
    subject: 'Hello Ana',
    messageId: `<${'0123456789'.repeat(4)}@acme.example>`,
    date: '2026-11-28T09:30:00.000Z',
  });
  expect(mail.text?.trim()).toBe('How are you?');
  expect(mail.html?.trim()).toBe('<p>How are you?</p>');
  expect(`\r\n${raw}`).toContain('\r\nAuto-Submitted: auto-generated\r\n');
  expect(raw).toContain('\r\nList-Unsubscribe: <https://acme.example/u/abc_-123>\r\n');
  expect(raw).toContain('\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
  expect((await composed({ unsubscribeUrl: null })).toString()).not.toContain('List-Unsubscribe');
});

describe('by what it is known where it comes back', () => {
  const token = 'ab'.repeat(24);
  test('stands in a header of its own', async () => {
    expect((await composed({ returnToken: token })).toString()).toContain(
      `\r\nX-Steward-Message: ${token}\r\n`,
    );
    expect((await composed({ returnToken: null })).toString()).not.toContain('X-Steward');
  });

  test.each(['', token.toUpperCase(), `${token}0`, `${token.slice(0, 46)}\r\n`])(
    'is not %j',
    (returnToken) => {
      expect(() => checkMail(outgoing({ returnToken }))).toThrow('the number by which it comes back is none');
    },
  );

  test('is an address that mail can be sent to, else no message is to blame', () => {
    const returnAddress = `bounces+${token}@Bücher.example`;
    expect(checkMail(outgoing({ returnAddress })).returnAddress).toBe(
      `bounces+${token}@xn--bcher-kva.example`,
    );
    for (const wrong of [
      'bounces',
      `bounces-are-here+${token}@acme.example`,
      `b\r\nRCPT TO:<x@y.example>@acme.example`,
    ])
      expect(() => checkMail(outgoing({ returnAddress: wrong }))).toThrow(UnfitSender);
  });
});

test('a long address to unsubscribe stands on one line', async () => {
  const unsubscribeUrl = `https://acme.example/${'long/'.repeat(100)}?t=abc`;
  expect((await composed({ unsubscribeUrl })).toString()).toContain(
    `\r\nList-Unsubscribe: <${unsubscribeUrl}>\r\n`,
  );
});

describe('letters', () => {
  test('of a long subject come out whole, wherever it is cut', async () => {
    for (let offset = 0; offset < 60; offset += 1) {
      const subject = `${'a'.repeat(offset)}😀${'你好 '.repeat(40)}😀 end`;
      const raw = await composed({ subject });
      expect((await PostalMime.parse(raw)).subject).toBe(subject);
      const [headers = ''] = raw.toString('latin1').split('\r\n\r\n');
      for (const line of headers.split('\r\n')) expect(line.length).toBeLessThanOrEqual(78);
      for (const [word] of headers.matchAll(/=\?[^?]+\?[bq]\?[^?]*\?=/gi))
        expect(word.length).toBeLessThanOrEqual(75);
    }
  });

  test('that are half a letter become a sign, and no more', async () => {
    expect((await parsed({ subject: 'a\ud83db' })).subject).toBe('a\ufffdb');
    expect((await parsed({ text: 'x\ude00y' })).text?.trim()).toBe('x\ufffdy');
  });

  test('whatever they are come out of the text as they went in, on lines that mail servers take', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.constantFrom(
        '.',
        '\r\n.\r\n',
        '\n.',
        'x'.repeat(1200),
        ' \n',
        '\t\r\n',
        '=',
        `${'y'.repeat(75)}=`,
        'From me\n',
        '--x\n',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 12 }), async (pieces) => {
        const text = `x${pieces.join('').replaceAll(/\r\n?/g, '\n').toWellFormed().replaceAll('\0', '')}x`;
        const raw = await composed({ text, html: `<p>${'z'.repeat(1500)}</p>` });
        const mail = await PostalMime.parse(raw);
        expect(mail.text?.replaceAll('\r\n', '\n').trimEnd()).toBe(text);
        const lines = raw.toString('latin1').split('\r\n');
        for (const line of lines) {
          expect(line.length).toBeLessThanOrEqual(998);
          expect(line).not.toMatch(/[\r\n]/);
        }
      }),
      { numRuns: 60, seed: Number(process.env['STEWARD_SEED'] ?? 5) },
    );
  });
});

test.each([
  ['no subject', { subject: '  ' }],
  ['a subject without end', { subject: 'x'.repeat(1001) }],
  ['no text', { text: ' \n' }],
  ['a text without end', { text: 'x'.repeat(2_000_001) }],
  ['a link to unsubscribe that is not encrypted', { unsubscribeUrl: 'http://x.example/u' }],
  ['a link to unsubscribe of almost this machine', { unsubscribeUrl: 'http://127.0.0.1.x.example/u' }],
  ['a Message-ID beyond ASCII', { messageId: '0123@bücher.example' }],
  ['a link to unsubscribe that ends early', { unsubscribeUrl: 'https://x.example/u>, <mailto:x@y.example' }],
])('with %s there is no message', (_what, more) => {
  expect(() => checkMail(outgoing(more))).toThrow(UnfitMail);
});

describe('a message that follows others', () => {
  const thread = ['0001@acme.example', '0002@acme.example'];

  test('is shown beneath the last one, in the thread of all', async () => {
    const mail = await parsed({ thread });
    expect(mail.inReplyTo).toBe('<0002@acme.example>');
    expect(mail.references).toBe('<0001@acme.example> <0002@acme.example>');
    const alone = await parsed();
    expect([alone.inReplyTo, alone.references]).toEqual([undefined, undefined]);
  });

  test.each([
    ['Hello', 'Re: Hello'],
    ['Re: Hello', 'Re: Hello'],
    ['RE: Hello', 'RE: Hello'],
    ['Regarding', 'Re: Regarding'],
  ])('says Re: once: %s', async (subject, shown) => {
    expect((await parsed({ thread, subject })).subject).toBe(shown);
    expect((await parsed({ subject })).subject).toBe(subject);
  });
});
