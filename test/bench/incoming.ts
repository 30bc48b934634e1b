import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { type MailReader, startMailReader } from '../../src-main/delivery/inbox/reading/mail-reader';
import { type BenchRow, comparison, figure } from './bench-row';
import { seconds, size } from './timing';

/** Of the mail systems that most mail is sent back by, with a report and in words alone. */
const bounces = [
  'postfix-no-such-user',
  'gmail-no-such-user',
  'exchange-online-not-found',
  'exim-no-such-user',
  'qmail-no-mailbox',
  'postfix-mailbox-full',
  'sendmail-user-unknown',
];
const folder = join(import.meta.dirname, '..', 'support', 'mails');
const day = 20_522;

/** Bounce mails read in their thread, one after the other, beside the parser alone on the same bytes; and what stays in memory. */
export async function benchIncoming(log: (text: string) => void): Promise<BenchRow[]> {
  const few = size('BOUNCES', 1_000);
  const many = 10 * few;
  const mails = bounces.map((name) => readFileSync(join(folder, `${name}.eml`)));
  const reader = startMailReader();
  try {
    await read(reader, mails, few);
    log(`${few} bounce mails, and the same by the parser alone`);
    const bare = await seconds(() => parseBare(mails, few));
    const own = await seconds(() => read(reader, mails, few));
    log(`${many} bounce mails, and the memory after them`);
    const before = memory();
    const long = await seconds(() => read(reader, mails, many));
    return [
      comparison(
        `${few} bounce mails read, one after the other, in their thread`,
        own.seconds,
        's',
        {
          name: 'postal-mime alone, in this thread',
          value: bare.seconds,
        },
        null,
      ),
      figure(`${many} bounce mails read`, long.seconds, 's'),
      figure(`memory of the process after ${many} more`, (memory() - before) / 1_048_576, 'MB', '< 32'),
    ];
  } finally {
    reader.end();
  }
}

async function read(reader: MailReader, mails: readonly Uint8Array[], count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) {
    const mail = await reader.read(mails[done % mails.length] ?? new Uint8Array(), day);
    if (mail?.status == null && mail?.kind !== 'soft' && mail?.kind !== 'bounced')
      throw new Error(`a bounce mail was read as ${mail?.kind ?? 'nothing'}`);
  }
}

async function parseBare(mails: readonly Uint8Array[], count: number): Promise<void> {
  for (let done = 0; done < count; done += 1)
    await PostalMime.parse(mails[done % mails.length] ?? new Uint8Array());
}

function memory(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss;
}
