import type pg from 'pg';

/** Fills an empty company with one row of everything. */
export async function writeOneOfEverything(admin: pg.Pool): Promise<void> {
  await admin.query(`
    INSERT INTO customer_success.managers (email, name) VALUES ('ann@book.test', 'Ann Abel');
    INSERT INTO customer_success.features (external_id, name, kind) VALUES ('plan', 'Plan', 'core');
    INSERT INTO customer_success.organizations (external_id, name, segment, lifecycle_stage, owner_id, created_at)
    VALUES ('a1', 'Only One', 'SMB', 'growth', 1, now() - interval '1 year');
    INSERT INTO customer_success.users (organization_id, external_id, name, email, role, created_at)
    VALUES (1, 'p1', 'Ada', 'ada@one.test', 'champion', now() - interval '1 year');
    INSERT INTO customer_success.subscriptions (organization_id, external_id, product, started_on, mrr, quantity, unit, renews_on)
    VALUES (1, 's1', 'Platform', current_date - 100, 100, 1, 'users', current_date + 1);
    INSERT INTO customer_success.activity_events (organization_id, user_id, feature_id, occurred_at)
    VALUES (1, 1, 1, now() - interval '1 day');
    INSERT INTO customer_success.support_tickets (organization_id, user_id, external_id, subject, severity, opened_at)
    VALUES (1, 1, 't1', 'Help', 'urgent', now() - interval '1 day');
    INSERT INTO customer_success.survey_responses (organization_id, user_id, external_id, kind, score, comment, responded_at)
    VALUES (1, 1, 'r1', 'nps', 9, 'ok', now() - interval '1 day')`);
}
