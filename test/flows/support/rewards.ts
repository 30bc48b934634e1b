import { expect } from 'vitest';
import {
  accountRewardsSchema,
  redeemedSchema,
  savedItemSchema,
} from '../../../src-preload/contract/rewards/rewards';
import { someProgram } from '../../support/rewards/at-company';
import type { RunningHost } from '../../support/running-host';
import { type FlowAccount, type FlowCompany, patience } from './flow-company';

/** The program is on, and the account agreed to take part. */
export async function takesPart({ ada, ann, rows }: FlowCompany, account: FlowAccount): Promise<void> {
  const on = () => rows('SELECT FROM customer_success.reward_programs');
  if ((await on()).length === 0) await ada.ask('rewards.setProgram', { program: someProgram });
  await ann.ask('rewards.setAccount', { account, consent: true, consent_note: 'Agreed by mail' });
  await expect.poll(on, patience).not.toEqual([]);
  await expect.poll(async () => (await rewardsAt(ann, account)).bar, patience).toBeNull();
}

/** As a host shows them. */
export async function rewardsAt(host: RunningHost, { id }: FlowAccount) {
  return accountRewardsSchema.parse(await host.ask('rewards.ofAccount', { id }));
}

/** @returns the item’s id, once Ann’s desktop offers it */
export async function offer(
  { ada, ann }: FlowCompany,
  account: FlowAccount,
  fields: object,
): Promise<string> {
  const { id } = savedItemSchema.parse(await ada.ask('rewards.saveItem', { id: null, fields }));
  await expect
    .poll(async () => (await rewardsAt(ann, account)).items.map((item) => item.id), patience)
    .toContain(id);
  return id;
}

/** @returns the redemption’s id */
export async function redeemAt(host: RunningHost, account: FlowAccount, itemId: string): Promise<string> {
  const asked = { account, itemId, contactId: null, note: null };
  return redeemedSchema.parse(await host.ask('rewards.redeem', asked)).id;
}
