import type pg from 'pg';

/**
 * Three accounts with a row in every table: Acme (1) is Ann's (manager 1), Bolt (2) is Bob's (manager 2), Cove (3) is
 * nobody's.
 */
export async function writeThreeAccounts(admin: pg.Pool): Promise<void> {
  await admin.query(`
    SET search_path = customer_success;
    INSERT INTO managers (manager_id, email, name) VALUES (1, 'ann@x.org', 'Ann'), (2, 'bob@x.org', 'Bob');
    INSERT INTO organizations (organization_id, external_id, name, owner_id)
    VALUES (1, 'acme', 'Acme', 1), (2, 'bolt', 'Bolt', 2), (3, 'cove', 'Cove', NULL);
    INSERT INTO features (feature_id, external_id, name) VALUES (1, 'login', 'Log in');
    INSERT INTO users (user_id, organization_id, external_id, name)
    SELECT o, o, 'user of ' || o, 'User of ' || o FROM generate_series(1, 3) o;
    INSERT INTO subscriptions (organization_id, external_id, product, started_on)
    SELECT o, 's' || o, 'Pro', '2026-01-01' FROM generate_series(1, 3) o;
    INSERT INTO support_tickets (organization_id, user_id, external_id, opened_at)
    SELECT o, o, 't' || o, '2026-10-01' FROM generate_series(1, 3) o;
    INSERT INTO survey_responses (organization_id, user_id, external_id, kind, score, responded_at)
    SELECT o, o, 'r' || o, 'nps', 9, '2026-10-01' FROM generate_series(1, 3) o;
    INSERT INTO intervention_history (organization_id, user_id, external_id, kind, started_at)
    SELECT o, o, 'i' || o, 'check_in', '2026-10-01' FROM generate_series(1, 3) o;
    INSERT INTO activity_events (organization_id, user_id, feature_id, occurred_at)
    SELECT o, o, 1, '2026-10-01' FROM generate_series(1, 3) o;
    INSERT INTO organization_health_scores (organization_id, day, config_version, score, confidence)
    SELECT o, day, 1, score, 1 FROM generate_series(1, 3) o, (VALUES (date '2026-10-01', 80), ('2026-10-02', 60)) s (day, score);
    INSERT INTO user_health_scores (organization_id, user_id, day, config_version, score, confidence)
    SELECT o, o, '2026-10-01', 1, 70, 1 FROM generate_series(1, 3) o;
    INSERT INTO risk_assessment_history (organization_id, assessed_at, level)
    SELECT o, at, level FROM generate_series(1, 3) o, (VALUES (timestamptz '2026-10-01', 'low'), ('2026-10-02', 'high')) r (at, level);
    INSERT INTO set_aside_rows (table_name, reason, rows) VALUES ('users', 'organization_id is missing', 1);
    SELECT refresh_aggregates();
    RESET search_path`);
}
