import { expect } from 'vitest';
import { noteKeySchema, notesSchema } from '../../src-preload/contract/notes';
import { syncStatusSchema } from '../../src-preload/contract/sync';
import { applyOne, operation } from '../support/team';
import { letSetBacksGo, setBacksAt } from './support/at-desk';
import { type FlowAccount, type FlowCompany, patience } from './support/flow-company';
import { offer, redeemAt, rewardsAt, takesPart } from './support/rewards';

/** A desktop goes on without its line; once it is back all of it goes up, and what can't be any more is said in words. */
export async function offlineAndBack(company: FlowCompany): Promise<void> {
  const { ann, line, rows, team } = company;
  const account = await company.newAccount({ name: 'Remote Ranch' });
  await takesPart(company, account);
  await ann.ask('rewards.award', { account, points: 100, reason: 'A good start' });
  await expect.poll(async () => (await rewardsAt(ann, account)).balance, patience).toBe(100);
  const mug = await offer(company, account, { name: 'One mug', cost: 80, stock: 1 });
  const { noteId } = noteKeySchema.parse(
    await ann.ask('account.addNote', { ...account, contactId: null, text: 'Before' }),
  );
  const texts = async () => (await shownNotes(company, account)).map(({ text }) => text);
  await expect
    .poll(async () => (await shownNotes(company, account)).every(({ isPending }) => !isPending), patience)
    .toBe(true);

  line.cutAfter(0);
  await expect.poll(() => phaseAt(company), patience).toBe('offline');
  await ann.ask('account.changeNote', { id: account.id, noteId, text: 'Changed without a line' });
  await ann.ask('account.addNote', { ...account, contactId: null, text: 'Written without a line' });
  await redeemAt(ann, account, mug);
  expect((await texts()).sort()).toEqual(['Changed without a line', 'Written without a line']);
  expect((await rewardsAt(ann, account)).balance).toBe(100);
  expect(
    await rows('SELECT text FROM customer_success.notes WHERE organization_id = $1', [account.id]),
  ).toEqual([{ text: 'Before' }]);
  // Meanwhile somebody else takes the only one.
  const asked = operation(
    'reward.redeem',
    { item: mug, contact: null, note: null },
    { account: account.externalId },
  );
  expect(await applyOne(team.clients.ada, asked)).toMatchObject({ outcome: 'applied' });

  line.heal();
  await expect
    .poll(() => setBacksAt(ann), patience)
    .toMatchObject([{ words: expect.stringMatching(/out of stock|more points/) }]);
  const there = () =>
    rows<{ text: string }>('SELECT text FROM customer_success.notes WHERE organization_id = $1 ORDER BY 1', [
      account.id,
    ]);
  await expect
    .poll(there, patience)
    .toEqual([{ text: 'Changed without a line' }, { text: 'Written without a line' }]);
  await expect.poll(async () => (await rewardsAt(ann, account)).balance, patience).toBe(20);
  await letSetBacksGo(ann);
}

async function shownNotes({ ann }: FlowCompany, { id }: FlowAccount) {
  return notesSchema.parse(await ann.ask('account.notes', { id })).notes;
}

async function phaseAt({ ann }: FlowCompany): Promise<string> {
  const { sync } = (await ann.ask('monitor.get')) as { sync: unknown };
  return syncStatusSchema.parse(sync).phase;
}
