-- Days in a row are days of the account, where it has a zone of its own. No table holds them: a pull lays the account's events by
-- its zone as it reads them, so they can't differ from the events. What is kept here is whether anybody asks for them, and what
-- tells desktops to read them anew.
SET LOCAL ROLE cs_owner;

-- Whether a milestone asks for days in a row.
ALTER TABLE customer_success.sync_settings ADD COLUMN zone_days boolean NOT NULL DEFAULT false;

CREATE OR REPLACE VIEW customer_success.sync_meta WITH (security_barrier) AS
  SELECT md5(s.epoch || '/' || customer_success.history_id() || CASE WHEN h.stands THEN '' ELSE '/ended' END)::uuid AS epoch,
         s.schema_version, s.min_retained_xid, s.company_id, h.stands AS history_stands, s.zone, s.currency, s.zone_days
    FROM customer_success.sync_settings s, LATERAL (SELECT customer_success.history_stands() AS stands) h;

-- With the first such milestone every desktop reads these days, and with the last one gone it lets them go.
CREATE FUNCTION customer_success.watch_streaks() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- One at a time, so that whoever comes second sees what the first has made of the milestones.
  PERFORM FROM customer_success.sync_settings FOR NO KEY UPDATE;
  UPDATE customer_success.sync_settings s SET zone_days = w.wanted
    FROM (SELECT EXISTS (SELECT FROM customer_success.milestone_definitions m
                          WHERE m.removed_at IS NULL AND m.definition #>> '{completion,by}' = 'activity'
                            AND m.definition #>> '{completion,measure}' = 'streak') AS wanted) w
   WHERE s.zone_days <> w.wanted;
  IF FOUND THEN
    INSERT INTO customer_success.sync_log (table_name) VALUES ('activity_zone_days');
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER watch_streaks AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON customer_success.milestone_definitions
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.watch_streaks();

-- An account in another zone has other days, all of them.
CREATE FUNCTION customer_success.log_other_zones() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO customer_success.sync_log (table_name, organization_id, old_scope, new_scope)
  SELECT 'activity_zone_days', a.organization_id, a.owner_id, a.owner_id
    FROM added a JOIN removed r USING (organization_id) WHERE a.timezone IS DISTINCT FROM r.timezone;
  RETURN NULL;
END
$$;
CREATE TRIGGER log_other_zones AFTER UPDATE ON customer_success.organizations REFERENCING OLD TABLE AS removed NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_other_zones();

GRANT EXECUTE ON FUNCTION customer_success.zone_known(text) TO cs_viewer, cs_loader;

-- Of a company that asks for days in a row already.
UPDATE customer_success.sync_settings s SET zone_days = true
 WHERE EXISTS (SELECT FROM customer_success.milestone_definitions m
                WHERE m.removed_at IS NULL AND m.definition #>> '{completion,by}' = 'activity'
                  AND m.definition #>> '{completion,measure}' = 'streak');
INSERT INTO customer_success.sync_log (table_name)
SELECT 'activity_zone_days' FROM customer_success.sync_settings s WHERE s.zone_days;
