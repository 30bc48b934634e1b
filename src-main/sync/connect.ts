import { Socket } from 'node:net';
import pg from 'pg';

export interface ConnectOptions {
  /** postgres://login:password@host:port/database */
  readonly url: string;
  /** Milliseconds to wait for an answer when connecting; 10,000 where not given. */
  readonly connectTimeout?: number;
  /** Milliseconds of silence, while an answer is due, after which the line counts as dead; 60,000 where not given. */
  readonly silenceTimeout?: number;
}

/** One session at the company's database, in UTC, that can be cut at any moment. */
export interface Connection {
  readonly client: pg.Client;
  /** Ends it here and now; what is under way fails with the reason. */
  cut(reason: Error): void;
  close(): Promise<void>;
  readonly silenceTimeout: number;
}

/** Sorting the pages of one chunk should fit into the server's memory. */
const settings = {
  timezone: 'UTC',
  search_path: 'pg_catalog',
  work_mem: '64MB',
  statement_timeout: '10min',
  idle_in_transaction_session_timeout: '5min',
  application_name: 'steward',
};

/** @param onLost hears when the session ends without `close` */
export async function connect(options: ConnectOptions, onLost?: (error: Error) => void): Promise<Connection> {
  const socket = new Socket();
  const silenceTimeout = options.silenceTimeout ?? 60_000;
  const client = new pg.Client({
    connectionString: options.url,
    connectionTimeoutMillis: options.connectTimeout ?? 10_000,
    query_timeout: silenceTimeout,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    stream: () => socket,
  });
  // Without a listener the loss of an idle session would end the process.
  client.on('error', (error) => onLost?.(error));
  try {
    await client.connect();
    await client.query(
      `select ${Object.entries(settings)
        .map(([name, value]) => `set_config('${name}', '${value}', false)`)
        .join(', ')}`,
    );
  } catch (error) {
    socket.destroy();
    throw error;
  }
  return {
    client,
    silenceTimeout,
    cut: (reason) => void socket.destroy(reason),
    async close() {
      await client.end().catch(() => socket.destroy());
    },
  };
}

/** Runs the reads on one snapshot of the company's database: whatever else commits meanwhile is not seen. */
export async function inSnapshot<T>(connection: Connection, read: () => Promise<T>): Promise<T> {
  const { client } = connection;
  await client.query('begin transaction isolation level repeatable read, read only');
  try {
    const result = await read();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}
