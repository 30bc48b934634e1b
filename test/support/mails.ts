import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'mails');

/** Of the message that the mails of `test/support/mails` answer or send back. */
export const sentId = 'a1b2c3d4e5'.repeat(4);
export const sentMessageId = `${sentId}@acme.example`;
export const sentToken = 'c0ffee'.repeat(8);

/** Names of the mails as many mail systems write them, without an ending. */
export function mailNames(): string[] {
  return readdirSync(folder)
    .map((file) => file.replace(/\.eml$/, ''))
    .sort();
}

/** A mail about this message, as bytes with the line ends of mail. */
export function mailBytes(name: string, messageId = sentMessageId, token = sentToken): Buffer {
  const text = readFileSync(join(folder, `${name}.eml`), 'latin1');
  return Buffer.from(
    text.replaceAll('@@ID@@', messageId).replaceAll('@@TOKEN@@', token).replaceAll('\n', '\r\n'),
    'latin1',
  );
}
