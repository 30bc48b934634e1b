-- Days are the company's days: one IANA zone, UTC where nobody chose one. What an event's day is follows from it, for counts,
-- windows and screens alike; the pages of raw events stay by UTC day, and an event's instant is kept.
SET LOCAL ROLE cs_owner;

ALTER TABLE customer_success.sync_settings
  ADD COLUMN zone text NOT NULL DEFAULT 'UTC',
  -- ISO 4217: the currency that sums are told in, and of amounts that name none. Null: nobody said; there is only one.
  ADD COLUMN currency text CHECK (currency ~ '^[A-Z]{3}$');

CREATE FUNCTION customer_success.zone() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT zone FROM customer_success.sync_settings $$;
GRANT EXECUTE ON FUNCTION customer_success.zone() TO cs_viewer, cs_loader;

CREATE OR REPLACE VIEW customer_success.sync_meta WITH (security_barrier) AS
  SELECT md5(s.epoch || '/' || customer_success.history_id() || CASE WHEN h.stands THEN '' ELSE '/ended' END)::uuid AS epoch,
         s.schema_version, s.min_retained_xid, s.company_id, h.stands AS history_stands, s.zone, s.currency
    FROM customer_success.sync_settings s, LATERAL (SELECT customer_success.history_stands() AS stands) h;

-- As before, by the company's day.
CREATE OR REPLACE FUNCTION customer_success.count_activity() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  here text := customer_success.zone();
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    -- A snapshot of before may know another zone than the company has by now: then this fails, to be tried again.
    PERFORM FROM customer_success.sync_settings FOR KEY SHARE;
  END IF;
  IF TG_OP IN ('DELETE', 'UPDATE') THEN
    WITH gone AS MATERIALIZED (
      SELECT organization_id, (occurred_at AT TIME ZONE here)::date AS day, coalesce(user_id, 0) AS user_id, feature_id,
             count(*)::int AS events,
             coalesce(sum(value) FILTER (WHERE value > '-Infinity' AND value < 'Infinity'), 0) AS value
        FROM removed GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    )
    UPDATE customer_success.activity_daily d
       SET events = greatest(d.events - gone.events, 0), value = d.value - gone.value
      FROM gone
     WHERE d.organization_id = gone.organization_id AND d.day = gone.day AND d.period_days = 1
       AND d.user_id = gone.user_id AND d.feature_id = gone.feature_id;

    DELETE FROM customer_success.activity_daily d
     USING (SELECT DISTINCT organization_id, (occurred_at AT TIME ZONE here)::date AS day, coalesce(user_id, 0) AS user_id,
                   feature_id FROM removed) gone
     WHERE d.organization_id = gone.organization_id AND d.day = gone.day AND d.period_days = 1
       AND d.user_id = gone.user_id AND d.feature_id = gone.feature_id AND d.events = 0 AND d.from_events;
  END IF;

  IF TG_OP IN ('INSERT', 'UPDATE') THEN
    INSERT INTO customer_success.activity_daily AS d
      (organization_id, day, period_days, user_id, feature_id, events, value, from_events)
    SELECT organization_id, (occurred_at AT TIME ZONE here)::date, 1, coalesce(user_id, 0), feature_id,
           count(*)::int, coalesce(sum(value) FILTER (WHERE value > '-Infinity' AND value < 'Infinity'), 0), true
      FROM added GROUP BY 1, 2, 4, 5 ORDER BY 1, 2, 4, 5
    ON CONFLICT (organization_id, day, period_days, user_id, feature_id)
    DO UPDATE SET events = d.events + excluded.events, value = d.value + excluded.value;
  END IF;
  RETURN NULL;
END
$$;

-- A new event changes its count, whose line names the company's day. Where that is not the UTC day, by which the pages of
-- raw events lie, the event names its page itself; deleted and moved events name theirs anyway.
CREATE FUNCTION customer_success.log_new_events() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  here text := customer_success.zone();
BEGIN
  IF here <> 'UTC' THEN
    INSERT INTO customer_success.sync_log (table_name, organization_id, day, old_scope, new_scope)
    SELECT 'activity', c.organization_id, c.day, o.owner_id, o.owner_id
      FROM (SELECT DISTINCT organization_id, (occurred_at AT TIME ZONE 'UTC')::date AS day FROM added
             WHERE (occurred_at AT TIME ZONE 'UTC')::date <> (occurred_at AT TIME ZONE here)::date) c
      LEFT JOIN customer_success.organizations o USING (organization_id);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER log_insert AFTER INSERT ON customer_success.activity_events REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_new_events();
CREATE TRIGGER log_moved AFTER UPDATE ON customer_success.activity_events REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_new_events();

-- A change of a score's day happened on the company's day.
DO $$
BEGIN
  EXECUTE replace(pg_get_functiondef('customer_success.record_score_change()'::regprocedure),
                  $of$NEW.day::timestamp AT TIME ZONE 'UTC'$of$, $of$NEW.day::timestamp AT TIME ZONE customer_success.zone()$of$);
END
$$;

-- The name of an IANA zone as PostgreSQL writes it; null for what is none. POSIX rules, abbreviations and the server's own
-- entries are refused: PostgreSQL and the desktops would read them differently.
CREATE FUNCTION customer_success.zone_named(wanted text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN lower(wanted) IN ('utc', 'uct', 'zulu', 'universal', 'etc/utc', 'etc/uct', 'etc/zulu', 'etc/universal')
              THEN 'UTC'
              ELSE (SELECT z.name FROM pg_timezone_names z
                     WHERE lower(z.name) = lower(wanted) AND z.name ~ '^[A-Z][A-Za-z_]+/[A-Za-z0-9_+/-]+$'
                       AND z.name !~ '^(SystemV)/' ORDER BY z.name LIMIT 1) END
$$;

-- Gives the company another zone and lays its counts by that: each event whose day differs is counted on its new day instead
-- of its old one. What a count holds beyond its events has no hours any more and stays on its day; those days come back,
-- with the number of their accounts. Every desktop loads afresh. Of a zone other than UTC desktops of before would make days
-- that the counts don't have, so the format of the schema goes up by one, and back with the zone.
CREATE FUNCTION customer_success.set_zone(wanted text) RETURNS TABLE (day date, accounts int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  before text;
  after text := customer_success.zone_named(wanted);
BEGIN
  IF after IS NULL THEN
    RAISE EXCEPTION '% is no time zone', wanted USING ERRCODE = 'invalid_parameter_value',
      HINT = 'Write the name of a place in the IANA list, such as Europe/Berlin, or UTC.';
  END IF;
  -- Nobody may write events or counts by the one zone while others are laid by the next.
  LOCK TABLE customer_success.activity_events, customer_success.activity_daily IN SHARE ROW EXCLUSIVE MODE;
  SELECT s.zone INTO before FROM customer_success.sync_settings s FOR UPDATE;
  IF before = after THEN
    RETURN;
  END IF;

  RETURN QUERY
    SELECT d.day, count(DISTINCT d.organization_id)::int
      FROM customer_success.activity_daily d
      LEFT JOIN (
        SELECT e.organization_id, coalesce(e.user_id, 0) AS user_id, e.feature_id, (e.occurred_at AT TIME ZONE before)::date AS day,
               count(*) AS events
          FROM customer_success.activity_events e GROUP BY 1, 2, 3, 4) found
        USING (organization_id, user_id, feature_id, day)
     WHERE d.from_events AND d.period_days = 1 AND d.events > coalesce(found.events, 0)
     GROUP BY d.day ORDER BY d.day;

  WITH laid AS (
    SELECT e.organization_id, coalesce(e.user_id, 0) AS user_id, e.feature_id, (e.occurred_at AT TIME ZONE before)::date AS old_day,
           (e.occurred_at AT TIME ZONE after)::date AS new_day, count(*) AS events,
           coalesce(sum(e.value) FILTER (WHERE e.value > '-Infinity' AND e.value < 'Infinity'), 0) AS value
      FROM customer_success.activity_events e GROUP BY 1, 2, 3, 4, 5),
  -- Events whose count was deleted are counted nowhere, and stay so.
  moved AS MATERIALIZED (
    SELECT l.* FROM (SELECT *, sum(events) OVER (PARTITION BY organization_id, user_id, feature_id, old_day) AS found FROM laid) l
      JOIN customer_success.activity_daily d
        ON d.organization_id = l.organization_id AND d.user_id = l.user_id AND d.feature_id = l.feature_id
       AND d.day = l.old_day AND d.period_days = 1
     WHERE l.new_day <> l.old_day AND l.found <= d.events),
  change AS MATERIALIZED (
    SELECT organization_id, user_id, feature_id, day, sum(events)::int AS events, sum(value) AS value
      FROM (SELECT organization_id, user_id, feature_id, old_day AS day, -events AS events, -value AS value FROM moved
            UNION ALL
            SELECT organization_id, user_id, feature_id, new_day, events, value FROM moved) m GROUP BY 1, 2, 3, 4),
  changed AS (
    UPDATE customer_success.activity_daily d SET events = d.events + c.events, value = d.value + c.value
      FROM change c
     WHERE d.organization_id = c.organization_id AND d.user_id = c.user_id AND d.feature_id = c.feature_id
       AND d.day = c.day AND d.period_days = 1
    RETURNING d.organization_id, d.user_id, d.feature_id, d.day)
  INSERT INTO customer_success.activity_daily (organization_id, day, period_days, user_id, feature_id, events, value, from_events)
  SELECT c.organization_id, c.day, 1, c.user_id, c.feature_id, c.events, c.value, true
    FROM change c
   WHERE NOT EXISTS (
     SELECT FROM changed k
      WHERE k.organization_id = c.organization_id AND k.user_id = c.user_id AND k.feature_id = c.feature_id AND k.day = c.day)
   ORDER BY 1, 2, 4, 5;
  DELETE FROM customer_success.activity_daily d WHERE d.from_events AND d.period_days = 1 AND d.events = 0;

  UPDATE customer_success.sync_settings s
     SET zone = after, epoch = gen_random_uuid(),
         schema_version = s.schema_version - (before <> 'UTC')::int + (after <> 'UTC')::int;
  PERFORM pg_notify('customer_success_changes', '');
END
$$;

-- Money has a currency. Amounts are exact, of as many decimals as their currency has, and below zero for credits.
ALTER TABLE customer_success.subscriptions
  DROP CONSTRAINT subscriptions_mrr_check,
  ALTER COLUMN mrr TYPE numeric,
  -- Null: the company's.
  ADD COLUMN currency text CHECK (currency ~ '^[A-Z]{3}$');

-- Decimals of a currency's minor unit by ISO 4217; two where nobody knows.
CREATE FUNCTION customer_success.minor_digits(currency text) RETURNS int
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE
    WHEN currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF',
                      'XOF', 'XPF') THEN 0
    WHEN currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 3
    WHEN currency IN ('CLF', 'UYW') THEN 4
    ELSE 2 END
$$;
CREATE FUNCTION customer_success.currency() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT currency FROM customer_success.sync_settings $$;
GRANT EXECUTE ON FUNCTION customer_success.minor_digits(text), customer_success.currency() TO cs_viewer, cs_loader;

-- What one of another currency is worth in the company's from a day on.
CREATE TABLE customer_success.exchange_rates (
  rate_id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  valid_on date NOT NULL,
  rate numeric NOT NULL CHECK (rate > 0),
  UNIQUE (currency, valid_on)
);
ALTER TABLE customer_success.exchange_rates ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON customer_success.exchange_rates TO cs_owner USING (true) WITH CHECK (true);
CREATE POLICY loader ON customer_success.exchange_rates TO cs_loader USING (true) WITH CHECK (true);
CREATE POLICY members ON customer_success.exchange_rates FOR SELECT TO cs_viewer USING ((SELECT customer_success.is_member()));
GRANT SELECT ON customer_success.exchange_rates TO cs_viewer;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON customer_success.exchange_rates TO cs_loader;
CREATE TRIGGER log_insert AFTER INSERT ON customer_success.exchange_rates REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_row_changes('rate_id', 'shared');
CREATE TRIGGER log_update AFTER UPDATE ON customer_success.exchange_rates REFERENCING OLD TABLE AS removed NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_row_changes('rate_id', 'shared');
CREATE TRIGGER log_delete AFTER DELETE ON customer_success.exchange_rates REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_row_changes('rate_id', 'shared');
CREATE TRIGGER log_truncate AFTER TRUNCATE ON customer_success.exchange_rates
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_truncate();

-- Gives the company another currency. What others were worth in the one before is forgotten, and every desktop loads afresh.
CREATE FUNCTION customer_success.set_currency(wanted text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  before text;
BEGIN
  SELECT s.currency INTO before FROM customer_success.sync_settings s FOR UPDATE;
  IF before IS NOT DISTINCT FROM wanted THEN
    RETURN;
  END IF;
  IF before IS NOT NULL THEN
    DELETE FROM customer_success.exchange_rates;
  END IF;
  UPDATE customer_success.sync_settings SET currency = wanted, epoch = gen_random_uuid();
  PERFORM pg_notify('customer_success_changes', '');
END
$$;

-- Where nobody has said the company's currency, it is the one that most subscriptions name, unless more of them name none:
-- then nobody knows what those are in. Returns it where it was chosen just now.
CREATE FUNCTION customer_success.choose_currency() RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  most text := (SELECT currency FROM customer_success.subscriptions WHERE currency IS NOT NULL
                 GROUP BY currency
                HAVING count(*) >= (SELECT count(*) FROM customer_success.subscriptions WHERE currency IS NULL)
                 ORDER BY count(*) DESC, currency LIMIT 1);
BEGIN
  IF most IS NULL OR customer_success.currency() IS NOT NULL THEN
    RETURN NULL;
  END IF;
  PERFORM customer_success.set_currency(most);
  RETURN most;
END
$$;
GRANT EXECUTE ON FUNCTION customer_success.choose_currency() TO cs_loader;
