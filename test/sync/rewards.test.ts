import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  award,
  decideReward,
  redeem,
  reverse,
  saveItem,
  setProgram,
  setRewardAccount,
} from '../../src-main/actions/rewards/rewards';
import { exportStatement, writeStatement } from '../../src-main/reports/export-statement';
import { companyDay } from '../../src-main/store/copy/company-calendar';
import { readLedgerOf } from '../../src-main/store/rewards/read-ledger';
import { readRedemptions } from '../../src-main/store/rewards/read-redemptions';
import { accountRewards, receiversOf, runningOutSoon } from '../../src-main/work/rewards/account-rewards';
import { lifecycleStages } from '../../src-preload/contract/domain';
import { createTestCompany, startPostgres, type TestCompany, type TestServer } from '../support/postgres';
import { someProgram } from '../support/rewards/at-company';
import { fillCompany } from './support/company';
import { accountAt, decidingAt, setBacksOf } from './support/decide';
import { type Desk, openDesk } from './support/desk';

let server: TestServer;
let company: TestCompany;
let ann: Desk;
let ada: Desk;

beforeAll(async () => {
  server = await startPostgres();
  company = await createTestCompany(server);
  await fillCompany(company.admin, 4);
  await company.admin.query('UPDATE customer_success.operation_limits SET per_minute = 1000000');
  ann = openDesk(await company.createLogin({ role: 'manager', scope: 'book', managerId: 1 }));
  ada = openDesk(await company.createLogin({ role: 'admin', scope: 'all' }));
  await both();
  setProgram(decidingAt(ada), { program: someProgram });
  setRewardAccount(decidingAt(ann), { account: account(), consent: true, consent_note: 'By mail' });
  await both();
}, 120_000);
afterAll(async () => {
  ann.close();
  ada.close();
  await company.drop();
  await server.stop();
});

async function both(): Promise<void> {
  await ann.sync();
  await ada.sync();
  await ann.sync();
}
const account = () => ({ organizationId: accountAt(ann) });
const today = () => companyDay(ann.store.read, Date.now());
const seen = (desk = ann) => accountRewards(desk.store.read, account().organizationId, today());
const newItem = (fields: object = {}) =>
  saveItem(decidingAt(ada), { id: null, fields: { name: 'Mug', cost: 80, ...fields } });
const ask = (itemId: string, contactId: number | null = null) =>
  redeem(decidingAt(ann), { account: account(), itemId, contactId, note: null });

describe('rewards at two desks', () => {
  test('what is decided waits in words, and is the account’s as soon as the company has taken it', async () => {
    award(decidingAt(ann), { account: account(), points: 300, reason: 'Went live' });
    expect(seen()).toMatchObject({ balance: 0, waiting: ['300 points awarded'] });
    await both();
    expect(seen()).toMatchObject({
      balance: 300,
      waiting: [],
      bar: null,
      tier: { name: 'Bronze' },
      next: { name: 'Silver', lacks: 200 },
      consent: { note: 'By mail' },
    });
    await ann.expectEqual();
    expect(runningOutSoon(ann.store.read, today())).toBeNull();
    expect(runningOutSoon(ann.store.read, today() + 340)).toMatchObject({ accounts: 1, points: 300 });
    expect(runningOutSoon(ann.store.read, today() + 370)).toBeNull();
  });

  test('a redemption waits for its approval at both, and points and words come back where it is refused', async () => {
    const item = newItem({ name: 'Workshop', cost: 100, needs_approval: true });
    await both();
    const reward = ask(item);
    expect(seen().waiting).toEqual(['Workshop redeemed']);
    await both();
    const waiting = () => readRedemptions(ada.store.read, { group: 'approvals', offset: 0, limit: 9 }).rows;
    expect(waiting()).toMatchObject([{ id: reward, item: 'Workshop', stage: 'proposed', onItsWay: null }]);
    expect(seen().balance).toBe(200);
    expect(() => decideReward(decidingAt(ada), { id: reward, decision: 'refuse', reason: null })).toThrow(
      /Say why/,
    );
    decideReward(decidingAt(ada), { id: reward, decision: 'refuse', reason: 'Not this month' });
    expect(waiting()).toEqual([]);
    expect(() => decideReward(decidingAt(ada), { id: reward, decision: 'approve', reason: null })).toThrow(
      /any more/,
    );
    await both();
    expect(seen()).toMatchObject({
      balance: 300,
      redemptions: [{ stage: 'refused', reason: 'Not this month', onItsWay: null }],
    });
  });

  test('one that the company refuses comes back with its words', async () => {
    const item = newItem({ name: 'Yacht', cost: 100_000 });
    await both();
    expect(seen().items.find(({ id }) => id === item)?.bar).toBe('costs more points than the account has');
    ask(item);
    await both();
    expect(setBacksOf(ann)).toMatchObject([
      { title: 'Redemption', words: expect.stringMatching(/item costs more points than the account has/) },
    ]);
    expect(seen()).toMatchObject({ balance: 300, waiting: [] });
    ann.store.db.client.exec('delete from operations');
  });

  test('of two desks that are offline and redeem the same points one is refused', async () => {
    const item = newItem({ name: 'Course', cost: 200 });
    await both();
    ask(item);
    redeem(decidingAt(ada), { account: account(), itemId: item, contactId: null, note: null });
    await both();
    expect([...setBacksOf(ann), ...setBacksOf(ada)]).toHaveLength(1);
    expect(seen()).toMatchObject({ balance: 100 });
    expect(seen(ada)).toMatchObject({ balance: 100 });
    for (const desk of [ann, ada]) desk.store.db.client.exec('delete from operations');
  });

  test('a statement adds up to what the screen says, to the last point', async () => {
    const given = award(decidingAt(ann), { account: account(), points: 50, reason: '=SUM(1)' });
    await both();
    reverse(decidingAt(ann), { id: given, reason: 'A mistake' });
    await both();
    const folder = mkdtempSync(join(tmpdir(), 'statement-'));
    try {
      const path = join(folder, 'statement.csv');
      const ledger = readLedgerOf(ann.store.read, account().organizationId);
      const told = await exportStatement(ledger, path);
      const lines = readFileSync(path, 'utf8').trimEnd().split('\r\n');
      expect(told).toEqual({ rows: ledger.length, balance: seen().balance, owed: seen().owed });
      expect(lines).toHaveLength(ledger.length + 1);
      const column = (n: number) => lines.slice(1).map((line) => Number(line.split(',')[n]));
      let sum = 0;
      expect(column(5)).toEqual(column(4).map((points) => (sum += points)));
      expect(lines.join()).toContain(`'=SUM(1)`);
      const book = { path: join(folder, 'statement.xlsx'), format: 'xlsx', madeAt: 0, version: '1' } as const;
      expect(await writeStatement(ledger, book, [['Account', 'acme']])).toBe(ledger.length);
      const [sheet, about] = await readWorkbook(book.path);
      const [, ...rows] = sheet?.data ?? [];
      const first = ledger.toSorted((a, b) => a.row - b.row)[0];
      expect(rows[0]?.slice(0, 2)).toEqual([first?.row, new Date((first?.day ?? 0) * 86_400_000)]);
      expect(rows.map((row) => row[5])).toEqual(column(5));
      expect(rows.flat()).toContain('=SUM(1)');
      expect(about?.data).toContainEqual(['Account', 'acme']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

test('the desk says of each item beforehand what the company will say', async () => {
  const id = account().organizationId;
  const [contact] = receiversOf(ann.store.read, id, newItemIn(), today());
  const none = (odds: number, arbitrary: fc.Arbitrary<unknown>) => fc.option(arbitrary, { freq: odds });
  const fields = fc.record({
    cost: fc.constantFrom(1, 40, 5000),
    value_minor: fc.constantFrom(0, 60),
    stock: none(2, fc.constantFrom(0, 1)),
    tier: none(2, fc.constantFrom('bronze', 'silver', 'nothing')),
    stages: fc.subarray([...lifecycleStages]),
    segments: fc.constantFrom([], [], ['elsewhere']),
    per_account: none(2, fc.constant(1)),
    from_day: none(3, fc.constantFrom('2020-01-01', '2098-01-01')),
    last_day: none(3, fc.constantFrom('2098-02-01')),
    for_contact: fc.boolean(),
    archived: fc.oneof({ arbitrary: fc.constant(false), weight: 5 }, fc.constant(true)),
    person_cap: none(2, fc.constantFrom(0, 100)),
    named: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fields, { minLength: 6, maxLength: 6 }), async (given) => {
      for (const { person_cap, named, ...item } of given) {
        setProgram(decidingAt(ada), { program: { ...someProgram, person_cap: person_cap as number | null } });
        const made = newItem(item);
        await both();
        const whom = named || item.for_contact ? contact?.id : undefined;
        const said =
          whom === undefined
            ? seen().items.find((one) => one.id === made)?.bar
            : receiversOf(ann.store.read, id, made, today()).find((one) => one.id === whom)?.bar;
        const expected = item.archived ? 'is not offered any more' : said;
        ask(made, whom ?? null);
        await ann.sync();
        const told = setBacksOf(ann).map(({ words }) => /item ([^.]*)\./.exec(words)?.[1]);
        expect([item, told[0] ?? null]).toEqual([item, expected ?? null]);
        ann.store.db.client.exec('delete from operations');
      }
    }),
    { numRuns: Number(process.env['STEWARD_BARS'] ?? 3) },
  );
}, 120_000);

/** Of any item; it asks for nothing. */
function newItemIn(): string {
  const [item] = ann.store.read.prepared<[], string>('select item_id from rewards_catalog').pluck().all();
  return item ?? '';
}
