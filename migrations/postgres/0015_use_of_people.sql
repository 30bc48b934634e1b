-- Use is people's: what machines and the company's own users do is marked, shown apart, and keeps no account awake.
SET LOCAL ROLE cs_owner;

-- Calls of an interface, imports, bots; null: nobody said, and then it is people's.
ALTER TABLE customer_success.features ADD COLUMN is_machine boolean;
-- Own staff, tests, somebody in a customer's name; null: nobody said, and then it is the customer's.
ALTER TABLE customer_success.users ADD COLUMN is_internal boolean;

-- People of whom tickets, answers or use speak and no list of users: what they did stands without a name, under a number
-- of their own, and a list that comes later finds them by it. Nobody but loads and pipelines sees who they are.
CREATE TABLE customer_success.unlisted_users (
  user_id int PRIMARY KEY DEFAULT nextval('customer_success.users_user_id_seq'),
  organization_id int NOT NULL REFERENCES customer_success.organizations ON DELETE CASCADE,
  external_id text NOT NULL CHECK (external_id <> ''),
  UNIQUE (organization_id, external_id)
);
ALTER TABLE customer_success.unlisted_users ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON customer_success.unlisted_users TO cs_owner USING (true) WITH CHECK (true);
CREATE POLICY loader ON customer_success.unlisted_users TO cs_loader USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON customer_success.unlisted_users TO cs_loader;
GRANT USAGE ON SEQUENCE customer_success.users_user_id_seq TO cs_loader;

-- Activity has the number itself; rows that refer to the list of users have it beside.
ALTER TABLE customer_success.support_tickets ADD COLUMN unlisted_user_id int
  REFERENCES customer_success.unlisted_users ON DELETE SET NULL;
ALTER TABLE customer_success.survey_responses ADD COLUMN unlisted_user_id int
  REFERENCES customer_success.unlisted_users ON DELETE SET NULL;
ALTER TABLE customer_success.intervention_history ADD COLUMN unlisted_user_id int
  REFERENCES customer_success.unlisted_users ON DELETE SET NULL;
CREATE INDEX support_tickets_by_unlisted_user ON customer_success.support_tickets (unlisted_user_id)
  WHERE unlisted_user_id IS NOT NULL;
CREATE INDEX survey_responses_by_unlisted_user ON customer_success.survey_responses (unlisted_user_id)
  WHERE unlisted_user_id IS NOT NULL;
CREATE INDEX intervention_history_by_unlisted_user ON customer_success.intervention_history (unlisted_user_id)
  WHERE unlisted_user_id IS NOT NULL;

-- A user who comes to the list takes the number, and with it all that was there already.
CREATE FUNCTION customer_success.take_number() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  number int;
BEGIN
  SELECT x.user_id INTO number FROM customer_success.unlisted_users x
   WHERE x.organization_id = NEW.organization_id AND x.external_id = NEW.external_id;
  IF FOUND THEN
    NEW.user_id := number;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER take_number BEFORE INSERT ON customer_success.users
  FOR EACH ROW EXECUTE FUNCTION customer_success.take_number();

CREATE FUNCTION customer_success.take_own_rows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  t text;
BEGIN
  IF NOT EXISTS (SELECT FROM customer_success.unlisted_users x JOIN added a USING (user_id)) THEN
    RETURN NULL;
  END IF;
  FOREACH t IN ARRAY ARRAY['support_tickets', 'survey_responses', 'intervention_history'] LOOP
    EXECUTE format(
      'UPDATE customer_success.%I r SET user_id = a.user_id, unlisted_user_id = NULL
         FROM added a WHERE r.unlisted_user_id = a.user_id', t);
  END LOOP;
  DELETE FROM customer_success.unlisted_users x USING added a WHERE x.user_id = a.user_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER take_own_rows AFTER INSERT ON customer_success.users
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION customer_success.take_own_rows();

-- Who leaves the list keeps the number: counts that are loaded again must find those that are there.
CREATE FUNCTION customer_success.keep_number() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO customer_success.unlisted_users (user_id, organization_id, external_id)
  SELECT r.user_id, r.organization_id, r.external_id
    FROM removed r JOIN customer_success.organizations o USING (organization_id)
      ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
CREATE TRIGGER keep_number AFTER DELETE ON customer_success.users
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION customer_success.keep_number();

CREATE OR REPLACE FUNCTION customer_success.refuse_unknown_activity() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  bad record;
BEGIN
  SELECT a.organization_id, a.user_id, a.feature_id,
         o.organization_id IS NULL AS no_organization, f.feature_id IS NULL AS no_feature
    INTO bad
    FROM added a
    LEFT JOIN customer_success.organizations o ON o.organization_id = a.organization_id
    LEFT JOIN customer_success.features f ON f.feature_id = a.feature_id
    LEFT JOIN customer_success.users u ON u.user_id = a.user_id AND u.organization_id = a.organization_id
   WHERE o.organization_id IS NULL OR f.feature_id IS NULL
      OR (a.user_id <> 0 AND u.user_id IS NULL AND NOT EXISTS (
            SELECT FROM customer_success.unlisted_users x
             WHERE x.user_id = a.user_id AND x.organization_id = a.organization_id))
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING
      ERRCODE = 'foreign_key_violation',
      MESSAGE = CASE
        WHEN bad.no_organization THEN format('activity of organization %s, which does not exist', bad.organization_id)
        WHEN bad.no_feature THEN format('activity on feature %s, which does not exist', bad.feature_id)
        ELSE format('activity of user %s, who is not a user of organization %s', bad.user_id, bad.organization_id) END,
      HINT = 'Write the organization, the user and the feature first.';
  END IF;
  RETURN NULL;
END
$$;

-- Counts that say again what others say at another grain (people and their total, days and their week, weeks that
-- overlap). A load keeps them here, uncounted, so that the outcome is the same in whatever order they came.
CREATE TABLE customer_success.uncounted_activity (
  organization_id int NOT NULL REFERENCES customer_success.organizations ON DELETE CASCADE,
  user_id int NOT NULL,
  feature_id int NOT NULL,
  day date NOT NULL,
  period_days smallint NOT NULL,
  events int NOT NULL,
  active_users int,
  value float8 NOT NULL,
  PRIMARY KEY (organization_id, day, period_days, user_id, feature_id)
);
ALTER TABLE customer_success.uncounted_activity ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON customer_success.uncounted_activity TO cs_owner USING (true) WITH CHECK (true);
CREATE POLICY loader ON customer_success.uncounted_activity TO cs_loader USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON customer_success.uncounted_activity TO cs_loader;
