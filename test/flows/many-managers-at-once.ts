import { expect } from 'vitest';
import { apply, type OperationAnswer, operation } from '../support/team';
import { type FlowCompany, patience } from './support/flow-company';
import { offer, rewardsAt, takesPart } from './support/rewards';

const managers = 12;
const stock = 5;

/** A dozen managers decide about the same account at the same moment: nothing is lost, nothing done twice, nothing overdrawn. */
export async function manyManagersAtOnce(company: FlowCompany): Promise<void> {
  const { ann, rows, team } = company;
  const account = await company.newAccount({ name: 'Crowded Crafts' });
  await takesPart(company, account);
  await ann.ask('rewards.award', { account, points: 400, reason: 'For everybody to take from' });
  await expect.poll(async () => (await rewardsAt(ann, account)).balance, patience).toBe(400);
  const mug = await offer(company, account, { name: 'Mug', cost: 50, stock });
  const about = { account: account.externalId };
  const sessions = await Promise.all(
    Array.from({ length: managers }, async () =>
      (await team.company.createLogin({ role: 'manager', scope: 'all' })).connect(),
    ),
  );
  const answers = await Promise.all(
    sessions.map(async (session, number): Promise<OperationAnswer[]> => {
      const asked = [
        operation('note.add', { text: `Manager ${number} was here` }, about),
        operation('reward.redeem', { item: mug, contact: null, note: null }, about),
        operation('pulse.set', { points: 50, reason: `Manager ${number} thinks so` }, about),
      ];
      // Pressed twice, or sent again after an answer that got lost.
      const [first, again] = await Promise.all([apply(session, asked), apply(session, asked)]);
      for (const [place, { outcome }] of first.entries())
        if (outcome !== 'later' && again[place]?.outcome !== 'later')
          expect(again[place]?.outcome).toBe(outcome);
      return answered(session, asked);
    }),
  );
  const redeemed = answers.flatMap((one) => one.slice(1, 2));
  expect(redeemed.filter(({ outcome }) => outcome === 'applied')).toHaveLength(stock);
  expect(redeemed.filter(({ outcome }) => outcome === 'refused')).toHaveLength(managers - stock);
  const counts = await rows(
    `SELECT (SELECT count(*)::int FROM customer_success.notes WHERE organization_id = $1) AS notes,
            (SELECT count(*)::int FROM customer_success.pulses WHERE organization_id = $1) AS pulses,
            (SELECT balance FROM customer_success.reward_accounts WHERE organization_id = $1) AS balance`,
    [account.id],
  );
  expect(counts).toEqual([{ notes: managers, pulses: managers, balance: 400 - 50 * stock }]);
}

/** What was put off because others held the account is sent again until it is answered. */
async function answered(session: Parameters<typeof apply>[0], asked: object[]): Promise<OperationAnswer[]> {
  for (;;) {
    const answers = await apply(session, asked);
    if (answers.every(({ outcome }) => outcome !== 'later')) return answers;
  }
}
