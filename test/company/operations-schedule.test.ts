import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import type pg from 'pg';
import { expect, test } from 'vitest';
import {
  type AskedOperation,
  apply,
  type Colleague,
  note,
  type OperationAnswer,
  operation,
} from '../support/team';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();

const schedules = Number(process.env['STEWARD_SCHEDULES'] ?? 1);
const seed = Number(process.env['STEWARD_SEED'] ?? 11);
const callsOfEach = 25;

/** What one colleague does next: so many operations of some kind on some account, with a line that is cut or not. */
interface Step {
  readonly kinds: readonly number[];
  readonly account: string;
  /** ms after which the session is ended from outside; null: never. */
  readonly cutAfter: number | null;
  /** The answer is lost, so the same is sent again. */
  readonly sendAgain: boolean;
  /** Taken back by its own session, and sent again. */
  readonly takeBack: boolean;
}
const step: fc.Arbitrary<Step> = fc.record({
  kinds: fc.array(fc.nat(5), { minLength: 1, maxLength: 6 }),
  account: fc.constantFrom('acme', 'bolt', 'cove'),
  cutAfter: fc.option(fc.nat(12), { freq: 2 }),
  sendAgain: fc.boolean(),
  takeBack: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
});

function operationsOf({ kinds, account }: Step, made: string[]): AskedOperation[] {
  return kinds.map((kind) => {
    const entry = made[kind * 7 + made.length - 40] ?? made.at(-1) ?? null;
    const on = { account };
    if (kind === 0)
      return operation('note.change', { text: `changed ${made.length}` }, { ...on, entry, base_version: 1 });
    if (kind === 1)
      return operation('override.set', { score: 1, reason: 'why', until_day: '2999-01-01' }, on);
    if (kind === 2)
      return operation('today.dispose', { kind: 'silent', day: '2026-11-28', state: 'done' }, on);
    if (kind === 3) return operation('view.save', { name: 'v', view: {}, shared: true }, { account: null });
    const added = note('written once', on);
    made.push(added.op_id);
    return added;
  });
}

/** A colleague's desk: a session that is made again whenever it is cut, and calls that are sent until they are answered. */
function desk(who: Colleague) {
  let session: pg.Client | null = null;
  const open = async () => {
    session ??= await team.logins[who].connect();
    return session;
  };
  async function once(
    asked: readonly AskedOperation[],
    { cutAfter, takeBack }: Step,
  ): Promise<OperationAnswer[] | null> {
    const client = await open();
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const cut = cutAfter === null ? null : pause(cutAfter).then(() => end(rows[0]?.pid ?? 0));
    try {
      if (takeBack) await client.query('BEGIN');
      const answers = await apply(client, asked);
      if (takeBack) await client.query('ROLLBACK');
      return takeBack ? null : answers;
    } catch {
      session = null;
      return null;
    } finally {
      await cut;
      if (cut !== null) session = null;
    }
  }
  return async (asked: readonly AskedOperation[], how: Step): Promise<OperationAnswer[]> => {
    let answers = await once(asked, how);
    while (answers === null || answers.some(({ outcome }) => outcome === 'later')) {
      answers = await once(asked, { ...how, cutAfter: null, takeBack: false });
    }
    if (!how.sendAgain) return answers;
    const again = await once(asked, { ...how, cutAfter: null, takeBack: false });
    if (again !== null) expect(again).toEqual(answers);
    return answers;
  };
}

async function end(pid: number): Promise<void> {
  await team.company.admin.query('SELECT pg_terminate_backend($1)', [pid]);
}

async function countOf(sql: string): Promise<number> {
  return (
    (await team.company.admin.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`)).rows[0]?.n ?? -1
  );
}

test('whatever is cut, lost, taken back or sent twice, each operation that was answered took effect once and no other did', async () => {
  const told = new Map<string, OperationAnswer>();
  const work = async (who: Colleague, steps: readonly Step[]) => {
    const send = desk(who);
    const made: string[] = [];
    for (const how of steps) {
      for (const answer of await send(operationsOf(how, made), how)) told.set(answer.op_id ?? '', answer);
    }
  };
  const steps = fc.sample(fc.array(step, { minLength: callsOfEach, maxLength: callsOfEach }), {
    numRuns: 4 * schedules,
    seed,
  });
  for (let round = 0; round < schedules; round += 1) {
    await Promise.all(
      (['ann', 'bob', 'ada', 'ada'] as const).map((who, index) => work(who, steps[round * 4 + index] ?? [])),
    );
    // An account changes hands between the rounds.
    await team.company.admin.query(
      'UPDATE customer_success.organizations SET owner_id = 3 - owner_id WHERE owner_id IS NOT NULL',
    );
  }

  const outcome = (wanted: string) => [...told.values()].filter((answer) => answer.outcome === wanted);
  const inForce = [...outcome('applied'), ...outcome('merged')];
  expect(outcome('refused').length).toBeGreaterThan(0);
  expect(inForce.length).toBeGreaterThan(50 * schedules);
  expect(await countOf('customer_success.operations')).toBe(told.size);
  expect(await countOf('customer_success.audit_log WHERE op_id IS NOT NULL')).toBe(inForce.length);
  const { rows } = await team.company.admin.query<{
    op_id: string;
    kind: string;
    xid: string;
    entries: number;
    told: string | null;
  }>(
    `SELECT o.op_id, o.kind, o.xid::text AS xid, (
              SELECT count(*)::int FROM (
                SELECT note_id AS id FROM customer_success.notes UNION ALL
                SELECT override_id FROM customer_success.score_overrides UNION ALL
                SELECT disposition_id FROM customer_success.today_dispositions UNION ALL
                SELECT view_id FROM customer_success.saved_views) e WHERE e.id = o.op_id) AS entries,
            (SELECT l.outcome FROM customer_success.audit_log l WHERE l.op_id = o.op_id) AS told
       FROM customer_success.operations o`,
  );
  for (const { op_id, kind, xid, entries, told: audited } of rows) {
    const answer = told.get(op_id);
    expect([op_id, answer?.xid]).toEqual([op_id, xid]);
    const tookEffect = answer?.outcome !== 'refused';
    expect([op_id, entries]).toEqual([op_id, tookEffect && kind !== 'note.change' ? 1 : 0]);
    expect([op_id, audited]).toEqual([op_id, tookEffect ? answer?.outcome : null]);
  }
  for (const [table, standing] of [
    ['score_overrides', 'withdrawn_at IS NULL GROUP BY organization_id'],
    ['today_dispositions', 'removed_at IS NULL GROUP BY login, organization_id, kind, day'],
  ]) {
    expect(
      await countOf(`(SELECT FROM customer_success.${table} WHERE ${standing} HAVING count(*) > 1) more`),
    ).toBe(0);
  }
  expect((await team.company.admin.query('SELECT * FROM customer_success.audit_problems()')).rows).toEqual(
    [],
  );
});
