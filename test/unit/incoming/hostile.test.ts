import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOwnId } from '../../../src-main/delivery/inbox/classify/names-of-ours';
import { readMail } from '../../../src-main/delivery/inbox/reading/read-mail';
import { parseDay } from '../../../src-main/lib/day';
import { mailBytes, mailNames, sentMessageId, sentToken } from '../../support/mails';

const day = parseDay('2026-03-10');
const read = (source: Uint8Array) => readMail(source, day).catch(() => null);
const anyMail = fc.constantFrom(...mailNames());

describe('whatever bytes come in', () => {
  test('they are read or not, and what is kept of them is short', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyMail,
        fc.array(fc.tuple(fc.nat(4000), fc.uint8Array({ maxLength: 40 })), { maxLength: 6 }),
        fc.nat(6000),
        async (name, changes, end) => {
          const bytes = mailBytes(name);
          for (const [place, by] of changes)
            bytes.set(by.slice(0, Math.max(0, bytes.length - place)), Math.min(place, bytes.length));
          const mail = await read(bytes.subarray(0, end));
          if (mail === null) return;
          expect(mail.subject).toMatch(/^[^\n\r]{0,500}$/);
          expect(mail.said ?? '').toMatch(/^[^\n\r]{0,500}$/);
          expect(mail.words.length).toBeLessThanOrEqual(2000);
          expect(mail.addresses.length).toBeLessThanOrEqual(20);
          expect(mail.named.tokens.length + mail.named.messageIds.length).toBeLessThanOrEqual(40);
          expect(mail.identity).toMatch(/^[0-9a-f]{64}$/);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a report that is cut off is taken for no answer of a person', async () => {
    const reports = mailNames().filter((name) =>
      /^(postfix|exchange|gmail|qmail|exim|lotus|outlook)/.test(name),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...reports),
        fc.double({ min: 0.4, max: 1, noNaN: true }),
        async (name, part) => {
          const bytes = mailBytes(name);
          const mail = await read(bytes.subarray(0, Math.floor(bytes.length * part)));
          expect(mail?.kind).not.toBe('reply');
        },
      ),
      { numRuns: 200 },
    );
  });

  test('a number of nobody’s names no message', async () => {
    const mail = await read(
      Buffer.from(
        `From: a@b.example\r\nTo: bounces+${sentToken}0@x.example, bounces+abc@x.example\r\nReferences: <x${sentMessageId}> <ab@x.example>\r\n\r\n`,
      ),
    );
    expect(mail?.named).toEqual({ tokens: [], messageIds: [] });
  });

  test('of a thread the last message goes before those of before', async () => {
    const earlier = sentMessageId.replace('a1', 'b2');
    const mail = await read(Buffer.from(`References: <${earlier}>\r\n <${sentMessageId}>\r\n\r\nHi`));
    expect(mail?.named.messageIds).toEqual([sentMessageId, earlier]);
  });

  test('no more than twenty are looked at', async () => {
    const many = Array.from({ length: 500 }, (_, n) => `<${String(n).padStart(40, '0')}@x.example>`);
    expect(
      (await read(Buffer.from(`References: ${many.join('\r\n ')}\r\n\r\nHi`)))?.named.messageIds,
    ).toHaveLength(20);
  });

  test('the same mail has the same identity, whichever way it came', async () => {
    const bytes = mailBytes('reply-from-gmail');
    const other = Buffer.concat([
      Buffer.from('Received: from elsewhere\r\nDelivered-To: ann@acme.example\r\n'),
      bytes,
    ]);
    expect((await read(other))?.identity).toBe((await read(bytes))?.identity);
    expect((await read(mailBytes('reply-from-outlook')))?.identity).not.toBe((await read(bytes))?.identity);
  });

  test('a mail without a Message-ID is known by what it says', async () => {
    const one = await read(mailBytes('away-vacation-program'));
    const other = await read(mailBytes('away-vacation-program', sentMessageId.replace('a1', 'b2')));
    expect(one?.identity).toMatch(/^[0-9a-f]{64}$/);
    expect(other?.identity).toBe(one?.identity);
    const said = Buffer.from(mailBytes('away-vacation-program').toString().replace('vacation', 'holiday'));
    expect((await read(said))?.identity).not.toBe(one?.identity);
  });

  test('a report under the Message-ID of what it sends back is a report', async () => {
    const text = mailBytes('postfix-no-such-user').toString();
    const bytes = Buffer.from(text.replace(/Message-Id: <[^>]+>/, `Message-Id: <${sentMessageId}>`));
    expect(isOwnId(sentMessageId)).toBe(true);
    expect((await read(bytes))?.kind).toBe('bounced');
  });

  test('parts within parts without end are not read', async () => {
    let body = 'deep';
    for (let n = 0; n < 60; n += 1)
      body = `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n${body}\r\n--b${n}--`;
    expect(await read(Buffer.from(body))).toBeNull();
  });
});
