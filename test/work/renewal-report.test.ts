import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatDay, instantOfDay, parseDay } from '../../src-main/lib/day';
import { churnForecasts } from '../../src-main/store/schema/risk';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { renewalReport } from '../../src-main/work/reports/renewal-report';
import { todayOf } from '../../src-main/work/today/today-of';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = parseDay('2026-11-16');
let temporary: TemporaryStore;
beforeEach(() => {
  temporary = temporaryStore(() => instantOfDay(today));
});
afterEach(() => temporary.remove());

interface Told {
  readonly name: string;
  readonly renewsIn: number;
  readonly mrr?: number;
  readonly chances?: readonly [p30: number, p90: number, p180: number];
  readonly standing?: 'customer' | 'leaving' | 'left' | 'ended';
  readonly ownerId?: number;
}

function add({ name, renewsIn, mrr = 100, chances, standing = 'customer', ownerId = 1 }: Told): void {
  const organizationId = addAccount(temporary.store, today, {
    organization: { name, ownerId },
    summary: { mrr, renewsOn: today + renewsIn, standing, lifeDay: standing === 'left' ? today - 9 : null },
  });
  if (chances === undefined) return;
  const [p30, p90, p180] = chances;
  writeTransaction(temporary.store, 'test chances', (tx) => {
    tx.insert(churnForecasts)
      .values({
        organizationId,
        asOf: today,
        modelVersion: 1,
        p30,
        p90,
        p180,
        topReason: null,
        reasonColumn: null,
      })
      .run();
  });
}

const report = (scope = {}) => renewalReport(temporary.store.read, scope, today);
const expectedOf = () => report().rows.map(({ name, ground, expected }) => [name, ground, expected]);

test('what is expected to stay is weighed by the chance of the shortest horizon that reaches the renewal', () => {
  const chances = [0.1, 0.25, 0.5] as const;
  for (const renewsIn of [-5, 30, 31, 90, 91, 180, 181]) add({ name: `in ${renewsIn}`, renewsIn, chances });
  expect(expectedOf()).toEqual([
    ['in -5', 'model', 1080],
    ['in 30', 'model', 1080],
    ['in 31', 'model', 900],
    ['in 90', 'model', 900],
    ['in 91', 'model', 600],
    ['in 180', 'model', 600],
    ['in 181', 'beyond', null],
  ]);
});

test('who has given notice is expected to go, and of whom nothing is foretold nothing is expected', () => {
  add({ name: 'leaves', renewsIn: 20, standing: 'leaving', chances: [0.1, 0.1, 0.1] });
  add({ name: 'unknown', renewsIn: 21 });
  expect(expectedOf()).toEqual([
    ['leaves', 'notice', 0],
    ['unknown', 'none', null],
  ]);
  const [november, december] = report().months;
  expect(november).toEqual({ month: '2026-11', accounts: 0, arr: 0, foretoldArr: 0, expected: 0 });
  expect(december).toEqual({ month: '2026-12', accounts: 2, arr: 2400, foretoldArr: 1200, expected: 0 });
});

test('months count what is due in them to the cent, what is overdue apart, and who left nowhere', () => {
  add({ name: 'late', renewsIn: -1, mrr: 0.07, chances: [0.333, 0.333, 0.333] });
  add({ name: 'today', renewsIn: 0, mrr: 33.33, chances: [0.333, 0.333, 0.333] });
  add({ name: 'also', renewsIn: 14, mrr: 10.01, chances: [0.1, 0.1, 0.1] });
  add({ name: 'next', renewsIn: 15 });
  add({ name: 'gone', renewsIn: 3, standing: 'left' });
  const { months, total } = report();
  expect(total).toBe(4);
  expect(months.slice(0, 3)).toEqual([
    { month: null, accounts: 1, arr: 0.84, foretoldArr: 0.84, expected: 0.56 },
    { month: '2026-11', accounts: 2, arr: 520.08, foretoldArr: 520.08, expected: 374.88 },
    { month: '2026-12', accounts: 1, arr: 1200, foretoldArr: 0, expected: 0 },
  ]);
  expect(months.at(-1)?.month).toBe('2027-11');
});

test('a renewal is looked at until the end of the same month in a year', () => {
  const last = parseDay('2027-11-30') - today;
  add({ name: 'last', renewsIn: last });
  add({ name: 'later', renewsIn: last + 1 });
  expect(report().rows.map(({ name, renewsOn }) => [name, renewsOn])).toEqual([
    ['last', formatDay(today + last)],
  ]);
});

test('what is due within 90 days is what Today counts, of all and of one owner', () => {
  for (const [place, renewsIn] of [-20, 0, 45, 90, 91].entries())
    add({ name: `account ${place}`, renewsIn, mrr: 10.01 * (place + 1), ownerId: 1 + (place % 2) });
  for (const scope of [{}, { ownerId: 1 }, { ownerId: 2 }]) {
    const due = report(scope).rows.filter(({ renewsOn }) => renewsOn <= formatDay(today + 90));
    const { headline } = todayOf(temporary.store.read, { limit: 1, ...scope }, instantOfDay(today));
    expect(due).toHaveLength(headline.renewals90);
    const cents = due.reduce((sum, { arr }) => sum + Math.round(100 * arr), 0);
    expect(cents / 100).toBe(headline.renewalArr90);
  }
});
