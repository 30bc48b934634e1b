import { companySchema, grantsTo, itsOwner, type Kind } from './catalogue';

/** Each gives name, label, parent and properties of all objects of its kind. $1, where it is used: the company's roles. */
export type CatalogueQueries = Readonly<Record<Kind, string>>;

/** The oldest PostgreSQL that keeps what a membership lets its member do. */
export const membershipOptionsSince = 160_000;

/**
 * What everybody is granted, by role, as properties. Privileges with the right to hand them on end in an asterisk;
 * an owner who has all that an owner has at first is said to have ALL, because later servers know more privileges.
 */
export function grants(acl: string, type: string, owner: string): string {
  return `(
    SELECT coalesce(jsonb_object_agg('${grantsTo}' || CASE WHEN g.grantee = ${owner} THEN '${itsOwner}' WHEN g.grantee = 0 THEN 'PUBLIC'
                      ELSE pg_get_userbyid(g.grantee)::text END, CASE WHEN g.whole THEN 'ALL' ELSE g.privileges END), '{}')
      FROM (SELECT a.grantee, string_agg(DISTINCT a.privilege_type || CASE WHEN a.is_grantable THEN '*' ELSE '' END, ', ') AS privileges,
                   a.grantee = ${owner} AND count(DISTINCT a.privilege_type) = (
                     SELECT count(*) FROM aclexplode(acldefault(${type}, ${owner})) first WHERE first.grantee = ${owner}) AS whole
              FROM aclexplode(${acl}) a GROUP BY a.grantee) g)`;
}

function grantsOrDefault(acl: string, type: string, owner: string): string {
  return grants(`coalesce(${acl}, acldefault(${type}, ${owner}))`, type, owner);
}

/**
 * The schema's relations, with what inherits from them in whatever schema. `part` are partitions; `shown` is what people
 * call one, `key` the same but for monthly partitions.
 */
const relations = `
  WITH RECURSIVE family AS (
    SELECT oid FROM pg_class WHERE relnamespace = to_regnamespace('${companySchema}')
    UNION SELECT i.inhrelid FROM family JOIN pg_inherits i ON i.inhparent = family.oid
  ), named AS (
    SELECT c.*, c.relispartition AS part, c.oid::regclass::text AS reference,
           CASE WHEN c.relnamespace = to_regnamespace('${companySchema}') THEN '' ELSE c.relnamespace::regnamespace::text || '.' END || c.relname AS shown,
           pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT' AS fallback,
           (SELECT relname FROM pg_class WHERE oid = pg_partition_root(c.oid)) AS root
      FROM pg_class c JOIN family USING (oid)
     WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
  ), rel AS (
    SELECT named.*, CASE WHEN part AND NOT fallback THEN root || '_*' ELSE shown END AS key FROM named
  )`;

const relationKind = `CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned ' || pg_get_partkeydef(c.oid)
                        WHEN 'f' THEN 'foreign table' ELSE c.relkind::text END`;

const relationProperties = `jsonb_build_object(
    'owner', pg_get_userbyid(c.relowner), 'is', ${relationKind},
    'persistence', CASE c.relpersistence WHEN 'p' THEN 'permanent' WHEN 'u' THEN 'unlogged' ELSE 'temporary' END,
    'row security', CASE WHEN c.relrowsecurity AND c.relforcerowsecurity THEN 'forced'
                         WHEN c.relrowsecurity THEN 'not forced' ELSE 'off' END)
  || ${grantsOrDefault('c.relacl', `'r'`, 'c.relowner')}`;

function viewQuery(relkind: 'v' | 'm'): string {
  // Of a table's or materialized view's options none changes who sees what; a view's do.
  return `${relations} SELECT c.key AS name, c.shown AS label, NULL AS parent, c.reference,
      jsonb_strip_nulls(jsonb_build_object('owner', pg_get_userbyid(c.relowner), 'definition', pg_get_viewdef(c.oid),
        'options', CASE c.relkind WHEN 'v' THEN (SELECT string_agg(o, ', ' ORDER BY o COLLATE "C") FROM unnest(c.reloptions) o) END))
      || ${grantsOrDefault('c.relacl', `'r'`, 'c.relowner')} AS properties
    FROM rel c WHERE c.relkind = '${relkind}'`;
}

/** @param version of the server, as in server_version_num */
export function catalogueQueries(version: number): CatalogueQueries {
  const options = version >= membershipOptionsSince;
  return {
    role: `SELECT rolname AS name, rolname AS label, NULL AS parent, quote_ident(rolname) AS reference, jsonb_build_object(
        'may', concat_ws(' ', CASE WHEN rolsuper THEN 'SUPERUSER' ELSE 'NOSUPERUSER' END,
          CASE WHEN rolbypassrls THEN 'BYPASSRLS' ELSE 'NOBYPASSRLS' END,
          CASE WHEN rolcanlogin THEN 'LOGIN' ELSE 'NOLOGIN' END, CASE WHEN rolinherit THEN 'INHERIT' ELSE 'NOINHERIT' END,
          CASE WHEN rolcreaterole THEN 'CREATEROLE' ELSE 'NOCREATEROLE' END,
          CASE WHEN rolcreatedb THEN 'CREATEDB' ELSE 'NOCREATEDB' END,
          CASE WHEN rolreplication THEN 'REPLICATION' ELSE 'NOREPLICATION' END)) AS properties
      FROM pg_roles WHERE rolname = ANY ($1)`,
    'role membership': `SELECT m.rolname || ' in ' || r.rolname AS name, m.rolname || ' in ' || r.rolname AS label, NULL AS parent,
        string_agg(quote_ident(pg_get_userbyid(a.grantor)), ',') AS reference,
        jsonb_build_object('admin', bool_or(a.admin_option)::text,
          'inherits', ${options ? 'bool_or(a.inherit_option)::text' : `'true'`},
          'may become', ${options ? 'bool_or(a.set_option)::text' : `'true'`}) AS properties
      FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member JOIN pg_roles r ON r.oid = a.roleid
     WHERE m.rolname = ANY ($1) GROUP BY m.rolname, r.rolname`,
    'default privileges': `SELECT n.name, n.name AS label, NULL AS parent, n.reference, n.properties FROM (
        SELECT quote_ident(pg_get_userbyid(d.defaclrole)) AS reference, pg_get_userbyid(d.defaclrole) || ' ' || CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES'
                 WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' ELSE d.defaclobjtype::text END
                 || CASE WHEN d.defaclnamespace = 0 THEN '' ELSE ' IN SCHEMA ' || d.defaclnamespace::regnamespace END AS name,
               ${grants('d.defaclacl', `CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END`, 'd.defaclrole')} AS properties
          FROM pg_default_acl d
         WHERE d.defaclnamespace = to_regnamespace('${companySchema}')
            OR (d.defaclnamespace = 0 AND pg_get_userbyid(d.defaclrole) = ANY ($1))) n`,
    schema: `SELECT nspname AS name, nspname AS label, NULL AS parent, quote_ident(nspname) AS reference,
        jsonb_build_object('owner', pg_get_userbyid(nspowner)) || ${grantsOrDefault('nspacl', `'n'`, 'nspowner')} AS properties
      FROM pg_namespace WHERE nspname = '${companySchema}'`,
    table: `${relations} SELECT c.key AS name, c.shown AS label, NULL AS parent, c.reference, ${relationProperties} AS properties
      FROM rel c WHERE c.relkind IN ('r', 'p', 'f') AND NOT c.part`,
    partition: `${relations} SELECT c.key AS name, c.shown AS label, c.root AS parent, c.reference, ${relationProperties} AS properties
      FROM rel c WHERE c.relkind IN ('r', 'p', 'f') AND c.part`,
    sequence: `${relations} SELECT c.key AS name, c.shown AS label, t.relname AS parent, c.reference, jsonb_strip_nulls(jsonb_build_object(
        'of', coalesce(t.relname, 'no table'), 'owner', CASE WHEN t.oid IS NULL THEN pg_get_userbyid(c.relowner) END, 'counts', format('%s from %s to %s by %s%s', format_type(s.seqtypid, NULL),
          s.seqmin, s.seqmax, s.seqincrement, CASE WHEN s.seqcycle THEN ', over and over' ELSE '' END)))
        || ${grantsOrDefault('c.relacl', `'s'`, 'c.relowner')} AS properties
      FROM rel c JOIN pg_sequence s ON s.seqrelid = c.oid
      LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
      LEFT JOIN pg_class t ON t.oid = d.refobjid`,
    column: `${relations} SELECT c.shown || '.' || a.attname AS name, c.shown || '.' || a.attname AS label, c.shown AS parent, c.reference,
        CASE WHEN c.part THEN '{}' ELSE jsonb_strip_nulls(jsonb_build_object('type', format_type(a.atttypid, a.atttypmod),
          'collation', CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END,
          'not null', CASE WHEN a.attnotnull THEN 'yes' END,
          'default', CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END,
          'generated', CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END,
          'identity', CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END)) END
        || ${grants('a.attacl', `'c'`, 'c.relowner')} AS properties
      FROM rel c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND NOT a.attisdropped
       AND (a.attacl IS NOT NULL OR (a.attnum > 0 AND NOT c.part))`,
    function: `SELECT f.name, f.name AS label, NULL AS parent, f.reference, f.properties FROM (
        SELECT p.oid::regprocedure::text AS reference, p.proname || '(' || oidvectortypes(p.proargtypes) || ')' AS name, jsonb_build_object(
          'owner', pg_get_userbyid(p.proowner), 'definition',
          CASE WHEN p.prokind IN ('f', 'p') THEN pg_get_functiondef(p.oid) ELSE 'kind ' || p.prokind::text END)
          || ${grantsOrDefault('p.proacl', `'f'`, 'p.proowner')} AS properties
        FROM pg_proc p WHERE p.pronamespace = to_regnamespace('${companySchema}')
         AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')) f`,
    constraint: `${relations} SELECT c.shown || '.' || k.conname AS name, c.shown || '.' || k.conname AS label, c.shown AS parent, c.reference,
        jsonb_build_object('definition', pg_get_constraintdef(k.oid),
          'checked', CASE WHEN NOT k.convalidated THEN 'not of all rows' WHEN EXISTS (
            SELECT FROM pg_trigger g WHERE g.tgconstraint = k.oid AND g.tgenabled <> 'O') THEN 'no' ELSE 'yes' END) AS properties
      FROM rel c JOIN pg_constraint k ON k.conrelid = c.oid
     WHERE NOT c.part AND k.conparentid = 0 AND k.contype IN ('c', 'f', 'p', 'u', 'x')`,
    'materialized view': viewQuery('m'),
    view: viewQuery('v'),
    index: `${relations} SELECT c.shown || '.' || x.relname AS name, c.shown || '.' || x.relname AS label, c.shown AS parent, c.reference,
        jsonb_build_object('definition', pg_get_indexdef(i.indexrelid),
          'usable', CASE WHEN i.indisvalid AND i.indisready THEN 'yes' ELSE 'no' END) AS properties
      FROM rel c JOIN pg_index i ON i.indrelid = c.oid JOIN pg_class x ON x.oid = i.indexrelid
     WHERE NOT c.part AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))`,
    policy: `${relations} SELECT c.shown || '.' || p.polname AS name, c.shown || '.' || p.polname AS label, c.shown AS parent, c.reference,
        jsonb_strip_nulls(jsonb_build_object('as', CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
          'for', CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
          'to', (SELECT string_agg(r.name, ', ' ORDER BY r.name COLLATE "C")
                   FROM (SELECT CASE o WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(o)) END AS name FROM unnest(p.polroles) o) r),
          'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid))) AS properties
      FROM rel c JOIN pg_policy p ON p.polrelid = c.oid`,
    // A partition's copy of its table's trigger is worth a word only where it no longer fires as that does.
    trigger: `${relations} SELECT c.shown || '.' || t.tgname AS name, c.shown || '.' || t.tgname AS label, c.shown AS parent, c.reference,
        jsonb_strip_nulls(jsonb_build_object('definition', CASE t.tgparentid WHEN 0 THEN pg_get_triggerdef(t.oid) END,
          'fires', CASE t.tgenabled WHEN 'O' THEN 'yes' WHEN 'D' THEN 'no' WHEN 'R' THEN 'on replicas only' ELSE 'always' END)) AS properties
      FROM rel c JOIN pg_trigger t ON t.tgrelid = c.oid LEFT JOIN pg_trigger original ON original.oid = t.tgparentid
     WHERE NOT t.tgisinternal AND (t.tgparentid = 0 OR t.tgenabled <> original.tgenabled)`,
    rule: `${relations} SELECT c.shown || '.' || r.rulename AS name, c.shown || '.' || r.rulename AS label, c.shown AS parent, c.reference,
        jsonb_build_object('definition', pg_get_ruledef(r.oid)) AS properties
      FROM rel c JOIN pg_rewrite r ON r.ev_class = c.oid WHERE r.rulename <> '_RETURN'`,
    // Whatever else somebody puts into the schema. Extended statistics change no answer.
    'other object': `SELECT o.identity AS name, o.type || ' ' || o.identity AS label, NULL AS parent, o.identity AS reference, '{}'::jsonb AS properties
      FROM pg_depend d, LATERAL pg_identify_object(d.classid, d.objid, 0) o
     WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = to_regnamespace('${companySchema}')
       AND d.classid NOT IN ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_statistic_ext'::regclass, 'pg_default_acl'::regclass, 'pg_extension'::regclass)
       AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.classid AND e.objid = d.objid AND e.deptype = 'e')`,
  };
}
