-- Aggregates that a restore fills, too, and locks that no member can hold.
SET LOCAL ROLE cs_owner;

-- pg_restore refreshes materialized views with row security off, where the owner of a table with forced row security is
-- refused every row; so they stayed empty, and an empty one can't be refreshed beside its readers. Now the rows come from
-- functions with a setting of their own. (The aggregates alone pass through them, not the days they are made of.)
CREATE FUNCTION customer_success.monthly_feature_usage_now()
RETURNS TABLE (organization_id int, feature_id int, month date, events bigint, value float8, active_users int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
  SELECT organization_id, feature_id, date_trunc('month', day::timestamp)::date,
         sum(events)::bigint, sum(value), count(DISTINCT nullif(user_id, 0))::int
    FROM customer_success.activity_daily GROUP BY 1, 2, 3
$$;

CREATE FUNCTION customer_success.weekly_activity_now()
RETURNS TABLE (organization_id int, week date, events bigint, active_users int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
  SELECT organization_id, date_trunc('week', day::timestamp)::date,
         sum(events)::bigint, greatest(count(DISTINCT nullif(user_id, 0)), max(active_users))::int
    FROM customer_success.activity_daily GROUP BY 1, 2
$$;

CREATE MATERIALIZED VIEW customer_success.monthly_feature_usage_next AS
  SELECT organization_id, feature_id, month, events, value, active_users
    FROM customer_success.monthly_feature_usage_now();
CREATE MATERIALIZED VIEW customer_success.weekly_activity_next AS
  SELECT organization_id, week, events, active_users FROM customer_success.weekly_activity_now();

-- The views that people read stay what they are, with their grants and their conditions, over the new ones.
DO $$
DECLARE
  name text;
  definition text;
  options text;
BEGIN
  FOREACH name IN ARRAY ARRAY['monthly_feature_usage', 'weekly_activity'] LOOP
    SELECT pg_get_viewdef(c.oid), array_to_string(c.reloptions, ', ') INTO definition, options
      FROM pg_class c WHERE c.oid = format('customer_success.%I', name)::regclass;
    EXECUTE format('CREATE OR REPLACE VIEW customer_success.%I WITH (%s) AS %s', name, options,
                   replace(definition, name || '_all', name || '_next'));
    EXECUTE format('DROP MATERIALIZED VIEW customer_success.%I', name || '_all');
    EXECUTE format('ALTER MATERIALIZED VIEW customer_success.%I RENAME TO %I', name || '_next', name || '_all');
  END LOOP;
END
$$;

CREATE UNIQUE INDEX monthly_feature_usage_all_key
  ON customer_success.monthly_feature_usage_all (organization_id, feature_id, month);
CREATE UNIQUE INDEX weekly_activity_all_key ON customer_success.weekly_activity_all (organization_id, week);

-- Brings the aggregates up to date without stopping their readers; the first time there is nothing to read yet.
CREATE OR REPLACE FUNCTION customer_success.refresh_aggregates() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
DECLARE
  began timestamptz := clock_timestamp();
  aggregate record;
BEGIN
  FOR aggregate IN
    SELECT c.oid::regclass AS name, c.relispopulated AS filled FROM pg_class c
     WHERE c.oid IN ('customer_success.monthly_feature_usage_all'::regclass, 'customer_success.weekly_activity_all'::regclass)
     ORDER BY c.oid
  LOOP
    EXECUTE format('REFRESH MATERIALIZED VIEW %s %s', CASE WHEN aggregate.filled THEN 'CONCURRENTLY' END, aggregate.name);
  END LOOP;
  INSERT INTO customer_success.metrics_aggregation_jobs (kind, started_at, finished_at, milliseconds)
  VALUES ('refresh_aggregates', began, clock_timestamp(), extract(epoch FROM clock_timestamp() - began) * 1000);
END
$$;

-- Every login may take any advisory lock, and so could stop each load. Two that make partitions of a table meet at the
-- table itself, at a lock that attaching takes anyway and that nobody who only reads is given.
DO $$
DECLARE
  open_lock constant text := $lock$PERFORM pg_advisory_xact_lock(hashtext('customer_success.ensure_partitions'));$lock$;
  own_lock constant text := $lock$EXECUTE format('LOCK TABLE ONLY customer_success.%I IN SHARE UPDATE EXCLUSIVE MODE', parent);$lock$;
BEGIN
  EXECUTE replace(pg_get_functiondef('customer_success.ensure_partitions(text, date, date)'::regprocedure), open_lock, own_lock);
END
$$;
