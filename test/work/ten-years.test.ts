import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantOfDay, parseDay } from '../../src-main/lib/day';
import { exportAccounts } from '../../src-main/reports/export-accounts';
import { readAccount } from '../../src-main/store/accounts/read-account';
import { listAccounts } from '../../src-main/store/accounts/read-accounts';
import { readSubscription } from '../../src-main/store/accounts/read-subscription';
import { presentDepartures } from '../../src-main/store/risk/departures';
import { readRiskPoints } from '../../src-main/store/risk/screen';
import { organizations, subscriptions } from '../../src-main/store/schema/company';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { riskOfAccount } from '../../src-main/work/forecasting/risk-of-account';
import { todayOf } from '../../src-main/work/today/today-of';
import { plainFile } from '../support/plain-file';
import { type ScoredStore, scoreOn, storeWithJobs } from '../support/scored-store';

const acme = 1;
let scored: ScoredStore;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-ten-years-'));
  scored = storeWithJobs(parseDay('2016-01-20'));
});
afterAll(async () => {
  await scored.close();
  rmSync(folder, { recursive: true, force: true });
});

type Row = readonly [from: string, to: string | null, mrr: number, seats: number, renews: string | null];
interface Told {
  readonly churned?: string;
  readonly notice?: string;
  readonly rows: readonly Row[];
}

/** What the company tells of Acme on a day; another account pays 100 a month all the time. */
function tell({ churned, notice, rows }: Told): void {
  const dayOf = (day: string | null | undefined) => (day == null ? null : parseDay(day));
  writeTransaction(scored.store, 'the company', (tx) => {
    tx.delete(organizations).run();
    tx.delete(subscriptions).run();
    const other = {
      lifecycleStage: 'growth',
      createdAt: instantOfDay(parseDay('2016-01-01')),
      ownerId: 1,
    } as const;
    tx.insert(organizations)
      .values([
        {
          ...other,
          organizationId: acme,
          externalId: 'acme',
          name: 'Acme',
          createdAt: instantOfDay(parseDay('2016-01-10')),
          churnedAt: churned === undefined ? null : instantOfDay(parseDay(churned)),
          noticeOn: dayOf(notice),
        },
        { ...other, organizationId: 2, externalId: 'other', name: 'Other' },
      ])
      .run();
    tx.insert(subscriptions)
      .values(
        [[2, '2016-01-01', null, 100, 1, null] as const, ...rows.map((row) => [acme, ...row] as const)].map(
          ([organizationId, from, to, mrr, seats, renews], i) => ({
            subscriptionId: i + 1,
            organizationId,
            externalId: `s${i}`,
            product: 'Suite',
            startedOn: parseDay(from),
            endedOn: dayOf(to),
            mrr,
            quantity: seats,
            unit: 'users',
            billingMonths: 12,
            discount: 0,
            renewsOn: dayOf(renews),
          }),
        ),
      )
      .run();
  });
}

/** Every figure of Acme that a screen shows on a day, by what the company tells then. */
async function lookOn(day: string, told: Told) {
  tell(told);
  const at = parseDay(day);
  await scoreOn(scored, at);
  const db = scored.store.read;
  const sort = { key: 'name', descending: false } as const;
  const list = listAccounts(db, { filter: { includeChurned: true }, sort, offset: 0, limit: 10 }, at);
  const row = list.rows.find(({ id }) => id === acme);
  const account = readAccount(db, acme, at);
  const risk = riskOfAccount(scored.store, acme, at);
  const queue = todayOf(db, { limit: 10 }, scored.clock.now());
  const item = queue.items.find(({ accountId }) => accountId === acme);
  const path = join(folder, 'accounts.csv');
  const filter = { search: 'Acme', includeChurned: true };
  await exportAccounts(db, { filter, sort, columns: ['stage', 'arr'] }, at, plainFile(path));
  const point = readRiskPoints(db, {}, at).find(({ id }) => id === acme);
  // One account, one truth, whichever screen tells it.
  expect(account).toMatchObject({
    arr: row?.arr,
    seats: row?.seats,
    stage: row?.stage,
    renewsOn: row?.renewsOn,
  });
  expect(account.life).toMatchObject({
    standing: row?.standing,
    day: row?.standingDay,
    text: row?.standingText,
  });
  expect(risk).toMatchObject({ level: row?.risk, indicators: account.health.indicators });
  expect(point?.level ?? null).toBe(row?.risk);
  if (point !== undefined) expect(point).toMatchObject({ arr: row?.arr, renewsOn: row?.renewsOn });
  expect(readSubscription(db, acme, at).history.at(-1)?.mrr).toBe((row?.arr ?? 0) / 12);
  expect(readFileSync(path, 'utf8').split('\r\n')[1]).toBe(
    [
      'Acme',
      row?.stage,
      /,/.test(row?.standingText ?? '') ? `"${row?.standingText}"` : row?.standingText,
      row?.arr,
    ].join(','),
  );
  const { accounts, trials, ended, leaving } = queue.headline;
  return {
    stands: row?.standingText,
    stage: row?.stage,
    listed: listAccounts(db, { filter: {}, sort, offset: 0, limit: 10 }, at).rows.some(
      ({ id }) => id === acme,
    ),
    isScored: row?.confidence !== null,
    arr: row?.arr,
    seats: row?.seats,
    renewsOn: row?.renewsOn,
    signs: account.health.indicators.map(({ id }) => id),
    queue: [item?.kind, ...(item?.alsoKinds ?? [])].filter((kind) => kind !== undefined && kind !== 'silent'),
    book: { accounts, trials, ended, leaving, arr: queue.headline.arr },
    spells: account.life.spells.map(({ from, to }) => `${from}/${to ?? ''}`),
    departures: presentDepartures(db).known,
  };
}

const trial: Row = ['2016-01-10', '2016-02-10', 0, 3, null];
const first: Row = ['2016-02-10', '2018-05-01', 1000, 10, '2019-02-10'];
const small: Row = ['2018-05-01', '2019-06-01', 400, 4, '2020-02-10'];
const large = (to: string | null): Row => ['2019-06-01', to, 2000, 20, '2021-02-10'];
const past = [trial, first, small, large('2021-02-10')];
const second = (to: string | null, renews: string | null): Row => ['2022-03-01', to, 500, 5, renews];
const third: Row = ['2025-06-01', null, 800, 8, '2026-06-01'];

test('one account through ten years: tries, buys, shrinks, grows, gives notice, leaves, returns, is overdue, ends, returns', async () => {
  expect(await lookOn('2016-01-20', { rows: [trial] })).toMatchObject({
    stands: 'On trial',
    stage: 'growth',
    listed: true,
    arr: 0,
    seats: 3,
    renewsOn: null,
    signs: [],
    book: { accounts: 1, trials: 1, ended: 0, leaving: 0, arr: 1200 },
    spells: [],
  });
  expect(await lookOn('2017-01-10', { rows: [trial, ['2016-02-10', null, 1000, 10, '2017-02-10']] })).toEqual(
    {
      stands: 'Customer',
      stage: 'growth',
      listed: true,
      isScored: true,
      arr: 12_000,
      seats: 10,
      renewsOn: '2017-02-10',
      signs: [],
      queue: ['renewal'],
      book: { accounts: 2, trials: 0, ended: 0, leaving: 0, arr: 13_200 },
      spells: ['2016-02-10/'],
      departures: 0,
    },
  );
  const shrunk = { rows: [trial, first, ['2018-05-01', null, 400, 4, '2019-02-10'] as const] };
  expect(await lookOn('2018-06-01', shrunk)).toMatchObject({
    stands: 'Customer',
    arr: 4800,
    seats: 4,
    signs: ['seats_reduced'],
    spells: ['2016-02-10/'],
  });
  // Told for 90 days: the last of them still looks back on ten seats.
  expect((await lookOn('2018-07-29', shrunk)).signs).toEqual(['seats_reduced']);
  expect((await lookOn('2018-07-30', shrunk)).signs).toEqual([]);
  expect(
    await lookOn('2019-07-01', { rows: [trial, first, small, ['2019-06-01', null, 2000, 20, '2020-02-10']] }),
  ).toMatchObject({ arr: 24_000, seats: 20, signs: [], renewsOn: '2020-02-10' });
  const notice = { notice: '2020-11-15', churned: '2021-02-10' };
  expect(await lookOn('2020-12-01', { ...notice, rows: past })).toEqual({
    stands: 'Leaves on Feb 10, 2021',
    stage: 'growth',
    listed: true,
    isScored: true,
    arr: 24_000,
    seats: 20,
    renewsOn: '2021-02-10',
    signs: ['notice_given'],
    queue: ['leaving', 'at_risk', 'renewal'],
    book: { accounts: 2, trials: 0, ended: 0, leaving: 1, arr: 25_200 },
    spells: ['2016-02-10/'],
    departures: 0,
  });
  expect(await lookOn('2021-02-11', { ...notice, rows: past })).toEqual({
    stands: 'Left on Feb 10, 2021',
    stage: 'churned',
    listed: false,
    isScored: false,
    arr: 0,
    seats: null,
    renewsOn: null,
    signs: [],
    queue: [],
    book: { accounts: 1, trials: 0, ended: 0, leaving: 0, arr: 1200 },
    spells: ['2016-02-10/2021-02-10'],
    departures: 1,
  });
  const before = { ...notice, rows: [...past, second(null, '2023-03-01')] };
  expect(await lookOn('2022-06-01', before)).toMatchObject({
    stands: 'Customer',
    stage: 'growth',
    isScored: true,
    arr: 6000,
    signs: [],
    spells: ['2016-02-10/2021-02-10', '2022-03-01/'],
    departures: 1,
  });
  expect(await lookOn('2023-03-11', before)).toMatchObject({
    stands: 'Customer',
    renewsOn: '2023-03-01',
    signs: ['renewal_overdue'],
    queue: ['renewal'],
  });
  const over = { ...notice, rows: [...past, second('2024-03-01', '2024-03-01')] };
  expect(await lookOn('2024-03-20', over)).toEqual({
    stands: 'Ended after Feb 29, 2024',
    stage: 'growth',
    listed: true,
    // Nothing of it is known but its contract.
    isScored: false,
    arr: 0,
    seats: null,
    renewsOn: null,
    signs: ['subscriptions_ended'],
    queue: ['ended'],
    book: { accounts: 1, trials: 0, ended: 1, leaving: 0, arr: 1200 },
    spells: ['2016-02-10/2021-02-10', '2022-03-01/2024-02-29'],
    departures: 1,
  });
  expect(await lookOn('2024-03-31', over)).toMatchObject({
    departures: 2,
    queue: ['ended'],
  });
  // Half a year later nobody asks any more; it still stands as what it is.
  expect(await lookOn('2024-09-01', over)).toMatchObject({
    stands: 'Ended after Feb 29, 2024',
    signs: [],
    queue: [],
  });
  expect(await lookOn('2026-01-10', { ...notice, rows: [...over.rows, third] })).toEqual({
    stands: 'Customer',
    stage: 'growth',
    listed: true,
    isScored: true,
    arr: 9600,
    seats: 8,
    renewsOn: '2026-06-01',
    signs: [],
    queue: [],
    book: { accounts: 2, trials: 0, ended: 0, leaving: 0, arr: 10_800 },
    spells: ['2016-02-10/2021-02-10', '2022-03-01/2024-02-29', '2025-06-01/'],
    departures: 2,
  });
});
