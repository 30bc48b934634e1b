import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listPeople } from '../../src-main/work/sequences/list-people';
import { listSequences } from '../../src-main/work/sequences/list-sequences';
import { listFirings } from '../../src-main/work/triggers/list-firings';
import type { Condition } from '../../src-preload/contract/rules/condition';
import type { SequenceDefinition } from '../../src-preload/contract/sequences/definition';
import { companyForEachTest } from '../support/company-for-each-test';
import type { TestLogin } from '../support/postgres';
import { all, ruleDefinition } from '../support/rules/entries';
import { call, send } from '../support/sending';
import { cta, hours, mail, sequenceDefinition } from '../support/sequences/entries';
import { applyOne, operation } from '../support/team';
import { brandPatch } from '../support/templates';
import { fillCompany, idOf } from './support/company';
import { type WorkedDesk, workAt } from './support/worked-desk';

const here = companyForEachTest();
let desks: WorkedDesk[] = [];
let admin: TestLogin;
let ada: WorkedDesk;
let client: pg.Client;
/** The number of the account whose contact is let in, and theirs. */
let account: number;
let contact: { id: number; external: string; account: string };

const rows = async <Row extends object = Record<string, unknown>>(sql: string, values: unknown[] = []) =>
  (await here.company.admin.query<Row>(sql, values)).rows;

beforeEach(async () => {
  await fillCompany(here.company.admin, 4);
  account = await idOf(here.company.admin, 2);
  await rows(`update customer_success.users set email = 'u' || user_id || '@x.example', deactivated_at = null, is_internal = false, role = 'champion';
              update customer_success.sending_settings set quiet_from = 0, quiet_until = 0, caps = '[]', unsubscribe_url = 'https://acme.example/u/',
                     unsubscribe_proved_at = now()`);
  const [found] = await rows<{ id: number; external: string; account: string }>(
    `select u.user_id as id, u.external_id as external, o.external_id as account from customer_success.users u
       join customer_success.organizations o using (organization_id) where organization_id = $1 order by 1 limit 1`,
    [account],
  );
  if (found === undefined) throw new Error('the account has no contact');
  contact = found;
  admin = await here.company.createLogin({ role: 'admin', scope: 'all' });
  client = await admin.connect();
  await applyOne(client, operation('brand.set', { brand: brandPatch }, { account: null }));
  await agree(contact.external);
  ada = sitDown();
});
afterEach(async () => {
  await client.end();
  for (const desk of desks.splice(0)) await desk.close();
  desks = [];
});

/** To whatever mail. */
const agree = (who: string) =>
  call(client, 'record_consent', contact.account, {
    ...{ contact: who, category: '*', state: 'granted', basis: 'existing_customer' },
  });

function sitDown(): WorkedDesk {
  const desk = workAt(admin);
  desks.push(desk);
  return desk;
}

async function apply(kind: string, patch: object, more: object = {}): Promise<string> {
  const answer = await applyOne(client, operation(kind, patch, { account: null, ...more }));
  if (answer.outcome !== 'applied') throw new Error(JSON.stringify(answer));
  return answer.op_id as string;
}

async function sequence(more: Partial<SequenceDefinition> = {}, name = 'Welcome'): Promise<string> {
  const id = await apply('sequence.save', { name, definition: sequenceDefinition(more) });
  await apply('sequence.save', { state: 'active' }, { entry: id, base_version: 1 });
  return id;
}

const enter = (id: string) =>
  apply('sequence.enrol', { sequence: id, contacts: [contact.external] }, { account: contact.account });

/** Until what is due is made out, decided at the company, and shown here. */
async function settle(desk = ada): Promise<void> {
  for (let rounds = 0; rounds < 2; rounds++) await desk.round();
}
/** As if so many hours had gone by. */
const letPass = (passed: number) =>
  rows(
    `update customer_success.enrolments
        set since_at = since_at - $1 * interval '1 hour', wakes_at = wakes_at - $1 * interval '1 hour'`,
    [passed],
  );

const mails = () =>
  rows<{ step: string; stage: string }>(
    'select step_id as step, stage from customer_success.interventions order by row_id',
  );
const where = async () =>
  (
    await rows<{ at: string }>(
      `select step_id || ' ' || waits_for || ' ' || coalesce(ended_why, 'inside') as at from customer_success.enrolments`,
    )
  ).map(({ at }) => at);

const openTickets: Condition = { field: 'tickets.open', operator: 'atLeast', value: 1 };
const openTicket = () =>
  rows(
    `insert into customer_success.support_tickets (organization_id, external_id, subject, severity, opened_at)
     values ($1, 'new ' || gen_random_uuid(), 'Help', 'high', now())`,
    [account],
  );

describe('somebody inside of a sequence', () => {
  test('gets its mails one after the other, each behind its wait, and comes to the end', async () => {
    const id = await sequence();
    await enter(id);
    await settle();
    expect(await mails()).toEqual([{ step: 'mail1', stage: 'waiting' }]);
    const first = await send(client);
    await settle();
    expect(await where()).toEqual(['wait1 wait inside']);
    expect(await mails()).toHaveLength(1);
    await letPass(47);
    await settle();
    expect(await mails()).toHaveLength(1);
    await letPass(2);
    await settle();
    expect(await mails()).toEqual([
      { step: 'mail1', stage: 'sent' },
      { step: 'mail2', stage: 'waiting' },
    ]);
    const second = (await send(client)) as unknown as { thread: string[] };
    expect(second.thread).toEqual([first.message_id]);
    await settle();
    expect(await where()).toEqual(['mail2 turn finished']);
    const db = ada.desk.store.read;
    const [listed] = listSequences(db, { role: 'admin', login: 'ada' }).sequences;
    expect(listed?.health).toMatchObject({ inside: 0, sent: 2, exits: [{ why: 'finished', people: 1 }] });
    expect(listPeople(db, { sequenceId: id, withEnded: true }).people).toMatchObject([
      { sequence: 'Welcome', step: { place: 3 }, ended: 'came to the end' },
    ]);
  });

  test('gets one mail after ten days asleep, and waits behind it as if it had come in time', async () => {
    const id = await sequence({
      steps: [mail('mail1'), hours('wait1', 24), mail('mail2'), hours('wait2', 24), mail('mail3')],
    });
    await enter(id);
    // What was told and not answered is told again, and makes nothing twice.
    let cut = true;
    await ada.round();
    await ada.takeTurn((connection) => ({
      ...connection,
      async query(text: string, values?: readonly unknown[]) {
        const answer = await connection.query(text, values as unknown[]);
        if (cut && text.includes('move_enrolments($1')) {
          cut = false;
          throw new Error('the line is cut before the answer');
        }
        return answer as never;
      },
    }));
    await settle();
    expect(await mails()).toHaveLength(1);
    await send(client);
    await settle();
    await letPass(240);
    await settle();
    expect(await mails()).toHaveLength(2);
    await send(client);
    await settle();
    expect(await mails()).toHaveLength(2);
    expect(await where()).toEqual(['wait2 wait inside']);
  });

  test('goes the way that its branch finds, with the facts of its account', async () => {
    await openTicket();
    const fork = {
      id: 'fork1',
      kind: 'branch' as const,
      conditions: all(openTickets),
      otherwise: 'mail1',
      unknown: 'fails' as const,
    };
    await enter(await sequence({ steps: [fork, cta('call1', 'Ask about the ticket'), mail('mail1')] }));
    await settle();
    // One thing a look.
    await settle();
    expect(await rows('select title from customer_success.ctas')).toEqual([
      { title: 'Ask about the ticket' },
    ]);
    expect(await mails()).toEqual([{ step: 'mail1', stage: 'waiting' }]);
  });

  test('goes the way that its branch finds, and out by the goal, with what is known of themselves', async () => {
    const [other] = await rows<{ id: number; external: string }>(
      'select user_id as id, external_id as external from customer_success.users where organization_id = $1 and user_id <> $2 order by 1',
      [account, contact.id],
    );
    await rows(`update customer_success.users set title = 'Head of support' where user_id = $1`, [other?.id]);
    await agree(other?.external ?? '');
    const fork = {
      id: 'fork1',
      kind: 'branch' as const,
      conditions: all({ field: 'contact.title', operator: 'contains', value: 'support' }),
      otherwise: 'wait1',
      unknown: 'fails' as const,
    };
    const id = await sequence({
      steps: [fork, cta('call1', 'Call them'), hours('wait1', 48), mail('mail1')],
      goal: all({ field: 'contact.role', operator: 'equals', value: 'admin' }),
    });
    const contacts = [contact.external, other?.external];
    await apply('sequence.enrol', { sequence: id, contacts }, { account: contact.account });
    await settle();
    await settle();
    const ways = () =>
      rows(
        `select user_id as who, step_id as at, ended_why as over from customer_success.enrolments order by user_id <> $1`,
        [contact.id],
      );
    expect(await ways()).toEqual([
      { who: contact.id, at: 'wait1', over: null },
      { who: other?.id, at: 'wait1', over: null },
    ]);
    expect(await rows('select title from customer_success.ctas')).toEqual([{ title: 'Call them' }]);
    await rows(`update customer_success.users set role = 'admin' where user_id = $1`, [contact.id]);
    await settle();
    expect(await ways()).toMatchObject([
      { who: contact.id, over: 'goal' },
      { who: other?.id, over: null },
    ]);
  });

  test('goes out when the goal is reached, and what waited is taken back; and when they leave', async () => {
    await enter(await sequence({ goal: all(openTickets) }));
    await settle();
    expect(await mails()).toEqual([{ step: 'mail1', stage: 'waiting' }]);
    await openTicket();
    await settle();
    expect(await where()).toEqual(['mail1 message goal']);
    expect(await mails()).toEqual([{ step: 'mail1', stage: 'cancelled' }]);
    // Whom this copy sees leave goes out, too.
    await enter(await sequence({ steps: [hours('wait1', 48), mail('mail1')] }, 'Another'));
    await settle();
    await rows(
      `update customer_success.users set deactivated_at = now() - interval '1 minute' where user_id = $1`,
      [contact.id],
    );
    await settle();
    expect(await where()).toContain('wait1 wait left');
  });
});

test('a rule lets the champions of an account in that it fires for, and says so', async () => {
  const id = await sequence();
  const action = { kind: 'sequence' as const, sequenceId: id, to: 'champion' as const, minutes: 0 };
  const rule = await apply('rule.save', {
    name: 'Tickets',
    definition: ruleDefinition({ conditions: all(openTickets), actions: [action] }),
  });
  await apply('rule.save', { state: 'active' }, { entry: rule, base_version: 1 });
  await settle();
  await openTicket();
  await settle();
  const [{ people = 0 } = {}] = await rows<{ people: number }>(
    `select count(*)::int as people from customer_success.enrolments where entered_how = 'rule' and rule_id = $1`,
    [rule],
  );
  expect(people).toBeGreaterThan(0);
  expect(await mails()).toContainEqual({ step: 'mail1', stage: 'waiting' });
  const [firing] = listFirings(ada.desk.store.read, rule).firings;
  expect(firing?.outcomes[0]).toMatch(/let into a sequence\./);
});
