import { expect } from 'vitest';
import { supportSchema } from '../../src-preload/contract/account';
import { enrolledSchema, sequenceIdInputSchema } from '../../src-preload/contract/sequences/listed';
import { all } from '../support/rules/entries';
import { hours, mail, sequenceDefinition } from '../support/sequences/entries';
import { type FlowAccount, type FlowCompany, patience } from './support/flow-company';
import { agree, contactsOf, letWaitingGo, stagesOf } from './support/people';

/** Two contacts are written to step by step; whose account reaches the goal gets no more of it. */
export async function sequenceToGoal(company: FlowCompany): Promise<void> {
  const { ada, ann, rows } = company;
  const account = await company.newAccount({ name: 'Stepwise Stairs' });
  await agree(company, account);
  const contacts = await contactsOf(company, account);
  const definition = sequenceDefinition({
    steps: [mail('mail1'), hours('wait1', 48), mail('mail2'), hours('wait2', 48), mail('mail3')],
    goal: all({ field: 'tickets.open', operator: 'atLeast', value: 1 }),
  });
  const { id } = sequenceIdInputSchema.parse(
    await ada.ask('sequences.save', { name: 'Step by step', definition }),
  );
  await expect
    .poll(() => ada.call('sequences.setState', { id, version: 1, state: 'active' }), patience)
    .toMatchObject({ ok: true });
  const to = [{ account, contactIds: contacts.map((contact) => contact.id) }];
  await expect
    .poll(async () => {
      const answer = await ann.call('sequences.enrol', { sequenceId: id, to });
      return answer.ok && enrolledSchema.parse(answer.data).contacts;
    }, patience)
    .toBe(contacts.length);
  const each = contacts.map(() => 'sent');
  await untilStages(company, account, each);
  // Two days later the second mail goes.
  await untilStages(company, account, [...each, ...each], 'wait1');
  await rows(
    `INSERT INTO customer_success.support_tickets (organization_id, external_id, subject, severity, opened_at)
     VALUES ($1, 'goal', 'We would like to buy more', 'low', now())`,
    [account.id],
  );
  await expect
    .poll(
      async () => supportSchema.parse(await ada.ask('account.support', { id: account.id })).tickets,
      patience,
    )
    .toHaveLength(1);
  const ends = async () =>
    (
      await rows<{ why: string }>(
        'SELECT ended_why AS why FROM customer_success.enrolments WHERE sequence_id = $1',
        [id],
      )
    ).map(({ why }) => why);
  await expect
    .poll(async () => {
      await letWaitEnd(company, account, 'wait2');
      return ends();
    }, patience)
    .toEqual(contacts.map(() => 'goal'));
  expect(await stagesOf(company, account)).toEqual([...each, ...each]);
}

/** @param over a wait that ends at once meanwhile */
async function untilStages(
  company: FlowCompany,
  account: FlowAccount,
  stages: string[],
  over?: 'wait1',
): Promise<void> {
  await expect
    .poll(async () => {
      if (over !== undefined) await letWaitEnd(company, account, over);
      await letWaitingGo(company, account);
      return stagesOf(company, account);
    }, patience)
    .toEqual(stages);
}

/** As if the days of a wait had gone by. */
async function letWaitEnd(
  { rows }: FlowCompany,
  { id }: FlowAccount,
  step: 'wait1' | 'wait2',
): Promise<void> {
  await rows(
    `UPDATE customer_success.enrolments SET since_at = since_at - interval '3 days', wakes_at = now()
      WHERE organization_id = $1 AND ended_at IS NULL AND waits_for = 'wait' AND step_id = $2 AND wakes_at > now()`,
    [id, step],
  );
}
