import { createHash } from 'node:crypto';
import { type Classified, classifyMail } from '../classify/classify-mail';
import type { IncomingMail } from './incoming-mail';
import { parseMail } from './parse-mail';

/** What is made of the bytes of a mail. */
export interface ReadMail extends Classified {
  /** The same for the same mail, in whichever mailbox it lies: a digest, hexadecimal. */
  readonly identity: string;
  /** As its sender has it, milliseconds since 1970; null: it says none. */
  readonly date: number | null;
}

/** @param day on which it came in, since 1970 @throws where it can’t be read at all */
export async function readMail(source: Uint8Array, day: number): Promise<ReadMail> {
  const mail = await parseMail(source);
  return { ...classifyMail(mail, day), identity: identityOf(mail), date: mail.date };
}

/** By its Message-ID; of a mail without one by what it says and of whom it is. */
function identityOf({ id, from, date, subject, text, reports }: IncomingMail): string {
  const known = id ?? [from?.address, date, subject, text, ...reports.map(({ fields }) => fields)].join('\n');
  return createHash('sha256').update(known).digest('hex');
}
