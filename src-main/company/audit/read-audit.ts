import type { ClientBase } from 'pg';
import type { AuditFilter, AuditPlace, AuditRow } from '../../../src-preload/contract/audit/audit';
import { type AuditDetails, auditWords } from './audit-words';

export interface AuditPage {
  readonly rows: readonly AuditRow[];
  /** Where the next page begins; null: these were the last rows. */
  readonly next: AuditPlace | null;
}

/** What is read: a filter whose days are instants, in milliseconds since 1970. */
export interface AuditChoice extends Omit<AuditFilter, 'from' | 'to'> {
  /** Included. */
  readonly since?: number | undefined;
  /** Not included. */
  readonly before?: number | undefined;
}

/** Milliseconds without an answer after which the line counts as dead: the server itself gives up before. */
const silence = 25_000;

interface Found extends Omit<AuditRow, 'title' | 'account' | 'before' | 'after' | 'lost'>, AuditDetails {
  /** In microseconds since 1970. */
  readonly place: number;
  readonly accountId: number | null;
  readonly accountName: string | null;
}

/**
 * Rows of the audit that the login may see, the newest first. A page is found by its place, however many there are before it.
 * @param after the place that the page before ended at; null: the newest
 */
export async function readAuditPage(
  client: ClientBase,
  choice: AuditChoice,
  after: AuditPlace | null,
  limit: number,
): Promise<AuditPage> {
  const { conditions, values } = conditionsOf(choice, after);
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const { rows } = await client.query<Found>({
    text: pageQuery(where, values.length + 1),
    values: [...values, limit + 1],
    query_timeout: silence,
  } as { text: string; values: unknown[] });
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    rows: shown.map(asRow),
    next: last === undefined ? null : { at: last.place, chain: last.chain, number: last.number },
  };
}

const rowsForAFile = 1_000;

/** All rows of a choice, the newest first, page by page. */
export async function* eachAuditRow(client: ClientBase, choice: AuditChoice): AsyncGenerator<AuditRow> {
  let page = await readAuditPage(client, choice, null, rowsForAFile);
  yield* page.rows;
  while (page.next !== null) {
    page = await readAuditPage(client, choice, page.next, rowsForAFile);
    yield* page.rows;
  }
}

/** Which rows first, by an index alone; then each by its key (the limit keeps it so), and whom it is about. */
function pageQuery(where: string, limitPlace: number): string {
  return `
    WITH page AS MATERIALIZED (
      SELECT l.at, l.chain, l.number FROM customer_success.audit_log l ${where}
       ORDER BY l.at DESC, l.chain DESC, l.number DESC LIMIT $${limitPlace})
    SELECT l.chain, l.number::float8 AS number, (extract(epoch FROM l.at) * 1000000)::float8 AS place,
           floor(extract(epoch FROM l.at) * 1000)::float8 AS at, l.login::text AS login, g.name, l.role, l.address, l.machine, l.app,
           l.kind, l.outcome, l.details, l.personal, l.personal IS NULL AND l.personal_digest IS NOT NULL AS "isErased",
           coalesce(o.organization_id, m.organization_id) AS "accountId",
           coalesce(o.name, m.external_id, gone.name) AS "accountName"
      FROM page p
      JOIN LATERAL (SELECT * FROM customer_success.audit_log r WHERE r.chain = p.chain AND r.number = p.number LIMIT 1) l ON true
      LEFT JOIN customer_success.memberships s ON s.login = l.login
      LEFT JOIN customer_success.managers g ON g.manager_id = s.manager_id
      LEFT JOIN customer_success.organizations o ON o.organization_id = l.chain
      LEFT JOIN customer_success.merged_accounts m ON m.merged_id = l.chain
      LEFT JOIN LATERAL (
        SELECT e.details ->> 'account' AS name FROM customer_success.audit_log e
         WHERE o.organization_id IS NULL AND m.merged_id IS NULL AND e.chain = l.chain AND e.kind = 'account.remove'
         ORDER BY e.number DESC LIMIT 1) gone ON true
     ORDER BY p.at DESC, p.chain DESC, p.number DESC`;
}

const epoch = `timestamptz 'epoch'`;
const microsecond = `interval '1 microsecond'`;

function conditionsOf(
  { logins, chain, kinds, since, before }: AuditChoice,
  after: AuditPlace | null,
): { conditions: string[]; values: unknown[] } {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const put = (value: unknown) => `$${values.push(value)}`;
  const instant = (at: number) => `${epoch} + ${put(at)}::float8 * ${microsecond}`;
  if (after !== null)
    conditions.push(
      `(l.at, l.chain, l.number) < (${instant(after.at)}, ${put(after.chain)}::int, ${put(after.number)}::bigint)`,
    );
  if (since !== undefined) conditions.push(`l.at >= ${instant(since * 1000)}`);
  if (before !== undefined) conditions.push(`l.at < ${instant(before * 1000)}`);
  if (logins !== undefined) conditions.push(`l.login::text = ANY (${put(logins)}::text[])`);
  if (kinds !== undefined) conditions.push(`l.kind = ANY (${put(kinds)}::text[])`);
  if (chain !== undefined) {
    const number = put(chain);
    conditions.push(`l.chain IN (SELECT ${number}::int UNION ALL
      SELECT merged_id FROM customer_success.merged_accounts WHERE organization_id = ${number}::int)`);
  }
  return { conditions, values };
}

function asRow(found: Found): AuditRow {
  const { chain, number, at, login, name, role, address, machine, app, accountId, accountName } = found;
  return {
    ...{ chain, number, at, login, name, role, address, machine, app },
    ...auditWords(found),
    account: chain <= 0 ? null : { id: accountId, name: accountName ?? `number ${chain}` },
  };
}

/** The company's clock, in milliseconds since 1970. */
export async function readAuditTime(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ now: number }>(
    'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now',
  );
  return rows[0]?.now ?? 0;
}
