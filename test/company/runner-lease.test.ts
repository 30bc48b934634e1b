import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { grantMember } from '../../src-main/company/grant-member';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests({ limits: true });
let ada: pg.Client;
let eve: pg.Client;
beforeAll(async () => {
  ada = team.clients.ada;
  eve = await (await team.company.createLogin({ role: 'admin', scope: 'all' })).connect();
});
beforeEach(() =>
  team.company.admin.query(`
    REVOKE EXECUTE ON FUNCTION customer_success.begin_run FROM cs_viewer;
    DELETE FROM customer_success.operation_calls;
    UPDATE customer_success.runner_lease SET fence = 0, login = NULL, host = NULL, held_until = NULL`),
);

const [here, there] = [randomUUID(), randomUUID()];

async function claim(
  client: pg.Client,
  host: string | null,
  sender: unknown = { machine: 'desk', app: '1.0' },
) {
  const { rows } = await client.query('SELECT customer_success.claim_runner($1, $2) AS answer', [
    host,
    JSON.stringify(sender),
  ]);
  return rows[0].answer as { outcome: string; fence?: number; reason?: string; retry_in_ms?: number };
}

async function begin(client: pg.Client, host: string, fence: number): Promise<unknown> {
  await team.company.admin.query('GRANT EXECUTE ON FUNCTION customer_success.begin_run TO cs_viewer');
  const { rows } = await client.query('SELECT customer_success.begin_run($1, $2) AS answer', [host, fence]);
  return rows[0].answer;
}

/** As if so many seconds had gone by since the lease was renewed. */
async function later(seconds: number) {
  await team.company.admin.query(
    `UPDATE customer_success.runner_lease SET held_until = held_until - $1 * interval '1 second'`,
    [seconds],
  );
}

describe('the lease of the runner', () => {
  test('is one host’s at a time, for forty-five seconds since it was renewed last', async () => {
    expect(await claim(ada, here)).toEqual({ outcome: 'held', fence: 1, seconds: 45 });
    expect(await claim(eve, there)).toEqual({ outcome: 'taken' });
    await later(44);
    expect(await claim(eve, there)).toEqual({ outcome: 'taken' });
    expect(await claim(ada, here)).toMatchObject({ outcome: 'held', fence: 1 });
    await later(44);
    expect(await claim(eve, there)).toEqual({ outcome: 'taken' });
    await later(1);
    expect(await claim(eve, there)).toMatchObject({ outcome: 'held', fence: 2 });
    expect(await claim(ada, here)).toEqual({ outcome: 'taken' });
  });

  test('has a higher fence with each new holder, also where one finds its own over', async () => {
    await claim(ada, here);
    await later(46);
    expect(await claim(ada, here)).toMatchObject({ fence: 2 });
    await later(46);
    expect(await claim(eve, there)).toMatchObject({ fence: 3 });
  });

  test('is another host’s where the same login runs on two machines', async () => {
    expect(await claim(ada, here)).toMatchObject({ outcome: 'held' });
    expect(await claim(ada, there)).toEqual({ outcome: 'taken' });
  });

  test('is another login’s where a host signs in as somebody else', async () => {
    await claim(ada, here);
    expect(await claim(eve, here)).toEqual({ outcome: 'taken' });
  });

  test('is let go of by who holds it alone, and free at once', async () => {
    await claim(ada, here);
    const release = async (client: pg.Client, host: string, fence: number) =>
      (await client.query('SELECT customer_success.release_runner($1, $2) AS done', [host, fence])).rows[0]
        .done;
    expect(await release(eve, here, 1)).toBe(false);
    expect(await release(ada, there, 1)).toBe(false);
    expect(await release(ada, here, 2)).toBe(false);
    expect(await claim(eve, there)).toEqual({ outcome: 'taken' });
    expect(await release(ada, here, 1)).toBe(true);
    expect(await release(ada, here, 1)).toBe(false);
    expect(await claim(eve, there)).toMatchObject({ outcome: 'held', fence: 2 });
  });

  test('goes by the server’s clock: one whose end lies further ahead than any lease is over', async () => {
    await claim(ada, here);
    await later(-86_400);
    expect(await claim(eve, there)).toMatchObject({ outcome: 'held', fence: 2 });
  });

  test('is won by one of many that ask at once', async () => {
    const clients = await Promise.all(Array.from({ length: 8 }, () => team.logins.ada.connect()));
    const answers = await Promise.all(clients.map((client) => claim(client, randomUUID())));
    expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(['held', ...Array(7).fill('taken')]);
  });
});

describe('who may hold it', () => {
  test('is an admin who sees every account, and a member who was given the duty; nobody else', async () => {
    const login = (role: 'admin' | 'manager' | 'viewer', scope: 'all' | 'book') =>
      team.company.createLogin({ role, scope, managerId: 1 });
    const refused = { outcome: 'refused', reason: 'role' };
    for (const [role, scope] of [
      ['admin', 'book'],
      ['manager', 'all'],
      ['viewer', 'all'],
    ] as const) {
      const client = await (await login(role, scope)).connect();
      expect([role, scope, await claim(client, randomUUID())]).toEqual([role, scope, refused]);
    }
    const service = await login('viewer', 'all');
    const owner = await team.company.admin.connect();
    await grantMember(owner, { login: service.login, role: 'viewer', scope: 'all', isRunner: true });
    expect(await claim(await service.connect(), here)).toMatchObject({ outcome: 'held' });
    await expect(
      grantMember(owner, {
        login: service.login,
        role: 'viewer',
        scope: 'book',
        managerEmail: 'ann@x.example',
        isRunner: true,
      }),
    ).rejects.toThrow('has to see every account');
    owner.release();
    const { rows } = await team.company.admin.query(
      `SELECT details ->> 'of' AS login, personal -> 'after' ->> 'is_runner' AS runner FROM customer_success.audit_log
        WHERE kind = 'member' ORDER BY number DESC LIMIT 1`,
    );
    expect(rows).toEqual([{ login: service.login, runner: 'true' }]);
  });

  test('loses it at once with the membership, with the sight of every account, or with the role', async () => {
    for (const change of [
      'DELETE FROM customer_success.memberships WHERE login = $1',
      `UPDATE customer_success.memberships SET scope = 'book' WHERE login = $1`,
      `UPDATE customer_success.memberships SET role = 'manager' WHERE login = $1`,
    ]) {
      const login = await team.company.createLogin({ role: 'admin', scope: 'all' });
      const client = await login.connect();
      const { fence } = await claim(client, here);
      expect(await begin(client, here, fence ?? 0)).toEqual({});
      await team.company.admin.query(change, [login.login]);
      expect(await begin(client, here, fence ?? 0)).toEqual({ outcome: 'refused', reason: 'role' });
      expect(await claim(client, here)).toEqual({ outcome: 'refused', reason: 'role' });
      expect(await claim(eve, there)).toMatchObject({ outcome: 'held', fence: (fence ?? 0) + 1 });
      await later(46);
    }
  });

  test('asks within an allowance of its own, which leaves what people decide alone', async () => {
    for (let n = 0; n < 30; n += 1) expect(await claim(ada, here)).toMatchObject({ outcome: 'held' });
    const answer = await claim(ada, here);
    expect(answer).toMatchObject({ outcome: 'later' });
    expect(answer.retry_in_ms).toBeGreaterThan(0);
    const { rows } = await team.company.admin.query(
      `SELECT count(*)::int AS n FROM customer_success.operation_calls WHERE calls IN ('single', 'batch')`,
    );
    expect(rows).toEqual([{ n: 0 }]);
  });
});

describe('a write of a runner', () => {
  test('under the fence of before is refused: whoever slept meanwhile writes nothing', async () => {
    await claim(ada, here);
    expect(await begin(ada, here, 1)).toEqual({});
    await later(46);
    expect(await begin(ada, here, 1)).toEqual({ outcome: 'refused', reason: 'fence' });
    await claim(eve, there);
    expect(await begin(ada, here, 1)).toEqual({ outcome: 'refused', reason: 'fence' });
    expect(await begin(ada, here, 2)).toEqual({ outcome: 'refused', reason: 'fence' });
    expect(await begin(ada, there, 2)).toEqual({ outcome: 'refused', reason: 'fence' });
    expect(await begin(eve, there, 2)).toEqual({});
  });

  test('renews the lease, and holds it to its end: nobody takes it over under the write', async () => {
    await claim(ada, here);
    await later(40);
    await ada.query('BEGIN');
    expect(await begin(ada, here, 1)).toEqual({});
    const waiting = claim(eve, there);
    await ada.query('COMMIT');
    expect(await waiting).toEqual({ outcome: 'taken' });
    await later(40);
    expect(await claim(eve, there)).toEqual({ outcome: 'taken' });
  });
});

test('nobody writes the lease but through its functions, and members read who holds it', async () => {
  await claim(ada, here, { machine: 'ADA-LAPTOP', app: '1.2.3' });
  const { rows } = await team.clients.vera.query(
    'SELECT login, machine, app FROM customer_success.runner_lease',
  );
  expect(rows).toEqual([{ login: team.logins.ada.login, machine: 'ADA-LAPTOP', app: '1.2.3' }]);
  for (const client of [ada, team.clients.ann, team.clients.vera]) {
    await expect(client.query('UPDATE customer_success.runner_lease SET fence = 9')).rejects.toThrow(
      'permission denied',
    );
    await expect(client.query(`SELECT customer_success.may_run('postgres')`)).rejects.toThrow(
      'permission denied',
    );
    await expect(client.query(`SELECT customer_success.begin_run($1, 1)`, [here])).rejects.toThrow(
      'permission denied',
    );
  }
});
