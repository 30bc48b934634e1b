import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listRules } from '../../src-main/work/rules/list-rules';
import { listFirings } from '../../src-main/work/triggers/list-firings';
import { tellOwner } from '../../src-main/work/triggers/tell-owner';
import type { Condition } from '../../src-preload/contract/rules/condition';
import type { RuleDefinition } from '../../src-preload/contract/rules/rule-definition';
import { companyForEachTest } from '../support/company-for-each-test';
import type { TestLogin } from '../support/postgres';
import { all, ruleDefinition } from '../support/rules/entries';
import { applyOne, operation } from '../support/team';
import { fillCompany, idOf } from './support/company';
import { type WorkedDesk, workAt } from './support/worked-desk';

const here = companyForEachTest();
let desks: WorkedDesk[] = [];
let admin: TestLogin;
let ada: WorkedDesk;

beforeEach(async () => {
  await fillCompany(here.company.admin, 4);
  admin = await here.company.createLogin({ role: 'admin', scope: 'all' });
  ada = await sitDown();
});
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close();
  desks = [];
});

async function sitDown(): Promise<WorkedDesk> {
  const desk = workAt(admin);
  desks.push(desk);
  return desk;
}

const rows = async <Row extends object = Record<string, unknown>>(sql: string, values: unknown[] = []) =>
  (await here.company.admin.query<Row>(sql, values)).rows;

const openTickets: Condition = { field: 'tickets.open', operator: 'atLeast', value: 1 };

async function save(patch: object, more: object = {}): Promise<string> {
  const client = await admin.connect();
  const answer = await applyOne(client, operation('rule.save', patch, { account: null, ...more }));
  await client.end();
  if (answer.outcome !== 'applied') throw new Error(JSON.stringify(answer));
  return answer.op_id as string;
}

async function switchOn(more: Partial<RuleDefinition> = {}): Promise<string> {
  const definition = ruleDefinition({ conditions: all(openTickets), ...more });
  const id = await save({ name: 'Tickets', definition });
  await save({ state: 'active' }, { entry: id, base_version: 1 });
  return id;
}

/** A new ticket of an account, that is open. */
async function openTicket(account: number): Promise<void> {
  await rows(
    `insert into customer_success.support_tickets (organization_id, external_id, subject, severity, opened_at)
     values ($1, 'new ' || gen_random_uuid(), 'Help', 'high', now())`,
    [await idOf(here.company.admin, account)],
  );
}

/** Until what is seen is judged, decided at the company, and shown here. */
async function settle(desk = ada): Promise<void> {
  for (let rounds = 0; rounds < 2; rounds++) await desk.round();
}

const fired = () =>
  rows(`select o.external_id as account, f.why, f.outcomes from customer_success.rule_firings f
          join customer_success.organizations o using (organization_id) order by f.firing_id`);

describe('a rule that acts', () => {
  test('fires for an account of which it comes to hold, and says on the screen for whom, why, and how it fares', async () => {
    const rule = await switchOn();
    await settle();
    expect(await fired()).toEqual([]);
    await openTicket(2);
    await settle();
    expect(await fired()).toMatchObject([{ account: 'o2', why: ['Open tickets (1) are at least 1.'] }]);
    const db = ada.desk.store.read;
    const [listed] = listRules(db, { role: 'admin', login: 'ada' }).rules;
    expect(listed?.standing).toMatchObject({
      evaluated: 4,
      notKnown: 0,
      fired: 1,
      waiting: [],
      problem: null,
    });
    expect(listFirings(db, rule)).toMatchObject({
      total: 1,
      firings: [{ account: 'Account 2', why: ['Open tickets (1) are at least 1.'], heldBy: null }],
    });
  });

  test('about contacts fires for the contact of whom it comes to hold, and names them', async () => {
    const rule = await switchOn({
      subject: 'contact',
      conditions: all({ field: 'contact.tickets_open', operator: 'atLeast', value: 1 }),
    });
    await settle();
    expect(await fired()).toEqual([]);
    const account = await idOf(here.company.admin, 2);
    const [contact] = await rows<{ id: number; name: string }>(
      `select user_id as id, name from customer_success.users where organization_id = $1 and not coalesce(is_internal, false)
        order by 1 limit 1`,
      [account],
    );
    await rows(
      `insert into customer_success.support_tickets (organization_id, user_id, external_id, subject, severity, opened_at)
       values ($1, $2, 'new', 'Help', 'high', now())`,
      [account, contact?.id],
    );
    await settle();
    expect(await fired()).toMatchObject([
      { account: 'o2', why: ['The contact’s open tickets (1) are at least 1.'] },
    ]);
    expect(listFirings(ada.desk.store.read, rule).firings).toMatchObject([{ account: 'Account 2', contact }]);
    expect(await rows('select reason from customer_success.ctas')).toEqual([
      { reason: `${contact?.name}: The contact’s open tickets (1) are at least 1.` },
    ]);
    // What is told again of nobody new changes nothing.
    await settle();
    expect(await fired()).toHaveLength(1);
  });

  test('says of each firing what became of it since, and stops and goes on at a person’s word', async () => {
    const rule = await switchOn({ coolDownDays: 0 });
    await settle();
    const client = await admin.connect();
    await client.query("select customer_success.stop_sending($1, 'too many')", [rule]);
    await openTicket(2);
    await settle();
    const db = ada.desk.store.read;
    const standing = () => listRules(db, { role: 'admin', login: 'ada' }).rules[0]?.standing;
    expect(standing()).toMatchObject({ fired: 0, stop: { isOwn: false, reason: 'too many' } });
    await client.query('select customer_success.release_sending($1)', [rule]);
    await client.end();
    await settle();
    expect(standing()).toMatchObject({ fired: 1, stop: null });
    expect(listFirings(db, rule).firings[0]?.outcomes).toEqual(['Call to action opened.']);
    await rows(`update customer_success.ctas set outcome = 'resolved', closed_at = now(), closed_by = 'ada'`);
    await settle();
    expect(listFirings(db, rule).firings[0]?.outcomes).toEqual([
      'Call to action opened, and closed since: resolved.',
    ]);
  });

  test('tells whoever has the account on their desktop, once, and in one where it fired for several', async () => {
    const ann = workAt(await here.company.createLogin({ role: 'manager', scope: 'book', managerId: 1 }));
    desks.push(ann);
    const notification = { kind: 'notification' as const, text: 'Look at it today.', minutes: 1 };
    const rule = await switchOn({ actions: [notification] });
    await settle();
    const told = async () => {
      await ann.desk.sync();
      return tellOwner(ann.desk.store);
    };
    expect(await told()).toEqual([]);
    // Ann has the even ones.
    for (const account of [1, 2]) await openTicket(account);
    await settle();
    const id = await idOf(here.company.admin, 2);
    expect(await told()).toEqual([
      { title: 'Tickets', body: 'Account 2: Look at it today.', to: `/accounts/${id}` },
    ]);
    expect(await told()).toEqual([]);
    await rows(
      `insert into customer_success.rule_firings (rule_id, organization_id, version, generation, fired_on, outcomes)
                select rule_id, organization_id, 1, 9, fired_on, outcomes from customer_success.rule_firings;
                insert into customer_success.rule_firings (rule_id, organization_id, version, generation, fired_on, outcomes)
                select rule_id, $$four$$, 1, 9, fired_on, outcomes from customer_success.rule_firings limit 1`.replace(
        '$$four$$',
        String(await idOf(here.company.admin, 4)),
      ),
    );
    expect(await told()).toEqual([
      { title: 'Tickets', body: '2 accounts: Account 2, Account 4', to: `/rules/${rule}` },
    ]);
    expect(tellOwner(ada.desk.store)).toEqual([]);
  });

  test('is no news to a desktop that takes over, nor after a resync', async () => {
    await switchOn();
    await settle();
    await openTicket(1);
    await settle();
    await rows('update customer_success.runner_lease set held_until = null');
    await settle(await sitDown());
    await rows('delete from customer_success.sync_witness');
    await rows('select customer_success.renew_history()');
    await settle(ada);
    expect(await fired()).toHaveLength(1);
  });

  test('that can’t be judged says why, and keeps no other from its turn', async () => {
    const broken = await switchOn({
      conditions: all({ field: 'account.field.gone', operator: 'below', value: 1 }),
    });
    await switchOn();
    await settle();
    await openTicket(3);
    await settle();
    expect(await fired()).toMatchObject([{ account: 'o3' }]);
    const [problem] = await rows<{ problem: string }>(
      'select problem from customer_success.rule_standings where rule_id = $1',
      [broken],
    );
    expect(problem?.problem).toMatch(/gone|there is no/i);
    expect(ada.desk.store.read.prepared('select count(*) from outgoing_judgings').pluck().get()).toBe(0);
  });

  test('is not judged again and again while nothing is new', async () => {
    await switchOn();
    await settle();
    const jobs = () =>
      ada.desk.store.read
        .prepared("select count(*) from metrics_aggregation_jobs where kind = 'judge_rules'")
        .pluck()
        .get();
    const before = jobs();
    await settle();
    expect(jobs()).toBe(before);
  });

  test('loses nobody whose day fell on a day off', async () => {
    const renewing: Condition = { field: 'account.renewal_on', operator: 'daysBefore', value: 30 };
    const rule = await switchOn({ conditions: all(renewing) });
    await settle();
    // It was judged three days ago for the last time, and then a renewal came to lie 30 days ahead.
    await rows(`update customer_success.rule_standings set judged_on = judged_on - 3, judged_from_day = judged_from_day - 3;
                update customer_success.subscriptions set renews_on = current_date + 28
                 where organization_id = (select organization_id from customer_success.organizations where external_id = 'o4')`);
    await settle();
    expect(await fired()).toMatchObject([{ account: 'o4' }]);
    expect(rule).toBeDefined();
  });
});
