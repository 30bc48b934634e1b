import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import type { Condition } from '../../src-preload/contract/rules/condition';
import { companyForEachTest } from '../support/company-for-each-test';
import { all, ruleDefinition } from '../support/rules/entries';
import { applyOne, operation } from '../support/team';
import { fillCompany } from '../sync/support/company';
import { openDesk } from '../sync/support/desk';
import { type WorkedDesk, workAt } from '../sync/support/worked-desk';

const here = companyForEachTest();
let child: ChildProcess | null = null;
const desks: WorkedDesk[] = [];
afterEach(async () => {
  child?.kill('SIGKILL');
  for (const desk of desks.splice(0)) await desk.close();
});

const rows = async <Row extends object = Record<string, unknown>>(sql: string) =>
  (await here.company.admin.query<Row>(sql)).rows;
const admin = () => here.company.createLogin({ role: 'admin', scope: 'all' });
const openTickets: Condition = { field: 'tickets.open', operator: 'atLeast', value: 1 };
const standing = () =>
  rows(`select s.state, s.generation, (select count(*)::int from customer_success.rule_firings) as firings,
               (select count(*)::int from customer_success.ctas) as ctas
          from customer_success.rule_subjects s join customer_success.organizations o using (organization_id)
         where o.external_id = 'o2'`);

async function sitDown(): Promise<WorkedDesk> {
  const desk = workAt(await admin());
  desks.push(desk);
  return desk;
}

test('a runner that is killed between an edge and what follows of it leaves neither; the next one fires it, once', async () => {
  await fillCompany(here.company.admin, 3);
  const client = await (await admin()).connect();
  const definition = ruleDefinition({ conditions: all(openTickets) });
  const asked = operation('rule.save', { name: 'Tickets', definition }, { account: null });
  await applyOne(client, asked);
  const on = { account: null, entry: asked.op_id, base_version: 1 };
  await applyOne(client, operation('rule.save', { state: 'active' }, on));
  await client.end();
  const first = await sitDown();
  for (let rounds = 0; rounds < 3; rounds++) await first.round();
  expect(await standing()).toEqual([{ state: 'armed', generation: 0, firings: 0, ctas: 0 }]);

  await rows(`
    insert into customer_success.support_tickets (organization_id, external_id, subject, severity, opened_at)
    select organization_id, 'new', 'Help', 'high', now() from customer_success.organizations where external_id = 'o2';
    create function customer_success.wait() returns trigger language plpgsql as 'begin perform pg_sleep(60); return null; end';
    create trigger wait after insert on customer_success.ctas for each statement execute function customer_success.wait();
    update customer_success.runner_lease set held_until = null`);
  const killed = openDesk(await admin());
  killed.store.close();
  child = spawn(
    process.execPath,
    ['tools/run-ts.mjs', 'test/faults/support/running-work.ts', killed.file, killed.url],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const isFiring = () =>
    rows(`select 1 from pg_stat_activity where query like '%judge_rule(%' and wait_event = 'PgSleep'`);
  await vi.waitFor(async () => expect(await isFiring()).toHaveLength(1), { timeout: 60_000, interval: 50 });
  child.kill('SIGKILL');
  await once(child, 'exit');
  // As the server does once it sees that nobody is there any more.
  await rows(
    `select pg_terminate_backend(pid, 10000) from pg_stat_activity where application_name = 'steward'`,
  );
  expect(await standing()).toEqual([{ state: 'armed', generation: 0, firings: 0, ctas: 0 }]);

  await rows(
    `drop trigger wait on customer_success.ctas; update customer_success.runner_lease set held_until = null`,
  );
  const next = await sitDown();
  for (let rounds = 0; rounds < 3; rounds++) await next.round();
  expect(await standing()).toEqual([{ state: 'fired', generation: 1, firings: 1, ctas: 1 }]);
  killed.reopen();
  killed.close();
}, 120_000);
