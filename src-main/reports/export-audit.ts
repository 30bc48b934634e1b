import {
  type AuditFilter,
  type AuditRow,
  companyChain,
  viewsChain,
} from '../../src-preload/contract/audit/audit';
import { auditKindTitle } from '../../src-preload/contract/audit/audit-kinds';
import type { Row } from './table';
import { writeCsv } from './write-csv';

const columns: readonly (readonly [heading: string, value: (row: AuditRow) => string | number | null])[] = [
  ['When (UTC)', ({ at }) => instantText(at)],
  ['Login', ({ login }) => login],
  ['Name', ({ name }) => name],
  ['Role', ({ role }) => role],
  ['What', ({ title }) => title],
  ['Account', ({ account }) => account?.name ?? null],
  ['Before', ({ before }) => before],
  ['After', ({ after }) => after],
  ['Lost against another’s change', ({ lost }) => lost],
  ['Machine', ({ machine }) => machine],
  ['Version', ({ app }) => app],
  ['Address', ({ address }) => address],
  ['Chain', ({ chain }) => chain],
  ['Row of the chain', ({ number }) => number],
];

export interface AuditExport {
  readonly filter: AuditFilter;
  /** By the company's clock. */
  readonly asOf: number;
  /** What the account of the filter is called; null where it names none. */
  readonly accountName: string | null;
  /** The newest first. */
  readonly rows: AsyncIterable<AuditRow>;
}

/** Writes the rows to a CSV file, above them as of when and narrowed to what. @returns rows written */
export async function exportAudit(
  { filter, asOf, accountName, rows }: AuditExport,
  path: string,
): Promise<number> {
  let written = 0;
  async function* records(): AsyncGenerator<Row> {
    const width = columns.length;
    yield wide(['Audit as of (UTC)', instantText(asOf)], width);
    for (const part of filterWords(filter, accountName)) yield wide(part, width);
    yield columns.map(([heading]) => heading);
    for await (const row of rows) {
      written += 1;
      yield columns.map(([, value]) => value(row));
    }
  }
  await writeCsv(path, records());
  return written;
}

/** Every record of a file has as many cells. */
function wide(cells: readonly string[], width: number): Row {
  return Array.from({ length: width }, (_none, place) => cells[place] ?? null);
}

function filterWords(
  { logins, kinds, chain, from, to }: AuditFilter,
  accountName: string | null,
): [string, string][] {
  const parts: [string, string | null][] = [
    ['Logins', logins?.join(', ') ?? null],
    ['Kinds', kinds?.map(auditKindTitle).join(', ') ?? null],
    ['About', chain === undefined ? null : aboutWords(chain, accountName)],
    ['From', from ?? null],
    ['To', to ?? null],
  ];
  const set = parts.flatMap(([name, words]): [string, string][] => (words === null ? [] : [[name, words]]));
  return set.length === 0 ? [['Narrowed to', 'nothing: all that the login may see']] : set;
}

function aboutWords(chain: number, accountName: string | null): string {
  if (chain === companyChain) return 'the company';
  if (chain === viewsChain) return 'views of lists';
  return accountName ?? `account number ${chain}`;
}

/** `2026-11-29T03:12:45Z` */
function instantText(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
