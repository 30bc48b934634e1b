import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callableFunctions, leastRoles } from '../../src-main/company/rights';
import { teamTables } from '../../src-main/company/team-tables';
import { roles } from '../../src-preload/contract/roles';
import { createTestCompany, startPostgres, type TestCompany, type TestServer } from '../support/postgres';

let server: TestServer;
let company: TestCompany;
beforeAll(async () => {
  server = await startPostgres();
  company = await createTestCompany(server);
});
afterAll(async () => {
  await company.drop();
  await server.stop();
});

const databaseRoles = ['cs_viewer', 'cs_manager', 'cs_admin', 'cs_loader'] as const;

test('kinds of operations need the roles that the table of rights says', async () => {
  const { rows } = await company.admin.query<{ kind: string; role: string }>(
    'SELECT kind, least_role AS role FROM customer_success.operation_kinds',
  );
  expect(Object.fromEntries(rows.map(({ kind, role }) => [kind, role]))).toEqual(leastRoles);
});

test('each function may be called by those whom the table of rights names, and by nobody else', async () => {
  const { rows } = await company.admin.query<{ name: string; roles: string[] }>(
    `SELECT p.proname AS name, array_agg(r.rolname::text) FILTER (WHERE has_function_privilege(r.oid, p.oid, 'EXECUTE')) AS roles
       FROM pg_proc p, pg_roles r
      WHERE p.pronamespace = 'customer_success'::regnamespace AND r.rolname = ANY ($1) GROUP BY p.oid, p.proname`,
    [databaseRoles],
  );
  expect(rows.length).toBeGreaterThan(60);
  for (const { name, roles: may } of rows) {
    const { members, pipeline } = callableFunctions[name] ?? {};
    const expected = [
      ...(members === undefined ? [] : roles.slice(roles.indexOf(members)).map((role) => `cs_${role}`)),
      ...(pipeline ? ['cs_loader'] : []),
    ];
    expect([name, (may ?? []).toSorted()]).toEqual([name, expected.toSorted()]);
  }
  expect(Object.keys(callableFunctions).filter((name) => !rows.some((row) => row.name === name))).toEqual([]);
});

test('tables of the team are read by members, where any of their rows are for them, and written by nobody', async () => {
  for (const [table, seen] of Object.entries(teamTables)) {
    for (const role of databaseRoles) {
      const { rows } = await company.admin.query<{ privilege: string }>(
        `SELECT privilege FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) privilege
          WHERE has_table_privilege($1, $2, privilege) OR (privilege NOT IN ('DELETE', 'TRUNCATE', 'TRIGGER')
            AND has_any_column_privilege($1, $2, privilege))`,
        [role, `customer_success.${table}`],
      );
      const may = rows.map(({ privilege }) => privilege);
      const reads = role !== 'cs_loader' && seen !== 'none';
      expect([table, role, may]).toEqual([table, role, reads ? ['SELECT'] : []]);
    }
  }
});

test('no sequence of the team is for anybody', async () => {
  const { rows } = await company.admin.query(
    `SELECT c.relname, r.rolname FROM pg_class c, pg_roles r
      WHERE c.relnamespace = 'customer_success'::regnamespace AND c.relkind = 'S' AND r.rolname = ANY ($1)
        AND has_sequence_privilege(r.oid, c.oid, 'USAGE, SELECT, UPDATE') AND c.relname ~ ANY ($2)`,
    [databaseRoles, Object.keys(teamTables).map((table) => `^${table}_`)],
  );
  expect(rows).toEqual([]);
});

test('docs/team.md shows the table of rights', () => {
  const text = readFileSync(new URL('../../docs/team.md', import.meta.url), 'utf8');
  for (const [kind, role] of Object.entries(leastRoles)) expect(text).toContain(`| \`${kind}\` | ${role} |`);
  for (const [table, seen] of Object.entries(teamTables))
    expect(text).toContain(`| \`${table}\` | ${seen} |`);
});
