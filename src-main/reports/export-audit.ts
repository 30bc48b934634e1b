import {
  type AuditFilter,
  type AuditRow,
  companyChain,
  viewsChain,
} from '../../src-preload/contract/audit/audit';
import { auditKindTitle } from '../../src-preload/contract/audit/audit-kinds';
import { instantText } from './grounds';
import type { Column, Ground, OutFile, Row } from './table';
import { writeCsv } from './write-csv';
import { writeTable } from './write-table';

const columns: readonly (readonly [
  heading: string,
  value: (row: AuditRow) => string | number | null,
  kind?: Column['kind'],
])[] = [
  ['When (UTC)', ({ at }) => instantText(at), 'moment'],
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

/** Writes the rows with as of when and narrowed to what: above them in a CSV, on a sheet of its own in a workbook. @returns rows written */
export function exportAudit(audit: AuditExport, file: OutFile): Promise<number> {
  return file.format === 'xlsx' ? writeBook(audit, file) : writeText(audit, file.path);
}

function writeBook({ rows, ...audit }: AuditExport, file: OutFile): Promise<number> {
  const headings = columns.map(([heading, , kind]) => (kind === undefined ? { heading } : { heading, kind }));
  const grounds: Ground[] = [
    ['What', 'Audit'],
    ...groundsOfAudit(audit),
    ['Made (UTC)', instantText(file.madeAt)],
    ['Made with', `Steward ${file.version}`],
  ];
  return writeTable(file, { name: 'Audit', currency: null, columns: headings, rows: cellsOf(rows) }, grounds);
}

function groundsOfAudit({ filter, asOf, accountName }: Omit<AuditExport, 'rows'>): [string, string][] {
  return [['Audit as of (UTC)', instantText(asOf)], ...filterWords(filter, accountName)];
}

async function* cellsOf(rows: AuditExport['rows']): AsyncGenerator<Row> {
  for await (const row of rows) yield columns.map(([, value]) => value(row));
}

async function writeText({ rows, ...audit }: AuditExport, path: string): Promise<number> {
  let written = 0;
  async function* records(): AsyncGenerator<Row> {
    const width = columns.length;
    for (const part of groundsOfAudit(audit)) yield wide(part, width);
    yield columns.map(([heading]) => heading);
    for await (const cells of cellsOf(rows)) {
      written += 1;
      yield cells;
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
