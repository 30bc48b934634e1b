import type { CsvTable } from './csv-tables/csv-table';
import { type ProblemCase, problemCase, type RowProblem } from './row-problem';

export function referenceProblems(
  table: CsvTable,
  header: readonly string[],
  problems: RowProblem[],
): ProblemCase[] {
  const cases: ProblemCase[] = [];
  if (table.refersTo.includes('organization')) {
    const problem = {
      column: 'organization_id',
      text: 'is an unknown organization',
      unknownId: true,
    } as const;
    cases.push(problemCase(problems, problem, 'o.organization_id IS NULL'));
  }
  if (table.refersTo.includes('user') && header.includes('user_id')) {
    const problem = {
      column: 'user_id',
      text: 'is an unknown user of this organization',
      unknownId: true,
    } as const;
    cases.push(problemCase(problems, problem, 'v.user_id IS NOT NULL AND u.user_id IS NULL'));
  }
  if (table.refersTo.includes('feature')) {
    const problem = { column: 'feature_id', text: 'is an unknown feature', unknownId: true } as const;
    cases.push(problemCase(problems, problem, 'f.feature_id IS NULL'));
  }
  return cases;
}

const userOfId =
  'LEFT JOIN customer_success.users u ON u.organization_id = o.organization_id AND u.external_id = v.user_id';

/** The user of that very id; else, of 7.0, the user 7. */
const userOfNumber = `
  LEFT JOIN LATERAL (
    SELECT w.user_id FROM customer_success.users w
     WHERE w.organization_id = o.organization_id
       AND w.external_id IN (v.user_id, substring(v.user_id from '^([0-9]+)[.]0$'))
     ORDER BY w.external_id <> v.user_id LIMIT 1) u ON true`;

export function lookupJoins(
  table: CsvTable,
  header: readonly string[],
  pointZero: boolean,
): { columns: string[]; joins: string[] } {
  const columns: string[] = [];
  const joins: string[] = [];
  if (table.refersTo.includes('organization')) {
    columns.push('o.organization_id AS organization_ref', 'o.created_at AS organization_created_at');
    joins.push('LEFT JOIN customer_success.organizations o ON o.external_id = v.organization_id');
  }
  if (table.refersTo.includes('user')) {
    if (header.includes('user_id')) {
      columns.push('u.user_id AS user_ref');
      joins.push(pointZero ? userOfNumber : userOfId);
    } else columns.push('NULL::int AS user_ref');
  }
  if (table.refersTo.includes('feature')) {
    columns.push('f.feature_id AS feature_ref');
    joins.push('LEFT JOIN customer_success.features f ON f.external_id = v.feature_id');
  }
  return { columns, joins };
}
