import { expect, test } from 'vitest';
import { sendAgain } from '../../src-main/actions/operations/set-backs';
import { createIds } from '../../src-main/ports/ids';
import { readCompanyId } from '../../src-main/store/copy/company-id';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { addDisposition, addOverride, addPulse } from '../support/earlier-entries';
import { idOf } from './support/company';
import { decidingAt, setBacksOf, writeNote } from './support/decide';
import { deskForEachTest } from './support/desk-for-each-test';

/** 60 accounts with 180 contacts. */
const here = deskForEachTest({ accounts: 60 });

/** What the manager wrote, as `table organization:external id what`. */
function ownEntries(): string[] {
  const of = (table: string, what: string) =>
    here.desk.store.read
      .prepared<[], string>(
        `select '${table} ' || organization_id || ':' || coalesce(organization_external_id, '?') || ' ' || ${what} from ${table}`,
      )
      .pluck()
      .all();
  return [
    ...of('score_overrides', 'score'),
    ...of('pulses', 'points'),
    ...of('today_dispositions', "kind || ' ' || state || ' ' || at"),
  ].sort();
}

function writeAbout(organizationId: number, externalId: string | null, at: number): void {
  const companyId = readCompanyId(here.desk.store.read);
  const about = { companyId, organizationId, externalId };
  const ids = createIds({ now: () => at });
  writeTransaction(here.desk.store, 'test entries', (tx) => {
    const by = { reason: 'because', author: 'ann', createdAt: at };
    addOverride(tx, { overrideId: ids.next(), ...about, ...by, score: at, untilDay: 99_999 });
    addPulse(tx, { pulseId: ids.next(), ...about, ...by, points: at });
    addDisposition(tx, {
      dispositionId: ids.next(),
      ...about,
      kind: 'risk',
      day: 5,
      state: 'done',
      at,
    });
  });
}

const merge = (from: string, into: string) =>
  here.company.admin.query(
    `select customer_success.merge_accounts(m.organization_id, s.organization_id)
       from customer_success.organizations m, customer_success.organizations s
      where m.external_id = $1 and s.external_id = $2`,
    [from, into],
  );

test('what the manager wrote about an account follows it into the other', async () => {
  await here.sitDown('all');
  await here.desk.sync();
  const [one, two, three] = [
    await idOf(here.company.admin, 1),
    await idOf(here.company.admin, 2),
    await idOf(here.company.admin, 3),
  ];
  writeAbout(one, 'o1', 70);
  writeAbout(two, 'o2', 40);
  writeAbout(three, null, 50);
  await merge('o1', 'o2');
  await merge('o3', 'o2');
  await here.desk.sync();
  await here.desk.expectEqual();
  const expected = [
    `pulses ${two}:o2 40.0`,
    `pulses ${two}:o2 50.0`,
    `pulses ${two}:o2 70.0`,
    `score_overrides ${two}:o2 40.0`,
    `score_overrides ${two}:o2 50.0`,
    `score_overrides ${two}:o2 70.0`,
    `today_dispositions ${two}:o2 risk done 70`,
  ];
  expect(ownEntries().filter((line) => !/ (50|40)$/.test(line))).toEqual(expected);
  await merge('o2', 'o4');
  await here.desk.sync();
  const four = await idOf(here.company.admin, 4);
  expect(ownEntries().every((line) => line.includes(` ${four}:o4 `))).toBe(true);
});

test('what was set back about an account that was merged is of the account it was merged into, and can be sent again', async () => {
  await here.sitDown('book');
  await here.desk.sync();
  const [two, four] = [await idOf(here.company.admin, 2), await idOf(here.company.admin, 4)];
  writeNote(here.desk, 'Call them on Monday', two);
  await here.company.admin.query(
    'update customer_success.organizations set owner_id = 2 where organization_id = $1',
    [two],
  );
  await here.desk.sync();
  expect(setBacksOf(here.desk)).toMatchObject([{ accountId: null, canRetry: false }]);
  await merge('o2', 'o4');
  await here.desk.sync();
  const [setBack] = setBacksOf(here.desk);
  expect(setBack).toMatchObject({ accountId: four, accountName: 'Account 4', canRetry: true });
  sendAgain(decidingAt(here.desk), { opId: setBack?.opId ?? '' });
  await here.desk.sync();
  expect(setBacksOf(here.desk)).toEqual([]);
  const { rows } = await here.company.admin.query(
    'select organization_id as account, text from customer_success.notes',
  );
  expect(rows).toEqual([{ account: four, text: 'Call them on Monday' }]);
});

test('what is written about others stays where it is, also under a number that was another’s', async () => {
  await here.sitDown('all');
  await here.desk.sync();
  const [one, five] = [await idOf(here.company.admin, 1), await idOf(here.company.admin, 5)];
  writeAbout(five, 'o5', 70);
  // Of the account that had the number before a restore.
  writeAbout(one, 'another', 30);
  await merge('o1', 'o2');
  await here.desk.sync();
  expect(ownEntries().filter((line) => line.includes(`${five}:o5`))).toHaveLength(3);
  // What the company knows no account for comes back, to be copied or let go.
  expect(ownEntries().filter((line) => line.includes(`${one}:another`))).toHaveLength(1);
  expect(setBacksOf(here.desk).map(({ title }) => title)).toEqual([
    'Pulse: Worried',
    expect.stringMatching(/^Score set by hand: 30\.0 until /),
  ]);
});

test('merging most of the accounts away is no deletion that has to be asked about', async () => {
  await here.sitDown('all');
  await here.desk.sync();
  for (let n = 2; n <= 50; n += 1) await merge(`o${n}`, 'o1');
  expect(await here.desk.sync()).toMatchObject({ kind: 'applied' });
  await here.desk.expectEqual();
  expect(here.desk.store.read.prepared('select count(*) from organizations').pluck().get()).toBe(11);
  expect(await here.desk.sync({ verify: true })).toMatchObject({ kind: 'applied', rows: 0 });
});
