import { afterEach, expect, test } from 'vitest';
import { type MailReader, startMailReader } from '../../src-main/delivery/inbox/reading/mail-reader';
import { mailBytes } from '../support/mails';

const day = 20_522;
let reader: MailReader | undefined;
afterEach(() => reader?.end());

test('a mail is read in a thread of its own, and one that can’t be read holds up no other', async () => {
  reader = startMailReader();
  const deep = Array.from(
    { length: 60 },
    (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n`,
  );
  const answers = await Promise.all(
    [
      Buffer.from(deep.join('')),
      mailBytes('qmail-no-mailbox'),
      Buffer.alloc(0),
      mailBytes('reply-below'),
    ].map((source) => reader?.read(source, day)),
  );
  expect(answers.map((answer) => answer?.kind ?? null)).toEqual([null, 'bounced', 'reply', 'reply']);
});

test('one that takes too long is ended with its thread, and the next is read by another', async () => {
  reader = startMailReader({ startWithin: 30_000, answerWithin: 1_000, megabytes: 128 });
  // The parser reads thirty megabytes in more than that.
  const long = Buffer.alloc(30_000_000, '\r\n a b');
  const [lost, read] = await Promise.all([
    reader.read(long, day),
    reader.read(mailBytes('reply-below'), day),
  ]);
  expect(lost).toBeNull();
  expect(read?.kind).toBe('reply');
});
