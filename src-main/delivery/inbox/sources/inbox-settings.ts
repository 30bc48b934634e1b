import { fileURLToPath, pathToFileURL } from 'node:url';
import { StewardError } from '../../../lib/steward-error';
import { isThisMachine } from '../../mail/smtp-settings';

/** A mailbox on a mail server, and as whom it is read. */
export interface ImapSettings {
  readonly kind: 'imap';
  readonly host: string;
  readonly port: number;
  /** tls: from the first byte. starttls: before anything is said. none: only to this machine itself. */
  readonly security: 'tls' | 'starttls' | 'none';
  readonly user: string;
  readonly password: string;
  readonly folder: string;
  /** What becomes of a mail that was about a message: nothing, marked as read, or moved to a folder. Never is one deleted. */
  readonly afterwards: 'leave' | 'seen' | { readonly moveTo: string };
  /** Somebody's own: nothing in it is changed, and of mails that are about no message nothing is told to anybody. */
  readonly isOwn: boolean;
  /** Certificates (PEM) that vouch for the server beside those that the system knows; null: only those. */
  readonly ca: string | null;
}

/** A folder on this machine, in which something leaves mails as files (.eml). */
export interface FolderSettings {
  readonly kind: 'folder';
  readonly path: string;
}

export type InboxSettings = ImapSettings | FolderSettings;

const names = new Set(['tls', 'after', 'to', 'own']);

/**
 * Reads `imaps://user:password@host:993/INBOX`, `imap://user:password@host:143/INBOX` (STARTTLS, without which nothing is said),
 * `imap://…@127.0.0.1:143/INBOX?tls=none`, or `file:///var/mail/returned`. Behind it may stand `?after=seen` (or leave),
 * `?after=move&to=Done`, `?own=yes`.
 * @param ca certificates of the server's own authority
 * @throws StewardError `invalid_input`, which says nothing of what was given: it holds a password
 */
export function readInboxUrl(text: string, ca: string | null = null): InboxSettings {
  const url = URL.parse(text);
  if (url?.protocol === 'file:') return folderOf(url);
  if (url === null || !/^imaps?:$/.test(url.protocol) || url.hostname === '' || url.hash !== '')
    throw wrong(
      'it is written imaps://user:password@host:993/INBOX, imap://user:password@host:143/INBOX for STARTTLS, or file:///folder',
    );
  const asked = url.searchParams;
  if ([...asked.keys()].some((name) => !names.has(name)) || ![null, 'none'].includes(asked.get('tls')))
    throw wrong(
      'behind the folder may stand ?tls=none, after=seen, after=leave, after=move&to=FOLDER and own=yes, and nothing else',
    );
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isClear = asked.get('tls') === 'none';
  if (isClear && !isThisMachine(host))
    throw wrong('without encryption a mailbox is read on this machine alone (127.0.0.1, ::1 or localhost)');
  const security = isClear ? 'none' : url.protocol === 'imaps:' ? 'tls' : 'starttls';
  const [user, password, folder] = [url.username, url.password, url.pathname.replace(/^\//, '')].map(decoded);
  if (user === undefined || user === '') throw wrong('it names no user');
  const isOwn = asked.get('own') === 'yes';
  return {
    kind: 'imap',
    host,
    port: url.port === '' ? { tls: 993, starttls: 143, none: 143 }[security] : Number(url.port),
    security,
    user,
    password: password ?? '',
    folder: folder === undefined || folder === '' ? 'INBOX' : folder,
    afterwards: isOwn ? 'leave' : afterwardsOf(asked),
    isOwn,
    ca,
  };
}

/** The same as an address, as it is kept. */
export function inboxUrl(settings: InboxSettings): string {
  if (settings.kind === 'folder') return pathToFileURL(settings.path).href;
  const { host, port, security, user, password, folder, afterwards, isOwn } = settings;
  const url = new URL(
    `${security === 'tls' ? 'imaps' : 'imap'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
  );
  const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
  const asked = new URLSearchParams({
    ...(security === 'none' ? { tls: 'none' } : {}),
    ...(typeof afterwards === 'string' ? { after: afterwards } : { after: 'move', to: afterwards.moveTo }),
    ...(isOwn ? { own: 'yes' } : {}),
  });
  return `${url.protocol}//${login}${url.host}/${encodeURIComponent(folder)}?${asked}`;
}

function folderOf(url: URL): FolderSettings {
  const isPlain = url.host === '' && url.search === '' && url.hash === '';
  try {
    if (isPlain) return { kind: 'folder', path: fileURLToPath(url) };
  } catch {
    // It is told below in the same words.
  }
  throw wrong('a folder is written file:///var/mail/returned');
}

function afterwardsOf(asked: URLSearchParams): ImapSettings['afterwards'] {
  const [after, to] = [asked.get('after') ?? 'seen', asked.get('to') ?? ''];
  if (after === 'leave' || after === 'seen') return after;
  if (after !== 'move' || to === '')
    throw wrong('after is leave, seen, or move with a folder: after=move&to=Done');
  return { moveTo: to };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong('a % in user, password or folder is written %25');
  }
}

function wrong(why: string): StewardError {
  return new StewardError('invalid_input', `The address of the mailbox can’t be used: ${why}.`);
}
