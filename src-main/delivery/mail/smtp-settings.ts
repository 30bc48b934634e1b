import { StewardError } from '../../lib/steward-error';

/** The company's mail server, and as whom it is used. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** tls: from the first byte. starttls: before anything is said. none: only to this machine itself. */
  readonly security: 'tls' | 'starttls' | 'none';
  /** Null: the server asks for none. */
  readonly login: { readonly user: string; readonly password: string } | null;
  /** Certificates (PEM) that vouch for the server beside those that the system knows; null: only those. */
  readonly ca: string | null;
}

/**
 * Reads `smtps://user:password@host:465`, `smtp://user:password@host:587` (STARTTLS, without which nothing is sent), or
 * `smtp://127.0.0.1:1025?tls=none` for a mailbox on this machine.
 * @param ca certificates of the server's own authority
 * @throws StewardError `invalid_input`, which says nothing of what was given: it holds a password
 */
export function readSmtpUrl(text: string, ca: string | null = null): SmtpSettings {
  const url = URL.parse(text);
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '')
    throw wrong(
      'it is written smtps://user:password@host:465, or smtp://user:password@host:587 for STARTTLS',
    );
  const rest = [...url.searchParams.keys()].filter((name) => name !== 'tls');
  const asked = url.searchParams.get('tls');
  if (
    rest.length > 0 ||
    (asked !== null && asked !== 'none') ||
    !/^\/?$/.test(url.pathname) ||
    url.hash !== ''
  )
    throw wrong('behind the port may stand ?tls=none and nothing else');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (asked === 'none' && !isThisMachine(host))
    throw wrong('without encryption mail goes to this machine alone (127.0.0.1, ::1 or localhost)');
  const security = asked === 'none' ? 'none' : url.protocol === 'smtps:' ? 'tls' : 'starttls';
  return {
    host,
    port: url.port === '' ? { tls: 465, starttls: 587, none: 25 }[security] : Number(url.port),
    security,
    login: loginOf(url),
    ca,
  };
}

function loginOf({ username, password }: URL): SmtpSettings['login'] {
  if (username === '') return null;
  try {
    return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    throw wrong('a % in user or password is written %25');
  }
}

/** Whether a host is the machine that asks. */
export function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function wrong(why: string): StewardError {
  return new StewardError('invalid_input', `The address of the mail server can’t be used: ${why}.`);
}
