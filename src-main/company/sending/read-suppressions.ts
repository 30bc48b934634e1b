import {
  type SuppressionReason,
  suppressionReasonSchema,
  type UnusableLine,
} from '../../../src-preload/contract/suppressions';
import { trimCell } from '../../lib/cell-text';
import { StewardError } from '../../lib/steward-error';
import { readHeaderWith } from '../csv-delimiter';
import { lineOf, recordsOf, textOfTable } from '../read-small-table';

/** A line of a list of addresses. */
export interface SuppressedLine {
  /** As an editor counts, from 1. */
  readonly line: number;
  readonly address: string;
  readonly reason: SuppressionReason;
}

const addressNames = ['address', 'email', 'email_address', 'e-mail'];
const reasonNames = ['reason', 'type'];
const most = 500_000;

/** What other senders call it. */
const reasonWords: Readonly<Record<string, SuppressionReason>> = {
  bounce: 'bounced',
  bounces: 'bounced',
  hard_bounce: 'bounced',
  hardbounce: 'bounced',
  spam: 'complained',
  spamreport: 'complained',
  spamcomplaint: 'complained',
  complaint: 'complained',
  unsubscribe: 'by_hand',
  unsubscribed: 'by_hand',
  manual: 'by_hand',
  manualsuppression: 'by_hand',
};

/**
 * Reads a CSV with a column `address` (or `email`), and `reason` where it has one; as spreadsheets write it.
 * @throws StewardError `invalid_input` where the whole of it is no such list
 */
export function readSuppressions(bytes: Uint8Array): { lines: SuppressedLine[]; unusable: UnusableLine[] } {
  const text = textOfTable(bytes);
  const header = readHeaderWith(text.split('\n', 1)[0] ?? '', [...addressNames, ...reasonNames]);
  const columns = header?.columns ?? [];
  const placeOf = (names: readonly string[]) =>
    names.map((name) => columns.indexOf(name)).find((place) => place >= 0) ?? -1;
  const [address, reason] = [placeOf(addressNames), placeOf(reasonNames)];
  if (header === null || address < 0)
    throw invalid('Its first line must name the column address (or email); reason may follow.');
  const records = recordsOf(text, header.delimiter);
  if (records === null)
    throw invalid('A quotation mark in it is never closed, so nobody can tell where its lines end.');
  if (records.length > most) throw invalid(`It has more than ${most} lines.`);
  const lines: SuppressedLine[] = [];
  const unusable: UnusableLine[] = [];
  for (const read of records.slice(1)) {
    const { record } = read;
    if (record.every((cell) => cell.trim() === '')) continue;
    const line = lineOf(read);
    // Written by us, what begins like a formula is marked as text.
    const given = trimCell(record[address] ?? '').replace(/^'(?=[=+\-@])/, '');
    const said = reason < 0 ? '' : trimCell(record[reason] ?? '').toLowerCase();
    const known =
      said === '' ? 'by_hand' : (reasonWords[said] ?? suppressionReasonSchema.safeParse(said).data);
    if (given === '') unusable.push({ line, reason: 'it names no address' });
    else if (given.length > 300 || given.includes('\0'))
      unusable.push({ line, reason: 'its address is none that mail can be sent to' });
    else if (known === undefined)
      unusable.push({ line, reason: 'its reason is none of bounced, complained and by_hand' });
    else lines.push({ line, address: given, reason: known });
  }
  return { lines, unusable };
}

function invalid(words: string): StewardError {
  return new StewardError(
    'invalid_input',
    `This file is no list of addresses. ${words} Nothing was changed.`,
  );
}
