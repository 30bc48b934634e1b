import type { CsvTable } from './csv-tables/csv-table';
import { type ProblemCase, problemCase, type RowProblem } from './row-problem';

export function referenceProblems(table: CsvTable, problems: RowProblem[]): ProblemCase[] {
  const cases: ProblemCase[] = [];
  if (table.refersTo.includes('organization')) {
    const problem = {
      column: 'organization_id',
      text: 'is an unknown organization',
      unknownId: true,
    } as const;
    cases.push(problemCase(problems, problem, 'o.organization_id IS NULL'));
  }
  if (table.refersTo.includes('feature')) {
    const problem = { column: 'feature_id', text: 'is an unknown feature', unknownId: true } as const;
    cases.push(problemCase(problems, problem, 'f.feature_id IS NULL'));
  }
  return cases;
}

const userOfId =
  'LEFT JOIN customer_success.users u ON u.organization_id = o.organization_id AND u.external_id = v.user_id';

/** Who is in no list of users has a number of its own, by which a list that comes later knows them. */
const unlistedOfId =
  'LEFT JOIN customer_success.unlisted_users x ON x.organization_id = o.organization_id AND x.external_id = v.user_id';

/** The user of that very id; else, of 7.0, the user 7. */
const userOfNumber = `
  LEFT JOIN LATERAL (
    SELECT w.user_id FROM customer_success.users w
     WHERE w.organization_id = o.organization_id
       AND w.external_id IN (v.user_id, substring(v.user_id from '^([0-9]+)[.]0$'))
     ORDER BY w.external_id <> v.user_id LIMIT 1) u ON true`;

/** An account by its id; one that was merged is the account that it was merged into. */
const standingAccounts = `(
  SELECT external_id, organization_id, created_at, false AS is_merged FROM customer_success.organizations
  UNION ALL
  SELECT m.external_id, s.organization_id, s.created_at, true
    FROM customer_success.merged_accounts m JOIN customer_success.organizations s USING (organization_id)
   WHERE NOT EXISTS (SELECT FROM customer_success.organizations w WHERE w.external_id = m.external_id))`;

const mergedOfId =
  'LEFT JOIN customer_success.merged_contacts m ON m.organization_id = o.organization_id AND m.external_id = v.user_id';

/**
 * @param pointZero ids of users may be whole numbers that a program wrote with .0
 * @param merges there are accounts or contacts that were merged into others
 */
export function lookupJoins(
  table: CsvTable,
  header: readonly string[],
  { pointZero, merges }: { readonly pointZero: boolean; readonly merges: boolean },
): { columns: string[]; joins: string[] } {
  const columns: string[] = [];
  const joins: string[] = [];
  const namesUsers = table.refersTo.includes('user') && header.includes('user_id');
  if (table.refersTo.includes('organization')) {
    columns.push('o.organization_id AS organization_ref', 'o.created_at AS organization_created_at');
    const accounts = merges ? standingAccounts : 'customer_success.organizations';
    joins.push(`LEFT JOIN ${accounts} o ON o.external_id = v.organization_id`);
    if (merges) {
      const ofContact = namesUsers ? 'u.user_id IS NULL AND m.user_id IS NOT NULL' : 'false';
      columns.push(`coalesce(o.is_merged, false) OR (${ofContact}) AS is_merged`);
    }
  }
  if (table.refersTo.includes('user')) {
    if (namesUsers) {
      const listed = merges ? 'coalesce(u.user_id, m.user_id)' : 'u.user_id';
      columns.push(
        `coalesce(${listed}, x.user_id) AS user_ref`,
        `v.user_id IS NOT NULL AND ${listed} IS NULL AS is_unlisted`,
      );
      joins.push(pointZero ? userOfNumber : userOfId, unlistedOfId, ...(merges ? [mergedOfId] : []));
    } else columns.push('NULL::int AS user_ref', 'false AS is_unlisted');
  }
  if (table.refersTo.includes('feature')) {
    columns.push('f.feature_id AS feature_ref');
    joins.push('LEFT JOIN customer_success.features f ON f.external_id = v.feature_id');
  }
  return { columns, joins };
}
