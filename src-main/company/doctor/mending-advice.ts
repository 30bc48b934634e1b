import { type Difference, objectOf } from './compare-catalogue';
import { partName, quoteName } from './sql-names';
import type { Statement } from './statement';

/** Longer ones help nobody who reads a screen. */
const tellable = 300;

/** What to do about a difference: what `--mend` does, or what only a person can. */
export function adviceFor(difference: Difference, statements: readonly Statement[]): string {
  if (statements.length === 0) return byHand(difference);
  const sql = `${statements.map((statement) => statement.sql).join('; ')};`;
  const mend = 'Run `steward doctor --mend --url …` with a login that owns the schema';
  return sql.length <= tellable ? `${mend}, or there: ${sql}` : `${mend}.`;
}

function byHand(difference: Difference): string {
  const object = objectOf(difference);
  const { kind, reference, label } = object;
  const column = `ALTER TABLE ${reference}`;
  const name = quoteName(partName(object));
  if (difference.what === 'extra') {
    return `Ask who made it and what for. Where nobody needs it: ${dropping(difference)};`;
  }
  const { properties } = difference.expected;
  if (difference.what === 'missing') {
    if (kind === 'column') {
      return `Bring it back with what it held from a backup; empty: ${column} ADD COLUMN ${name} ${properties['type']};`;
    }
    return `Bring ${label} back from a backup of the database: pg_restore knows --schema and --table.`;
  }
  const type = difference.changes.find(({ property }) => property === 'type');
  if (kind === 'column' && type !== undefined) {
    return `Put it back: ${column} ALTER COLUMN ${name} TYPE ${type.expected} USING ${name}::${type.expected};`;
  }
  return `Put ${label} back as docs/company-data.md describes it, or bring it back from a backup of the database.`;
}

function dropping(difference: Difference): string {
  const object = objectOf(difference);
  const { kind, reference, label } = object;
  const name = quoteName(partName(object));
  switch (kind) {
    case 'column':
      return `ALTER TABLE ${reference} DROP COLUMN ${name}`;
    case 'constraint':
      return `ALTER TABLE ${reference} DROP CONSTRAINT ${name}`;
    case 'trigger':
    case 'rule':
      return `DROP ${kind.toUpperCase()} ${name} ON ${reference}`;
    case 'index':
      return `DROP INDEX customer_success.${name}`;
    case 'table':
      return `DROP ${object.properties['is'] === 'foreign table' ? 'FOREIGN TABLE' : 'TABLE'} ${reference}`;
    case 'other object':
      return `DROP ${label}`;
    default:
      return `DROP ${kind.toUpperCase()} ${reference}`;
  }
}
