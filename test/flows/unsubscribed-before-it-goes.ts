import { expect } from 'vitest';
import { messageListSchema } from '../../src-preload/contract/interventions/messages';
import { call } from '../support/sending';
import { type FlowCompany, patience } from './support/flow-company';
import { agree, contactsOf, letWaitingGo, stagesOf } from './support/people';

/** A contact says no between the decision to write and the writing: nothing goes, and whoever wrote is told why. */
export async function unsubscribedBeforeItGoes(company: FlowCompany): Promise<void> {
  const { ann, mails, rows, team } = company;
  const account = await company.newAccount({ name: 'Quiet Quilts' });
  await agree(company, account);
  const [first, second] = await contactsOf(company, account);
  const launch = (subject: string) =>
    ann.ask('interventions.launch', {
      to: [{ account, contactIds: [first?.id, second?.id] }],
      ...{ templateId: null, subject, text: 'Some words' },
    });
  await launch('The first one');
  await expect.poll(() => stagesOf(company, account), patience).toHaveLength(2);
  await letWaitingGo(company, account);
  await expect.poll(() => stagesOf(company, account), patience).toEqual(['sent', 'sent']);

  await launch('One too many');
  await expect.poll(() => stagesOf(company, account), patience).toHaveLength(4);
  const [mail] = await rows<{ token: string }>(
    `SELECT customer_success.unsubscribe_token(run_id) AS token FROM customer_success.interventions
      WHERE user_id = $1 AND stage = 'sent'`,
    [first?.id],
  );
  expect(await call(team.clients.vera, 'unsubscribe', mail?.token, true)).toEqual({ outcome: 'applied' });
  await letWaitingGo(company, account);
  await expect
    .poll(() => stagesOf(company, account), patience)
    .toEqual(['sent', 'sent', 'cancelled', 'sent']);
  const asked = { group: 'all', organizationId: account.id, offset: 0, limit: 10 };
  const reasons = async () =>
    messageListSchema
      .parse(await ann.ask('interventions.list', asked))
      .messages.filter(({ stage }) => stage === 'cancelled')
      .map(({ reason }) => reason);
  await expect.poll(reasons, patience).toEqual(['unsubscribed']);
  const got = await Promise.all(mails.received.map((one) => one.parsed()));
  expect(got.filter(({ subject }) => subject === 'One too many').map(({ to }) => to?.[0]?.address)).toEqual([
    second?.email,
  ]);
}
