import { expect } from 'vitest';
import { type FlowCompany, patience } from './support/flow-company';
import { agree, contactsOf, letWaitingGo, releaseOnceStopped, stagesOf } from './support/people';

const notes = 12;

/** The company's database breaks down while people decide and mails go: it comes back, nothing decided is lost, nothing is done twice. */
export async function databaseDownInTheMiddle(company: FlowCompany): Promise<void> {
  const { ann, ada, mails, rows, team } = company;
  const { crash } = team.server;
  const account = await company.newAccount({ name: 'Unlucky Utensils' });
  await agree(company, account);
  const contacts = await contactsOf(company, account);
  const to = [{ account, contactIds: contacts.map(({ id }) => id) }];
  await ann.ask('interventions.launch', {
    to,
    templateId: null,
    subject: 'In the storm',
    text: 'Are you there?',
  });
  await expect.poll(() => stagesOf(company, account), patience).toHaveLength(contacts.length);

  // While a message is being handed over, and decisions are under way.
  const handing = new Promise<void>((resolve) => {
    mails.script = {
      onMessage: async () => {
        resolve();
        await new Promise((done) => setTimeout(done, 500));
        return null;
      },
    };
  });
  await letWaitingGo(company, account);
  await handing;
  const breaking = crash?.();
  for (let number = 0; number < notes; number += 1) {
    const host = number % 2 === 0 ? ann : ada;
    await host.ask('account.addNote', { ...account, contactId: null, text: `Note ${number}` });
  }
  await breaking;
  mails.script = {};
  const texts = async () =>
    (
      await rows<{ text: string }>('SELECT text FROM customer_success.notes WHERE organization_id = $1', [
        account.id,
      ])
    ).length;
  await expect.poll(texts, patience).toBe(notes);
  await releaseOnceStopped(company);
  // Of what was at its last byte the one who sent it knows; what nobody knows is sent again by nobody.
  await expect
    .poll(async () => {
      await rows(
        `UPDATE customer_success.interventions SET lease_until = now() WHERE organization_id = $1 AND stage IN ('claimed', 'dot')`,
        [account.id],
      );
      await letWaitingGo(company, account);
      return (await stagesOf(company, account)).filter((stage) => stage !== 'sent' && stage !== 'unknown');
    }, patience)
    .toEqual([]);
  expect(Math.max(...mails.counts().values())).toBe(1);
}
