import type pg from 'pg';
import type { Page } from 'playwright';
import { vi } from 'vitest';

/** Customers that stay, and customers that left. */
export const lastingAccounts = 36;
export const departedAccounts = 30;
/** Its use fades as that of most who left did. */
export const fading = 'Fading Foods';

/** Has given notice, and has a champion to ask why: `Ada of Lasting 36`, p1@a66.test. */
export const leaving = 'Lasting 36';

/**
 * Fills an empty company with a past from which churn can be learned: two years of customers, one of which leaves about
 * every three weeks. Use fades over the ten weeks before most departures; every third comes out of the blue, and some who
 * stay have a slack time of their own, so that nothing is certain.
 */
export async function writeDepartedBook(admin: pg.Pool): Promise<void> {
  await admin.query(`
    INSERT INTO customer_success.managers (email, name) VALUES ('ann@book.test', 'Ann Abel'), ('ben@book.test', 'Ben Boyd');
    INSERT INTO customer_success.features (external_id, name, kind)
    VALUES ('plan', 'Plan', 'core'), ('track', 'Track', 'core'), ('close', 'Close a deal', 'outcome');

    CREATE TEMP TABLE told AS
    SELECT number, days AS began_days_ago, left_days_ago,
           CASE WHEN number = 0 THEN -40
                WHEN left_days_ago IS NOT NULL AND number % 3 > 0 THEN left_days_ago
                WHEN left_days_ago IS NULL AND number % 4 = 0 THEN 60 + 15 * (number % 30)
           END AS fades_until
      FROM generate_series(0, ${departedAccounts + lastingAccounts}) number,
           LATERAL (SELECT 730 - number % 25 AS days,
                           CASE WHEN number BETWEEN 1 AND ${departedAccounts} THEN 8 + 20 * number END AS left_days_ago) life;

    INSERT INTO customer_success.organizations (organization_id, external_id, name, segment, lifecycle_stage, owner_id, created_at, churned_at)
    SELECT number + 1, 'a' || number,
           CASE WHEN number = 0 THEN '${fading}'
                WHEN left_days_ago IS NULL THEN 'Lasting ' || lpad((number - ${departedAccounts})::text, 2, '0')
                ELSE 'Departed ' || lpad(number::text, 2, '0') END,
           (array['Enterprise', 'Mid-market'])[1 + number % 2],
           CASE WHEN left_days_ago IS NULL THEN 'growth' ELSE 'churned' END, 1 + number % 2,
           now() - interval '1 day' * began_days_ago, now() - interval '1 day' * left_days_ago
      FROM told;

    INSERT INTO customer_success.users (user_id, organization_id, external_id, name, email, role, created_at)
    SELECT 3 * number + person, number + 1, 'p' || person, (array['Ada', 'Ben', 'Cleo'])[person] || ' of ' || name,
           'p' || person || '@a' || number || '.test', CASE person WHEN 1 THEN 'champion' ELSE 'member' END, o.created_at
      FROM told JOIN customer_success.organizations o ON organization_id = number + 1, generate_series(1, 3) person;

    INSERT INTO customer_success.subscriptions (organization_id, external_id, product, started_on, ended_on, mrr, quantity, unit)
    SELECT number + 1, 's' || number, 'Platform', current_date - began_days_ago, current_date - left_days_ago,
           CASE number WHEN 0 THEN 9000 ELSE 1000 + 100 * (number % 12) END, 4, 'users'
      FROM told;

    INSERT INTO customer_success.activity_events (organization_id, user_id, feature_id, occurred_at)
    SELECT number + 1, 3 * number + person, 1 + (days_ago + person) % 3, now() - interval '1 day' * days_ago
      FROM told, generate_series(1, 3) person,
           generate_series(coalesce(left_days_ago, 0), began_days_ago - 1) days_ago
     WHERE (days_ago * 7 + number * 3 + person * 5) % 10
           < CASE WHEN days_ago - fades_until BETWEEN 0 AND 70 THEN (days_ago - fades_until) / 14 ELSE 6 END;

    INSERT INTO customer_success.intervention_history (organization_id, external_id, kind, started_at, ended_at)
    SELECT number + 1, kind || number, kind, now() - interval '1 day' * days_ago, now() - interval '1 day' * (days_ago - 1)
      FROM told, (VALUES ('business_review', 2, 330), ('check_in', 5, 400)) done (kind, every, days_ago)
     WHERE number % every = 0 AND days_ago > coalesce(left_days_ago, 0);
    UPDATE customer_success.organizations SET notice_on = current_date - 3, churned_at = now() + interval '50 days'
     WHERE name = '${leaving}';
    INSERT INTO customer_success.notes (note_id, organization_id, user_id, author, made_at, text)
    SELECT uuidv7(), 32, contact, 'ann.abel', now() - interval '1 day' * days_ago, text
      FROM (VALUES (NULL, 9, 'They plan a second site, and want their contracts to end on one day.'),
                   (94, 2, 'Ada takes over from Ben in spring.' || chr(10) || 'She has used Plan elsewhere.')) said (contact, days_ago, text);
    DROP TABLE told`);
}

/** Waits until the churn model is trained and every account was foretold with it. */
export async function untilForetold(window: Page): Promise<void> {
  await vi.waitUntil(() => window.evaluate(isForetold), { timeout: 180_000, interval: 500 });
}

/** Runs in the page. */
async function isForetold(): Promise<boolean> {
  const answer = await window.steward.call('risk.screen', {});
  // Only what stands inside this function reaches the page: no schema to check the shape with.
  return answer.ok && (answer.data as { expectedLoss90: number | null }).expectedLoss90 !== null;
}
