import type { ClientBase } from 'pg';
import { leastRoles } from '../rights';
import { doubtful, type Finding, failed } from './finding';

/** The migration that brought operations. */
const sinceVersion = 21;

/** As the migrations make them. */
const usualLimits: Readonly<Record<string, number>> = {
  single: 60,
  batch: 10,
  'single of an address': 600,
  'batch of an address': 100,
};

/** Those of rules and of what is caught up on, where the company tells them apart. */
const graduatedLimits: Readonly<Record<string, number>> = {
  'single of a rule': 60,
  'batch of a rule': 10,
  'single of a rule of an address': 600,
  'batch of a rule of an address': 100,
  'single of a backfill': 20,
  'batch of a backfill': 10,
  'single of a backfill of an address': 200,
  'batch of a backfill of an address': 100,
};

/** The migration that brought the runner, with its allowances. */
const runnerSince = 26;
const limitsOfRunner: Readonly<Record<string, number>> = {
  claim: 30,
  'claim of an address': 300,
  runner: 1200,
  'runner of an address': 2400,
};

/** Whether what the team enters is let in by the roles and the allowances that Steward made. */
export async function examineTeam(client: ClientBase, version: number): Promise<Finding[]> {
  if (version < sinceVersion) return [];
  return [...(await examineKinds(client)), ...(await examineLimits(client, version))];
}

async function examineKinds(client: ClientBase): Promise<Finding[]> {
  const { rows } = await client.query<{ kind: string; role: string; function: string }>(
    'SELECT kind, least_role AS role, function_name::text AS function FROM customer_success.operation_kinds',
  );
  // Members see every kind; who is none sees no row, which another check tells.
  if (rows.length === 0) return [];
  return Object.entries(leastRoles).flatMap(([kind, role]) => {
    const usual = `op_${kind.replace('.', '_')}`;
    const found = rows.find((row) => row.kind === kind);
    if (found?.role === role && found.function === usual) return [];
    const what =
      found === undefined
        ? 'are taken no longer'
        : found.function !== usual
          ? `are carried out by ${found.function}`
          : `are taken of ${found.role}s, and should be of ${role}s only`;
    const mend =
      found === undefined
        ? 'A backup has the row of customer_success.operation_kinds.'
        : `UPDATE customer_success.operation_kinds SET least_role = '${role}', function_name = '${usual}' WHERE kind = '${kind}';`;
    return [failed('team', `Operations of the kind ${kind} ${what}.`, mend)];
  });
}

async function examineLimits(client: ClientBase, version: number): Promise<Finding[]> {
  const { rows } = await client.query<{ calls: string; limit: number; graduated: boolean }>(
    `SELECT calls, per_minute AS "limit", to_regprocedure('customer_success.take_allowance(text)') IS NOT NULL AS graduated
       FROM customer_success.operation_limits ORDER BY calls`,
  );
  const graduated = rows[0]?.graduated === true;
  if (rows.length === 0) return [];
  const limits = {
    ...usualLimits,
    ...(graduated ? graduatedLimits : {}),
    ...(version < runnerSince ? {} : limitsOfRunner),
  };
  return Object.entries(limits).flatMap(([calls, usual]) => {
    const found = rows.find((row) => row.calls === calls);
    if (found !== undefined && found.limit <= usual) return [];
    const without = graduated
      ? 'All calls of the kind “%” are put off.'
      : 'Nothing limits calls of the kind “%”.';
    const text =
      found === undefined
        ? without.replace('%', calls)
        : `Calls of the kind “${calls}” may come ${found.limit} times a minute, usually ${usual}.`;
    const mend = `INSERT INTO customer_success.operation_limits VALUES ('${calls}', ${usual}) ON CONFLICT (calls) DO UPDATE SET per_minute = ${usual};`;
    return [doubtful('team', text, mend)];
  });
}
