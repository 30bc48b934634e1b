import type { CatalogueObject, Kind } from '../../../src-main/company/doctor/catalogue';
import { partName, quoteName } from '../../../src-main/company/doctor/sql-names';

/** One way to damage every object of some kinds. */
export interface Damage {
  readonly what: string;
  readonly kinds: readonly Kind[];
  /** Null where this object can't be damaged so. */
  sql(object: CatalogueObject, version: number): string | null;
  /** What is gone, or is somebody's own, only a person can set right. */
  readonly needsPerson?: true;
}

/** A role that the test makes: of no company. */
export const stranger = 'doctor_test_stranger';

const relations: readonly Kind[] = ['table', 'partition', 'view', 'materialized view'];
const words: Readonly<Record<string, string>> = {
  partition: 'TABLE',
  table: 'TABLE',
  view: 'VIEW',
  'materialized view': 'MATERIALIZED VIEW',
  sequence: 'SEQUENCE',
  function: 'FUNCTION',
  schema: 'SCHEMA',
};
const on = ({ kind, reference }: CatalogueObject) =>
  ['function', 'sequence', 'schema'].includes(kind) ? `${words[kind]} ${reference}` : reference;
const name = (object: CatalogueObject) => quoteName(partName(object));
const is = (object: CatalogueObject, property: string) => object.properties[property];

function grant(privilege: string, role: string, kinds: readonly Kind[]): Damage {
  return {
    what: `${privilege} granted to ${role}`,
    kinds,
    sql: (object) => {
      const has = is(object, `grants to ${role}`) ?? '';
      return has.split(', ').includes(privilege) ? null : `GRANT ${privilege} ON ${on(object)} TO ${role}`;
    },
  };
}

function revokeAll(role: string): Damage {
  return {
    what: `everything taken from ${role}`,
    kinds: [...relations, 'function', 'schema'],
    sql: (object) => (is(object, `grants to ${role}`) ? `REVOKE ALL ON ${on(object)} FROM ${role}` : null),
  };
}

function alterFunction(what: string, action: (definition: string) => string | null): Damage {
  return {
    what,
    kinds: ['function'],
    sql: (object) => {
      const change = action(is(object, 'definition') ?? '');
      return change && `ALTER FUNCTION ${object.reference} ${change}`;
    },
  };
}

function alterRole(change: string): Damage {
  return {
    what: `a role made ${change}`,
    kinds: ['role'],
    sql: ({ name: role }) => `ALTER ROLE ${role} ${change}`,
  };
}

export const damages: readonly Damage[] = [
  ...['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'].map((privilege) =>
    grant(privilege, 'cs_viewer', relations),
  ),
  grant('SELECT', 'PUBLIC', relations),
  grant('SELECT', stranger, relations),
  grant('TRUNCATE', 'cs_admin', relations),
  grant('USAGE', 'cs_viewer', ['sequence']),
  grant('EXECUTE', 'PUBLIC', ['function']),
  grant('EXECUTE', 'cs_manager', ['function']),
  grant('CREATE', 'cs_viewer', ['schema']),
  grant('USAGE', 'PUBLIC', ['schema']),
  ...['cs_viewer', 'cs_loader', 'cs_admin'].map(revokeAll),
  {
    what: 'everything taken from its owner',
    kinds: [...relations, 'sequence', 'function', 'schema'],
    sql: (object) => `REVOKE ALL ON ${on(object)} FROM cs_owner`,
  },
  {
    what: 'may be handed on',
    kinds: relations,
    sql: (object) =>
      is(object, 'grants to cs_viewer')
        ? `GRANT SELECT ON ${on(object)} TO cs_viewer WITH GRANT OPTION`
        : null,
  },
  {
    what: 'belongs to somebody else',
    kinds: [...relations, 'function', 'schema'],
    sql: (object) => `ALTER ${words[object.kind]} ${object.reference} OWNER TO ${stranger}`,
  },
  {
    what: 'row security turned off or on',
    kinds: ['table', 'partition'],
    sql: (object) =>
      `ALTER TABLE ${object.reference} ${is(object, 'row security') === 'forced' ? 'DISABLE' : 'ENABLE'} ROW LEVEL SECURITY`,
  },
  {
    what: 'row security not forced, or forced',
    kinds: ['table', 'partition'],
    sql: (object) =>
      is(object, 'row security') === 'forced'
        ? `ALTER TABLE ${object.reference} NO FORCE ROW LEVEL SECURITY`
        : `ALTER TABLE ${object.reference} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`,
  },
  {
    what: 'gone',
    kinds: ['table'],
    sql: ({ reference }) => `DROP TABLE IF EXISTS ${reference} CASCADE`,
    needsPerson: true,
  },
  {
    what: 'its default partition gone',
    kinds: ['partition'],
    sql: ({ name: key, reference }) => (key.endsWith('_default') ? `DROP TABLE ${reference}` : null),
  },
  {
    what: 'a column granted',
    kinds: ['column'],
    sql: (object) => `GRANT SELECT (${name(object)}) ON ${object.reference} TO ${stranger}`,
  },
  {
    what: 'a column of a partition granted',
    kinds: ['partition'],
    sql: ({ reference }) => `GRANT SELECT (organization_id) ON ${reference} TO cs_viewer`,
  },
  {
    what: 'may be empty',
    kinds: ['column'],
    sql: (object) =>
      is(object, 'not null') && is(object, 'identity') === undefined
        ? `ALTER TABLE ${object.reference} ALTER COLUMN ${name(object)} DROP NOT NULL`
        : null,
  },
  {
    what: 'has no default',
    kinds: ['column'],
    sql: (object) =>
      is(object, 'default')
        ? `ALTER TABLE ${object.reference} ALTER COLUMN ${name(object)} DROP DEFAULT`
        : null,
  },
  {
    what: 'always numbered by the server',
    kinds: ['column'],
    sql: (object) =>
      is(object, 'identity')
        ? `ALTER TABLE ${object.reference} ALTER COLUMN ${name(object)} SET GENERATED ALWAYS`
        : null,
  },
  {
    what: 'no longer there',
    kinds: ['column'],
    sql: (object) => `ALTER TABLE ${object.reference} DROP COLUMN IF EXISTS ${name(object)} CASCADE`,
    needsPerson: true,
  },
  {
    what: 'counts by two',
    kinds: ['sequence'],
    sql: ({ reference }) => `ALTER SEQUENCE ${reference} INCREMENT BY 2`,
  },
  alterFunction('lets go of its search_path', (definition) =>
    definition.includes('SET search_path') ? 'RESET search_path' : null,
  ),
  alterFunction('has another search_path', () => 'SET search_path TO public'),
  alterFunction('runs as somebody else', (definition) =>
    definition.includes('SECURITY DEFINER') ? 'SECURITY INVOKER' : 'SECURITY DEFINER',
  ),
  alterFunction('is of another volatility', (definition) =>
    / STABLE/.test(definition) ? 'IMMUTABLE' : 'STABLE',
  ),
  alterFunction('is said to be leakproof', () => 'LEAKPROOF'),
  alterFunction('asks for nothing where it is given null', () => 'STRICT'),
  alterFunction('is said to be safe in parallel', () => 'PARALLEL SAFE'),
  {
    what: 'does something else',
    kinds: ['function'],
    sql: (object) => {
      const definition = is(object, 'definition') ?? '';
      return definition.includes('LANGUAGE sql')
        ? definition
            .replace(/AS \$function\$[\s\S]*\$function\$/, 'AS $function$ SELECT NULL $function$')
            .replace(/SELECT NULL/, bodyFor(definition))
        : definition.replace('BEGIN\n', 'BEGIN\n  PERFORM 1;\n');
    },
  },
  {
    what: 'gone with what stands on it',
    kinds: ['function'],
    sql: ({ reference }) => `DROP FUNCTION IF EXISTS ${reference} CASCADE`,
  },
  {
    what: 'gone',
    kinds: ['constraint'],
    sql: (object) => `ALTER TABLE ${object.reference} DROP CONSTRAINT IF EXISTS ${name(object)} CASCADE`,
  },
  {
    what: 'no longer kept',
    kinds: ['constraint'],
    sql: (object) =>
      is(object, 'definition')?.startsWith('FOREIGN KEY')
        ? `ALTER TABLE ${object.reference} DISABLE TRIGGER ALL`
        : null,
  },
  { what: 'gone', kinds: ['index'], sql: (object) => `DROP INDEX customer_success.${name(object)}` },
  {
    what: 'not usable',
    kinds: ['index'],
    sql: (object) =>
      `UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'customer_success.${name(object)}'::regclass`,
  },
  { what: 'gone', kinds: ['policy'], sql: (object) => `DROP POLICY ${name(object)} ON ${object.reference}` },
  {
    what: 'true for all',
    kinds: ['policy'],
    sql: (object) =>
      `ALTER POLICY ${name(object)} ON ${object.reference} USING ((${is(object, 'using')}) OR true)`,
  },
  {
    what: 'lets in what it does not show',
    kinds: ['policy'],
    sql: (object) =>
      is(object, 'check')
        ? `ALTER POLICY ${name(object)} ON ${object.reference} WITH CHECK (NOT false)`
        : null,
  },
  {
    what: 'for everybody',
    kinds: ['policy'],
    sql: (object) => `ALTER POLICY ${name(object)} ON ${object.reference} TO PUBLIC`,
  },
  {
    what: 'restrictive',
    kinds: ['policy'],
    sql: (object) =>
      `DROP POLICY ${name(object)} ON ${object.reference}; CREATE POLICY ${name(object)} ON ${object.reference}
         AS RESTRICTIVE FOR ${is(object, 'for')} TO ${is(object, 'to')} USING (${is(object, 'using')})`,
  },
  {
    what: 'gone',
    kinds: ['trigger'],
    sql: (object) => `DROP TRIGGER ${name(object)} ON ${object.reference}`,
  },
  ...['DISABLE', 'ENABLE REPLICA'].map(
    (how): Damage => ({
      what: how,
      kinds: ['trigger'],
      sql: (object) => `ALTER TABLE ${object.reference} ${how} TRIGGER ${name(object)}`,
    }),
  ),
  {
    what: 'fires under another name',
    kinds: ['trigger'],
    sql: (object) => `ALTER TRIGGER ${name(object)} ON ${object.reference} RENAME TO ${name(object)}_2`,
    needsPerson: true,
  },
  {
    what: 'not a barrier',
    kinds: ['view'],
    sql: ({ reference }) => `ALTER VIEW ${reference} RESET (security_barrier)`,
  },
  {
    what: 'asks as its reader',
    kinds: ['view'],
    sql: ({ reference }) => `ALTER VIEW ${reference} SET (security_invoker = true)`,
  },
  {
    what: 'not filtered',
    kinds: ['view'],
    sql: (object) =>
      `CREATE OR REPLACE VIEW ${object.reference} WITH (security_barrier) AS ${is(object, 'definition')?.replace(/\n\s+WHERE[\s\S]*|;$/, ' WHERE true')}`,
  },
  {
    what: 'gone',
    kinds: ['view', 'materialized view'],
    sql: ({ kind, reference }) => `DROP ${words[kind]} IF EXISTS ${reference} CASCADE`,
  },
  ...['SUPERUSER', 'BYPASSRLS', 'LOGIN', 'CREATEROLE', 'CREATEDB', 'REPLICATION', 'NOINHERIT'].map(alterRole),
  {
    what: 'out of its role',
    kinds: ['role membership'],
    sql: ({ name: membership }) => membership.replace(/(\w+) in (\w+)/, 'REVOKE $2 FROM $1'),
  },
  {
    what: 'may hand its role on',
    kinds: ['role membership'],
    sql: ({ name: membership }) => membership.replace(/(\w+) in (\w+)/, 'GRANT $2 TO $1 WITH ADMIN OPTION'),
  },
  {
    what: 'in its role without having what it may',
    kinds: ['role membership'],
    sql: ({ name: membership }, version) =>
      version < 160_000 ? null : membership.replace(/(\w+) in (\w+)/, 'GRANT $2 TO $1 WITH INHERIT FALSE'),
  },
  {
    what: 'functions made later for everybody',
    kinds: ['default privileges'],
    sql: () => 'ALTER DEFAULT PRIVILEGES FOR ROLE cs_owner GRANT EXECUTE ON FUNCTIONS TO PUBLIC',
  },
];

/** Something of the type that a function of ours answers. */
function bodyFor(definition: string): string {
  if (definition.includes('RETURNS boolean')) return 'SELECT true';
  return definition.includes('RETURNS void') ? 'SELECT' : 'SELECT 1';
}
