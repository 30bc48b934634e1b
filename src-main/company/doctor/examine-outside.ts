import type { ClientBase } from 'pg';
import { doubtful, type Finding, failed, passed } from './finding';

/**
 * Views and materialized views of other schemas that are made of the company's tables with rights that row security does
 * not limit, and that members may read. A view may stand on a view.
 */
const openViews = `
  WITH RECURSIVE standing AS (
    SELECT oid FROM pg_class WHERE relnamespace = to_regnamespace('customer_success')
    UNION SELECT r.ev_class FROM standing s
      JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = s.oid AND d.classid = 'pg_rewrite'::regclass
      JOIN pg_rewrite r ON r.oid = d.objid
  )
  SELECT c.oid::regclass::text AS name
    FROM standing s JOIN pg_class c USING (oid) JOIN pg_roles o ON o.oid = c.relowner
   WHERE c.relkind IN ('v', 'm') AND c.relnamespace <> to_regnamespace('customer_success')
     AND (o.rolsuper OR o.rolbypassrls OR pg_has_role(o.oid, to_regrole('cs_owner'), 'USAGE')
          OR pg_has_role(o.oid, to_regrole('cs_loader'), 'USAGE'))
     AND (c.relkind = 'm' OR NOT coalesce('security_invoker=true' = ANY (c.reloptions)
          OR 'security_invoker=on' = ANY (c.reloptions) OR 'security_invoker=1' = ANY (c.reloptions), false))
     AND EXISTS (SELECT FROM pg_roles m
                  WHERE pg_has_role(m.oid, to_regrole('cs_viewer'), 'USAGE') AND NOT m.rolsuper
                    AND NOT pg_has_role(m.oid, c.relowner, 'USAGE') AND has_any_column_privilege(m.oid, c.oid, 'SELECT'))
   ORDER BY 1`;

/** What belongs to the schema's owner and lies elsewhere, so that it runs or shows with the owner's rights. */
const strayObjects = `
  SELECT o.type || ' ' || o.identity AS name
    FROM pg_shdepend d, LATERAL pg_identify_object(d.classid, d.objid, 0) o
   WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = to_regrole('cs_owner') AND d.deptype = 'o'
     AND d.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
     AND o.schema IS DISTINCT FROM 'customer_success' AND o.identity IS DISTINCT FROM 'customer_success'
     AND o.schema IS DISTINCT FROM 'pg_toast' AND o.schema NOT LIKE 'pg_temp%'
   ORDER BY 1`;

/** Ways round the schema that lie outside of it. */
export async function examineOutside(client: ClientBase): Promise<Finding[]> {
  const open = await client.query<{ name: string }>(openViews);
  const stray = await client.query<{ name: string }>(strayObjects);
  const findings = [
    ...open.rows.map(({ name }) =>
      failed(
        'other schemas',
        `${name} shows members the company’s rows past row security.`,
        `Take it from them, or let it ask as its reader: ALTER VIEW ${name} SET (security_invoker = true);`,
      ),
    ),
    ...stray.rows.map(({ name }) =>
      doubtful(
        'other schemas',
        `The ${name} belongs to cs_owner and is nothing Steward made.`,
        `Ask who made it and what for. Where somebody needs it, give it to them: ALTER … OWNER TO …; else drop it.`,
      ),
    ),
  ];
  if (findings.length > 0) return findings;
  return [passed('other schemas', 'No other schema shows members more than they may see.')];
}
