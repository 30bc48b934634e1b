import type pg from 'pg';

/** The fifth day of the month before the present one: what changed, changed then. */
const changed = `(date_trunc('month', now()) - interval '1 month' + interval '4 days')::date`;
const longAgo = `(now() - interval '800 days')::date`;

/**
 * Accounts with what they paid a month before and after the change, in a company that counts in euros. The last one pays in
 * a currency for which there is no rate, the one before it in dollars that gained a tenth since.
 */
const contracts: readonly (readonly [name: string, before: number, after: number, currency?: string])[] = [
  ['Grower', 100, 120],
  ['Cutter', 100, 60],
  ['Leaver', 100, 0],
  ['Stayer', 100, 100],
  ['Newcomer', 0, 50],
  ['Dollar', 200, 200, 'USD'],
  ['Yen', 90_000, 90_000, 'JPY'],
];

/** Fills an empty company with these contracts, and one whose signature came twenty days late over the month's end. */
export async function writeRevenueBook(admin: pg.Pool): Promise<void> {
  await admin.query(`
    INSERT INTO customer_success.managers (email, name) VALUES ('ann@book.test', 'Ann Abel'), ('ben@book.test', 'Ben Boyd');
    UPDATE customer_success.sync_settings SET currency = 'EUR';
    INSERT INTO customer_success.exchange_rates (currency, valid_on, rate)
    VALUES ('USD', ${longAgo}, 0.5), ('USD', ${changed}, 0.55)`);
  for (const [number, [name, before, after, currency]] of contracts.entries()) {
    const id = await organization(admin, name, number);
    if (before > 0) await term(admin, id, [longAgo, changed, before, currency]);
    if (after > 0) await term(admin, id, [changed, 'NULL', after, currency]);
  }
  const late = await organization(admin, 'Late signer', contracts.length);
  const monthsEnd = `date_trunc('month', now())::date`;
  await term(admin, late, [`(now() - interval '300 days')::date`, `${monthsEnd} - 10`, 40, undefined]);
  await term(admin, late, [`least(${monthsEnd} + 10, now()::date)`, 'NULL', 40, undefined]);
  // Owners are known for a year; Grower was given from Ben to Ann a week ago.
  await admin.query(`
    UPDATE customer_success.owner_changes SET changed_at = now() - interval '400 days';
    UPDATE customer_success.owner_changes SET to_owner = 2
     WHERE organization_id = (SELECT organization_id FROM customer_success.organizations WHERE name = 'Grower');
    INSERT INTO customer_success.owner_changes (organization_id, changed_at, from_owner, to_owner, is_first)
    SELECT organization_id, now() - interval '7 days', 2, 1, false FROM customer_success.organizations WHERE name = 'Grower'`);
  await admin.query(`
    UPDATE customer_success.organizations SET created_at = now() - interval '300 days' WHERE name = 'Late signer';
    UPDATE customer_success.subscriptions SET billing_months = 12, renews_on = now()::date + 40 * organization_id::int
     WHERE ended_on IS NULL AND currency IS NULL`);
}

async function organization(admin: pg.Pool, name: string, number: number): Promise<number> {
  const { rows } = await admin.query<{ id: number }>(
    `INSERT INTO customer_success.organizations (external_id, name, lifecycle_stage, owner_id, created_at)
     SELECT $1, $1, 'growth', (SELECT manager_id FROM customer_success.managers ORDER BY manager_id OFFSET $2 LIMIT 1),
       CASE WHEN $1 = 'Newcomer' THEN ${changed} ELSE ${longAgo} END
     RETURNING organization_id::int AS id`,
    [name, number % 2],
  );
  return rows[0]?.id ?? 0;
}

type Contract = readonly [from: string, to: string, mrr: number, currency: string | undefined];

async function term(admin: pg.Pool, id: number, [from, to, mrr, currency]: Contract): Promise<void> {
  await admin.query(
    `INSERT INTO customer_success.subscriptions (organization_id, external_id, product, started_on, ended_on, mrr, currency)
     SELECT $1::int, $1::int || '-' || count(*), 'Platform', ${from}, (${to})::date, $2, $3
       FROM customer_success.subscriptions WHERE organization_id = $1::int`,
    [id, mrr, currency ?? null],
  );
}

/** Accounts of which no price is known. */
export async function writeBookWithoutPrices(admin: pg.Pool): Promise<void> {
  for (const [number, name] of ['One', 'Two'].entries()) await organization(admin, name, number);
}
