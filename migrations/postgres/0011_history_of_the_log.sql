-- The log of changes belongs to one history of transactions. A restored dump, another server, a crash that lost commits:
-- each is another history, and the log begins again with it, by itself. And each change of an event stands in the log,
-- whatever became of its count.
SET LOCAL ROLE cs_owner;

-- The history that the log is of, as history_id() named it when the log began, and the witness of its beginning.
ALTER TABLE customer_success.sync_settings
  ADD COLUMN IF NOT EXISTS history text,
  ADD COLUMN IF NOT EXISTS witness uuid;

-- An unlogged table outlives a clean stop of the server and is empty after a crash, which may have lost the last commits
-- of others and gives their numbers to new ones: no snapshot of before is worth anything then.
CREATE UNLOGGED TABLE IF NOT EXISTS customer_success.sync_witness (witness uuid PRIMARY KEY);
ALTER TABLE customer_success.sync_witness ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner ON customer_success.sync_witness;
CREATE POLICY owner ON customer_success.sync_witness TO cs_owner USING (true) WITH CHECK (true);

-- Whether the log is of the history that the server is in, and no number in it lies in the future.
CREATE OR REPLACE FUNCTION customer_success.history_stands() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF pg_is_in_recovery() THEN
    RETURN true; -- a standby can't look at its witness, and nobody may follow it
  END IF;
  RETURN EXISTS (
    SELECT FROM customer_success.sync_settings s JOIN customer_success.sync_witness w ON w.witness = s.witness
     WHERE s.history = customer_success.history_id()
       AND s.min_retained_xid <= pg_snapshot_xmax(pg_current_snapshot()))
    AND NOT EXISTS (
    SELECT FROM customer_success.sync_log l
     WHERE l.xid >= pg_snapshot_xmax(pg_current_snapshot()) AND l.xid IS DISTINCT FROM pg_current_xact_id_if_assigned());
END
$$;

-- Begins the log again where its history has ended; otherwise does nothing, so anyone who reads the log may call it.
-- Lines of transactions that are still open can't be seen here, so they stay; those that are seen are older than every
-- snapshot of the new epoch. Nothing is missing from this log, however old the oldest transaction that is still open.
CREATE OR REPLACE FUNCTION customer_success.renew_history() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  sign uuid := gen_random_uuid();
BEGIN
  IF customer_success.history_stands() THEN
    RETURN false;
  END IF;
  PERFORM FROM customer_success.sync_settings FOR UPDATE;
  -- Somebody else may have begun it while we waited.
  IF customer_success.history_stands() THEN
    RETURN false;
  END IF;
  DELETE FROM customer_success.sync_log;
  DELETE FROM customer_success.sync_witness;
  INSERT INTO customer_success.sync_witness (witness) VALUES (sign);
  UPDATE customer_success.sync_settings
     SET epoch = gen_random_uuid(), history = customer_success.history_id(), witness = sign, min_retained_xid = '0';
  PERFORM pg_notify('customer_success_changes', '');
  RETURN true;
END
$$;
GRANT EXECUTE ON FUNCTION customer_success.history_stands(), customer_success.renew_history() TO cs_viewer, cs_loader;

CREATE OR REPLACE VIEW customer_success.sync_meta WITH (security_barrier) AS
  SELECT md5(s.epoch || '/' || customer_success.history_id() || CASE WHEN h.stands THEN '' ELSE '/ended' END)::uuid AS epoch,
         s.schema_version, s.min_retained_xid, s.company_id, h.stands AS history_stands
    FROM customer_success.sync_settings s, LATERAL (SELECT customer_success.history_stands() AS stands) h;

-- A company that was made before this step keeps its log, unless the log's numbers are of another history already.
DO $$
DECLARE
  sign uuid := gen_random_uuid();
BEGIN
  DELETE FROM customer_success.sync_witness;
  INSERT INTO customer_success.sync_witness (witness) VALUES (sign);
  UPDATE customer_success.sync_settings SET history = customer_success.history_id(), witness = sign;
  IF EXISTS (SELECT FROM customer_success.sync_settings
              WHERE min_retained_xid > pg_snapshot_xmin(pg_current_snapshot())) THEN
    UPDATE customer_success.sync_settings SET history = NULL;
  END IF;
  PERFORM customer_success.renew_history();
END
$$;

-- Who listens hears of it at commit, once a transaction; and what they hear of can't be lost again, whatever the writer's
-- synchronous_commit: desktops never see a change that a crash would take back.
CREATE OR REPLACE FUNCTION customer_success.notify_desktops() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_setting('synchronous_commit') = 'off' THEN
    PERFORM set_config('synchronous_commit', 'on', true);
  END IF;
  PERFORM pg_notify('customer_success_changes', '');
  RETURN NULL;
END
$$;

-- As before; a line that a server's clock dated ahead counts as written now, or nothing after it would ever be pruned.
CREATE OR REPLACE FUNCTION customer_success.prune_sync_log(keep interval DEFAULT '30 days') RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  finished xid8 := pg_snapshot_xmin(pg_current_snapshot());
  bound xid8;
  pruned bigint;
BEGIN
  IF keep < interval '0' THEN
    RAISE EXCEPTION 'keep % of the sync log: give an interval of zero or more', keep;
  END IF;
  PERFORM FROM customer_success.sync_settings FOR UPDATE;
  UPDATE customer_success.sync_log SET logged_at = now() WHERE logged_at > now();
  SELECT xid INTO bound FROM customer_success.sync_log WHERE logged_at >= now() - keep ORDER BY xid LIMIT 1;
  bound := CASE WHEN bound IS NULL OR bound > finished OR keep = interval '0' THEN finished ELSE bound END;
  DELETE FROM customer_success.sync_log WHERE xid < bound;
  GET DIAGNOSTICS pruned = ROW_COUNT;
  UPDATE customer_success.sync_settings SET min_retained_xid = bound WHERE min_retained_xid < bound;
  RETURN pruned;
END
$$;

-- Adds or takes away a statement's events, in the key's order so that two writers cannot block each other. A value that
-- is no number counts as none, so that taking it away leaves what was there before. A count that comes to nothing goes,
-- if it was of events alone; what the company counted itself stays, be it zero.
CREATE OR REPLACE FUNCTION customer_success.count_activity() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP IN ('DELETE', 'UPDATE') THEN
    WITH gone AS MATERIALIZED (
      SELECT organization_id, (occurred_at AT TIME ZONE 'UTC')::date AS day, coalesce(user_id, 0) AS user_id, feature_id,
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
     USING (SELECT DISTINCT organization_id, (occurred_at AT TIME ZONE 'UTC')::date AS day, coalesce(user_id, 0) AS user_id,
                   feature_id FROM removed) gone
     WHERE d.organization_id = gone.organization_id AND d.day = gone.day AND d.period_days = 1
       AND d.user_id = gone.user_id AND d.feature_id = gone.feature_id AND d.events = 0 AND d.from_events;
  END IF;

  IF TG_OP IN ('INSERT', 'UPDATE') THEN
    INSERT INTO customer_success.activity_daily AS d
      (organization_id, day, period_days, user_id, feature_id, events, value, from_events)
    SELECT organization_id, (occurred_at AT TIME ZONE 'UTC')::date, 1, coalesce(user_id, 0), feature_id,
           count(*)::int, coalesce(sum(value) FILTER (WHERE value > '-Infinity' AND value < 'Infinity'), 0), true
      FROM added GROUP BY 1, 2, 4, 5 ORDER BY 1, 2, 4, 5
    ON CONFLICT (organization_id, day, period_days, user_id, feature_id)
    DO UPDATE SET events = d.events + excluded.events, value = d.value + excluded.value;
  END IF;
  RETURN NULL;
END
$$;

-- What earlier counting left: sums that one infinite value had made infinite, or no number at all.
UPDATE customer_success.activity_daily d
   SET value = coalesce((SELECT sum(e.value) FROM customer_success.activity_events e
                          WHERE e.organization_id = d.organization_id AND (e.occurred_at AT TIME ZONE 'UTC')::date = d.day
                            AND coalesce(e.user_id, 0) = d.user_id AND e.feature_id = d.feature_id
                            AND e.value > '-Infinity' AND e.value < 'Infinity'), 0)
 WHERE d.from_events AND d.period_days = 1 AND NOT (d.value > '-Infinity' AND d.value < 'Infinity');

-- An event that is deleted or moved logs its days itself: its count may be gone already, and then no count changes with it.
-- A new one always changes its count, whose line tells of both.
CREATE OR REPLACE FUNCTION customer_success.log_event_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO customer_success.sync_log (table_name, organization_id, day, old_scope, new_scope)
  SELECT 'activity', c.organization_id, c.day, o.owner_id, o.owner_id
    FROM (SELECT DISTINCT organization_id, (occurred_at AT TIME ZONE 'UTC')::date AS day FROM removed) c
    LEFT JOIN customer_success.organizations o USING (organization_id);
  RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS log_update ON customer_success.activity_events;
CREATE TRIGGER log_update AFTER UPDATE ON customer_success.activity_events REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_event_changes();
DROP TRIGGER IF EXISTS log_delete ON customer_success.activity_events;
CREATE TRIGGER log_delete AFTER DELETE ON customer_success.activity_events REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_event_changes();

-- Makes the month's partition of a table and moves there what the default partition holds of it. Whoever reads on a
-- snapshot of before finds the moved rows in neither, so their days stand in the log.
CREATE OR REPLACE FUNCTION customer_success.ensure_partition(parent text, key text, month date) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  -- Above this many pages one line for all of them costs everybody less.
  most_lines CONSTANT int := 50000;
  partition text := format('%s_%s', parent, to_char(month, 'YYYY_MM'));
  lower text := format('%s-01', to_char(month, 'YYYY-MM'));
  upper text := to_char(month + interval '1 month', 'YYYY-MM-01');
  pages text := format('SELECT DISTINCT organization_id, (occurred_at AT TIME ZONE ''UTC'')::date AS day
                          FROM customer_success.%I', partition);
  moved bigint;
  lines bigint;
BEGIN
  IF to_regclass(format('customer_success.%I', partition)) IS NOT NULL THEN
    RETURN false;
  END IF;
  -- Taken first: a row that somebody was still writing there would make the attaching fail.
  EXECUTE format('LOCK TABLE customer_success.%I IN ACCESS EXCLUSIVE MODE', parent || '_default');
  EXECUTE format('CREATE TABLE customer_success.%I (LIKE customer_success.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)',
                 partition, parent);
  EXECUTE format(
    'WITH moved AS (DELETE FROM customer_success.%I WHERE %I >= %L AND %I < %L RETURNING *)
     INSERT INTO customer_success.%I SELECT * FROM moved',
    parent || '_default', key, lower, key, upper, partition);
  GET DIAGNOSTICS moved = ROW_COUNT;
  EXECUTE format('ALTER TABLE customer_success.%I ATTACH PARTITION customer_success.%I FOR VALUES FROM (%L) TO (%L)',
                 parent, partition, lower, upper);
  IF moved > 0 AND parent = 'activity_events' THEN
    EXECUTE format('SELECT count(*) FROM (%s LIMIT %s) p', pages, most_lines + 1) INTO lines;
    IF lines > most_lines THEN
      INSERT INTO customer_success.sync_log (table_name) VALUES ('activity');
    ELSE
      EXECUTE format('INSERT INTO customer_success.sync_log (table_name, organization_id, day, old_scope, new_scope)
                      SELECT ''activity'', p.organization_id, p.day, o.owner_id, o.owner_id
                        FROM (%s) p LEFT JOIN customer_success.organizations o USING (organization_id)', pages);
    END IF;
  END IF;
  RETURN true;
END
$$;
