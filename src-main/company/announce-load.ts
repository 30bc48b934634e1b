import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import { StewardError } from '../lib/steward-error';

/** Two that begin in the same moment see each other and both step back; they try again at moments of their own. */
const attempts = 5;
const longestPause = 300;

/**
 * Keeps a second load of the company away while this session lasts: two at once would each believe that the other's new
 * rows are theirs to add. Advisory locks are open to every login, so a lock counts only where one who may load holds it.
 * @throws StewardError `conflict` while another load is running
 */
export async function announceLoad(client: ClientBase): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const key = randomInt(2 ** 31);
    await client.query(`SELECT pg_try_advisory_lock(hashtext('customer_success.load'), $1)`, [key]);
    if (!(await isOtherLoading(client))) {
      // Stewards of before know this one only.
      await client.query(`SELECT pg_try_advisory_lock(hashtext('customer_success.load'))`);
      return;
    }
    await client.query(`SELECT pg_advisory_unlock(hashtext('customer_success.load'), $1)`, [key]);
    if (attempt === attempts) break;
    await setTimeout(randomInt(longestPause));
  }
  throw new StewardError('conflict', 'Another load of this company is running. Wait until it is done.');
}

async function isOtherLoading(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ loading: boolean }>(
    `SELECT EXISTS (
       SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid)
        WHERE l.locktype = 'advisory' AND l.granted AND l.pid <> pg_backend_pid()
          AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND CASE l.objsubid WHEN 2 THEN l.classid = oid_of ELSE l.classid = high AND l.objid = oid_of END
          AND (pg_has_role(a.usename, 'cs_loader', 'MEMBER') OR pg_has_role(a.usename, 'cs_owner', 'MEMBER'))
     ) AS loading
     FROM (SELECT (key & 4294967295)::oid AS oid_of, ((key >> 32) & 4294967295)::oid AS high
             FROM (SELECT hashtext('customer_success.load')::bigint AS key) k) n`,
  );
  return rows[0]?.loading === true;
}
