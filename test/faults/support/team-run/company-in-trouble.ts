import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { errorCode } from '../../../../src-main/lib/error-code';
import type { TestCompany, TestServer } from '../../../support/postgres';

const cs = 'customer_success';

/** What befalls a company's database while its team works. */
export interface CompanyInTrouble {
  query(sql: string): Promise<void>;
  /** A transaction that stays open until its end is asked for; then nothing of it is lost but what a fault took. */
  openTransaction(sql: string): Promise<() => Promise<void>>;
  /** The server gives up its memory and recovers. */
  crash(): Promise<void>;
  /** Every session on it is ended from outside. */
  endSessions(): Promise<void>;
  /** Keeps the database as it is now. @returns puts it back in the place of the one there is by then */
  dump(): Promise<() => Promise<void>>;
}

export function troubleFor(server: TestServer, company: TestCompany): CompanyInTrouble {
  const { database } = company;
  let dumps = 0;

  const client = async () => {
    const opened = new pg.Client({ connectionString: company.url });
    opened.on('error', () => undefined);
    await opened.connect();
    return opened;
  };
  /** What an open transaction holds is left as it is: nobody waits for it here. */
  async function query(sql: string): Promise<void> {
    await company.admin.query(`set lock_timeout = '100ms'; ${sql}`).catch((error: unknown) => {
      if (errorCode(error) !== '55P03') throw error;
    });
  }
  async function endSessions(): Promise<void> {
    await server.admin.query(
      'select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
      [database],
    );
    // A pool notices what went at its next turn.
    await pause(50);
  }
  /** Whatever the server does: a crash takes back what it commits by the way. */
  const durably = (sql: string) => server.admin.query(`set synchronous_commit = on; ${sql}`);
  async function alone(work: () => Promise<void>): Promise<void> {
    await durably(`alter database ${database} allow_connections false`);
    await endSessions();
    await work();
    await durably(`alter database ${database} allow_connections true`);
  }

  return {
    query,
    endSessions,
    async openTransaction(sql) {
      const opened = await client();
      await opened.query(`begin; set local lock_timeout = '100ms'`);
      await opened.query(sql).catch(() => undefined);
      return async () => {
        await opened.query('commit').catch(() => undefined);
        await opened.end().catch(() => undefined);
      };
    },
    async crash() {
      await server.crash?.();
    },
    async dump() {
      const copy = `${database}_dump_${++dumps}`;
      // A copy of the files, which wants nobody at work on them.
      await alone(async () => {
        await server.admin.query(`create database ${copy} template ${database}`);
      });
      return async () => {
        await alone(async () => {
          await server.admin.query(`drop database ${database} with (force)`);
          await durably(`alter database ${copy} rename to ${database}`);
        });
        // As whoever restores a company does.
        await query(`select ${cs}.renew_history()`);
      };
    },
  };
}
