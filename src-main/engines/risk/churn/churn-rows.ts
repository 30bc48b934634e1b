import { gather } from '../../../lib/statistics/vectors';
import { hasDeparted } from '../../life/departures';
import type { Spell } from '../../life/spells';
import { type AccountMonth, monthsLived, settledDay } from '../features/account-months';
import {
  columnsOf,
  families,
  monthColumns,
  type RiskColumn,
  type RiskSubject,
  type RiskValues,
  readRisk,
} from '../features/risk-features';
import type { Commitment } from '../features/terms';
import type { Table } from '../model/table';

/** Months of accounts' lives with what was known before each and what became of it, as columns of equal length. */
export interface ChurnRows {
  readonly table: Table;
  /** 1 where the account left in the month. */
  readonly outcome: Float64Array;
  readonly organizationId: Int32Array;
  /** The day on which the spell began that the month is of. */
  readonly createdDay: Int32Array;
  /** Its last day; 0 while it goes on. */
  readonly churnedDay: Int32Array;
  readonly asOf: Int32Array;
  /** First day of the month spoken of, and the first day of the next. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** By the end of this day it was settled whether the account leaves in the month. */
  readonly settled: Int32Array;
  /** Months since the spell began. */
  readonly month: Int32Array;
  readonly commitment: readonly Commitment[];
  readonly arr: Float64Array;
  /** The day from which the company's records tell of use; 0 where that was not asked. */
  readonly recordsBegan: number;
}

/** Collects rows account by account. */
export interface RowCollector {
  add(subject: RiskSubject): void;
  count(): number;
  rows(): ChurnRows;
}

/**
 * Months that were over before the company's records began are left out: who left then is not in them, so that everybody
 * seems to have stayed, and without any use (left truncation). Where departures are known from before the use, they begin with
 * the first of those.
 * @param featureIds features whose use is watched one by one
 * @param through the last day of which it is known who left
 * @param recordsBegan the day from which the records tell of use; 0 keeps all months
 */
export function collectRows(featureIds: readonly number[], through: number, recordsBegan = 0): RowCollector {
  const names = allColumns(featureIds);
  const values = new Map<RiskColumn, number[]>(names.map((name) => [name, []]));
  const facts = {
    outcome: [] as number[],
    organizationId: [] as number[],
    createdDay: [] as number[],
    churnedDay: [] as number[],
    asOf: [] as number[],
    from: [] as number[],
    to: [] as number[],
    settled: [] as number[],
    month: [] as number[],
    arr: [] as number[],
  };
  const commitments: Commitment[] = [];

  function addMonth(
    subject: RiskSubject,
    { createdDay, churnedDay, observed }: ObservedSpell,
    lived: AccountMonth,
  ): void {
    const { batch, account } = subject;
    const reading = readRisk(subject, createdDay, lived.asOf, featureIds);
    const settled = settledDay(lived, reading.commitment);
    if (settled > observed) return;
    const row: RiskValues = { ...reading.values, ...monthColumns(lived, reading.commitment) };
    for (const [name, column] of values) column.push(row[name] ?? Number.NaN);
    facts.outcome.push(churnedDay >= lived.from && churnedDay < lived.to ? 1 : 0);
    facts.organizationId.push(batch.organizationId[account] as number);
    facts.createdDay.push(createdDay);
    facts.churnedDay.push(churnedDay);
    facts.asOf.push(lived.asOf);
    facts.from.push(lived.from);
    facts.to.push(lived.to);
    facts.settled.push(settled);
    facts.month.push(lived.month);
    facts.arr.push(12 * reading.mrr);
    commitments.push(reading.commitment);
  }

  return {
    add(subject) {
      for (const spell of subject.spells) {
        const seen = observedSpell(spell, through);
        for (const lived of monthsLived(seen.createdDay, seen.churnedDay, seen.observed))
          addMonth(subject, seen, lived);
      }
    },
    count: () => facts.outcome.length,
    rows: () => onRecord(allRows(), recordsBegan),
  };

  function allRows(): ChurnRows {
    return {
      table: {
        rows: facts.outcome.length,
        columns: Array.from(values, ([name, column]) => ({
          kind: 'number',
          name,
          values: Float64Array.from(column),
        })),
      },
      outcome: Float64Array.from(facts.outcome),
      organizationId: Int32Array.from(facts.organizationId),
      createdDay: Int32Array.from(facts.createdDay),
      churnedDay: Int32Array.from(facts.churnedDay),
      asOf: Int32Array.from(facts.asOf),
      from: Int32Array.from(facts.from),
      to: Int32Array.from(facts.to),
      settled: Int32Array.from(facts.settled),
      month: Int32Array.from(facts.month),
      arr: Float64Array.from(facts.arr),
      commitment: commitments,
      recordsBegan,
    };
  }
}

function onRecord(rows: ChurnRows, recordsBegan: number): ChurnRows {
  const first = rows.churnedDay.reduce(
    (day, churned, row) => (rows.outcome[row] === 1 ? Math.min(day, churned) : day),
    recordsBegan,
  );
  const places = Int32Array.from(rows.to.keys()).filter((row) => (rows.to[row] as number) > first);
  return places.length === rows.to.length ? rows : takeChurnRows(rows, places);
}

interface ObservedSpell {
  readonly createdDay: number;
  /** The last day; 0 where it is not settled that the account has left. */
  readonly churnedDay: number;
  /** The last day of which it is known whether it left. */
  readonly observed: number;
}

/** Subscriptions that ended lately may still go on with another: until that is settled nothing after them is known. */
function observedSpell(spell: Spell, through: number): ObservedSpell {
  const { from, to } = spell;
  if (to === 0 || to > through) return { createdDay: from, churnedDay: 0, observed: through };
  return hasDeparted(spell, through)
    ? { createdDay: from, churnedDay: to, observed: through }
    : { createdDay: from, churnedDay: 0, observed: to };
}

export function allColumns(featureIds: readonly number[]): RiskColumn[] {
  const columns = columnsOf(featureIds);
  return families.flatMap((family) => columns[family]);
}

/** The rows named, in that order. */
export function takeChurnRows(rows: ChurnRows, places: Int32Array): ChurnRows {
  const integers = (column: Int32Array) => Int32Array.from(places, (place) => column[place] as number);
  return {
    table: {
      rows: places.length,
      columns: rows.table.columns.map((column) =>
        column.kind === 'number' ? { ...column, values: gather(column.values, places) } : column,
      ),
    },
    outcome: gather(rows.outcome, places),
    organizationId: integers(rows.organizationId),
    createdDay: integers(rows.createdDay),
    churnedDay: integers(rows.churnedDay),
    asOf: integers(rows.asOf),
    from: integers(rows.from),
    to: integers(rows.to),
    settled: integers(rows.settled),
    month: integers(rows.month),
    arr: gather(rows.arr, places),
    commitment: Array.from(places, (place) => rows.commitment[place] ?? []),
    recordsBegan: rows.recordsBegan,
  };
}

/** What was known when a day began: rows that were settled by then, with later departures not yet known. */
export function rowsKnownBy(rows: ChurnRows, day: number): ChurnRows {
  const places = Int32Array.from({ length: rows.table.rows }, (_, row) => row).filter(
    (row) => (rows.settled[row] as number) < day,
  );
  const known = takeChurnRows(rows, places);
  return { ...known, churnedDay: known.churnedDay.map((churned) => (churned < day ? churned : 0)) };
}
