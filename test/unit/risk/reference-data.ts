import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { type TestContext, test } from 'vitest';
import type { Design } from '../../../src-main/engines/risk/model/design';
import type { Table } from '../../../src-main/engines/risk/model/table';
import { columnFromText } from '../../../src-main/engines/risk/model/text-column';
import { hasReferenceData, noReferenceData, referencePath } from '../../support/reference-data';

/** A test that needs the public data sets; where they are missing it is skipped and says so. */
export function referenceTest(name: string, body: () => void | Promise<void>): void {
  test(name, async (context: TestContext) => {
    if (!hasReferenceData('.')) context.skip(noReferenceData);
    await body();
  });
}

export type TextColumns = ReadonlyMap<string, readonly string[]>;

/** The columns of a reference file as text. */
export function readColumns(path: string): TextColumns {
  const [header = [], ...rows] = parse(readFileSync(referencePath(path), 'utf8')) as string[][];
  return new Map(header.map((name, j) => [name, rows.map((row) => row[j] ?? '')]));
}

export function cells(columns: TextColumns, name: string): readonly string[] {
  const found = columns.get(name);
  if (!found) throw new Error(`no column ${name}`);
  return found;
}

export function numbers(columns: TextColumns, name: string): Float64Array {
  return Float64Array.from(cells(columns, name), Number);
}

export function designOf(columns: TextColumns, names: readonly string[]): Design {
  return {
    rows: cells(columns, names[0] ?? '').length,
    columns: names.map((name) => ({ name, values: numbers(columns, name) })),
  };
}

export function tableOf(columns: TextColumns, names: readonly string[]): Table {
  return {
    rows: cells(columns, names[0] ?? '').length,
    columns: names.map((name) => columnFromText(name, cells(columns, name))),
  };
}

export const rossiFeatures = ['fin', 'age', 'race', 'wexp', 'mar', 'paro', 'prio'] as const;

export function readRossi() {
  const columns = readColumns('rossi/rossi.csv');
  const lifetimes = { time: numbers(columns, 'week'), event: numbers(columns, 'arrest') };
  return { columns, design: designOf(columns, rossiFeatures), lifetimes };
}

/** The telco table: TotalCharges is blank in the eleven rows of tenure 0. */
export function readTelco() {
  const columns = readColumns('telco/Telco-Customer-Churn.csv');
  const outcome = Float64Array.from(cells(columns, 'Churn'), (cell) => (cell === 'Yes' ? 1 : 0));
  const features = [...columns.keys()].filter((name) => name !== 'customerID' && name !== 'Churn');
  return { columns, outcome, features, tenure: numbers(columns, 'tenure') };
}
