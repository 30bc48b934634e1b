import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOfDay } from '../../src-main/lib/day';
import { latestAnswers, promotersLessDetractors } from '../../src-main/lib/latest-answers';
import { listAccounts } from '../../src-main/store/accounts/read-accounts';
import { readSupport, readSurveys } from '../../src-main/store/accounts/read-voice';
import { supportTickets, surveyResponses } from '../../src-main/store/schema/company';
import { churnForecasts } from '../../src-main/store/schema/risk';
import { writeTransaction } from '../../src-main/store/write-transaction';
import type { AccountFilter, AccountRow, AccountSort } from '../../src-preload/contract/accounts';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_000;
const noon = instantOfDay(today) + 12 * 3_600_000;
let temporary: TemporaryStore;

beforeEach(() => {
  temporary = temporaryStore();
});
afterEach(() => temporary.remove());

function rows(
  filter: AccountFilter = {},
  sort: AccountSort = { key: 'name', descending: false },
): AccountRow[] {
  return listAccounts(temporary.store.read, { filter, sort, offset: 0, limit: 100 }, today).rows;
}
const names = (...asked: Parameters<typeof rows>) => rows(...asked).map(({ name }) => name);

function foretell(organizationId: number, p90: number): void {
  writeTransaction(temporary.store, 'test', (tx) =>
    tx
      .insert(churnForecasts)
      .values({ organizationId, asOf: today, modelVersion: 1, p30: 0, p90, p180: 1, topReason: null })
      .run(),
  );
}
let ids = 0;
function answer(
  organizationId: number,
  score: number,
  more: Partial<typeof surveyResponses.$inferInsert> = {},
): void {
  ids += 1;
  writeTransaction(temporary.store, 'test', (tx) =>
    tx
      .insert(surveyResponses)
      .values({
        responseId: ids,
        externalId: `r${ids}`,
        organizationId,
        kind: 'nps',
        score,
        respondedAt: noon,
        ...more,
      })
      .run(),
  );
}
function ticket(organizationId: number, more: Partial<typeof supportTickets.$inferInsert> = {}): void {
  ids += 1;
  writeTransaction(temporary.store, 'test', (tx) =>
    tx
      .insert(supportTickets)
      .values({
        ticketId: ids,
        externalId: `t${ids}`,
        organizationId,
        subject: 'Help',
        severity: 'normal',
        openedAt: noon,
        ...more,
      })
      .run(),
  );
}
function account(
  name: string,
  organization: { ownerId?: number; country?: string } = {},
  mrr = 1000,
): number {
  return addAccount(temporary.store, today, {
    organization: { name, ...organization },
    summary: { mrr, band: 'middle' },
  });
}

describe('the list of accounts by what is foretold and said', () => {
  it('holds the probability, what it would cost to the cent, and nothing where none is foretold', () => {
    foretell(account('Foretold', {}, 83.33), 0.205);
    account('Unknown');
    const [foretold, unknown] = rows();
    expect(foretold).toMatchObject({ churn90: 0.205, expectedLoss: 204.99 });
    expect(unknown).toMatchObject({
      churn90: null,
      expectedLoss: null,
      nps: null,
      openTickets: 0,
      country: null,
    });
  });

  it('narrows by a probability and a loss with both ends in, and leaves out what is unknown', () => {
    foretell(account('Lower'), 0.1);
    foretell(account('Edge'), 0.205);
    foretell(account('Higher'), 0.5);
    account('Unknown');
    expect(names({ minChurn90: 0.205 })).toEqual(['Edge', 'Higher']);
    expect(names({ maxChurn90: 0.205 })).toEqual(['Edge', 'Lower']);
    expect(names({ minChurn90: 0.205, maxChurn90: 0.205 })).toEqual(['Edge']);
    expect(names({ minExpectedLoss: 2460 })).toEqual(['Edge', 'Higher']);
    expect(names({ minExpectedLoss: 2460.01 })).toEqual(['Higher']);
    expect(names({}, { key: 'churn90', descending: true })).toEqual(['Higher', 'Edge', 'Lower', 'Unknown']);
    expect(names({}, { key: 'expectedLoss', descending: false })).toEqual([
      'Lower',
      'Edge',
      'Higher',
      'Unknown',
    ]);
  });

  it('counts the tickets that the account’s own screen calls open, and narrows by them', () => {
    const busy = account('Busy');
    ticket(busy);
    ticket(busy, { openedAt: noon - 90 * 86_400_000 });
    ticket(busy, { resolvedAt: noon });
    ticket(busy, { openedAt: instantOfDay(today + 1) });
    ticket(account('Calm'), { resolvedAt: noon });
    expect(rows().map(({ openTickets }) => openTickets)).toEqual([2, 0]);
    expect(readSupport(temporary.store.read, busy, noon).open).toBe(2);
    expect(names({ minOpenTickets: 2 })).toEqual(['Busy']);
    expect(names({ minOpenTickets: 3 })).toEqual([]);
    expect(names({}, { key: 'openTickets', descending: true })).toEqual(['Busy', 'Calm']);
  });

  it('narrows by NPS, and sorts by it', () => {
    const glad = account('Glad');
    answer(glad, 10, { userId: 1 });
    const cross = account('Cross');
    answer(cross, 10, { userId: 1, respondedAt: noon - 86_400_000 });
    answer(cross, 3, { userId: 1 });
    account('Silent');
    expect(names({ minNps: 0 })).toEqual(['Glad']);
    expect(names({ maxNps: -100 })).toEqual(['Cross']);
    expect(names({}, { key: 'nps', descending: false })).toEqual(['Cross', 'Glad', 'Silent']);
  });

  it('has the NPS of the account’s own screen, whoever answered when', () => {
    const person = fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 3 }));
    const given = fc.record({
      userId: person,
      unlistedUserId: person,
      score: fc.integer({ min: 0, max: 10 }),
      daysAgo: fc.integer({ min: -1, max: 182 }),
      kind: fc.constantFrom('nps' as const, 'csat' as const),
    });
    fc.assert(
      fc.property(fc.array(given, { maxLength: 12 }), (answers) => {
        const id = account('Asked');
        for (const { daysAgo, score, ...who } of answers)
          answer(id, score, { ...who, respondedAt: instantOfDay(today - daysAgo) });
        const counted = answers
          .map((one, order) => ({ ...one, order }))
          .filter(({ kind, daysAgo }) => kind === 'nps' && daysAgo >= 0 && daysAgo < 180)
          .sort((a, b) => a.daysAgo - b.daysAgo || b.order - a.order);
        const latest = latestAnswers(counted, ({ userId, unlistedUserId }) => userId ?? unlistedUserId ?? 0);
        const expected = promotersLessDetractors(latest.map(({ score }) => score));
        const shown = rows().find((row) => row.id === id)?.nps ?? null;
        expect(shown).toBe(Number.isNaN(expected) ? null : expected);
        expect(readSurveys(temporary.store.read, id, noon).nps).toBe(shown);
      }),
      { numRuns: 40 },
    );
  });

  it('narrows to a country, to those of nobody, and to those of nobody or of some', () => {
    account('Ada’s', { ownerId: 1, country: 'NL' });
    account('Ben’s', { ownerId: 2, country: 'DE' });
    account('Nobody’s');
    expect(names({ countries: ['NL', 'FR'] })).toEqual(['Ada’s']);
    expect(names({ noOwner: true })).toEqual(['Nobody’s']);
    expect(names({ noOwner: true, ownerIds: [2] })).toEqual(['Ben’s', 'Nobody’s']);
    expect(names({ noOwner: false, ownerIds: [1] })).toEqual(['Ada’s']);
  });

  it('takes accounts that fit one part where any will do, and never one that left', () => {
    account('Ada’s', { ownerId: 1, country: 'NL' });
    account('Dutch', { ownerId: 2, country: 'NL' });
    account('Neither', { ownerId: 2, country: 'DE' });
    addAccount(temporary.store, today, {
      organization: { name: 'Gone', country: 'NL', lifecycleStage: 'churned' },
    });
    expect(names({ ownerIds: [1], countries: ['NL'] })).toEqual(['Ada’s']);
    expect(names({ fits: 'any', ownerIds: [1], countries: ['NL'] })).toEqual(['Ada’s', 'Dutch']);
    expect(names({ fits: 'any', minArr: 13_000, countries: ['DE'] })).toEqual(['Neither']);
    expect(names({ fits: 'any' })).toEqual(['Ada’s', 'Dutch', 'Neither']);
  });
});
