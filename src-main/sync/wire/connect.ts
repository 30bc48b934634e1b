import { Socket } from 'node:net';
import pg from 'pg';
import { type CopyToStreamQuery, to as copyTo } from 'pg-copy-streams';
import { parseAddress } from '../../lib/company-address';
import { openSession } from '../../ports/postgres/open-session';

export interface ConnectOptions {
  /** postgres://login:password@host:port/database */
  readonly url: string;
  /** Milliseconds to wait for an answer when connecting; 10,000 where not given. */
  readonly connectTimeout?: number;
  /** Milliseconds of silence, while an answer is due, after which the line counts as dead; 60,000 where not given. */
  readonly silenceTimeout?: number;
  /** Hears how many milliseconds a function of the company's database took to answer, by its name. */
  readonly onAnswered?: ((name: string, milliseconds: number) => void) | undefined;
}

/** One session at the company's database, in UTC, that can be cut at any moment. */
export interface Connection {
  /** @returns rows as objects @throws when no answer comes within the silence timeout; the session is lost then */
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** As `query`, with rows as arrays. */
  queryTuples<Row extends unknown[]>(text: string): Promise<Row[]>;
  /** Hands the text to the server as a COPY … TO STDOUT. */
  copy(text: string): CopyToStreamQuery;
  /** Milliseconds. */
  readonly silenceTimeout: number;
  /** Ends it here and now; what is under way fails with the reason. */
  cut(reason: Error): void;
  close(): Promise<void>;
}

/** Milliseconds to wait for a session to end in good order. */
const farewell = 1_000;

/** Sorting the pages of one chunk should fit into the server's memory. */
const settings = {
  work_mem: '64MB',
  statement_timeout: '10min',
  idle_in_transaction_session_timeout: '5min',
};

/** What a statement calls for itself, not within what it reads. */
const calledFunction = /^\s*select (?:\S+ )*?(?:from )?customer_success\.(\w+)\(/;

export interface Listener {
  /** Hears that the session ended without `close`. */
  readonly onLost: (error: Error) => void;
  readonly onNotification: () => void;
}

/** @throws StewardError for an address, a certificate or a login that won't do; else what network and server say */
export async function connect(options: ConnectOptions, listener?: Listener): Promise<Connection> {
  const silenceTimeout = options.silenceTimeout ?? 60_000;
  let socket = new Socket();
  const client = await openSession(
    parseAddress(options.url),
    { applicationName: 'steward', connectTimeout: options.connectTimeout ?? 10_000, settings },
    (config) => {
      socket = new Socket();
      const made = new pg.Client({
        ...config,
        keepAlive: true,
        keepAliveInitialDelayMillis: 10_000,
        stream: () => socket,
      });
      // Without a listener the loss of an idle session would end the process.
      made.on('error', (error) => listener?.onLost(error));
      made.on('notification', () => listener?.onNotification());
      return made;
    },
  );
  // Given with each query: as a setting of the client its timer would outlive every copy.
  const limits = { query_timeout: silenceTimeout };
  return {
    async query<Row extends object>(text: string, values: readonly unknown[] = []) {
      const began = performance.now();
      const { rows } = await client.query<Row>({ text, values: [...values], ...limits });
      const name = calledFunction.exec(text)?.[1];
      if (name !== undefined) options.onAnswered?.(name, performance.now() - began);
      return rows;
    },
    async queryTuples<Row extends unknown[]>(text: string) {
      return (await client.query<Row>({ text, rowMode: 'array', ...limits })).rows;
    },
    copy: (text) => client.query(copyTo(text)),
    silenceTimeout,
    cut: (reason) => void socket.destroy(reason),
    async close() {
      // A dead line would let us wait for its answer to the farewell.
      const giveUp = setTimeout(() => socket.destroy(), farewell);
      await client.end().catch(() => undefined);
      clearTimeout(giveUp);
    },
  };
}

/** Runs the reads on one snapshot of the company's database: whatever else commits meanwhile is not seen. */
export async function inSnapshot<T>(connection: Connection, read: () => Promise<T>): Promise<T> {
  await connection.query('begin transaction isolation level repeatable read, read only');
  try {
    const result = await read();
    await connection.query('commit');
    return result;
  } catch (error) {
    await connection.query('rollback').catch(() => undefined);
    throw error;
  }
}
