import type { ClientBase } from 'pg';
import { errorMessage } from '../../lib/error-message';
import { readMigrations } from '../migrations';
import { type CatalogueObject, companyOwner, kinds } from './catalogue';
import { compareCatalogue, objectOf } from './compare-catalogue';
import { companyRoles } from './examine-catalogue';
import { strangeMemberships } from './examine-logins';
import { expectedCatalogue, readCatalogueHistory } from './expected-catalogue';
import { mendMembership } from './mend-roles';
import { mendStatements } from './mend-statements';
import { readCatalogue } from './read-catalogue';
import { asLogin, type Statement } from './statement';

export interface Mending {
  /** What was run, in its order. */
  readonly done: readonly string[];
  /** What the server refused, and why. */
  readonly refused: readonly { readonly sql: string; readonly reason: string }[];
}

/** What one statement makes may want another: a function for a policy, an owner for a grant. */
const mostLooks = 6;

/**
 * Sets right what can be set right without a person's word, within the transaction that the client is in: the schema's own
 * objects, the company's roles and who is in them. What somebody else made stays, without what others were granted on it;
 * but for policies, of which only ours may decide who sees what. What the server refuses is undone by itself.
 */
export async function mendCatalogue(client: ClientBase): Promise<Mending> {
  const done: string[] = [];
  let refused = new Map<string, string>();
  for (let look = 0; look < mostLooks; look += 1) {
    const wanted = await statementsNow(client);
    refused = new Map();
    const before = done.length;
    for (const statement of wanted) {
      const problem = await attempt(client, statement);
      if (problem === null) done.push(statement.sql);
      else refused.set(statement.sql, problem);
    }
    if (done.length === before) break;
  }
  return { done, refused: [...refused].map(([sql, reason]) => ({ sql, reason })) };
}

async function statementsNow(client: ClientBase): Promise<Statement[]> {
  const history = readCatalogueHistory();
  const version = readMigrations().length;
  const views = expectedCatalogue(history, version).filter(({ kind }) => kind === 'view');
  const live = await readCatalogue(client, companyRoles(history));
  const differences = compareCatalogue(live, history, version).sort(
    (a, b) => kinds.indexOf(objectOf(a).kind) - kinds.indexOf(objectOf(b).kind),
  );
  const memberships: CatalogueObject[] = await strangeMemberships(client);
  return [
    ...differences.flatMap((difference) => mendStatements(difference, views)),
    ...memberships.flatMap((found) => mendMembership({ what: 'extra', found })),
  ];
}

/** @returns why it was refused; null when it was done */
async function attempt(client: ClientBase, statement: Statement): Promise<string | null> {
  const problem = await runAlone(client, statement);
  if (problem === null || statement.otherwise === undefined) return problem;
  return runAlone(client, { ...asLogin(statement.otherwise), as: statement.as });
}

async function runAlone(client: ClientBase, { sql, as }: Statement): Promise<string | null> {
  await client.query('SAVEPOINT mending');
  try {
    if (as === 'owner') await client.query(`SET LOCAL ROLE ${companyOwner}`);
    await client.query(sql);
    if (as === 'owner') await client.query('SET LOCAL ROLE NONE');
    await client.query('RELEASE SAVEPOINT mending');
    return null;
  } catch (error) {
    await client.query('ROLLBACK TO SAVEPOINT mending');
    return errorMessage(error);
  }
}
