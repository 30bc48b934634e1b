import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accountRewards } from '../../src-main/work/rewards/account-rewards';
import { fillRow } from '../support/filled-row';
import { someProgram } from '../support/rewards/at-company';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_775;
let temporary: TemporaryStore;
beforeEach(() => {
  temporary = temporaryStore();
  for (const organizationId of [1, 2])
    addAccount(temporary.store, today, { organization: { organizationId } });
});
afterEach(() => temporary.remove());

const fill = (table: string, said: Record<string, unknown>) => fillRow(temporary.store, table, said);
const rewards = (id = 1) => accountRewards(temporary.store.read, id, today);
const withProgram = () => fill('reward_programs', { program: JSON.stringify(someProgram) });

describe('how an account stands with rewards', () => {
  test('is nothing yet where there is no program, nobody agreed and nothing was given', () => {
    expect(rewards()).toMatchObject({
      ...{ externalId: 'acct-1', isOn: false, leftOut: false, consent: null, balance: 0, owed: 0 },
      ...{ tier: null, next: null, runningOut: null, items: [], redemptions: [], waiting: [] },
    });
    expect(() => rewards(9)).toThrow(/not in your copy/);
  });

  test('tells since when they agreed, how, and by whom it was written down: of this account alone', () => {
    withProgram();
    fill('reward_accounts', {
      ...{ organization_id: 1, consent_day: today - 3, consent_note: 'By mail', consent_by: 'ann' },
    });
    expect(rewards()).toMatchObject({
      isOn: true,
      consent: { day: '2026-11-15', note: 'By mail', by: 'ann' },
    });
    expect(rewards(2).consent).toBeNull();
  });

  test('tells the tier with what it gives and until when, and what is lacking to the next', () => {
    withProgram();
    fill('reward_accounts', {
      organization_id: 1,
      consent_day: today,
      tier: 'silver',
      tier_last_day: today + 9,
    });
    expect(rewards()).toMatchObject({
      tier: { name: 'Silver', benefits: ['Early access'], lastDay: '2026-11-27' },
      next: { name: 'Gold', lacks: 1500 },
    });
  });
});
