import { rootCertificates } from 'node:tls';
import { ImapFlow } from 'imapflow';
import { errorMessage } from '../../../lib/error-message';
import type { Clock } from '../../../ports/clock';
import type { ImapSettings } from './inbox-settings';
import {
  type FoundMail,
  type Mailbox,
  MailboxTrouble,
  mostBytes,
  mostOwnBytes,
  type OpenMailbox,
  pauseUntil,
} from './mailbox';
import type { InboxPositions } from './positions';

/** A mailbox that was never looked through is looked through from so long ago on, milliseconds. */
const firstLook = 30 * 24 * 3_600_000;

export interface ImapPatience {
  /** Milliseconds for a connection, and for an answer. */
  readonly answer: number;
  /** Milliseconds without a word, after which the connection counts as lost. */
  readonly silence: number;
}
export const usualImapPatience: ImapPatience = { answer: 20_000, silence: 180_000 };

/**
 * A mailbox by IMAP, over one connection. Where it was looked at is known by the numbers that the server gives its mails (UID), as long
 * as it keeps these (UIDVALIDITY): also what somebody has read or marked elsewhere is found. Nothing is deleted.
 */
export function imapMailbox(
  settings: ImapSettings,
  positions: InboxPositions,
  clock: Clock,
  patience: ImapPatience = usualImapPatience,
): Mailbox {
  const { host, port, user, folder, isOwn } = settings;
  const name = `${user} at ${host}:${port}, ${folder}`;
  return {
    name,
    isOwn,
    open: async (signal) =>
      openOver(await connectTo(settings, patience, signal), settings, { positions, clock, name }),
  };
}

/**
 * Logs in, looks for the folders, and changes nothing.
 * @returns how many mails there are @throws MailboxTrouble in words
 */
export async function tryImap(settings: ImapSettings, patience = usualImapPatience): Promise<number> {
  const client = await connectTo(settings, patience);
  try {
    const { afterwards } = settings;
    if (typeof afterwards !== 'string') await requireMoving(client, afterwards.moveTo);
    return client.mailbox === false ? 0 : client.mailbox.exists;
  } finally {
    client.close();
  }
}

async function connectTo(
  settings: ImapSettings,
  patience: ImapPatience,
  signal = new AbortController().signal,
): Promise<ImapFlow> {
  const { host, port, security, user, password, folder, ca, afterwards } = settings;
  const client = new ImapFlow({
    ...{ host, port, secure: security === 'tls', doSTARTTLS: security === 'starttls' },
    auth: { user, pass: password },
    tls: { minVersion: 'TLSv1.2', ...(ca === null ? {} : { ca: [...rootCertificates, ca] }) },
    logger: false,
    connectionTimeout: patience.answer,
    greetingTimeout: patience.answer,
    socketTimeout: patience.silence,
    autoIdleDelay: 1_000,
    // Some servers end an IDLE of half an hour.
    maxIdleTime: Math.min(300_000, patience.silence / 2),
    maxLineLength: 1_000_000,
    maxLiteralSize: 2 * mostBytes,
    maxResponseSize: 4 * mostBytes,
    clientInfo: { name: 'Steward' },
  });
  // Whoever asks hears of it by the answer that doesn't come.
  client.on('error', () => undefined);
  try {
    await within(patience.answer * 3, signal, client.connect());
  } catch (error) {
    client.close();
    throw troubleOf(error, host);
  }
  try {
    await within(patience.answer, signal, client.mailboxOpen(folder, { readOnly: afterwards === 'leave' }));
    return client;
  } catch (error) {
    client.close();
    throw new MailboxTrouble(`there is no folder “${folder}” that can be opened: ${saidBy(error)}`, false, {
      cause: error,
    });
  }
}

interface Looking {
  readonly positions: InboxPositions;
  readonly clock: Clock;
  readonly name: string;
}

function openOver(
  client: ImapFlow,
  settings: ImapSettings,
  { positions, clock, name }: Looking,
): OpenMailbox {
  const { afterwards } = settings;
  const validity = client.mailbox === false ? 0n : client.mailbox.uidValidity;
  const place = `${name}/${validity}`;

  /** Numbers of those behind the position, ascending: they alone are held, however many there are. */
  async function numbers(): Promise<number[]> {
    const after = positions.read(place);
    const behind = after === null ? { since: new Date(clock.now() - firstLook) } : { uid: `${after + 1}:*` };
    const found = (await client.search(behind, { uid: true })) || [];
    // Of `9:*` the last one is found, whatever its number.
    return found.filter((uid) => after === null || uid > after).sort((a, b) => a - b);
  }

  async function* mails(): AsyncGenerator<FoundMail> {
    if (typeof afterwards !== 'string') await requireMoving(client, afterwards.moveTo);
    for (const uid of await asking(numbers())) {
      const query = {
        uid: true,
        internalDate: true,
        source: { maxLength: settings.isOwn ? mostOwnBytes : mostBytes },
      };
      const mail = await asking(client.fetchOne(String(uid), query, { uid: true }));
      const handled = async (isAbout: boolean) => {
        if (isAbout) await putAway(uid);
        positions.write(place, uid);
      };
      // Another runner moved it meanwhile.
      if (mail === false || !mail.source) await handled(false);
      else yield { at: new Date(mail.internalDate ?? clock.now()).getTime(), source: mail.source, handled };
    }
  }

  async function putAway(uid: number): Promise<void> {
    if (afterwards === 'seen') await asking(client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true }));
    else if (afterwards !== 'leave')
      await asking(client.messageMove(String(uid), afterwards.moveTo, { uid: true }));
  }

  return {
    mails,
    async changed(milliseconds, signal) {
      const news = new AbortController();
      const end = () => news.abort();
      client.on('exists', end).on('close', end);
      signal.addEventListener('abort', end);
      if (signal.aborted || client.isClosed) end();
      await pauseUntil(milliseconds, news.signal);
      client.off('exists', end).off('close', end);
      signal.removeEventListener('abort', end);
    },
    async close() {
      client.close();
    },
  };
}

/** A server without MOVE would have it copied and deleted: that is not done. */
async function requireMoving(client: ImapFlow, folder: string): Promise<void> {
  if (!client.capabilities.has('MOVE'))
    throw new MailboxTrouble(
      'this mail server can’t move mails (MOVE); have them marked as read instead',
      true,
    );
  const folders = await asking(client.list());
  if (!folders.some(({ path }) => path === folder))
    throw new MailboxTrouble(`there is no folder “${folder}” to move them to`, true);
}

async function asking<T>(task: Promise<T>): Promise<T> {
  try {
    return await task;
  } catch (error) {
    throw error instanceof MailboxTrouble
      ? error
      : new MailboxTrouble(saidBy(error), false, { cause: error });
  }
}

async function within<T>(milliseconds: number, signal: AbortSignal, task: Promise<T>): Promise<T> {
  let end: () => void = () => undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`no answer within ${milliseconds / 1000} s`)),
      milliseconds,
    );
    const breakOff = () => reject(new Error('it was broken off'));
    end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', breakOff);
    };
    if (signal.aborted) breakOff();
    else signal.addEventListener('abort', breakOff);
  });
  try {
    return await Promise.race([task, late]);
  } finally {
    end();
    task.catch(() => undefined);
  }
}

function troubleOf(error: unknown, host: string): MailboxTrouble {
  const { authenticationFailed, tlsFailed, code } = Object(error) as Record<string, unknown>;
  const said = saidBy(error);
  if (authenticationFailed === true)
    return new MailboxTrouble(`${host} refuses the login: ${said}`, true, { cause: error });
  if (
    tlsFailed === true ||
    /CERT|TLS|SSL|ISSUER|SIGNED/.test(String(code)) ||
    /STARTTLS|certificate/i.test(said)
  )
    return new MailboxTrouble(`the connection to ${host} can’t be encrypted as asked for: ${said}`, false, {
      cause: error,
    });
  return new MailboxTrouble(`${host} can’t be reached: ${said}`, false, { cause: error });
}

/** What the server said, or what is known of why it said nothing; no password. */
function saidBy(error: unknown): string {
  const { responseText } = Object(error) as { responseText?: unknown };
  return (typeof responseText === 'string' ? responseText : errorMessage(error))
    .replace(/\s+/g, ' ')
    .slice(0, 300);
}
