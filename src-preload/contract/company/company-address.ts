import { type AddressParameters, decoded, parametersText, readParameters } from './address-parameters';

/** Where the company's database is and who comes: the one reading of an address, whoever asks. */
export interface CompanyAddress {
  readonly login: string;
  readonly password: string | null;
  /** A name in ASCII, an IPv4 or IPv6 address, or the folder of a Unix socket, which begins with a slash. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly parameters: AddressParameters;
}

/** Problems are the end of a sentence and hold nothing of what was entered. */
export type ReadAddress = { readonly address: CompanyAddress } | { readonly problem: string };

const form = 'write it as postgres://login@server:5432/database';
const usualPort = 5432;

/**
 * A password is understood as it is pasted, with bare # / ? @ or %, where only one reading is an address.
 * @param text postgres://login:password@host:port/database?parameters
 */
export function readAddress(text: string): ReadAddress {
  const trimmed = text.trim();
  const strict = readWritten(trimmed);
  if ('address' in strict) return strict;
  const pasted = pastedPassword.exec(trimmed);
  if (pasted === null || !/[#/?@%]/.test(pasted[2] ?? '')) return strict;
  const escaped = passwordEscaped(pasted);
  const lenient = escaped === null ? strict : readWritten(escaped);
  return 'address' in lenient ? lenient : { problem: `${strict.problem}; ${howToEscape}` };
}

export const howToEscape = 'characters such as # / ? @ % in the password are written %23 %2F %3F %40 %25';
/** Scheme and login, password, and what stands behind the last @. */
const pastedPassword = /^(postgres(?:ql)?:\/\/[^:@/?#]+:)(.*)@([^@]*)$/;
/** A server, perhaps a port, and a database. */
const place = /^(?:\[[^\]/?#]*\]|[^/?#:,[\]]+)(?::[0-9]+)?\/[^/?#]+(?:\?[^#]*)?$/;

/** @returns null where nobody knows what is meant, or some of the password is escaped already, and perhaps not all */
function passwordEscaped([, before = '', password = '', behind = '']: readonly string[]): string | null {
  if (!place.test(behind) || /%[0-9a-f]{2}/i.test(password) || !password.isWellFormed()) return null;
  return `${before}${encodeURIComponent(password)}@${behind}`;
}

function readWritten(trimmed: string): ReadAddress {
  // A URL drops tabs and line ends without a word: what is read would not be what is seen.
  if (!/^postgres(ql)?:\/\//.test(trimmed) || /\p{Cc}/u.test(trimmed)) return { problem: form };
  if (trimmed.includes('#')) return { problem: 'a # in it is written %23' };
  if (!URL.canParse(trimmed)) {
    return { problem: /^[^/]*\/\/[^/?]*,/.test(trimmed) ? severalServers : form };
  }
  const url = new URL(trimmed);
  const host = readHost(url.hostname);
  if ('problem' in host) return host;
  if (url.port === '0') return { problem: 'the port is a number from 1 to 65535' };
  const login = readName(url.username, 'login');
  if ('problem' in login) return login;
  if (url.pathname.indexOf('/', 1) >= 0) return { problem: 'a / in the name of the database is written %2F' };
  const database = readName(url.pathname.slice(1), 'database');
  if ('problem' in database) return database;
  const password = leniently(url.password);
  if (password.includes('\0')) return { problem: 'the password holds a character that no password can' };
  const read = readParameters(url.search.slice(1));
  if ('problem' in read) return read;
  return {
    address: {
      login: login.name,
      password: password === '' ? null : password,
      host: host.name,
      port: url.port === '' ? usualPort : Number(url.port),
      database: database.name,
      parameters: read.parameters,
    },
  };
}

const severalServers = 'it names several servers; give the one that takes writes';

type ReadName = { readonly name: string } | { readonly problem: string };

function readName(escaped: string, what: 'login' | 'database'): ReadName {
  if (escaped === '') return { problem: `the ${what} is missing` };
  const name = decoded(escaped);
  if (name === null) return { problem: `a % in the ${what} is written %25` };
  // Nobody sees them, and the server would take the name for another.
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name))
    return { problem: `the ${what} holds a character that can’t be seen` };
  return { name };
}

function readHost(escaped: string): ReadName {
  if (escaped === '') return { problem: 'the server is missing' };
  if (escaped.startsWith('[')) return { name: escaped.slice(1, -1) };
  const host = decoded(escaped);
  if (host?.includes(',')) return { problem: severalServers };
  if (host?.startsWith('/') && !/\p{Cc}/u.test(host)) return { name: host };
  // The web's own reading of a name: international ones in ASCII, numbers in their usual form.
  const asUrl = `http://${host}`;
  if (host === null || /[\s/\\?#@:[\]%]/.test(host) || !URL.canParse(asUrl))
    return { problem: 'the server is no name and no number' };
  return { name: new URL(asUrl).hostname };
}

/** Passwords are often pasted as they are: a % that begins no escape stands for itself. */
export function leniently(escaped: string): string {
  return escaped.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

/** The address as it is written, with its password only where one is handed in. */
export function addressText(address: CompanyAddress, password: string | null = null): string {
  const { login, port, database, parameters } = address;
  const secret = password === null ? '' : `:${encodeURIComponent(password)}`;
  const place = `${hostText(address)}:${port}/${encodeURIComponent(database)}`;
  return `postgres://${encodeURIComponent(login)}${secret}@${place}${parametersText(parameters)}`;
}

function hostText({ host }: CompanyAddress): string {
  if (host.startsWith('/')) return encodeURIComponent(host);
  return host.includes(':') ? `[${host}]` : host;
}

/** `server:port`, or the socket, for a sentence. */
export function placeText(address: CompanyAddress): string {
  return address.host.startsWith('/') ? 'this machine’s socket' : `${hostText(address)}:${address.port}`;
}
