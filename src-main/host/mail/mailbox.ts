import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime, { type Address, type Email } from 'postal-mime';
import type { CaughtMail, OpenedMail } from '../../../src-preload/contract/mailbox';
import type { MailboxReader } from '../../api/context';
import { errorCode } from '../../lib/error-code';
import { StewardError } from '../../lib/steward-error';

const most = 200;
/** What a list shows of one is read once: a mail doesn't change. */
const mostKnown = 500;
const file = /^(\d{1,16}-\d{1,10})\.eml$/;

/** @param folder in which a mail server of this machine leaves what it took; null: there is none */
export function createMailboxReader(folder: string | null): MailboxReader | null {
  if (folder === null) return null;
  const known = new Map<string, CaughtMail>();

  async function parsed(id: string): Promise<Email> {
    try {
      return await PostalMime.parse(await readFile(join(folder ?? '', `${id}.eml`)), {
        maxNestingDepth: 20,
        maxHeadersSize: 500_000,
      });
    } catch (error) {
      if (errorCode(error) === 'ENOENT')
        throw new StewardError('not_found', 'This mail is not in the mailbox any more.');
      throw error;
    }
  }

  async function entryOf(id: string): Promise<CaughtMail> {
    const found = known.get(id) ?? summary(id, await parsed(id));
    if (known.size >= mostKnown) known.clear();
    known.set(id, found);
    return found;
  }

  return {
    async list() {
      const names = await readdir(folder).catch(() => []);
      const ids = names.flatMap((name) => file.exec(name)?.[1] ?? []);
      const newest = ids.sort((a, b) => timeOf(b) - timeOf(a) || b.localeCompare(a)).slice(0, most);
      const read = await Promise.allSettled(newest.map(entryOf));
      // One that went meanwhile is none.
      return read.flatMap((entry) => (entry.status === 'fulfilled' ? [entry.value] : []));
    },
    async read(id): Promise<OpenedMail> {
      const mail = await parsed(id);
      return {
        ...summary(id, mail),
        html: mail.html ?? null,
        text: mail.text ?? '',
        headers: mail.headers.slice(0, most).map(({ originalKey, value }) => ({ name: originalKey, value })),
      };
    },
  };
}

function summary(id: string, { from, to, subject, deliveredTo }: Email): CaughtMail {
  return {
    id,
    at: timeOf(id),
    from: from === undefined ? '' : shown(from),
    to: (to ?? []).map(shown).join(', ') || (deliveredTo ?? ''),
    subject: subject ?? '',
  };
}

function timeOf(id: string): number {
  return Number(id.split('-')[0]);
}

function shown({ name, address }: Address): string {
  return name === '' ? (address ?? '') : `${name} <${address ?? ''}>`;
}
