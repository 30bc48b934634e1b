import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import { starterConfig } from '../../src-main/engines/health/starter-config';
import { companyForEachTest } from '../support/company-for-each-test';
import { fillCompany } from '../sync/support/company';
import { openDesk } from '../sync/support/desk';
import { type WorkedDesk, workAt } from '../sync/support/worked-desk';

const here = companyForEachTest();
const accounts = 520;
let child: ChildProcess | null = null;
let next: WorkedDesk | null = null;
afterEach(async () => {
  child?.kill('SIGKILL');
  await next?.close();
});

const rows = async <Row extends object = Record<string, unknown>>(sql: string) =>
  (await here.company.admin.query<Row>(sql)).rows;
const admin = () => here.company.createLogin({ role: 'admin', scope: 'all' });
const written = async () =>
  (await rows<{ n: number }>('select count(*)::int as n from customer_success.organization_health_scores'))[0]
    ?.n ?? 0;
const versionsOfRows = () =>
  rows(`select tableoid::int, ctid::text, xmin::text from customer_success.organization_health_scores
        union all select tableoid::int, ctid::text, xmin::text from customer_success.risk_assessment_history order by 1, 2`);

test('a runner that is killed in the middle of a push: the next one goes on, and nothing is there twice', async () => {
  await fillCompany(here.company.admin, accounts);
  // Made in the middle of the work, on some days of the week it would change what the scores stand on.
  await here.company.admin.query('select customer_success.keep_book_movements()');
  // The second call takes its time, so that the kill falls between two.
  await here.company.admin.query(`
    create function customer_success.wait() returns trigger language plpgsql as
      'begin if exists (select from customer_success.organization_health_scores) then perform pg_sleep(60); end if; return null; end';
    create trigger wait before insert on customer_success.organization_health_scores
      for each statement execute function customer_success.wait()`);
  await here.company.admin.query(
    `insert into customer_success.score_configurations (version, config, note, author, op_id)
     values (1, $1, '', 'ada', gen_random_uuid())`,
    [JSON.stringify(starterConfig)],
  );
  const killed = openDesk(await admin());
  killed.store.close();
  child = spawn(
    process.execPath,
    ['tools/run-ts.mjs', 'test/faults/support/running-work.ts', killed.file, killed.url],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  await vi.waitFor(async () => expect(await written()).toBeGreaterThan(0), {
    timeout: 120_000,
    interval: 20,
  });
  child.kill('SIGKILL');
  await once(child, 'exit');
  // As the server does once it sees that nobody is there any more.
  await here.company.admin.query(
    `select pg_terminate_backend(pid, 10000) from pg_stat_activity where application_name = 'steward'`,
  );
  const kept = await versionsOfRows();
  expect(await written()).toBe(500);
  await here.company.admin.query(`
    drop trigger wait on customer_success.organization_health_scores;
    update customer_success.runner_lease set held_until = null`);
  next = workAt(await admin());
  await next.round();
  await next.takeTurn();
  expect(await written()).toBe(accounts);
  expect(await versionsOfRows()).toEqual(expect.arrayContaining(kept));
  expect(
    await rows(
      `select organization_id from customer_success.risk_assessment_history group by 1 having count(*) > 1`,
    ),
  ).toEqual([]);
  expect(await rows('select * from customer_success.score_events')).toEqual([]);
  killed.reopen();
  killed.close();
}, 240_000);
