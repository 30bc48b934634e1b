import { setImmediate as breathe } from 'node:timers/promises';
import type { z } from 'zod';
import type { AccountFilter, AccountRow, exportInputSchema } from '../../src-preload/contract/accounts';
import { attributeKey } from '../../src-preload/contract/attributes';
import { tooLittleKnown, tooLittleWords } from '../../src-preload/contract/knowledge';
import { spellOther } from '../../src-preload/contract/money';
import { rounded, shownChance } from '../../src-preload/contract/words';
import type { AccountChoice } from '../store/accounts/account-filter';
import { accountIdsInOrder } from '../store/accounts/account-order';
import { readAttributes } from '../store/accounts/attributes';
import { readAccountRows } from '../store/accounts/read-accounts';
import { companyMoney } from '../store/copy/company-money';
import type { ReadDb } from '../store/types';
import { filterGrounds } from './filter-grounds';
import { groundsOf } from './grounds';
import type { Cell, Column, Ground, OutFile, Row } from './table';
import { writeTable } from './write-table';

const rowsAtOnce = 500;
/** Only in files of a company that has such amounts. */
const otherArrHeading = 'ARR in other currencies, without a rate';

type AccountColumn = readonly [
  key: string,
  heading: string,
  value: (row: AccountRow) => Cell,
  kind?: Column['kind'],
];

/** Every column the file can have but the company's own fields: the heading carries the unit. */
const columns: readonly AccountColumn[] = [
  ['name', 'Account', (row) => row.name],
  ['owner', 'Owner', (row) => row.owner],
  ['segment', 'Segment', (row) => row.segment],
  ['stage', 'Lifecycle stage', (row) => row.stage],
  ['stage', 'Standing', (row) => row.standingText],
  ['score', 'Health score (0-100)', (row) => row.score],
  ['score', 'Score set by hand', (row) => (row.overridden ? 'yes' : 'no')],
  ['score', 'Computed score (0-100)', (row) => row.computedScore],
  ['band', 'Band', (row) => row.band ?? (row.tooLittle === null ? null : tooLittleKnown)],
  ['score', 'Too little known', (row) => (row.tooLittle === null ? null : tooLittleWords(row.tooLittle))],
  ['change28', 'Change in 28 days (points)', (row) => row.change28],
  ['trend', 'Trend', (row) => row.trend],
  ['risk', 'Risk level', (row) => row.risk],
  ['arr', 'ARR', (row) => row.arr, 'money'],
  ['arr', otherArrHeading, (row) => row.otherArr?.map(spellOther).join('; ') ?? null],
  ['seats', 'Seats', (row) => row.seats],
  ['activeUsers', 'Active users (28 days)', (row) => row.activeUsers],
  ['renewsOn', 'Renewal date', (row) => row.renewsOn, 'day'],
  ['lastActivity', 'Last activity', (row) => row.lastActivity, 'day'],
  ['country', 'Country', (row) => row.country],
  [
    'churn90',
    'Probability of churn in 90 days (0-1)',
    (row) => (row.churn90 === null ? null : shownChance(row.churn90)),
  ],
  ['expectedLoss', 'Expected loss in 90 days', (row) => row.expectedLoss, 'money'],
  ['nps', 'NPS (-100 to 100)', (row) => (row.nps === null ? null : rounded(row.nps, 1))],
  ['openTickets', 'Open tickets', (row) => row.openTickets],
  ['lastContact', 'Last call, meeting or answer', (row) => row.lastContact, 'day'],
  ['confidence', 'Confidence (0-1)', (row) => (row.confidence === null ? null : rounded(row.confidence, 2))],
];

/** A column for each of the company's own fields. */
function ownColumns(db: ReadDb): AccountColumn[] {
  return readAttributes(db, 'account').map(({ name, label }) => [
    attributeKey(name),
    label,
    ({ attributes: { [name]: value } }) =>
      typeof value === 'boolean' ? (value ? 'yes' : 'no') : (value ?? null),
  ]);
}

type ExportInput = Omit<z.infer<typeof exportInputSchema>, 'filter' | 'format'> & {
  readonly filter: AccountChoice;
  /** The filter as it was chosen, to be told in words. */
  readonly narrowed?: AccountFilter;
};

/** Writes the filtered list to a file; it appears whole or not at all. @returns rows written */
export async function exportAccounts(
  db: ReadDb,
  input: ExportInput,
  today: number,
  file: OutFile,
): Promise<number> {
  const { ids, otherArrTotal } = accountIdsInOrder(db, input.filter, input.sort, today);
  const { currency } = companyMoney(db);
  const known = columns.filter(([, heading]) => heading !== otherArrHeading || otherArrTotal.length > 0);
  const every = [...known, ...ownColumns(db)];
  const chosen = input.columns.length === 0 ? every : inOrder(every, input.columns);

  async function* rows(): AsyncGenerator<Row> {
    for (let offset = 0; offset < ids.length; offset += rowsAtOnce) {
      for (const row of readAccountRows(db, [...ids.subarray(offset, offset + rowsAtOnce)], today))
        yield chosen.map(([, , value]) => value(row));
      await breathe();
    }
  }

  const table = { name: 'Accounts', currency, columns: chosen.map(columnOf(currency)), rows: rows() };
  return writeTable(file, table, groundsOf(db, file, 'Accounts', groundsOfList(db, input)));
}

/** Those that were chosen, in the order of the list; the account comes first, whatever it is beside. */
function inOrder(every: readonly AccountColumn[], ids: readonly string[]): AccountColumn[] {
  return [...new Set(['name', ...ids])].flatMap((id) => every.filter(([key]) => key === id));
}

function columnOf(currency: string | null) {
  return ([, heading, , kind]: AccountColumn): Column => ({
    heading: heading === 'ARR' && currency !== null ? `ARR (${currency})` : heading,
    ...(kind === undefined ? {} : { kind }),
  });
}

function groundsOfList(db: ReadDb, { narrowed, ids, sort }: ExportInput): Ground[] {
  return [
    ...(ids === undefined
      ? filterGrounds(db, narrowed ?? {})
      : [['Accounts', 'those that were chosen by hand'] as const]),
    ['Sorted by', `${sort.key}, ${sort.descending ? 'the highest first' : 'the lowest first'}`],
  ];
}
