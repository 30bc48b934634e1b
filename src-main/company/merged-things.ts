import type { ClientBase } from 'pg';

/** What may be merged into another of its kind. */
export interface MergedThing {
  /** Of the checked row `c`: the account within which ids are unique, or null, and the id. */
  readonly account: string;
  readonly id: string;
  /** Gives rows that were merged before, and don't say so again, a problem. */
  markMerged(problem: number): string;
  /** Who of those is there (`into` null), or was merged into whom; `number` is that of who stands. */
  read(client: ClientBase, named: readonly Named[]): Promise<Found[]>;
  merge(client: ClientBase, merge: MergeOrder): Promise<void>;
}

interface Named {
  readonly account: number | null;
  readonly id: string;
}

interface Found extends Named {
  readonly number: number;
  readonly into: string | null;
}

interface MergeOrder extends Named {
  /** Null where it was never here. */
  readonly number: number | null;
  readonly into: number;
}

const accounts: MergedThing = {
  account: 'NULL::int',
  id: 'organization_id',
  markMerged: (problem) => `
    UPDATE checked c SET problem = ${problem} FROM customer_success.merged_accounts m
     WHERE c.problem IS NULL AND m.external_id = c.organization_id
       AND NOT EXISTS (SELECT FROM customer_success.organizations o WHERE o.external_id = m.external_id)`,
  async read(client, named) {
    const { rows } = await client.query<Found>(
      `SELECT NULL::int AS account, external_id AS id, organization_id AS number, NULL AS into
         FROM customer_success.organizations WHERE external_id = ANY ($1)
       UNION ALL
       SELECT NULL, m.external_id, m.organization_id, s.external_id
         FROM customer_success.merged_accounts m JOIN customer_success.organizations s USING (organization_id)
        WHERE m.external_id = ANY ($1)
          AND NOT EXISTS (SELECT FROM customer_success.organizations o WHERE o.external_id = m.external_id)`,
      [named.map(({ id }) => id)],
    );
    return rows;
  },
  async merge(client, { number, id, into }) {
    if (number !== null) await client.query('SELECT customer_success.merge_accounts($1, $2)', [number, into]);
    else {
      await client.query(
        'INSERT INTO customer_success.merged_accounts (external_id, organization_id) VALUES ($1, $2)',
        [id, into],
      );
    }
  },
};

const contacts: MergedThing = {
  account: 'c.organization_ref',
  id: 'user_id',
  markMerged: (problem) => `
    UPDATE checked c SET problem = ${problem} FROM customer_success.merged_contacts m
     WHERE c.problem IS NULL AND m.organization_id = c.organization_ref AND m.external_id = c.user_id
       AND NOT EXISTS (SELECT FROM customer_success.users u
                        WHERE u.organization_id = m.organization_id AND u.external_id = m.external_id)`,
  async read(client, named) {
    const { rows } = await client.query<Found>(
      `WITH named AS (SELECT DISTINCT * FROM unnest($1::int[], $2::text[]) AS n (account, id))
       SELECT n.account, n.id, u.user_id AS number, NULL AS into
         FROM named n JOIN customer_success.users u ON u.organization_id = n.account AND u.external_id = n.id
       UNION ALL
       SELECT n.account, n.id, m.user_id, s.external_id
         FROM named n JOIN customer_success.merged_contacts m ON m.organization_id = n.account AND m.external_id = n.id
         JOIN customer_success.users s ON s.user_id = m.user_id
        WHERE NOT EXISTS (SELECT FROM customer_success.users u
                           WHERE u.organization_id = n.account AND u.external_id = n.id)`,
      [named.map(({ account }) => account), named.map(({ id }) => id)],
    );
    return rows;
  },
  async merge(client, { number, account, id, into }) {
    const { rows } = await client.query<{ number: number }>(
      'SELECT user_id AS number FROM customer_success.unlisted_users WHERE organization_id = $1 AND external_id = $2',
      [account, id],
    );
    const merged = number ?? rows[0]?.number;
    if (merged !== undefined)
      await client.query('SELECT customer_success.merge_contacts($1, $2)', [merged, into]);
    else {
      await client.query(
        `INSERT INTO customer_success.merged_contacts (organization_id, external_id, user_id) VALUES ($1, $2, $3)`,
        [account, id, into],
      );
    }
  },
};

/** By table. */
export const mergedThings: Readonly<Record<string, MergedThing | undefined>> = {
  organizations: accounts,
  users: contacts,
};
