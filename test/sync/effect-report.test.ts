import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrateCompany } from '../../src-main/company/migrate-company';
import { readMigrations } from '../../src-main/company/migrations';
import { effectOfRule, listEffects } from '../../src-main/work/effect/list-effects';
import { measureReportJob } from '../../src-main/work/effect/measure-report';
import { companyForEachTest } from '../support/company-for-each-test';
import type { TestLogin } from '../support/postgres';
import { ruleDefinition } from '../support/rules/entries';
import { applyOne, operation } from '../support/team';
import { fillCompany } from './support/company';
import { type WorkedDesk, workAt } from './support/worked-desk';

const here = companyForEachTest();
let desks: WorkedDesk[] = [];
let admin: TestLogin;

beforeEach(async () => {
  await fillCompany(here.company.admin, 6);
  admin = await here.company.createLogin({ role: 'admin', scope: 'all' });
});
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close();
  desks = [];
});

function sitDown(login: TestLogin): WorkedDesk {
  const desk = workAt(login);
  desks.push(desk);
  return desk;
}

const run = (sql: string, values: unknown[] = []) => here.company.admin.query(sql, values);

/** A rule that fired for every account half a year ago: drawn with a share of a third, every second one held out. */
async function aRule({ isOld = false } = {}): Promise<string> {
  const client = await admin.connect();
  const patch = { name: 'Campaign', definition: ruleDefinition({ holdoutPercent: 33 }) };
  const answer = await applyOne(client, operation('rule.save', patch, { account: null }));
  await client.end();
  const rule = answer.op_id as string;
  await run(
    `insert into customer_success.rule_firings (rule_id, organization_id, version, generation, fired_on, fired_at, held_out, outcomes)
     select $1, organization_id, 1, 1, current_date - 180, now() - interval '180 days', organization_id % 2 = 0,
            case when organization_id % 2 = 0 then '[{"kind": "email", "result": "held_out"}]' else '[{"kind": "email", "result": "made"}]' end::jsonb
       from customer_success.organizations`,
    [rule],
  );
  await run(
    `insert into customer_success.rule_holdouts (rule_id, organization_id, place, held_out, assigned_on${isOld ? '' : ', percent'})
     select $1, organization_id, 1, organization_id % 2 = 0, current_date - 180${isOld ? '' : ', 33'} from customer_success.organizations`,
    [rule],
  );
  await run(`update customer_success.organizations set created_at = now() - interval '300 days'`);
  return rule;
}

describe('what came of a rule', () => {
  test('is measured by whoever computes for the company, and the same on a desktop that has a part of the accounts', async () => {
    const rule = await aRule();
    const ada = sitDown(admin);
    const ann = sitDown(await here.company.createLogin({ role: 'manager', scope: 'book', managerId: 1 }));
    await ada.round();
    ada.jobs.enqueue(measureReportJob, {}, 5);
    await ada.round();
    await ann.round();
    const [hers, his] = [ada, ann].map(({ desk }) => effectOfRule(desk.store.read, rule));
    expect(hers).toMatchObject({
      name: 'Campaign',
      accounts: 6,
      effect: { accounts: { with: 3, without: 3 } },
    });
    expect(hers?.heldOut).toMatchObject({ drawn: 6, accounts: 3 });
    expect(his).toEqual(hers);
    expect(listEffects(ann.desk.store.read, 'rule')).toEqual(listEffects(ada.desk.store.read, 'rule'));
    // Her own copy would have said another thing.
    expect(ann.desk.store.read.prepared('select count(*) from rule_holdouts').pluck().get()).toBe(3);
  });

  test('counts who is held out where a message by hand reached them since', async () => {
    const rule = await aRule();
    const ada = sitDown(admin);
    await ada.round();
    await run(
      `update customer_success.rule_holdouts set contaminated_at = now(), contaminated_by = 'launch' where organization_id = 2`,
    );
    await ada.desk.sync();
    await ada.desk.expectEqual();
    ada.jobs.enqueue(measureReportJob, {}, 5);
    await ada.jobs.runUntilIdle();
    expect(effectOfRule(ada.desk.store.read, rule)).toMatchObject({
      heldOut: { contaminated: { launch: 1, another_rule: 0, critical: 0, share: 0 } },
      effect: { accounts: { with: 3, without: 3 } },
    });
  });
});

describe('at a company of before', () => {
  const migrations = readMigrations();
  const own = migrations.findIndex(({ name }) => name === 'what_rules_draw');

  test('draws are not there, and come with the share of their firing once it can tell them apart', async () => {
    const client = await here.company.admin.connect();
    await client.query('drop schema customer_success cascade');
    await migrateCompany(client, migrations.slice(0, own));
    await fillCompany(client, 6);
    await client.query(`insert into customer_success.memberships values ($1, 'admin', 'all')`, [admin.login]);
    const rule = await aRule({ isOld: true });
    const ada = sitDown(admin);
    await ada.round();
    const draws = () =>
      ada.desk.store.read
        .prepared<[], number>('select percent from rule_holdouts order by holdout_id')
        .pluck()
        .all();
    expect(draws()).toEqual([]);
    expect(effectOfRule(ada.desk.store.read, rule)).toMatchObject({ heldOut: null });
    await migrateCompany(client).finally(() => client.release());
    await ada.round();
    expect(draws()).toEqual([33, 33, 33, 33, 33, 33]);
    await ada.desk.expectEqual();
  });
});
