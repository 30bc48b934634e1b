import type pg from 'pg';
import { ruleDefinition } from '../../support/rules/entries';
import { writeKnownBook } from './known-book';

export const ruleNames = {
  helps: 'Campaign that helps',
  noise: 'Call whoever is quiet',
  off: 'Reminder before renewals',
  late: 'Welcome of last month',
} as const;

const id = (number: number) => `019ab000-0000-7000-8000-00000000000${number}`;

/**
 * The known book, 200 accounts besides, and what four rules did for these: one that helps, a tenth of whose accounts left
 * where a third of those held out did; one that makes noise; one that held out others than it was to; one of last month.
 */
export async function writeEffectBook(pool: pg.Pool): Promise<void> {
  await writeKnownBook(pool);
  const client = await pool.connect();
  await writeDeeds(client).finally(() => client.release());
}

async function writeDeeds(admin: pg.PoolClient): Promise<void> {
  await admin.query(`
    INSERT INTO customer_success.organizations (external_id, name, lifecycle_stage, owner_id, created_at)
    SELECT 'plain ' || n, 'Plain ' || n, 'growth', 1 + n % 2, now() - interval '2 years' FROM generate_series(1, 200) n`);
  const definition = JSON.stringify(ruleDefinition({ holdoutPercent: 40 }));
  for (const [place, name] of Object.values(ruleNames).entries()) {
    await admin.query(
      `INSERT INTO customer_success.rules (rule_id, name, definition, state, author, made_at)
       VALUES ($1, $2, $3, 'paused', current_user, now() - interval '1 year')`,
      [id(place), name, definition],
    );
    await admin.query(
      `INSERT INTO customer_success.rule_versions (rule_id, version, definition, author, made_at)
       VALUES ($1, 1, $2, current_user, now() - interval '1 year')`,
      [id(place), definition],
    );
  }
  await admin.query(plainAccounts);
  await draw(admin, id(0), { accounts: 160, heldOut: 60, percent: 40, daysAgo: 200 });
  await admin.query(`
    UPDATE customer_success.organizations o SET churned_at = now() - interval '160 days' FROM plain
     WHERE plain.organization_id = o.organization_id AND (n <= 20 OR n BETWEEN 61 AND 65)`);
  await draw(admin, id(2), { accounts: 120, heldOut: 50, percent: 20, daysAgo: 150 });
  await draw(admin, id(3), { first: 101, accounts: 40, heldOut: 10, percent: 25, daysAgo: 30 });
  await callThem(admin);
}

/** Their numbers from 1 on. */
const plainAccounts = `
  CREATE TEMP VIEW plain AS SELECT organization_id, row_number() OVER (ORDER BY organization_id)::int AS n
    FROM customer_success.organizations WHERE external_id LIKE 'plain %'`;

interface Drawing {
  /** 1 unless said. */
  readonly first?: number;
  readonly accounts: number;
  /** The first so many of them. */
  readonly heldOut: number;
  readonly percent: number;
  readonly daysAgo: number;
}

async function draw(
  admin: pg.PoolClient,
  rule: string,
  { first = 1, accounts, heldOut, percent, daysAgo }: Drawing,
): Promise<void> {
  await admin.query(
    `INSERT INTO customer_success.rule_firings (rule_id, organization_id, version, generation, fired_on, fired_at, held_out, outcomes)
     SELECT $1, organization_id, 1, 1, current_date - $4::int, now() - make_interval(days => $4), n < $5::int + $3::int,
            jsonb_build_array(jsonb_build_object('kind', 'email', 'result', CASE WHEN n < $5::int + $3::int THEN 'held_out' ELSE 'made' END))
       FROM plain WHERE n BETWEEN $5 AND $5 + $2::int - 1`,
    [rule, accounts, heldOut, daysAgo, first],
  );
  await admin.query(
    `INSERT INTO customer_success.rule_holdouts (rule_id, organization_id, place, held_out, assigned_on, percent, contaminated_at,
       contaminated_by)
     SELECT $1, organization_id, n, n < $6::int + $3::int, current_date - $5::int, $4,
            CASE WHEN n <= 3 THEN now() END, CASE WHEN n <= 3 THEN 'launch' END
       FROM plain WHERE n BETWEEN $6 AND $6 + $2::int - 1`,
    [rule, accounts, heldOut, percent, daysAgo, first],
  );
}

/** Calls to action of the last weeks, most of them closed for nothing, each beside a firing of another rule. */
async function callThem(admin: pg.PoolClient): Promise<void> {
  await admin.query(
    `INSERT INTO customer_success.rule_firings (rule_id, organization_id, version, generation, fired_on, fired_at, outcomes)
     SELECT $1, organization_id, 1, 1, current_date - 34, now() - interval '34 days', '[{"kind": "cta", "result": "made"}]'
       FROM plain WHERE n BETWEEN 21 AND 50`,
    [id(1)],
  );
  await admin.query(
    `INSERT INTO customer_success.ctas (cta_id, organization_id, type, title, due_day, outcome, closed_at, closed_by, rule_id,
       rule_version, occurrence, firings, last_fired_at, author, made_at)
     SELECT gen_random_uuid(), organization_id, 'risk', 'Call them', current_date - 20,
            CASE WHEN n <= 40 THEN 'not_needed' ELSE 'resolved' END, now() - interval '18 days', current_user, $1, 1, '1', 1,
            now() - interval '34 days', current_user, now() - interval '34 days'
       FROM plain WHERE n BETWEEN 21 AND 50`,
    [id(1)],
  );
}
