import type { ClientBase } from 'pg';
import { plural, wholeNumber } from '../../src-preload/contract/words';
import { isMassDeletion } from '../lib/mass-deletion';
import { StewardError } from '../lib/steward-error';
import { countOf } from './row-taker';

/** Tables whose file may be said to hold every row there is. */
export const completableTables = ['users', 'subscriptions'] as const;
export type CompletableTable = (typeof completableTables)[number];

/** What a person has said about files that hold every row there is. */
export interface Completeness {
  readonly tables: readonly CompletableTable[];
  /** As many deletions as there are. */
  readonly acceptDeletions: boolean;
  /** Deletions also where rows of the file were set aside: those that name their id stay. */
  readonly acceptSetAside: boolean;
}

/** What became of the rows that a complete file no longer holds. */
export interface Removal {
  readonly removed: number;
  /** Rows that it no longer holds and that stay, because rows of the file were set aside. */
  readonly kept: number;
}

interface Completable {
  readonly things: string;
  /** The company's own id, as far as the row of a file names it, whatever else is wrong with it. */
  readonly named: string;
  /** Rows `t` of the table that the file doesn't name. */
  readonly gone: string;
}

const completable: Readonly<Record<CompletableTable, Completable>> = {
  users: {
    things: 'contact',
    named:
      'SELECT DISTINCT organization_ref, user_id FROM checked WHERE organization_ref IS NOT NULL AND user_id IS NOT NULL',
    gone: `NOT EXISTS (SELECT FROM named_by_file f
                        WHERE f.organization_id = t.organization_id AND f.external_id = t.external_id)`,
  },
  subscriptions: {
    things: 'subscription',
    named: 'SELECT DISTINCT 0, subscription_id FROM checked WHERE subscription_id IS NOT NULL',
    gone: 'NOT EXISTS (SELECT FROM named_by_file f WHERE f.external_id = t.external_id)',
  },
};

/** Runs before the first row of a complete file. */
export async function startNaming(client: ClientBase): Promise<void> {
  await client.query(
    'CREATE TEMP TABLE named_by_file (organization_id int, external_id text) ON COMMIT DROP',
  );
}

/** Notes which rows the checked ones are, good or not. */
export async function noteNamed(client: ClientBase, table: CompletableTable): Promise<void> {
  await client.query(`INSERT INTO named_by_file ${completable[table].named}`);
}

/**
 * Removes what the file doesn't name.
 * @param rows of the file, @param setAside of them
 * @throws StewardError `held` words where too much would go; nothing of the file is loaded then
 */
export async function removeUnnamed(
  client: ClientBase,
  table: CompletableTable,
  { rows, setAside }: { readonly rows: number; readonly setAside: number },
  { acceptDeletions, acceptSetAside }: Completeness,
): Promise<Removal> {
  const { things, gone } = completable[table];
  await client.query('CREATE INDEX ON named_by_file (external_id); ANALYZE named_by_file');
  const { rows: counts } = await client.query<{ before: number; deletes: number }>(
    `SELECT count(*)::int AS before, count(*) FILTER (WHERE ${gone})::int AS deletes FROM customer_success.${table} t`,
  );
  const { before, deletes } = counts[0] ?? { before: 0, deletes: 0 };
  if (deletes === 0) return { removed: 0, kept: 0 };
  if (setAside > 0 && !acceptSetAside) return { removed: 0, kept: deletes };
  if (!acceptDeletions && (rows === 0 || isMassDeletion(deletes, before))) {
    throw new StewardError(
      'invalid_input',
      `${table}.csv is said to be complete and no longer holds ${wholeNumber(deletes)} of ${wholeNumber(before)} ${plural(before, things)}. Nothing of this file was loaded or removed. Look whether the file is whole; if so, say --accept-deletions.`,
    );
  }
  if (table === 'users') for (const statement of keepWhoSaidWhat(gone)) await client.query(statement);
  return { removed: await countOf(client, `DELETE FROM customer_success.${table} t WHERE ${gone}`), kept: 0 };
}

/** What people said and did stands under their number when they leave the list, so that it stays one person's. */
function keepWhoSaidWhat(gone: string): string[] {
  return [
    `INSERT INTO customer_success.unlisted_users (user_id, organization_id, external_id)
     SELECT t.user_id, t.organization_id, t.external_id FROM customer_success.users t WHERE ${gone} ON CONFLICT DO NOTHING`,
    ...['support_tickets', 'survey_responses', 'intervention_history'].map(
      (table) => `
      UPDATE customer_success.${table} r SET user_id = NULL, unlisted_user_id = t.user_id
        FROM customer_success.users t WHERE r.user_id = t.user_id AND ${gone}`,
    ),
  ];
}
