-- Who sees which rows. Everything follows from the login of the session (session_user, which nothing but a new
-- connection changes) and its row in memberships; never from a setting a client could write.
SET LOCAL ROLE cs_owner;

CREATE TABLE customer_success.memberships (
  login name PRIMARY KEY,
  role text NOT NULL CHECK (role IN ('viewer', 'manager', 'admin')),
  -- all: every organization; book: those whose owner is this manager.
  scope text NOT NULL CHECK (scope IN ('all', 'book')),
  manager_id int REFERENCES customer_success.managers ON DELETE SET NULL
);

CREATE FUNCTION customer_success.is_member() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT EXISTS (SELECT FROM customer_success.memberships WHERE login = session_user) $$;

CREATE FUNCTION customer_success.is_admin() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT EXISTS (SELECT FROM customer_success.memberships WHERE login = session_user AND role = 'admin') $$;

CREATE FUNCTION customer_success.sees_everything() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT EXISTS (SELECT FROM customer_success.memberships WHERE login = session_user AND scope = 'all') $$;

-- The manager whose book this login sees; null when it has none.
CREATE FUNCTION customer_success.my_manager_id() RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT manager_id FROM customer_success.memberships WHERE login = session_user $$;

-- The organizations of the login's book (a login that sees everything is asked about with sees_everything).
CREATE FUNCTION customer_success.visible_organizations() RETURNS SETOF int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT organization_id FROM customer_success.organizations WHERE owner_id = customer_success.my_manager_id() $$;

GRANT EXECUTE ON FUNCTION customer_success.is_member(), customer_success.is_admin(), customer_success.sees_everything(),
  customer_success.my_manager_id(), customer_success.visible_organizations() TO cs_viewer, cs_loader;

-- Each table of an organization's rows: members see their organizations, the pipeline and the definer functions all.
-- The sub-selects run once per query, not once per row.
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY[
    'users', 'subscriptions', 'activity_events', 'activity_daily', 'support_tickets', 'survey_responses',
    'organization_health_scores', 'user_health_scores', 'risk_assessment_history', 'score_events'
  ] LOOP
    EXECUTE format(
      'CREATE POLICY members ON customer_success.%I FOR SELECT TO cs_viewer USING (
         (SELECT customer_success.sees_everything())
         OR organization_id IN (SELECT customer_success.visible_organizations()))', t);
  END LOOP;

  FOREACH t IN ARRAY ARRAY[
    'managers', 'memberships', 'organizations', 'users', 'features', 'subscriptions', 'activity_events', 'activity_daily',
    'support_tickets', 'survey_responses', 'organization_health_scores', 'user_health_scores', 'risk_assessment_history',
    'score_events', 'metrics_aggregation_jobs', 'set_aside_rows'
  ] LOOP
    EXECUTE format('ALTER TABLE customer_success.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner ON customer_success.%I TO cs_owner USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT ON customer_success.%I TO cs_viewer', t);
  END LOOP;

  FOREACH t IN ARRAY ARRAY[
    'managers', 'organizations', 'users', 'features', 'subscriptions', 'activity_events', 'activity_daily',
    'support_tickets', 'survey_responses', 'set_aside_rows'
  ] LOOP
    EXECUTE format('CREATE POLICY loader ON customer_success.%I TO cs_loader USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON customer_success.%I TO cs_loader', t);
  END LOOP;
END
$$;

CREATE POLICY members ON customer_success.organizations FOR SELECT TO cs_viewer USING (
  (SELECT customer_success.sees_everything()) OR owner_id = (SELECT customer_success.my_manager_id()));

-- Names of colleagues and of features say nothing about a customer.
CREATE POLICY members ON customer_success.managers FOR SELECT TO cs_viewer USING ((SELECT customer_success.is_member()));
CREATE POLICY members ON customer_success.features FOR SELECT TO cs_viewer USING ((SELECT customer_success.is_member()));
CREATE POLICY members ON customer_success.memberships FOR SELECT TO cs_viewer USING (
  login = session_user OR (SELECT customer_success.is_admin()));

-- What a load set aside may name any organization.
CREATE POLICY members ON customer_success.set_aside_rows FOR SELECT TO cs_viewer USING (
  (SELECT customer_success.sees_everything()));
CREATE POLICY members ON customer_success.metrics_aggregation_jobs FOR SELECT TO cs_viewer USING (
  (SELECT customer_success.is_member()));
