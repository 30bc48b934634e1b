-- Monthly partitions, made ahead.
SET LOCAL ROLE cs_owner;

-- Makes the month's partition of a table and moves there what the default partition holds of it.
CREATE FUNCTION customer_success.ensure_partition(parent text, key text, month date) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  partition text := format('%s_%s', parent, to_char(month, 'YYYY_MM'));
  lower text := format('%s-01', to_char(month, 'YYYY-MM'));
  upper text := to_char(month + interval '1 month', 'YYYY-MM-01');
BEGIN
  IF to_regclass(format('customer_success.%I', partition)) IS NOT NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE customer_success.%I (LIKE customer_success.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)',
                 partition, parent);
  EXECUTE format(
    'WITH moved AS (DELETE FROM customer_success.%I WHERE %I >= %L AND %I < %L RETURNING *)
     INSERT INTO customer_success.%I SELECT * FROM moved',
    parent || '_default', key, lower, key, upper, partition);
  EXECUTE format('ALTER TABLE customer_success.%I ATTACH PARTITION customer_success.%I FOR VALUES FROM (%L) TO (%L)',
                 parent, partition, lower, upper);
  RETURN true;
END
$$;

-- Makes every monthly partition of the table that holds a day from `since` to `until`. Returns how many were new.
CREATE FUNCTION customer_success.ensure_partitions(parent text, since date, until date) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  key text := CASE WHEN parent = 'activity_events' THEN 'occurred_at'
                   WHEN parent IN ('organization_health_scores', 'user_health_scores') THEN 'day' END;
  made int := 0;
  month date;
BEGIN
  IF key IS NULL THEN
    RAISE EXCEPTION '% is not a table with monthly partitions', parent;
  END IF;
  IF until < since OR until - since > 366 * 50 THEN
    RAISE EXCEPTION 'partitions from % to %: give a span of at most fifty years', since, until;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('customer_success.ensure_partitions'));
  FOR month IN SELECT generate_series(date_trunc('month', since::timestamp), until::timestamp, interval '1 month')::date LOOP
    made := made + customer_success.ensure_partition(parent, key, month)::int;
  END LOOP;
  RETURN made;
END
$$;
GRANT EXECUTE ON FUNCTION customer_success.ensure_partitions(text, date, date) TO cs_loader, cs_admin;

SELECT customer_success.ensure_partitions(parent, (now() - interval '1 month')::date, (now() + interval '3 months')::date)
  FROM unnest(ARRAY['activity_events', 'organization_health_scores', 'user_health_scores']) AS parent;
