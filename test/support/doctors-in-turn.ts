import type pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import type { TestServer } from './postgres';

/**
 * Lets one test file at a time change roles, or have the doctor look at them: they belong to the server, which files
 * share where one is given. Call it after the hook that starts the server.
 */
export function doctorsInTurn(here: { readonly server: TestServer }): void {
  let turn: pg.PoolClient | undefined;
  beforeAll(async () => {
    turn = await here.server.admin.connect();
    await turn.query(`SELECT pg_advisory_lock(hashtext('doctors in turn'))`);
  });
  afterAll(async () => {
    await turn?.query(`SELECT pg_advisory_unlock(hashtext('doctors in turn'))`);
    turn?.release();
  });
}
