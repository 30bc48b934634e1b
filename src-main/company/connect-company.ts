import pg from 'pg';
import {
  type CompanyAddress,
  howToEscape,
  placeText,
} from '../../src-preload/contract/company/company-address';
import { parseAddress } from '../lib/company-address';
import { errorCode } from '../lib/error-code';
import { errorMessage } from '../lib/error-message';
import { StewardError } from '../lib/steward-error';
import { openSession } from '../ports/postgres/open-session';

/** PostgreSQL's code for a database that the server doesn't have. */
const noSuchDatabase = '3D000';

export interface ConnectionUse {
  /** Makes the database where there is none. */
  readonly createDatabase?: boolean;
  /** Refuses a session whose rows no desktop would hear of. Whoever only looks, or mends, works in one as well. */
  readonly writesRows?: boolean;
}

/**
 * Opens one connection to the company's database.
 * @throws StewardError saying which part of the address to mend; never the password
 */
export async function connectCompany(
  url: string,
  { createDatabase = false, writesRows = true }: ConnectionUse = {},
): Promise<pg.Client> {
  const address = parseAddress(url);
  try {
    return await open(address, writesRows);
  } catch (error) {
    if (!createDatabase || errorCode(error) !== noSuchDatabase) throw explainConnection(address, error);
  }
  const maintenance = { ...address, database: 'postgres' };
  const client = await open(maintenance, writesRows).catch((error: unknown) => {
    throw explainConnection(maintenance, error);
  });
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(address.database)}`);
  } catch (error) {
    throw new StewardError(
      'not_ready',
      `The server has no database ${address.database}, and this login may not make it (${errorMessage(error)}). Ask the server's administrator for an empty database.`,
      undefined,
      { cause: error },
    );
  } finally {
    await client.end();
  }
  return open(address, writesRows);
}

async function open(address: CompanyAddress, writesRows: boolean): Promise<pg.Client> {
  const client = await openSession(
    address,
    { applicationName: 'steward company', connectTimeout: 15_000, settings: {} },
    (config) => {
      const made = new pg.Client({ ...config, keepAlive: true });
      // Queries in flight reject by themselves; an idle connection that breaks must not end the process.
      made.on('error', () => {});
      return made;
    },
  );
  if (writesRows) await heedTriggers(client);
  return client;
}

/**
 * A role or a database may pass triggers by (session_replication_role): what is loaded then is in no log, and no
 * desktop would ever read it.
 */
async function heedTriggers(client: pg.Client): Promise<void> {
  try {
    await client.query(
      `SELECT set_config('session_replication_role', 'origin', false)
        WHERE current_setting('session_replication_role') <> 'origin'`,
    );
  } catch (error) {
    await client.end().catch(() => {}); // the error says more
    throw new StewardError(
      'not_ready',
      'The server makes this login pass triggers by (session_replication_role), so nothing it writes would reach a desktop. Ask the administrator to reset that setting.',
      undefined,
      { cause: error },
    );
  }
}

/** Why the connection failed and what to do, in words. */
function explainConnection(address: CompanyAddress, error: unknown): StewardError {
  if (error instanceof StewardError) return error;
  const { host, login, database } = address;
  const place = placeText(address);
  const words: Record<string, string> = {
    ENOTFOUND: `No machine is named ${host}. Check the host in the address.`,
    EAI_AGAIN: `The name ${host} could not be looked up. Check the network.`,
    ENOENT:
      'No PostgreSQL listens at that socket. Check the folder and the port, and that PostgreSQL is running.',
    ECONNREFUSED: `Nothing answers at ${place}. Check host and port, and that PostgreSQL is running.`,
    ECONNRESET: `${place} cut the connection. Check that PostgreSQL is running there.`,
    ETIMEDOUT: `${place} does not answer. Check the network, or a firewall or VPN between.`,
    EHOSTUNREACH: `${place} can't be reached. Check the network.`,
    [noSuchDatabase]: `The server has no database ${database}. Check the address, or make it with \`steward company create\`.`,
    '28P01': `The password of ${login} is wrong, or there is no such login.${escapeHint(address)}`,
    '42501': `${login} may not connect to ${database}. Ask the administrator to grant CONNECT.`,
    '53300': `The server has no free connection for ${login}. Close what else uses this login and try again; or ask the administrator to raise the connection limit of the login or the database, or max_connections.`,
    '57P03': 'The server is starting or stopping. Try again in a moment.',
  };
  const message =
    words[errorCode(error)] ?? `The connection to ${place} failed: ${plain(errorMessage(error))}.`;
  return new StewardError('offline', message, undefined, { cause: error });
}

/** A password with such characters may have been read otherwise than it was meant. */
function escapeHint({ password }: CompanyAddress): string {
  if (password === null || !/[#/?@%]/.test(password)) return '';
  return ` In the address, ${howToEscape}.`;
}

/** Nobody knows yet who says it. */
function plain(message: string): string {
  return message.replace(/\p{Cc}+/gu, ' ').slice(0, 200);
}
