import { expect } from 'vitest';
import { reply } from '../support/mail-server';
import { type FlowCompany, patience } from './support/flow-company';
import { agree, contactsOf, letWaitingGo, stagesOf } from './support/people';

/** So few that nobody leaves the server in peace for half a minute. */
const people = 3;

/** The mail server is away: messages wait and say so; once it is back each goes, once. */
export async function providerDown(company: FlowCompany): Promise<void> {
  const { ann, mails, rows } = company;
  const account = await company.newAccount({ name: 'Patient Post', people });
  await agree(company, account);
  const contacts = await contactsOf(company, account);
  const before = mails.received.length;
  let refusals = 0;
  mails.script = {
    onConnect: () => {
      refusals += 1;
      return reply(421, '4.3.2 closed for today');
    },
  };
  try {
    const to = [{ account, contactIds: contacts.map(({ id }) => id) }];
    await ann.ask('interventions.launch', { to, templateId: null, subject: 'Hello', text: 'How are you?' });
    await expect.poll(() => stagesOf(company, account), patience).toHaveLength(people);
    await letWaitingGo(company, account);
    await expect.poll(() => refusals, patience).toBeGreaterThan(0);
    const reasons = async () =>
      (
        await rows<{ how: string }>(
          `SELECT DISTINCT stage || ' ' || reason AS how FROM customer_success.interventions WHERE organization_id = $1`,
          [account.id],
        )
      ).map(({ how }) => how);
    await expect
      .poll(reasons, patience)
      .toContainEqual(expect.stringMatching(/^waiting (put_off|unreached)$/));
    expect(mails.received).toHaveLength(before);
  } finally {
    mails.script = {};
  }
  await expect
    .poll(async () => {
      await letWaitingGo(company, account);
      return stagesOf(company, account);
    }, patience)
    .toEqual(Array(people).fill('sent'));
  expect(mails.received).toHaveLength(before + people);
}
