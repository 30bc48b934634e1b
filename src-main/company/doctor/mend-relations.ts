import { type CatalogueObject, companyOwner, companySchema } from './catalogue';
import type { Difference, PropertyChange } from './compare-catalogue';
import { partName, quoteName, quoteRole } from './sql-names';
import { asLogin, asOwner, type Statement } from './statement';

const words: Readonly<Record<string, string>> = {
  schema: 'SCHEMA',
  table: 'TABLE',
  partition: 'TABLE',
  sequence: 'SEQUENCE',
  view: 'VIEW',
  'materialized view': 'MATERIALIZED VIEW',
  function: 'FUNCTION',
};

export function mendOwner(object: CatalogueObject, { expected }: PropertyChange): Statement[] {
  const role = quoteRole(expected ?? companyOwner);
  return [asLogin(`ALTER ${words[object.kind]} ${object.reference} OWNER TO ${role}`)];
}

/** A table or partition; what was in a table that is gone only a backup knows. */
export function mendTable(difference: Difference): Statement[] {
  if (difference.what === 'missing') {
    const { kind, reference, parent } = difference.expected;
    if (kind !== 'partition') return [];
    return [asOwner(`CREATE TABLE ${reference} PARTITION OF ${companySchema}.${parent} DEFAULT`)];
  }
  if (difference.what === 'extra') return [];
  const { reference } = difference.found;
  return difference.changes.flatMap(({ property, expected }) => {
    if (property === 'row security') return [asOwner(`ALTER TABLE ${reference} ${rowSecurity(expected)}`)];
    if (property === 'persistence') {
      return [asOwner(`ALTER TABLE ${reference} SET ${expected === 'unlogged' ? 'UNLOGGED' : 'LOGGED'}`)];
    }
    return [];
  });
}

function rowSecurity(wanted: string | null): string {
  if (wanted === 'forced') return 'ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY';
  if (wanted === 'not forced') return 'ENABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY';
  return 'DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY';
}

/** What a column holds can't be brought back; what it starts with and whether it may be empty can. */
export function mendColumn(difference: Difference): Statement[] {
  if (difference.what !== 'changed') return [];
  const column = `ALTER TABLE ${difference.found.reference} ALTER COLUMN ${quoteName(partName(difference.found))}`;
  return difference.changes.flatMap(({ property, expected, found }) => {
    if (property === 'default') {
      return [asOwner(`${column} ${expected === null ? 'DROP DEFAULT' : `SET DEFAULT ${expected}`}`)];
    }
    if (property === 'identity' && expected !== null && found !== null) {
      return [asOwner(`${column} SET GENERATED ${expected.toUpperCase()}`)];
    }
    if (property === 'not null') return [asOwner(`${column} ${expected === null ? 'DROP' : 'SET'} NOT NULL`)];
    return [];
  });
}

export function mendSequence(difference: Difference): Statement[] {
  if (difference.what !== 'changed') return [];
  const counts = difference.changes.find(({ property }) => property === 'counts')?.expected ?? '';
  const parts = /^(\w+) from (-?\d+) to (\d+) by (-?\d+)$/.exec(counts);
  if (parts === null) return [];
  const [, type, least, most, step] = parts;
  return [
    asOwner(
      `ALTER SEQUENCE ${difference.found.reference} AS ${type} MINVALUE ${least} MAXVALUE ${most} INCREMENT BY ${step} NO CYCLE`,
    ),
  ];
}
