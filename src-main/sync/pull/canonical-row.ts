import type { CopiedColumn, EntityTable } from '../../store/copy/copied-tables';
import type { EntityValues } from '../../store/copy/entities';
import { microsecondsOf, postgresDay } from '../wire/company-values';

/** pg_type's number of each kind's type (texts travel as bytes), which record_send writes before each value. */
const typeNumbers = { integer: 23, number: 701, text: 17, instant: 1184, day: 1082 } as const;

/** A row in the bytes of PostgreSQL's `record_send`, so that both sides can compare without sending it. */
export function canonicalRow(table: EntityTable, values: EntityValues): Buffer {
  const fields = table.columns.map((column, place) => valueBytes(column, values[place] ?? null));
  const bytes = Buffer.alloc(4 + fields.reduce((sum, field) => sum + 8 + (field?.length ?? 0), 0));
  bytes.writeInt32BE(fields.length, 0);
  let at = 4;
  for (const [place, field] of fields.entries()) {
    bytes.writeInt32BE(typeNumbers[table.columns[place]?.kind ?? 'text'], at);
    bytes.writeInt32BE(field?.length ?? -1, at + 4);
    at += 8;
    if (field === null) continue;
    field.copy(bytes, at);
    at += field.length;
  }
  return bytes;
}

function valueBytes(column: CopiedColumn, value: string | number | null): Buffer | null {
  if (value === null) return null;
  if (typeof value === 'string') return Buffer.from(value, 'utf8');
  const bytes = Buffer.alloc(column.kind === 'integer' || column.kind === 'day' ? 4 : 8);
  if (column.kind === 'integer') bytes.writeInt32BE(value);
  else if (column.kind === 'day') bytes.writeInt32BE(postgresDay(value));
  else if (column.kind === 'instant') bytes.writeBigInt64BE(microsecondsOf(value));
  else bytes.writeDoubleBE(value);
  return bytes;
}
