import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { instantOfDay } from '../../src-main/lib/day';
import { createRandom } from '../../src-main/lib/statistics/random';
import type { Row } from '../../src-main/reports/table';
import { bookTable } from '../../src-main/reports/tables/book-table';
import { listAccounts } from '../../src-main/store/accounts/read-accounts';
import { writeMembership } from '../../src-main/store/copy/membership';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { ctaList } from '../../src-main/work/ctas/cta-list';
import { taskCounts } from '../../src-main/work/ctas/task-list';
import { bookReport } from '../../src-main/work/reports/book-report';
import { todayOf } from '../../src-main/work/today/today-of';
import type { BookReport, Load } from '../../src-preload/contract/reports/books';
import { loadFigures } from '../../src-renderer/features/reports/books/load-figures';
import { growCompany, writeCompany } from '../support/grown-company';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

/** Zoe and six others; the last of them has no customer, and only helps. */
const [zoe, helper] = [901, 907];
const owners = [901, 902, 903, 904, 905, 906];
let scored: ScoredStore;

beforeAll(async () => {
  scored = storeWithJobs(today);
  writeCompany(scored.store, growCompany({ seed: 5, accounts: 90, firstDay: today - 300, lastDay: today }));
  const { client } = scored.store.db;
  for (const id of [...owners, helper])
    client.exec(
      `insert into managers (manager_id, email, name) values (${id}, 'm${id}@x.example', 'Manager ${id}')`,
    );
  client.exec(`
    update subscriptions set mrr = mrr + 0.07 + 0.01 * (subscription_id % 90);
    update organizations set
      owner_id = case organization_id % 7 when 6 then null else 901 + organization_id % 7 end,
      segment = case when organization_id % 5 = 4 then null else 'Segment ' || (organization_id % 5 / 2) end;`);
  await scoreOn(scored, today);
  client.exec(
    `update account_summaries set renews_on = ${today} + 85 + organization_id % 9 where standing = 'customer'`,
  );
  const random = createRandom(9);
  const one = <Of>(of: readonly Of[]) => of[Math.floor(random.next() * of.length)] as Of;
  const idsOfAll = client.prepare('select organization_id from organizations').pluck().all() as number[];
  const given = [null, null, null, ...owners, helper];
  for (let i = 0; i < 150; i++)
    client
      .prepare(
        `insert into ctas (cta_id, organization_id, type, title, priority, due_day, given_to, outcome, firings, author, created_at, version)
         values (?, ?, 'risk', 'Call them', 'usual', ?, ?, ?, 0, 'ann', 0, 1)`,
      )
      .run(`c${i}`, one(idsOfAll), today + (i % 9) - 4, one(given), one([null, null, 'resolved']));
  for (let i = 0; i < 300; i++)
    client
      .prepare(
        `insert into cta_tasks (task_id, cta_id, organization_id, title, due_day, given_to, until_day, done_at, author, version, company_row)
         select ?, ?, coalesce((select organization_id from ctas where cta_id = ?), ?), 'Do it', ?, ?, ?, ?, 'ann', 1, 1`,
      )
      .run(
        ...[`t${i}`, i % 2 ? `c${i % 150}` : null, i % 2 ? `c${i % 150}` : null, one(idsOfAll)],
        ...[one([null, today - 1, today, today + 30]), one(given), one([null, null, today + 2])],
        one([null, null, instantOfDay(today)]),
      );
}, 120_000);
afterAll(() => scored.close());
beforeEach(() => {
  beMember(zoe);
  switchTo(null);
});

const beMember = (managerId: number | null) =>
  writeTransaction(scored.store, 'test member', (tx) => writeMembership(tx, { role: 'manager', managerId }));
const switchTo = (personalFigures: number | null) =>
  scored.store.db.client.exec(`
    delete from sending_settings;
    insert into sending_settings (row_id, quiet_from, quiet_until, caps, personal_figures)
    values (1, 0, 0, '[]', ${personalFigures ?? 'null'})`);
const now = () => scored.clock.now();
const report = () => bookReport(scored.store.read, today, now());
async function rowsOfFile(told: BookReport): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of bookTable(told).rows) rows.push(row);
  return rows;
}
const whoseInFile = async (told: BookReport) => (await rowsOfFile(told)).map(([whose]) => whose);
const sorted = { key: 'name', descending: false } as const;

interface Whose {
  readonly owner: number | null;
  readonly segment: string | null;
}
const rowsOf = <Of>(sql: string) => scored.store.read.prepared<[], Of & Whose>(sql).all();

/** The same counted again from the raw rows, in the plainest way. */
function counted(isOf: (row: Whose) => boolean): Omit<Load, 'otherArr'> {
  const customers = rowsOf<{ mrr: number; level: string | null; renews: number | null }>(
    `select o.owner_id as owner, o.segment, s.mrr, coalesce(h.level, s.risk_level) as level, s.renews_on as renews
       from organizations o join account_summaries s using (organization_id) left join account_headlines h using (organization_id)
      where s.standing in ('customer', 'leaving') and not (s.standing = 'leaving' and s.life_day < ${today})`,
  ).filter(isOf);
  const ctas = rowsOf<object>(
    `select coalesce(c.given_to, o.owner_id) as owner, o.segment from ctas c join organizations o using (organization_id)
      where c.outcome is null`,
  ).filter(isOf);
  const tasks = rowsOf<{ due: number | null; rests: number | null; cta: string | null }>(
    `select coalesce(t.given_to, c.given_to, o.owner_id) as owner, o.segment, coalesce(t.due_day, c.due_day) as due,
            max(coalesce(t.until_day, 0), coalesce(c.until_day, 0)) as rests
       from cta_tasks t join organizations o on o.organization_id = t.organization_id left join ctas c on c.cta_id = t.cta_id
      where t.done_at is null and (t.cta_id is null or c.outcome is null)`,
  ).filter(isOf);
  const cents = customers.reduce((sum, { mrr }) => sum + Math.round(12 * Math.round(100 * mrr)), 0);
  return {
    accounts: customers.length,
    arr: cents / 100,
    atRisk: customers.filter(({ level }) => level === 'high' || level === 'critical').length,
    renewals90: customers.filter(({ renews }) => renews !== null && renews <= today + 90).length,
    openCtas: ctas.length,
    openTasks: tasks.length,
    overdueTasks: tasks.filter(
      ({ due, rests }) => due !== null && due < today && (rests === null || rests <= today),
    ).length,
  };
}

test('one’s own are counted again from the raw rows', () => {
  const own = counted(({ owner }) => owner === zoe);
  for (const figure of Object.values(own)) expect(figure).toBeGreaterThan(0);
  expect(report().own).toEqual({ ...own, ownerId: zoe, otherArr: [] });
});

test('one’s own are the figures of the screens to which they lead', () => {
  const { own } = report();
  const { read } = scored.store;
  for (const { key, opens } of loadFigures) {
    if (opens.to !== '/accounts') continue;
    const filter = { ...opens.filter, ownerIds: [zoe] };
    const list = listAccounts(read, { filter, sort: sorted, offset: 0, limit: 1 }, today);
    expect([key, key === 'arr' ? list.arrTotal : list.total]).toEqual([key, own?.[key]]);
  }
  const { closed: _, ...open } = ctaList(read, { ownerId: zoe, closed: false }, now()).counts;
  expect(Object.values(open).reduce((sum, count) => sum + count)).toBe(own?.openCtas);
  const { done: __, ...tasks } = taskCounts(read, zoe, now());
  expect(Object.values(tasks).reduce((sum, count) => sum + count)).toBe(own?.openTasks);
  expect(tasks.overdue).toBe(own?.overdueTasks);
  const { headline } = todayOf(read, { limit: 1, ownerId: zoe }, now());
  expect([headline.accounts, headline.arr, headline.renewals90]).toEqual([
    own?.accounts,
    own?.arr,
    own?.renewals90,
  ]);
});

test('those of the others are told of all five together, without one’s own and without nobody’s', () => {
  const isOther = ({ owner }: Whose) => owner !== null && owner !== zoe;
  const { others, otherOwners, nobody, segments, otherSegments } = report();
  expect(otherOwners).toBe(5);
  const all = counted(isOther);
  expect(others).toMatchObject({ owners: 5, sum: all });
  expect(others?.mean).toEqual({
    ...Object.fromEntries(Object.entries(all).map(([key, sum]) => [key, Math.round((10 * sum) / 5) / 10])),
    arr: Math.round((100 * all.arr) / 5) / 100,
  });
  expect(nobody).toMatchObject(counted(({ owner }) => owner === null));
  expect(segments.map(({ segment }) => segment)).toEqual(['Segment 0', 'Segment 1', null]);
  for (const { segment, sum, owners: of } of segments) {
    expect([segment, of]).toEqual([segment, 5]);
    expect(sum).toMatchObject(counted((row) => isOther(row) && row.segment === segment));
  }
  expect(otherSegments).toBeNull();
});

test('those of four others are not told, neither on the screen nor in the file', async () => {
  scored.store.db.client.exec('update organizations set owner_id = 901 where owner_id = 906');
  try {
    const told = report();
    expect(told).toMatchObject({ otherOwners: 4, others: null, segments: [], otherSegments: null });
    expect(await whoseInFile(told)).toEqual(['Your own', 'Nobody']);
    // Who looks from outside sees five.
    beMember(null);
    expect(report().others?.owners).toBe(5);
  } finally {
    scored.store.db.client.exec(
      'update organizations set owner_id = 906 where owner_id = 901 and organization_id % 7 = 5',
    );
  }
});

test('whoever has no customers has all six others together, and of their own what was given to them', () => {
  for (const me of [null, helper]) {
    beMember(me);
    const { own, others } = report();
    expect([own === null, others?.owners]).toEqual([me === null, 6]);
  }
});

test('one switch ends one’s own, for oneself as well, and leaves sums that are not of fewer', async () => {
  const before = report();
  expect(before.arePersonalShown).toBe(true);
  switchTo(0);
  const after = report();
  expect(after).toEqual({ ...before, own: null, arePersonalShown: false });
  expect(await whoseInFile(after)).toEqual([
    ...['All others', 'Mean of a book of the others', 'All others, segment Segment 0'],
    ...['All others, segment Segment 1', 'All others, segment none', 'Nobody'],
  ]);
  switchTo(1);
  expect(report()).toEqual(before);
});

test('a file has the figures of the screen', async () => {
  const told = report();
  const rows = await rowsOfFile(told);
  expect(rows[0]).toEqual([
    ...['Your own', null, told.own?.accounts, told.own?.arr, null, told.own?.atRisk, told.own?.renewals90],
    ...[told.own?.openCtas, told.own?.openTasks, told.own?.overdueTasks],
  ]);
  expect(rows[1]?.slice(0, 4)).toEqual(['All others', 5, told.others?.sum.accounts, told.others?.sum.arr]);
  expect(rows[2]?.slice(1, 4)).toEqual([5, told.others?.mean.accounts, told.others?.mean.arr]);
});

test('before the first load there is nothing, and no claim of a book', () => {
  expect(bookReport(scored.store.read, null, now())).toMatchObject({
    ...{ own: null, others: null, nobody: null, segments: [], otherOwners: 0 },
  });
});
