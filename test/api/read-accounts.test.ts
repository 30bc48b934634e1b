import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountIdsInOrder } from '../../src-main/store/accounts/account-order';
import { listAccounts, readAccountFacets } from '../../src-main/store/accounts/read-accounts';
import { putHeadline } from '../../src-main/store/risk/headlines';
import { managers } from '../../src-main/store/schema/company';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { accountChoice } from '../../src-main/work/finding/account-choice';
import { createNameFinder } from '../../src-main/work/finding/name-finder';
import type { AccountFilter, AccountSort } from '../../src-preload/contract/accounts';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_000;
let temporary: TemporaryStore;

beforeEach(() => {
  temporary = temporaryStore();
});
afterEach(() => temporary.remove());

function list(filter: AccountFilter = {}, sort: AccountSort = { key: 'name', descending: false }): string[] {
  const choice = accountChoice(createNameFinder(temporary.store.read), filter, {
    db: temporary.store.read,
    day: today,
  });
  return listAccounts(temporary.store.read, { filter: choice, sort, offset: 0, limit: 100 }, today).rows.map(
    ({ name }) => name,
  );
}

describe('the list of accounts', () => {
  it('leaves churned accounts out unless they are asked for', () => {
    addAccount(temporary.store, today, { organization: { name: 'Gone', lifecycleStage: 'churned' } });
    addAccount(temporary.store, today, {
      organization: { name: 'Leaving', churnedAt: (today - 3) * 86_400_000 },
    });
    addAccount(temporary.store, today, { organization: { name: 'Here' } });
    expect(list()).toEqual(['Here']);
    expect(list({ includeChurned: true })).toEqual(['Gone', 'Here', 'Leaving']);
  });

  it('narrows by every part of the filter at once', () => {
    addAccount(temporary.store, today, {
      organization: { name: 'Match', segment: 'SMB' },
      summary: {
        riskLevel: 'high',
        band: 'poor',
        mrr: 500,
        renewsOn: today + 10,
        lastActivityDay: today - 30,
      },
    });
    addAccount(temporary.store, today, {
      organization: { name: 'Other', segment: 'SMB' },
      summary: { riskLevel: 'high', band: 'poor', mrr: 500 },
    });
    expect(
      list({
        search: 'mat',
        attributes: [],
        segments: ['SMB'],
        riskLevels: ['high'],
        bands: ['poor'],
        maxArr: 6000,
        minArr: 6000,
        renewsWithinDays: 30,
        silentForDays: 14,
      }),
    ).toEqual(['Match']);
  });

  it('looks for a percent sign or underscore as it is written', () => {
    addAccount(temporary.store, today, { organization: { name: 'Fifty % Ltd' } });
    addAccount(temporary.store, today, { organization: { name: 'Under_score' } });
    addAccount(temporary.store, today, { organization: { name: 'Plain' } });
    expect(list({ search: '%' })).toEqual(['Fifty % Ltd']);
    expect(list({ search: '_' })).toEqual(['Under_score']);
  });

  it('sorts by the stage that it shows', () => {
    const back = { name: 'Back', lifecycleStage: 'churned' as const };
    addAccount(temporary.store, today, { organization: { name: 'Renewing', lifecycleStage: 'renewal' } });
    addAccount(temporary.store, today, { organization: back, summary: { standing: 'customer' } });
    addAccount(temporary.store, today, { organization: { name: 'New', lifecycleStage: 'onboarding' } });
    expect(list({}, { key: 'stage', descending: false })).toEqual(['New', 'Back', 'Renewing']);
  });

  it('puts accounts without a value last, whichever way it is sorted', () => {
    addAccount(temporary.store, today, {
      organization: { name: 'None' },
      summary: { score: null, band: null },
    });
    addAccount(temporary.store, today, { organization: { name: 'Low' }, summary: { score: 10 } });
    addAccount(temporary.store, today, { organization: { name: 'High' }, summary: { score: 90 } });
    expect(list({}, { key: 'score', descending: true })).toEqual(['High', 'Low', 'None']);
    expect(list({}, { key: 'score', descending: false })).toEqual(['Low', 'High', 'None']);
  });

  it('adds up the ARR of all that match, not of the page', () => {
    for (let place = 0; place < 5; place++) addAccount(temporary.store, today, { summary: { mrr: 100 } });
    const page = listAccounts(
      temporary.store.read,
      { filter: {}, sort: { key: 'arr', descending: true }, offset: 3, limit: 1 },
      today,
    );
    expect(page).toMatchObject({ total: 5, arrTotal: 6000 });
    expect(page.rows).toHaveLength(1);
  });

  it('marks an account whose score is set by hand, through its last day', () => {
    const id = addAccount(temporary.store, today, {
      organization: { name: 'Overridden' },
      summary: { score: 80 },
    });
    const byHand = {
      overrideUntil: today,
      overrideScore: 20,
      overrideBand: 'poor',
      overrideLevel: 'high',
      configVersion: 1,
      profile: 'default',
      modelVersion: 0,
      switchedOn: null,
      switched: null,
    } as const;
    writeTransaction(temporary.store, 'test', (tx) =>
      putHeadline(tx, { organizationId: id, level: 'low', since: null, overrideSince: today, ...byHand }),
    );
    const read = (day: number) =>
      listAccounts(
        temporary.store.read,
        { filter: {}, sort: { key: 'name', descending: false }, offset: 0, limit: 1 },
        day,
      ).rows[0];
    expect(read(today)).toMatchObject({
      overridden: true,
      score: 20,
      computedScore: 80,
      band: 'poor',
      risk: 'high',
    });
    expect(read(today + 1)).toMatchObject({ overridden: false, score: 80, computedScore: 80, risk: 'low' });
  });

  it('keeps its order between pages, and notices a change of the store', () => {
    addAccount(temporary.store, today);
    const first = accountIdsInOrder(temporary.store.read, {}, { key: 'name', descending: false }, today);
    expect(accountIdsInOrder(temporary.store.read, {}, { key: 'name', descending: false }, today)).toBe(
      first,
    );
    addAccount(temporary.store, today);
    expect(
      accountIdsInOrder(temporary.store.read, {}, { key: 'name', descending: false }, today).ids,
    ).toHaveLength(2);
  });

  it('offers the segments, stages and owners there are', () => {
    writeTransaction(temporary.store, 'test', (tx) =>
      tx.insert(managers).values({ managerId: 4, email: 'ada@example.com', name: 'Ada' }).run(),
    );
    addAccount(temporary.store, today, { organization: { segment: 'SMB', lifecycleStage: 'renewal' } });
    addAccount(temporary.store, today, { organization: { segment: null, country: 'NL' } });
    expect(readAccountFacets(temporary.store.read, today)).toEqual({
      attributes: [],
      segments: ['SMB'],
      stages: ['growth', 'renewal'],
      owners: [{ id: 4, name: 'Ada' }],
      countries: ['NL'],
    });
  });
});
