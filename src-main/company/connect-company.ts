import pg from 'pg';
import { parseAddress } from '../lib/company-address';
import { errorCode } from '../lib/error-code';
import { errorMessage } from '../lib/error-message';
import { StewardError } from '../lib/steward-error';

/** PostgreSQL's code for a database that the server doesn't have. */
const noSuchDatabase = '3D000';

/**
 * Opens one connection to the company's database.
 * @throws StewardError `offline` or `invalid_input`, saying which part of the address to mend; never the password
 */
export async function connectCompany(
  url: string,
  { createDatabase = false }: { createDatabase?: boolean } = {},
): Promise<pg.Client> {
  const address = parseAddress(url);
  try {
    return await open(url);
  } catch (error) {
    if (!createDatabase || errorCode(error) !== noSuchDatabase) throw explainConnection(address, error);
  }
  const name = databaseOf(address);
  const maintenance = new URL(address);
  maintenance.pathname = '/postgres';
  const client = await open(maintenance.href).catch((error: unknown) => {
    throw explainConnection(maintenance, error);
  });
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } catch (error) {
    throw new StewardError(
      'not_ready',
      `The server has no database ${name}, and this login may not make it (${errorMessage(error)}). Ask the server's administrator for an empty database.`,
      undefined,
      { cause: error },
    );
  } finally {
    await client.end();
  }
  return open(url);
}

export function databaseOf(address: URL): string {
  return decodeURIComponent(address.pathname.slice(1)) || decodeURIComponent(address.username);
}

async function open(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 15_000,
    application_name: 'steward company',
    keepAlive: true,
  });
  // Queries in flight reject by themselves; an idle connection that breaks must not end the process.
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Why the connection failed and what to do, in words. */
export function explainConnection(address: URL, error: unknown): StewardError {
  const place = `${address.hostname || 'localhost'}:${address.port || '5432'}`;
  const login = decodeURIComponent(address.username);
  const words: Record<string, string> = {
    ENOTFOUND: `No machine is named ${address.hostname}. Check the host in the address.`,
    EAI_AGAIN: `The name ${address.hostname} could not be looked up. Check the network.`,
    ECONNREFUSED: `Nothing answers at ${place}. Check host and port, and that PostgreSQL is running.`,
    ECONNRESET: `${place} cut the connection. Check that PostgreSQL is running there.`,
    ETIMEDOUT: `${place} does not answer. Check the network, or a firewall or VPN between.`,
    EHOSTUNREACH: `${place} can't be reached. Check the network.`,
    '28P01': `The password of ${login} is wrong.`,
    '28000': `The server doesn't let ${login} in from here. Ask its administrator (pg_hba.conf).`,
    [noSuchDatabase]: `The server has no database ${databaseOf(address)}. Check the address, or make it with \`steward company create\`.`,
    '42501': `${login} may not connect to ${databaseOf(address)}. Ask the administrator to grant CONNECT.`,
    '53300': 'The server has no free connection. Try again, or raise its max_connections.',
    '57P03': 'The server is starting or stopping. Try again in a moment.',
  };
  const message = words[errorCode(error)] ?? `The connection to ${place} failed: ${errorMessage(error)}.`;
  return new StewardError('offline', message, undefined, { cause: error });
}
