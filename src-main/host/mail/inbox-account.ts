import type { InboxAccountInput } from '../../../src-preload/contract/inbox-account';
import type { ShellQuestion } from '../../../src-preload/contract/wire/host-messages';
import { wholeNumber } from '../../../src-preload/contract/words';
import type { InboxAccountControl } from '../../api/context';
import { tryFolder } from '../../delivery/inbox/sources/folder-mailbox';
import { tryImap, usualImapPatience } from '../../delivery/inbox/sources/imap-mailbox';
import { type InboxSettings, inboxUrl, readInboxUrl } from '../../delivery/inbox/sources/inbox-settings';
import { MailboxTrouble } from '../../delivery/inbox/sources/mailbox';
import { StewardError } from '../../lib/steward-error';
import type { HostOptions } from '../host-options';
import type { Incoming } from './incoming';

/** Where a host reads as it starts. */
interface Reading {
  /** Null: nowhere. */
  readonly inbox: InboxSettings | null;
  /** It was given for this start, and is nobody's to change here. */
  readonly isGiven: boolean;
}

export interface InboxAccountOptions extends Reading {
  readonly ask: (question: ShellQuestion) => Promise<unknown>;
  /** Null: the host is not at work yet, or no more. */
  readonly incoming: () => Incoming | null;
}

const patience = { ...usualImapPatience, answer: 10_000 };

/** Where this desktop reads what came back, if anywhere. */
export function createInboxAccount(options: InboxAccountOptions): InboxAccountControl {
  const { inbox, isGiven, ask, incoming } = options;
  let isKept = inbox !== null && !isGiven;
  return {
    standing: () => ({ inbox: incoming()?.standing() ?? null, isGiven, isKept }),
    lookNow: () => incoming()?.wake(),
    async use(account) {
      if (isGiven)
        throw new StewardError(
          'conflict',
          'The mailbox was given to Steward as it was started. Nothing was changed.',
        );
      const settings = account === null ? null : settingsOf(account);
      const url = settings === null ? null : inboxUrl(settings);
      isKept = (await ask({ kind: 'inbox-account', url })) === 'kept' && url !== null;
      await incoming()?.readFrom(settings);
    },
    async test(account) {
      try {
        const settings = settingsOf(account);
        return { ok: true, words: await foundWords(settings) };
      } catch (error) {
        if (error instanceof MailboxTrouble)
          return { ok: false, words: `It can’t be read: ${error.message}` };
        throw error;
      }
    },
  };
}

async function foundWords(settings: InboxSettings): Promise<string> {
  if (settings.kind === 'folder')
    return `It can be read. Mails that lie there: ${wholeNumber(await tryFolder(settings))}.`;
  const found = await tryImap(settings, patience);
  return `It answers, encrypted as asked for, and takes the login. Mails in ${settings.folder}: ${wholeNumber(found)}.`;
}

/** As its address is read again at the next start. */
function settingsOf(account: InboxAccountInput): InboxSettings {
  if (account.kind === 'folder') return account;
  const { afterwards, moveTo, ...rest } = account;
  const settings = {
    ...rest,
    ca: null,
    afterwards: afterwards === 'move' ? { moveTo } : afterwards,
  } as const;
  return readInboxUrl(inboxUrl(settings));
}

/** What was given for this start goes before what the desktop keeps. */
export function inboxOf({ inbox, start }: Pick<HostOptions, 'inbox' | 'start'>): Reading {
  return { inbox: inbox ?? readKeptInbox(start.inboxAccount), isGiven: inbox != null };
}

/** What was kept by a Steward of another time, and can't be read, is as if it were not kept. */
function readKeptInbox(url: string | null | undefined): InboxSettings | null {
  if (url == null) return null;
  try {
    return readInboxUrl(url);
  } catch {
    return null;
  }
}
