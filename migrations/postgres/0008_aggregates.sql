-- Heavy aggregates, kept as materialized views. A materialized view can't carry row security, so nobody reads one:
-- the views over them do, and filter.
SET LOCAL ROLE cs_owner;

CREATE MATERIALIZED VIEW customer_success.monthly_feature_usage_all AS
  SELECT organization_id, feature_id, date_trunc('month', day::timestamp)::date AS month,
         sum(events)::bigint AS events, sum(value) AS value,
         count(DISTINCT nullif(user_id, 0))::int AS active_users
    FROM customer_success.activity_daily GROUP BY 1, 2, 3;
CREATE UNIQUE INDEX monthly_feature_usage_all_key
  ON customer_success.monthly_feature_usage_all (organization_id, feature_id, month);

-- Weeks begin on Monday. Weekly counts without users carry their own number of active users, and the highest of the
-- features' is the least that can be said.
CREATE MATERIALIZED VIEW customer_success.weekly_activity_all AS
  SELECT organization_id, date_trunc('week', day::timestamp)::date AS week,
         sum(events)::bigint AS events,
         greatest(count(DISTINCT nullif(user_id, 0)), max(active_users))::int AS active_users
    FROM customer_success.activity_daily GROUP BY 1, 2;
CREATE UNIQUE INDEX weekly_activity_all_key ON customer_success.weekly_activity_all (organization_id, week);

CREATE VIEW customer_success.monthly_feature_usage WITH (security_barrier) AS
  SELECT organization_id, feature_id, month, events, value, active_users FROM customer_success.monthly_feature_usage_all
   WHERE (SELECT customer_success.sees_everything())
      OR organization_id IN (SELECT customer_success.visible_organizations());
CREATE VIEW customer_success.weekly_activity WITH (security_barrier) AS
  SELECT organization_id, week, events, active_users FROM customer_success.weekly_activity_all
   WHERE (SELECT customer_success.sees_everything())
      OR organization_id IN (SELECT customer_success.visible_organizations());
GRANT SELECT ON customer_success.monthly_feature_usage, customer_success.weekly_activity TO cs_viewer;

-- Brings the aggregates up to date without stopping their readers.
CREATE FUNCTION customer_success.refresh_aggregates() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  began timestamptz := clock_timestamp();
BEGIN
  REFRESH MATERIALIZED VIEW CONCURRENTLY customer_success.monthly_feature_usage_all;
  REFRESH MATERIALIZED VIEW CONCURRENTLY customer_success.weekly_activity_all;
  INSERT INTO customer_success.metrics_aggregation_jobs (kind, started_at, finished_at, milliseconds)
  VALUES ('refresh_aggregates', began, clock_timestamp(), extract(epoch FROM clock_timestamp() - began) * 1000);
END
$$;
GRANT EXECUTE ON FUNCTION customer_success.refresh_aggregates() TO cs_loader, cs_admin;
