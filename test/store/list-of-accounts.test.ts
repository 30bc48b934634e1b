import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDay } from '../../src-main/lib/day';
import { createRandom } from '../../src-main/lib/statistics/random';
import type { AccountChoice } from '../../src-main/store/accounts/account-filter';
import { listAccounts } from '../../src-main/store/accounts/read-accounts';
import { type AccountRow, type AccountSort, accountSortKeys } from '../../src-preload/contract/accounts';
import { bands, lifecycleStages, riskLevels, standings, trends } from '../../src-preload/contract/domain';
import { fillRow } from '../support/filled-row';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_775;
const runs = Number(process.env['STEWARD_LONG_RUNS'] ?? 300);
const segments = ['SMB', 'Enterprise', 'enterprise'];
const countries = ['DE', 'FR'];
const owners = [7, 8];
let temporary: TemporaryStore;
/** Owners and days of the summary, which rows don't show. */
const ownerOf = new Map<number, number | null>();

/** Eighty accounts of which each figure is now known and now not, many of them equal. */
beforeAll(() => {
  temporary = temporaryStore(() => today * 86_400_000);
  const random = createRandom(11);
  const one = <T>(values: readonly T[]) => values[random.below(values.length)] as T;
  const perhaps = <T>(value: T) => (random.below(4) === 0 ? null : value);
  const fill = (table: string, said: Record<string, unknown>) => fillRow(temporary.store, table, said);
  for (const id of owners)
    fill('managers', { manager_id: id, name: id === 7 ? 'Ann' : 'bob', email: `${id}@x.test` });
  for (let organizationId = 1; organizationId <= 80; organizationId += 1) {
    const ownerId = perhaps(one(owners));
    ownerOf.set(organizationId, ownerId);
    addAccount(temporary.store, today, {
      organization: {
        ...{ organizationId, ownerId, segment: perhaps(one(segments)), country: perhaps(one(countries)) },
        ...{
          lifecycleStage: one(lifecycleStages),
          name: `${one(['Acme', 'acme', 'Bolt'])} ${random.below(30)}`,
        },
      },
      summary: {
        ...{ band: perhaps(one(bands)), riskLevel: perhaps(one(riskLevels)), trend: perhaps(one(trends)) },
        ...{ score: perhaps(random.below(100)), change28: perhaps(random.below(9) - 4) },
        ...{
          mrr: random.below(40) * 50.25,
          seats: perhaps(random.below(9)),
          activeUsers: perhaps(random.below(9)),
        },
        ...{ standing: one([...standings, null]), lifeDay: today + random.below(20) - 10 },
        ...{
          renewsOn: perhaps(today + random.below(120) - 10),
          lastActivityDay: perhaps(today - random.below(60)),
        },
        tooLittleSince: perhaps(null) ?? (random.below(3) === 0 ? today - 3 : null),
      },
    });
    if (random.below(3) > 0) {
      const p90 = random.below(900) / 997;
      fill('churn_forecasts', {
        organization_id: organizationId,
        as_of: today,
        p30: p90 / 3,
        p90,
        p180: p90,
      });
    }
    for (let ticket = random.below(4); ticket > 0; ticket -= 1)
      fill('support_tickets', {
        ...{ organization_id: organizationId, opened_at: (today - ticket) * 86_400_000 },
        resolved_at: perhaps(null) ?? (random.below(2) === 0 ? today * 86_400_000 : null),
      });
    for (let answer = random.below(4); answer > 0; answer -= 1)
      fill('survey_responses', {
        ...{ organization_id: organizationId, user_id: answer, kind: 'nps', score: random.below(11) },
        responded_at: (today - 10 * answer) * 86_400_000,
      });
  }
});
afterAll(() => temporary.remove());

const byId: AccountSort = { key: 'name', descending: false };
function rowsOf(filter: AccountChoice, sort = byId): AccountRow[] {
  const found = listAccounts(temporary.store.read, { filter, sort, offset: 0, limit: 500 }, today);
  expect(found.total).toBe(found.rows.length);
  return found.rows;
}
const idsOf = (rows: readonly AccountRow[]) => rows.map(({ id }) => id);
const day = (text: string | null) => (text === null ? null : parseDay(text));
const within = (value: number | null, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY) =>
  value !== null && value >= least && value <= most;

/** Of each part of a filter that narrows, whether a row fits it by what it shows. */
function fitsOf(filter: AccountChoice, row: AccountRow): boolean[] {
  const { renewsWithinDays, silentForDays, minArr, maxArr, minChurn90, maxChurn90, minNps, maxNps } = filter;
  const isIn = <T>(values: readonly T[] | undefined, value: T | null) =>
    values === undefined || values.length === 0 ? [] : [value !== null && values.includes(value)];
  const range = (value: number | null, least?: number, most?: number) =>
    least === undefined && most === undefined ? [] : [within(value, least, most)];
  const owner = ownerOf.get(row.id) ?? null;
  const owners = [...isIn(filter.ownerIds, owner), ...(filter.noOwner === true ? [owner === null] : [])];
  const health = filter.bands ?? [];
  return [
    ...isIn(filter.standings, row.standing),
    ...(health.length === 0
      ? []
      : [
          (row.band !== null && health.includes(row.band)) ||
            (health.includes('too_little_known') && row.tooLittle !== null),
        ]),
    ...isIn(filter.riskLevels, row.risk),
    ...isIn(filter.trends, row.trend),
    ...isIn(filter.stages, row.stage),
    ...isIn(filter.segments, row.segment),
    ...isIn(filter.countries, row.country),
    ...(owners.length === 0 ? [] : [owners.includes(true)]),
    ...(renewsWithinDays === undefined
      ? []
      : [within(day(row.renewsOn), undefined, today + renewsWithinDays)]),
    ...(silentForDays === undefined
      ? []
      : [row.lastActivity === null || within(day(row.lastActivity), undefined, today - silentForDays)]),
    ...range(row.arr, minArr, maxArr),
    ...range(row.churn90 === null ? null : Math.round(1000 * row.churn90) / 1000, minChurn90, maxChurn90),
    ...range(row.expectedLoss, filter.minExpectedLoss),
    ...range(row.nps, minNps, maxNps),
    ...range(row.openTickets, filter.minOpenTickets),
    ...(filter.inSegments === undefined ? [] : [filter.inSegments.includes(row.id)]),
  ];
}

const some = <T>(values: readonly T[]) => fc.subarray([...values]);
const arr = fc.integer({ min: 0, max: 40 }).map((times) => 12 * times * 50.25);
const chance = fc.integer({ min: 0, max: 900 }).map((share) => Math.round((1000 * share) / 997) / 1000);
const anyFilter = fc.record(
  {
    ...{ fits: fc.constantFrom('all' as const, 'any' as const), includeChurned: fc.boolean() },
    ...{
      bands: some([...bands, 'too_little_known' as const]),
      riskLevels: some(riskLevels),
      trends: some(trends),
    },
    ...{ stages: some(lifecycleStages), standings: some(standings), segments: some(segments) },
    ...{ ownerIds: some(owners), noOwner: fc.boolean(), countries: some(countries) },
    ...{ renewsWithinDays: fc.nat(120), silentForDays: fc.integer({ min: 1, max: 60 }) },
    ...{ minArr: arr, maxArr: arr, minChurn90: chance, maxChurn90: chance, minExpectedLoss: arr },
    ...{
      minNps: fc.constantFrom(-100, 0, 50),
      maxNps: fc.constantFrom(-50, 0, 100),
      minOpenTickets: fc.constantFrom(1, 2, 3),
    },
    ...{ inSegments: some([1, 5, 9, 20, 33, 60]), among: some([...Array(80).keys()]) },
  },
  { requiredKeys: [] },
);

describe('a list of accounts', () => {
  test('holds those of which every part of its filter holds, or one, by what their rows show', () => {
    const all = rowsOf({ includeChurned: true });
    expect(all).toHaveLength(80);
    let narrowed = 0;
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const showsAll = filter.includeChurned === true || (filter.standings?.length ?? 0) > 0;
        const expected = all.filter((row) => {
          const fits = fitsOf(filter, row);
          const isShown = showsAll || !['left', 'trial_over'].includes(row.standing);
          const isAmong = filter.among === undefined || filter.among.includes(row.id);
          const holds =
            filter.fits === 'any' && fits.length > 0 ? fits.includes(true) : !fits.includes(false);
          return isShown && isAmong && holds;
        });
        if (expected.length > 0 && expected.length < 80) narrowed += 1;
        expect(idsOf(rowsOf(filter))).toEqual(idsOf(expected));
      }),
      { numRuns: runs },
    );
    expect(narrowed).toBeGreaterThan(runs / 5);
  });

  const lower = (text: string | null) => text?.toLowerCase() ?? null;
  const place = <T>(values: readonly T[], value: T | null) => (value === null ? null : values.indexOf(value));
  const shown: Readonly<
    Record<(typeof accountSortKeys)[number], (row: AccountRow) => string | number | null>
  > = {
    ...{ name: ({ name }) => lower(name), score: ({ score }) => score, change28: ({ change28 }) => change28 },
    ...{ arr: ({ arr }) => arr, seats: ({ seats }) => seats, renewsOn: ({ renewsOn }) => renewsOn },
    lastActivity: ({ lastActivity }) => lastActivity,
    risk: ({ risk }) => place(['low', 'medium', 'high', 'critical'], risk),
    ...{ owner: ({ owner }) => lower(owner), segment: ({ segment }) => lower(segment) },
    stage: ({ stage }) => place(['onboarding', 'adoption', 'growth', 'renewal', 'churned'], stage),
    ...{ activeUsers: ({ activeUsers }) => activeUsers, churn90: ({ churn90 }) => churn90 },
    ...{ expectedLoss: ({ expectedLoss }) => expectedLoss, nps: ({ nps }) => nps },
    ...{ openTickets: ({ openTickets }) => openTickets, lastContact: ({ lastContact }) => lastContact },
    country: ({ country }) => lower(country),
  };

  test.each(accountSortKeys.flatMap((key) => [[key, true] as const, [key, false] as const]))(
    'is in the order of what its rows show by %s (descending %s), those without last, equal ones by number',
    (key, descending) => {
      const rows = rowsOf({ includeChurned: true }, { key, descending });
      const expected = rows.toSorted((left, right) => {
        const [a, b] = [shown[key](left), shown[key](right)];
        if (a === null || b === null) return a === b ? left.id - right.id : a === null ? 1 : -1;
        if (a === b) return left.id - right.id;
        return (a < b ? -1 : 1) * (descending ? -1 : 1);
      });
      expect(idsOf(rows)).toEqual(idsOf(expected));
      expect(new Set(rows.map((row) => shown[key](row))).size).toBeGreaterThan(key === 'lastContact' ? 0 : 1);
    },
  );
});
