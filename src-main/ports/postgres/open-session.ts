import type { ConnectionOptions } from 'node:tls';
import type { CompanyAddress } from '../../../src-preload/contract/company/company-address';
import { errorCode } from '../../lib/error-code';
import { explainRefusal } from './explain-refusal';
import { proveLogin, type ServerMessages } from './prove-login';
import { serverCheck } from './server-check';
import { type AskProcess, requireOwnSession } from './session-of-our-own';
import {
  type SessionSettings,
  settingsStatement,
  unhurried,
  unhurriedTransactions,
} from './session-settings';

/** How node-postgres is to connect. Nothing is left for it to look up elsewhere. */
export interface ClientConfig {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: () => Promise<string>;
  readonly ssl: false | ConnectionOptions;
  readonly sslnegotiation: 'postgres';
  readonly enableChannelBinding: boolean;
  readonly client_encoding: 'UTF8';
  readonly application_name: string;
  readonly connectionTimeoutMillis: number;
  readonly options: string;
}

/** A client of node-postgres, not connected yet. */
export interface SessionClient {
  readonly connection: ServerMessages;
  connect(): Promise<unknown>;
  query(query: { text: string; query_timeout: number }): Promise<{ readonly rows: readonly object[] }>;
  end(): Promise<void>;
}

export interface SessionOptions {
  readonly applicationName: string;
  /** Milliseconds. */
  readonly connectTimeout: number;
  /** Beside or in place of those that every session has. */
  readonly settings: SessionSettings;
}

/** Ended by transaction_timeout. */
const transactionTooLong = '25P04';
/** What poolers say of options they don't pass on. */
const protocolViolation = '08P01';

/**
 * One session at the company's database: to the server of the address and no other, over a line as safe as the address
 * says, with settings of its own.
 * @param makeClient may be called several times; only the last client is of use then
 * @throws StewardError for what is wrong with certificates, encryption or the login; else what network and server say
 */
export async function openSession<Client extends SessionClient>(
  address: CompanyAddress,
  options: SessionOptions,
  makeClient: (config: ClientConfig) => Client,
): Promise<Client> {
  const ssl = await serverCheck(address);

  async function connected(startOptions: string): Promise<{ client: Client; process: number | null }> {
    const login = proveLogin(address);
    const client = withoutLibpqVariables(() =>
      makeClient({
        host: address.host,
        port: address.port,
        database: address.database,
        user: address.login,
        password: login.password,
        ssl,
        sslnegotiation: 'postgres',
        enableChannelBinding: ssl !== false && address.parameters.channel_binding !== 'disable',
        client_encoding: 'UTF8',
        application_name: options.applicationName,
        connectionTimeoutMillis: options.connectTimeout,
        options: startOptions,
      }),
    );
    let process: number | null = null;
    login.watch(client.connection);
    client.connection.on('backendKeyData', ({ processID }) => {
      process = processID ?? null;
    });
    await client.connect().catch((error: unknown) => {
      client.connection.stream.destroy();
      throw explainRefusal(address, error);
    });
    return { client, process };
  }

  async function open(startOptions: string): Promise<Client> {
    const { client, process } = await connected(startOptions);
    const ask = async (text: string, asked = client) =>
      (await asked.query({ text, query_timeout: options.connectTimeout })).rows;
    try {
      if ((await ask(settingsStatement(options.settings, process))).length > 0) return client;
    } catch (error) {
      client.connection.stream.destroy();
      throw error;
    }
    // Another process than promised: a pooler is between. Of two sessions the later one is kept.
    const { client: kept } = await connected(startOptions).catch(async (error: unknown) => {
      await client.end();
      throw error;
    });
    try {
      await requireOwnSession(address, processOf(ask, client), processOf(ask, kept));
      await ask(settingsStatement(options.settings, null), kept);
    } catch (error) {
      await kept.end();
      throw error;
    } finally {
      await client.end();
    }
    return kept;
  }

  try {
    return await open(unhurried);
  } catch (error) {
    if (errorCode(error) === transactionTooLong) return open(unhurriedTransactions);
    if (errorCode(error) === protocolViolation) return open('');
    throw error;
  }
}

function processOf<Client>(
  ask: (text: string, client: Client) => Promise<readonly object[]>,
  client: Client,
): AskProcess {
  return async () => {
    const [row] = await ask('select pg_catalog.pg_backend_pid() as process', client);
    return row !== undefined && 'process' in row ? Number(row.process) : Number.NaN;
  };
}

/** node-postgres takes from PGHOST, PGOPTIONS and their like what it isn't given, at the moment a client is made. */
function withoutLibpqVariables<T>(make: () => T): T {
  const hidden = Object.entries(process.env).filter(([name]) => /^PG/i.test(name));
  for (const [name] of hidden) delete process.env[name];
  try {
    return make();
  } finally {
    Object.assign(process.env, Object.fromEntries(hidden));
  }
}
