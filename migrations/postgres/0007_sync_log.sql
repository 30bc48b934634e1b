-- Every change leaves a line in sync_log, in the transaction that made it. Desktops read the lines of the transactions
-- that became visible since their last snapshot, and then the current rows.
SET LOCAL ROLE cs_owner;

CREATE TABLE customer_success.sync_log (
  log_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  -- A table's name, or 'activity' for the pages of activity_daily and activity_events.
  table_name text NOT NULL,
  -- The row's id; null for activity, and null with no day either for a table that was emptied.
  pk text,
  organization_id int,
  -- Activity: the day the page begins.
  day date,
  -- The organization's owner before and after.
  old_scope int,
  new_scope int,
  logged_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sync_log_by_xid ON customer_success.sync_log (xid);

-- The one row behind sync_meta.
CREATE TABLE customer_success.sync_settings (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  epoch uuid NOT NULL DEFAULT gen_random_uuid(),
  -- Raised by a migration after which desktops of before can no longer read what they need.
  schema_version int NOT NULL,
  -- Lines of older transactions may be gone from sync_log.
  min_retained_xid xid8 NOT NULL DEFAULT pg_current_xact_id()
);
INSERT INTO customer_success.sync_settings (schema_version) VALUES (1);

-- A restored dump, a recovered server or a standby made primary carries the same epoch but another history of
-- transactions, and no desktop's snapshot fits it. So what a restore changes is part of the epoch that desktops see.
CREATE FUNCTION customer_success.history_id() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT concat_ws('/', s.system_identifier, c.timeline_id, d.oid, 'customer_success.sync_log'::regclass::oid)
    FROM pg_control_system() s, pg_control_checkpoint() c, pg_database d WHERE d.datname = current_database()
$$;

CREATE VIEW customer_success.sync_meta WITH (security_barrier) AS
  SELECT md5(s.epoch || '/' || customer_success.history_id())::uuid AS epoch, s.schema_version, s.min_retained_xid
    FROM customer_success.sync_settings s;

-- Tells every desktop to load afresh.
CREATE FUNCTION customer_success.start_new_epoch() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ UPDATE customer_success.sync_settings SET epoch = gen_random_uuid() $$;

-- Arguments of the trigger: the table's key column, and whether its rows are of an organization, are one, or neither.
CREATE FUNCTION customer_success.log_row_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  key text := TG_ARGV[0];
  kind text := TG_ARGV[1];
  before text := CASE WHEN TG_OP <> 'INSERT' THEN 'removed' ELSE '(SELECT * FROM added LIMIT 0)' END;
  after text := CASE WHEN TG_OP <> 'DELETE' THEN 'added' ELSE '(SELECT * FROM removed LIMIT 0)' END;
BEGIN
  IF kind = 'organization' THEN
    EXECUTE format(
      'INSERT INTO customer_success.sync_log (table_name, pk, organization_id, old_scope, new_scope)
       SELECT %L, organization_id, organization_id, b.owner_id, a.owner_id
         FROM %s b FULL JOIN %s a USING (organization_id)', TG_TABLE_NAME, before, after);
  ELSIF kind = 'of organization' THEN
    EXECUTE format(
      'INSERT INTO customer_success.sync_log (table_name, pk, organization_id, old_scope, new_scope)
       SELECT %L, c.pk, c.organization_id, o.owner_id, o.owner_id
         FROM (SELECT %I AS pk, organization_id FROM %s b UNION SELECT %I, organization_id FROM %s a) c
         LEFT JOIN customer_success.organizations o USING (organization_id)', TG_TABLE_NAME, key, before, key, after);
  ELSE
    EXECUTE format(
      'INSERT INTO customer_success.sync_log (table_name, pk) SELECT %L, %I FROM %s b UNION SELECT %L, %I FROM %s a',
      TG_TABLE_NAME, key, before, TG_TABLE_NAME, key, after);
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION customer_success.log_activity_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- Updates log both sides: a row may have moved to another day.
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO customer_success.sync_log (table_name, organization_id, day, old_scope, new_scope)
    SELECT 'activity', c.organization_id, c.day, o.owner_id, o.owner_id
      FROM (SELECT DISTINCT organization_id, day FROM added) c
      LEFT JOIN customer_success.organizations o USING (organization_id);
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO customer_success.sync_log (table_name, organization_id, day, old_scope, new_scope)
    SELECT 'activity', c.organization_id, c.day, o.owner_id, o.owner_id
      FROM (SELECT DISTINCT organization_id, day FROM removed) c
      LEFT JOIN customer_success.organizations o USING (organization_id);
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION customer_success.log_truncate() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO customer_success.sync_log (table_name)
  VALUES (CASE WHEN TG_TABLE_NAME IN ('activity_events', 'activity_daily') THEN 'activity' ELSE TG_TABLE_NAME END);
  RETURN NULL;
END
$$;

-- Listeners hear of it at commit, once a transaction.
CREATE FUNCTION customer_success.notify_desktops() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_notify('customer_success_changes', '');
  RETURN NULL;
END
$$;
CREATE TRIGGER notify_desktops AFTER INSERT ON customer_success.sync_log
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.notify_desktops();

DO $$
DECLARE
  t record;
BEGIN
  FOR t IN SELECT * FROM (VALUES
    ('managers', 'manager_id', 'shared'),
    ('memberships', 'login', 'shared'),
    ('features', 'feature_id', 'shared'),
    ('organizations', 'organization_id', 'organization'),
    ('users', 'user_id', 'of organization'),
    ('subscriptions', 'subscription_id', 'of organization'),
    ('support_tickets', 'ticket_id', 'of organization'),
    ('survey_responses', 'response_id', 'of organization')) AS x (name, key, kind)
  LOOP
    EXECUTE format(
      'CREATE TRIGGER log_insert AFTER INSERT ON customer_success.%1$I REFERENCING NEW TABLE AS added
         FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_row_changes(%2$L, %3$L);
       CREATE TRIGGER log_update AFTER UPDATE ON customer_success.%1$I REFERENCING OLD TABLE AS removed NEW TABLE AS added
         FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_row_changes(%2$L, %3$L);
       CREATE TRIGGER log_delete AFTER DELETE ON customer_success.%1$I REFERENCING OLD TABLE AS removed
         FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_row_changes(%2$L, %3$L);
       CREATE TRIGGER log_truncate AFTER TRUNCATE ON customer_success.%1$I
         FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_truncate()', t.name, t.key, t.kind);
  END LOOP;
END
$$;

-- Each change of an event changes its day's count, so activity_daily's log covers activity_events, but for TRUNCATE.
CREATE TRIGGER log_insert AFTER INSERT ON customer_success.activity_daily REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_activity_changes();
CREATE TRIGGER log_update AFTER UPDATE ON customer_success.activity_daily REFERENCING OLD TABLE AS removed NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_activity_changes();
CREATE TRIGGER log_delete AFTER DELETE ON customer_success.activity_daily REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_activity_changes();
CREATE TRIGGER log_truncate AFTER TRUNCATE ON customer_success.activity_daily
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_truncate();
CREATE TRIGGER log_truncate AFTER TRUNCATE ON customer_success.activity_events
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_truncate();

-- Forgets lines older than `keep`. A desktop whose snapshot is older than what remains loads afresh. Lines of a
-- transaction that may still be running are kept: nobody's snapshot holds it yet.
CREATE FUNCTION customer_success.prune_sync_log(keep interval DEFAULT '30 days') RETURNS bigint
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
  SELECT xid INTO bound FROM customer_success.sync_log WHERE logged_at >= now() - keep ORDER BY xid LIMIT 1;
  bound := CASE WHEN bound IS NULL OR bound > finished OR keep = interval '0' THEN finished ELSE bound END;
  DELETE FROM customer_success.sync_log WHERE xid < bound;
  GET DIAGNOSTICS pruned = ROW_COUNT;
  UPDATE customer_success.sync_settings SET min_retained_xid = bound WHERE min_retained_xid < bound;
  RETURN pruned;
END
$$;
GRANT EXECUTE ON FUNCTION customer_success.prune_sync_log(interval), customer_success.start_new_epoch() TO cs_loader, cs_admin;
GRANT EXECUTE ON FUNCTION customer_success.history_id() TO cs_viewer, cs_loader;

ALTER TABLE customer_success.sync_log ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON customer_success.sync_log TO cs_owner USING (true) WITH CHECK (true);
-- A line is for those who see its organization now, or saw it, or see it through this change.
CREATE POLICY members ON customer_success.sync_log FOR SELECT TO cs_viewer USING (
  (SELECT customer_success.sees_everything())
  OR organization_id IN (SELECT customer_success.visible_organizations())
  OR old_scope = (SELECT customer_success.my_manager_id())
  OR new_scope = (SELECT customer_success.my_manager_id())
  OR (organization_id IS NULL AND (SELECT customer_success.is_member())
      AND (table_name <> 'memberships' OR pk IS NULL OR pk = session_user)));
GRANT SELECT ON customer_success.sync_log, customer_success.sync_meta TO cs_viewer;
