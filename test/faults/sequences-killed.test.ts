import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { companyForEachTest } from '../support/company-for-each-test';
import { cta, mail, sequenceDefinition } from '../support/sequences/entries';
import { applyOne, operation } from '../support/team';
import { brandPatch } from '../support/templates';
import { fillCompany } from '../sync/support/company';
import { type Desk, openDesk } from '../sync/support/desk';

/** STEWARD_KILLS=50 for so many; STEWARD_SEED for other moments. */
const kills = fc.sample(fc.record({ after: fc.integer({ min: 0, max: 120 }), rollsBack: fc.boolean() }), {
  numRuns: Number(process.env['STEWARD_KILLS'] ?? 1),
  seed: Number(process.env['STEWARD_SEED'] ?? 3),
});
// Whoever is killed may hold the lease, which is of 45 s.
const soon = { timeout: 150_000, interval: 10 };
const ctas = ['Call', 'Ask', 'Visit'];

const here = companyForEachTest();
interface Runner {
  readonly login: string;
  readonly desk: Desk;
  child: ChildProcess;
}
const runners: Runner[] = [];
afterEach(() => {
  for (const { child, desk } of runners.splice(0)) {
    child.kill('SIGKILL');
    // A store that was left in the middle of something opens.
    desk.reopen();
    desk.close();
  }
});

const rows = async <Row extends object>(sql: string, values: unknown[] = []) =>
  (await here.company.admin.query<Row>(sql, values)).rows;
const admin = () => here.company.createLogin({ role: 'admin', scope: 'all' });

/** Begins to compute for the company as a host does, in a process of its own. */
function run({ file, url }: Desk): ChildProcess {
  return spawn(process.execPath, ['tools/run-ts.mjs', 'test/faults/support/running-work.ts', file, url], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function sitDown(): Promise<void> {
  const login = await admin();
  const desk = openDesk(login);
  desk.store.close();
  runners.push({ login: login.login, desk, child: run(desk) });
}

/** A sequence of calls and a mail, on, and a way to let everybody in once more. */
async function sequenceOn(): Promise<() => Promise<void>> {
  await fillCompany(here.company.admin, 4);
  await rows(`
    update customer_success.sending_settings
       set quiet_from = 0, quiet_until = 0, caps = '[]', unsubscribe_url = 'https://acme.example/u/', unsubscribe_proved_at = now();
    insert into customer_success.communication_preferences (address_digest, category, state, basis, said_by, organization_id, user_id, author)
    select customer_success.address_digest(email), '*', 'granted', 'contract', 'team', organization_id, user_id, 'ada' from customer_success.users;
    create function customer_success.take_time() returns trigger language plpgsql as 'begin perform pg_sleep(0.015); return null; end';
    create trigger take_time after insert on customer_success.ctas for each statement execute function customer_success.take_time()`);
  const client = await (await admin()).connect();
  const steps = [...ctas.map((title, n) => cta(`call${n}`, title)), mail('mail1')];
  const asked = operation(
    'sequence.save',
    { name: 'Calls', definition: sequenceDefinition({ steps }) },
    { account: null },
  );
  const on = { account: null, entry: asked.op_id, base_version: 1 };
  for (const each of [
    operation('brand.set', { brand: brandPatch }, { account: null }),
    asked,
    operation('sequence.save', { state: 'active' }, on),
  ])
    expect(await applyOne(client, each)).toMatchObject({ outcome: 'applied' });
  const contacts = ['u1', 'u2', 'u3'];
  let rounds = 0;
  return async () => {
    rounds += 1;
    for (const account of ['o1', 'o2', 'o3', 'o4']) {
      const patch = { sequence: asked.op_id, contacts, key: `round-${rounds}` };
      expect(await applyOne(client, operation('sequence.enrol', patch, { account }))).toMatchObject({
        outcome: 'applied',
      });
    }
  };
}

const onTheirWay = () =>
  rows<{ id: number }>(
    `select enrolment_id as id from customer_success.enrolments where waits_for <> 'message' or step_id <> 'mail1'`,
  );

/** Until somebody is being moved on; where all have come to their end meanwhile, they are let in once more. @returns whose computer does it */
async function movingNow(letIn: () => Promise<void>): Promise<Runner> {
  return vi.waitFor(async () => {
    const [moving] = await rows<{ login: string }>(
      `select usename as login from pg_stat_activity where query like '%move_enrolments(%' and wait_event = 'PgSleep'`,
    );
    const found = runners.find(({ login }) => login === moving?.login);
    if (found !== undefined) return found;
    if ((await onTheirWay()).length === 0) await letIn();
    throw new Error('nobody is moved on');
  }, soon);
}

test('three computers that are killed while they move the same people on: each step is done once, and none is lost', async () => {
  const letIn = await sequenceOn();
  await letIn();
  for (let n = 0; n < 3; n++) await sitDown();
  for (const [n, { after, rollsBack }] of kills.entries()) {
    const killed = await movingNow(letIn);
    await setTimeout(after);
    killed.child.kill('SIGKILL');
    await once(killed.child, 'exit');
    // Whether the server notices before it is done, or does what it was told and nobody hears of it.
    if (rollsBack)
      await rows('select pg_terminate_backend(pid, 10000) from pg_stat_activity where usename = $1', [
        killed.login,
      ]);
    await rows('update customer_success.runner_lease set held_until = null');
    // One is left at the end; before that as many as there were.
    if (kills.length - n > 2) killed.child = run(killed.desk);
  }
  await vi.waitFor(async () => expect(await onTheirWay()).toEqual([]), soon);
  // What is told once more changes nothing.
  await setTimeout(500);

  const inside = (await rows<{ n: number }>('select count(*)::int as n from customer_success.enrolments'))[0]
    ?.n;
  const done = await rows<{ step: string; people: number; most: number }>(`
    select step, count(*)::int as people, max(times)::int as most from (
      select personal -> 'after' ->> 'title' as step, details ->> 'enrolment', count(*) as times
        from customer_success.audit_log where kind = 'cta.fire' group by 1, 2
      union all
      select step_id, enrolment_id::text, count(*) from customer_success.interventions group by 1, 2) each
     group by step order by step collate "C"`);
  expect(done).toEqual([...ctas, 'mail1'].sort().map((step) => ({ step, people: inside, most: 1 })));
  expect(await rows('select count(*)::int as n from customer_success.ctas')).toEqual([
    { n: ctas.length * (inside ?? 0) },
  ]);
}, 600_000);
