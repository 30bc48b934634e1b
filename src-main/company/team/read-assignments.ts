import { counted } from '../../../src-preload/contract/words';
import { trimCell } from '../../lib/cell-text';
import { StewardError } from '../../lib/steward-error';
import { readHeaderWith } from '../csv-delimiter';
import { lineOf, recordsOf, textOfTable } from '../read-small-table';

/** A line of a file of assignments. */
export interface AssignedLine {
  /** As an editor counts, from 1. */
  readonly line: number;
  /** The company's own id of the account. */
  readonly account: string;
  readonly email: string;
  readonly name: string | null;
}

export interface UnreadableLine {
  readonly line: number;
  /** Why, as the end of a sentence. */
  readonly reason: string;
}

/** What columns may be called, the surest name first. */
const columnNames = {
  account: ['organization_id', 'account_id', 'account'],
  email: ['owner_email', 'owner', 'email', 'manager_email', 'manager'],
  name: ['owner_name', 'manager_name'],
} as const;
const known = Object.values(columnNames).flat();
const mostLines = 200_000;

/**
 * Reads a CSV of accounts and owners as spreadsheets write it: any of the usual separators, UTF-8, UTF-16 or Windows-1252.
 * @throws StewardError `invalid_input` where the whole of it is no such table
 */
export function readAssignments(bytes: Uint8Array): {
  lines: AssignedLine[];
  unreadable: UnreadableLine[];
} {
  const text = textOfTable(bytes);
  const first = text.split('\n', 1)[0] ?? '';
  const header = readHeaderWith(first, known);
  const columns = header?.columns ?? [];
  const place = (names: readonly string[]) =>
    names.map((name) => columns.indexOf(name)).find((found) => found >= 0) ?? -1;
  const [account, email, name] = [
    place(columnNames.account),
    place(columnNames.email),
    place(columnNames.name),
  ];
  if (header === null || account < 0 || email < 0)
    throw invalid(
      'Its first line must name the columns organization_id and owner_email; owner_name may follow.',
    );
  const unreadable: UnreadableLine[] = [];
  const lines: AssignedLine[] = [];
  const records = recordsOf(text, header.delimiter);
  if (records === null)
    throw invalid('A quotation mark in it is never closed, so nobody can tell where its lines end.');
  for (const read of records) {
    const { record } = read;
    const line = lineOf(read);
    if (line === 1 || record.every((cell) => cell.trim() === '')) continue;
    const reason =
      record.length === columns.length
        ? reasonAgainst(cell(record, account), cell(record, email))
        : `it has ${counted(record.length, 'cell')} where the first line has ${columns.length}`;
    if (reason !== null) unreadable.push({ line, reason });
    else
      lines.push({
        line,
        account: cell(record, account),
        email: cell(record, email).replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
        name: name < 0 ? null : cell(record, name).slice(0, 200) || null,
      });
  }
  if (lines.length + unreadable.length > mostLines) throw invalid(`It has more than ${mostLines} lines.`);
  return { lines, unreadable };
}

function cell(record: readonly string[], place: number): string {
  return trimCell(record[place] ?? '');
}

function reasonAgainst(account: string, email: string): string | null {
  if (account === '') return 'it names no account';
  if (account.length > 200 || account.includes('\0')) return 'its account is no id';
  if (email === '') return 'it names no owner';
  if (email.length > 320 || !/^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(email))
    return 'its owner is no e-mail address';
  return null;
}

function invalid(words: string): StewardError {
  return new StewardError(
    'invalid_input',
    `This file is no list of assignments. ${words} Nothing was changed.`,
  );
}
