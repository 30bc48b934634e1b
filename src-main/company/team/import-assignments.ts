import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { AssignmentPlan } from '../../../src-preload/contract/team';
import { plural } from '../../../src-preload/contract/words';
import { StewardError } from '../../lib/steward-error';
import { inTransaction } from '../in-transaction';
import { requireKeeper } from './keeper';
import { moveAccounts } from './move-accounts';
import { type AssignedLine, readAssignments, type UnreadableLine } from './read-assignments';

interface KnownLine extends AssignedLine {
  /** Null: the company has no such account. */
  readonly organizationId: number | null;
  readonly accountName: string;
  readonly ownerEmail: string | null;
  readonly managerId: number | null;
}

interface Planned {
  readonly moves: readonly KnownLine[];
  readonly unchanged: number;
  readonly setAside: readonly UnreadableLine[];
}

/** @throws StewardError where the file is no such table, or the login may not change the team */
export async function planAssignments(client: ClientBase, bytes: Uint8Array): Promise<AssignmentPlan> {
  await requireKeeper(client);
  return describePlan(client, await planOf(client, bytes));
}

/**
 * Does what a plan said, if that is still what the file would do.
 * @param digest the plan's; null: whatever it would do @throws StewardError `conflict` where the company has changed since
 */
export async function importAssignments(
  client: ClientBase,
  bytes: Uint8Array,
  digest: string | null,
): Promise<AssignmentPlan> {
  await requireKeeper(client);
  return inTransaction(client, async () => {
    // What a load or a colleague gives to somebody else meanwhile waits for this, and this for that.
    await client.query(
      'LOCK TABLE customer_success.organizations, customer_success.managers IN SHARE ROW EXCLUSIVE MODE',
    );
    const planned = await planOf(client, bytes);
    const plan = await describePlan(client, planned);
    if (digest !== null && digest !== plan.digest)
      throw new StewardError(
        'conflict',
        'Accounts or owners have changed since you looked, so the file would do something else now. Look again. Nothing was changed.',
      );
    const managerIds = await nameManagers(client, planned.moves);
    await moveAccounts(
      client,
      {
        organizationIds: planned.moves.flatMap(({ organizationId }) => organizationId ?? []),
        managerIds: planned.moves.map(({ email }) => managerIds.get(email) ?? 0),
      },
      { change: 'import' },
    );
    return plan;
  });
}

async function planOf(client: ClientBase, bytes: Uint8Array): Promise<Planned> {
  const { lines, unreadable } = readAssignments(bytes);
  const setAside = [...unreadable];
  const unchanged: KnownLine[] = [];
  const moves: KnownLine[] = [];
  for (const same of byAccount(await lookUp(client, lines), setAside)) {
    const [first] = same;
    if (first === undefined) continue;
    const problem = problemOf(same);
    if (problem !== null) setAside.push(...same.map(({ line }) => ({ line, reason: problem })));
    else if (first.email === first.ownerEmail) unchanged.push(first);
    else moves.push(same.find(({ name }) => name !== null) ?? first);
  }
  setAside.sort((left, right) => left.line - right.line);
  return { moves, unchanged: unchanged.length, setAside };
}

/** Lines of the same account together, also where one names it by the id of an account that was merged into it. */
function byAccount(lines: readonly KnownLine[], setAside: UnreadableLine[]): KnownLine[][] {
  const groups = new Map<number, KnownLine[]>();
  for (const line of lines) {
    if (line.organizationId === null) {
      setAside.push({ line: line.line, reason: 'the company has no account of this id' });
      continue;
    }
    const group = groups.get(line.organizationId);
    if (group === undefined) groups.set(line.organizationId, [line]);
    else group.push(line);
  }
  return [...groups.values()];
}

function problemOf(same: readonly KnownLine[]): string | null {
  if (new Set(same.map(({ email }) => email)).size > 1)
    return `its account is given to different owners (${plural(same.length, 'line')} ${same.map(({ line }) => line).join(', ')})`;
  if (same[0]?.managerId === null && same.every(({ name }) => name === null))
    return 'nobody has this e-mail yet; give owner_name as well';
  return null;
}

async function lookUp(client: ClientBase, lines: readonly AssignedLine[]): Promise<KnownLine[]> {
  const { rows } = await client.query<Omit<KnownLine, 'name'> & { name: string | null }>(
    `SELECT x.line, x.account, x.email, x.name, o.organization_id AS "organizationId", o.name AS "accountName",
            b.email AS "ownerEmail", m.manager_id AS "managerId"
       FROM unnest($1::int[], $2::text[], $3::text[], $4::text[]) AS x (line, account, email, name)
       LEFT JOIN customer_success.merged_accounts g ON g.external_id = x.account
       LEFT JOIN customer_success.organizations o
              ON o.organization_id = coalesce(g.organization_id, (SELECT s.organization_id FROM customer_success.organizations s
                                                                  WHERE s.external_id = x.account))
       LEFT JOIN customer_success.managers b ON b.manager_id = o.owner_id
       LEFT JOIN customer_success.managers m ON m.email = x.email
      ORDER BY x.line`,
    [
      lines.map(({ line }) => line),
      lines.map(({ account }) => account),
      lines.map(({ email }) => email),
      lines.map(({ name }) => name),
    ],
  );
  return rows;
}

/** How many of the moves and of the lines set aside are shown. */
const shownMost = 200;

async function describePlan(
  client: ClientBase,
  { moves, unchanged, setAside }: Planned,
): Promise<AssignmentPlan> {
  const byName = moves.toSorted((left, right) => (left.accountName < right.accountName ? -1 : 1));
  const pairs = moves.map(({ organizationId, ownerEmail, email }) => [organizationId, ownerEmail, email]);
  return {
    digest: createHash('sha256').update(JSON.stringify(pairs)).digest('hex'),
    moves: moves.length,
    unchanged,
    managers: await changedBooks(client, moves),
    first: byName.slice(0, shownMost).map(({ account, accountName, ownerEmail, email }) => ({
      account,
      name: accountName,
      from: ownerEmail,
      to: email,
    })),
    setAside: setAside.length,
    firstSetAside: setAside.slice(0, shownMost),
  };
}

async function changedBooks(
  client: ClientBase,
  moves: readonly KnownLine[],
): Promise<AssignmentPlan['managers']> {
  const change = new Map<string, number>();
  const add = (email: string, by: number) => change.set(email, (change.get(email) ?? 0) + by);
  for (const { ownerEmail, email } of moves) {
    add(email, 1);
    if (ownerEmail !== null) add(ownerEmail, -1);
  }
  const { rows } = await client.query<{ email: string; name: string; before: number }>(
    `SELECT m.email, m.name, (SELECT count(*)::int FROM customer_success.organizations o WHERE o.owner_id = m.manager_id) AS before
       FROM customer_success.managers m WHERE m.email = ANY ($1)`,
    [[...change.keys()]],
  );
  return [...change]
    .map(([email, by]) => {
      const known = rows.find((row) => row.email === email);
      const named = moves.find((move) => move.email === email && move.name !== null)?.name;
      const before = known?.before ?? 0;
      return {
        email,
        name: known?.name ?? named ?? email,
        isNew: known === undefined,
        before,
        after: before + by,
      };
    })
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** Makes the managers whom a file names for the first time. @returns numbers of all by their e-mail */
async function nameManagers(
  client: ClientBase,
  moves: readonly KnownLine[],
): Promise<ReadonlyMap<string, number>> {
  const missing = new Map(
    moves.filter(({ managerId }) => managerId === null).map(({ email, name }) => [email, name ?? email]),
  );
  for (const move of moves)
    if (move.name !== null && missing.has(move.email)) missing.set(move.email, move.name);
  await client.query(
    `INSERT INTO customer_success.managers (email, name) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT (email) DO NOTHING`,
    [[...missing.keys()], [...missing.values()]],
  );
  const { rows } = await client.query<{ id: number; email: string }>(
    'SELECT manager_id AS id, email FROM customer_success.managers WHERE email = ANY ($1)',
    [moves.map(({ email }) => email)],
  );
  return new Map(rows.map(({ id, email }) => [email, id]));
}
