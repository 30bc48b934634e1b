import type { ConnectionControl } from '../api/context';
import { StewardError } from '../lib/steward-error';

/** What the manager may see of a connection address; never its password. @throws StewardError invalid_input */
export function describeConnection(address: string): {
  host: string;
  port: number;
  database: string;
  login: string;
} {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new StewardError(
      'invalid_input',
      'This is not an address. Write it as postgres://login:password@host:port/database.',
      { url: 'not an address' },
    );
  }
  if (url.hostname === '' || url.username === '' || url.pathname.length < 2) {
    throw new StewardError(
      'invalid_input',
      'The address needs a login, a host and a database: postgres://login:password@host:port/database.',
      {
        url: 'login, host or database is missing',
      },
    );
  }
  return {
    host: decodeURIComponent(url.hostname),
    port: url.port === '' ? 5432 : Number(url.port),
    database: decodeURIComponent(url.pathname.slice(1)),
    login: decodeURIComponent(url.username),
  };
}

export interface ConnectionOptions {
  readonly url: string | null;
  readonly keyKeptIn: 'keychain' | 'file';
  /** Starts syncing from this address in place of the one before. */
  readonly connect: (url: string) => Promise<void>;
  /** Keeps the address for the next start, where the desktop can keep it safely. */
  readonly remember: (url: string) => Promise<unknown>;
}

export function createConnectionControl(options: ConnectionOptions): ConnectionControl {
  let current = options.url === null ? null : describeConnection(options.url);
  return {
    keyKeptIn: options.keyKeptIn,
    current: () => current,
    async use(url) {
      const next = describeConnection(url);
      // First: where it can't be kept, the present connection stays as it is.
      await options.remember(url);
      await options.connect(url);
      current = next;
    },
  };
}
