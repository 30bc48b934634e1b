-- How long the company keeps what piles up is its own to say; nothing goes before it does. What is due goes once a day, by
-- the runner, or at once by an admin. Desktops follow by the log of changes, and read what is theirs to keep.
SET LOCAL ROLE cs_owner;

CREATE TABLE customer_success.retention_settings (
  kind text PRIMARY KEY,
  -- Whole days; null: for ever.
  days int,
  -- Fewer are refused.
  least_days int NOT NULL,
  -- Whether the company's database keeps it; else each copy on a desktop does.
  at_company boolean NOT NULL,
  -- What was of before may be gone already, whatever is set since. Null: nothing is.
  gone_before timestamptz,
  CHECK (days BETWEEN least_days AND 36500)
);
INSERT INTO customer_success.retention_settings (kind, days, least_days, at_company) VALUES
  -- Two years: a contract is renewed each year, and may be disputed for one more.
  ('audit', NULL, 730, true),
  -- Desktops show the last 90 days of raw events.
  ('events', NULL, 92, true),
  -- A score is compared with the same month a year ago.
  ('scores', NULL, 400, true),
  -- A desktop that was away for a year still hears how its decisions were answered.
  ('operations', NULL, 366, true),
  -- Desktops offer again for 90 days what a restored company has forgotten.
  ('removed', NULL, 92, true),
  ('devices', 180, 30, true),
  -- A desktop that was away longer loads afresh.
  ('changes', NULL, 7, true),
  ('loads', NULL, 7, true),
  ('desktop decisions', 90, 30, false),
  ('desktop backups', NULL, 7, false);

-- Renewed every fifteen seconds, and asked for as it ends: so whoever dies is taken over within a minute.
ALTER TABLE customer_success.runner_lease ALTER COLUMN seconds SET DEFAULT 45;
UPDATE customer_success.runner_lease SET seconds = 45 WHERE seconds = 60;

-- What is done for the company once a day: when it was last, and what went.
CREATE TABLE customer_success.upkeep_runs (
  work text PRIMARY KEY,
  -- The company's day of the last run that came to its end.
  day date,
  ended_at timestamptz,
  login name,
  machine text,
  -- {table: rows} of that day.
  rows jsonb NOT NULL DEFAULT '{}',
  -- Of one that has not come to its end.
  so_far jsonb NOT NULL DEFAULT '{}',
  -- Somebody's lock was in the way then; null: nobody's.
  waited_at timestamptz
);
INSERT INTO customer_success.upkeep_runs (work)
SELECT 'partitions' UNION ALL SELECT kind FROM customer_success.retention_settings WHERE at_company;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['retention_settings', 'upkeep_runs'] LOOP
    EXECUTE format(
      'ALTER TABLE customer_success.%1$I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
       CREATE POLICY owner ON customer_success.%1$I TO cs_owner USING (true) WITH CHECK (true);
       CREATE POLICY members ON customer_success.%1$I FOR SELECT TO cs_viewer USING (
         (SELECT customer_success.is_member()));
       GRANT SELECT ON customer_success.%1$I TO cs_viewer', t);
  END LOOP;
END
$$;

CREATE FUNCTION customer_success.company_today() RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT (clock_timestamp() AT TIME ZONE customer_success.zone())::date $$;

-- What is of before this is due to go; null: nothing ever is. Of what lies by the month, whole months of UTC.
CREATE FUNCTION customer_success.kept_since(what text) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
  SELECT CASE WHEN s.kind IN ('audit', 'events', 'scores') THEN date_trunc('month', d.first) ELSE d.first END
    FROM customer_success.retention_settings s,
         LATERAL (SELECT (customer_success.company_today() - s.days)::timestamp AT TIME ZONE customer_success.zone() AS first) d
   WHERE s.kind = what AND s.at_company
$$;

CREATE FUNCTION customer_success.gone_before(what text) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT s.gone_before FROM customer_success.retention_settings s WHERE s.kind = what $$;
GRANT EXECUTE ON FUNCTION customer_success.gone_before(text) TO cs_viewer, cs_loader;

-- Whether the login says how long things are kept: an admin who sees every account, or who owns the schema.
CREATE FUNCTION customer_success.may_keep() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT pg_has_role(session_user, 'cs_owner', 'MEMBER') OR (customer_success.is_admin() AND customer_success.sees_everything())
$$;

-- Says how long a kind is kept, in whole days; null: for ever. Answers {"outcome"}: applied, with "before" and "after"; refused,
-- with "reason": role, unknown, or days, with "least" and "most"; later.
CREATE FUNCTION customer_success.set_retention(what text, days int) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s' AS $$
DECLARE
  kept customer_success.retention_settings;
BEGIN
  IF NOT customer_success.may_keep() THEN
    RETURN '{"outcome": "refused", "reason": "role"}';
  END IF;
  PERFORM customer_success.hold_chain(0);
  SELECT s.* INTO kept FROM customer_success.retention_settings s WHERE s.kind = what FOR UPDATE;
  IF NOT FOUND THEN
    RETURN '{"outcome": "refused", "reason": "unknown"}';
  ELSIF set_retention.days NOT BETWEEN kept.least_days AND 36500 THEN
    RETURN jsonb_build_object('outcome', 'refused', 'reason', 'days', 'least', kept.least_days, 'most', 36500);
  END IF;
  IF kept.days IS DISTINCT FROM set_retention.days THEN
    UPDATE customer_success.retention_settings s SET days = set_retention.days WHERE s.kind = what;
    -- Not before tomorrow: whoever mistook a figure has until then.
    UPDATE customer_success.upkeep_runs u SET day = customer_success.company_today() WHERE u.work = what;
    PERFORM customer_success.write_audit(0, 'retention', jsonb_build_object(
      'of', what, 'before', kept.days, 'after', set_retention.days), NULL);
  END IF;
  RETURN jsonb_build_object('outcome', 'applied', 'before', kept.days, 'after', set_retention.days);
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

CREATE FUNCTION customer_success.added_counts(one jsonb, other jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(jsonb_object_agg(key, total), '{}')
    FROM (SELECT key, sum(value::bigint) AS total
            FROM (SELECT * FROM jsonb_each_text(one) UNION ALL SELECT * FROM jsonb_each_text(other)) c
           GROUP BY key HAVING sum(value::bigint) > 0) t
$$;

-- Rows of a table by which a condition holds go, at most so many. How many went, or would.
CREATE FUNCTION customer_success.sweep_rows(from_table text, due text, most int, dry boolean) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  gone bigint;
BEGIN
  IF dry THEN
    EXECUTE format('SELECT count(*) FROM customer_success.%I t WHERE %s', from_table, due) INTO gone;
    RETURN gone;
  END IF;
  -- What somebody holds just now goes with the next sweep.
  EXECUTE format('DELETE FROM customer_success.%1$I WHERE ctid = ANY (ARRAY(
                    SELECT t.ctid FROM customer_success.%1$I t WHERE %2$s LIMIT %3$s FOR UPDATE SKIP LOCKED))',
                 from_table, due, most);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END
$$;

-- Whole months of a table that end before a moment go with their partitions; what of before lies in others goes by itself.
-- No trigger fires: counts that were made of events stay.
CREATE FUNCTION customer_success.sweep_months(parent text, key text, before timestamptz, dry boolean) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  part record;
  rows bigint;
  gone bigint := 0;
BEGIN
  FOR part IN
    SELECT c.relname, coalesce(substring(pg_get_expr(c.relpartbound, c.oid) FROM 'TO \(''([^'']+)''\)')::timestamptz <= before,
                               false) AS whole
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = format('customer_success.%I', parent)::regclass ORDER BY 1
  LOOP
    EXECUTE format('SELECT count(*) FROM customer_success.%I WHERE $1 OR %I < $2', part.relname, key)
       INTO rows USING part.whole, before;
    gone := gone + rows;
    IF NOT dry AND part.whole THEN
      EXECUTE format('DROP TABLE customer_success.%I', part.relname);
    ELSIF NOT dry AND rows > 0 THEN
      EXECUTE format('DELETE FROM customer_success.%I WHERE %I < $1', part.relname, key) USING before;
    END IF;
  END LOOP;
  RETURN gone;
END
$$;

-- Raw events go by the month, their daily counts stay, which are all there is to know from then on. So an event of before
-- that comes again, or late, would be counted a second time: it isn't taken.
CREATE FUNCTION customer_success.sweep_events(before timestamptz, dry boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
  gone bigint := customer_success.sweep_months('activity_events', 'occurred_at', before, true);
BEGIN
  IF NOT dry THEN
    UPDATE customer_success.retention_settings s SET gone_before = greatest(s.gone_before, before) WHERE s.kind = 'events';
    IF EXISTS (SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                WHERE i.inhparent = 'customer_success.activity_events'::regclass
                  AND substring(pg_get_expr(c.relpartbound, c.oid) FROM 'TO \(''([^'']+)''\)')::timestamptz <= before)
       OR gone > 0 THEN
      -- Whoever is writing events of before has done so by then, and whoever comes after reads what is kept.
      LOCK TABLE customer_success.activity_events IN ACCESS EXCLUSIVE MODE;
      gone := customer_success.sweep_months('activity_events', 'occurred_at', before, false);
    END IF;
  END IF;
  RETURN jsonb_build_object('activity_events', gone);
END
$$;

CREATE FUNCTION customer_success.refuse_swept_events() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    -- A snapshot of before may know of no sweep that was since: then this fails, to be tried again.
    PERFORM FROM customer_success.retention_settings s WHERE s.kind = 'events' FOR KEY SHARE;
  END IF;
  IF NEW.occurred_at < customer_success.gone_before('events') THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END
$$;
-- Months that are gone are made no more, so all that comes of them comes here.
CREATE TRIGGER refuse_swept BEFORE INSERT ON customer_success.activity_events_default
  FOR EACH ROW EXECUTE FUNCTION customer_success.refuse_swept_events();

DO $do$
BEGIN
  EXECUTE replace(pg_get_functiondef('customer_success.ensure_partition(text, text, date)'::regprocedure),
    $of$IF to_regclass(format('customer_success.%I', partition)) IS NOT NULL THEN$of$,
    $of$IF to_regclass(format('customer_success.%I', partition)) IS NOT NULL
     OR (parent = 'activity_events' AND upper::date <= (customer_success.gone_before('events') AT TIME ZONE 'UTC')::date) THEN$of$);
END
$do$;

-- What the runner wrote down. Of levels the last of before stays: it is the one that stood then.
CREATE FUNCTION customer_success.sweep_scores(before timestamptz, most int, dry boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
BEGIN
  RETURN jsonb_build_object(
    'organization_health_scores', customer_success.sweep_months('organization_health_scores', 'day', before, dry),
    'user_health_scores', customer_success.sweep_months('user_health_scores', 'day', before, dry),
    'risk_assessment_history', customer_success.sweep_rows('risk_assessment_history', format(
      't.assessed_at < %1$L AND EXISTS (SELECT FROM customer_success.risk_assessment_history l
        WHERE l.organization_id = t.organization_id AND l.assessed_at > t.assessed_at AND l.assessed_at < %1$L)', before),
      most, dry),
    'score_events', customer_success.sweep_rows('score_events', format('t.at < %L', before), most, dry));
END
$$;

-- What people took back, or removed: it shows no more. And what somebody put away from Today for days that are over.
CREATE FUNCTION customer_success.sweep_removed(before timestamptz, most int, dry boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  day date := (before AT TIME ZONE customer_success.zone())::date;
BEGIN
  RETURN jsonb_build_object(
    'notes', customer_success.sweep_rows('notes', format('t.removed_at < %L', before), most, dry),
    'pulses', customer_success.sweep_rows('pulses', format('t.withdrawn_at < %L', before), most, dry),
    'score_overrides', customer_success.sweep_rows('score_overrides', format('t.withdrawn_at < %L', before), most, dry),
    'profiling_objections', customer_success.sweep_rows('profiling_objections', format('t.withdrawn_at < %L', before), most, dry),
    'today_dispositions', customer_success.sweep_rows('today_dispositions', format(
      't.removed_at < %1$L OR (t.created_at < %1$L AND greatest(t.day, t.until_day) < %2$L)', before, day), most, dry),
    'saved_views', customer_success.sweep_rows('saved_views', format('t.removed_at < %L', before), most, dry));
END
$$;

-- The moment in a UUID of version 7.
CREATE FUNCTION customer_success.moment_of(id uuid) RETURNS timestamptz
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0) $$;

-- Only what was made and answered before: by its number one can tell then, for ever, that it may have been answered.
CREATE FUNCTION customer_success.sweep_operations(before timestamptz, most int, dry boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT dry THEN
    UPDATE customer_success.retention_settings s SET gone_before = greatest(s.gone_before, before) WHERE s.kind = 'operations';
  END IF;
  RETURN jsonb_build_object('operations', customer_success.sweep_rows('operations', format(
    't.done_at < %1$L AND customer_success.moment_of(t.op_id) < %1$L', before), most, dry));
END
$$;
CREATE INDEX operations_by_time ON customer_success.operations (done_at);

-- An operation of before that is not known may have been answered, and was forgotten since.
CREATE FUNCTION customer_success.refuse_forgotten(id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  before timestamptz := customer_success.gone_before('operations');
BEGIN
  IF customer_success.moment_of(id) < before THEN
    PERFORM customer_success.refuse_field('made_at', format(
      'is before %s, and the company forgets after a time what it has answered: look whether it took effect, and decide it again',
      to_char(before AT TIME ZONE customer_success.zone(), 'YYYY-MM-DD')));
  END IF;
END
$$;
DO $do$
BEGIN
  EXECUTE replace(pg_get_functiondef('customer_success.carry_out(jsonb, jsonb, customer_success.operations)'::regprocedure),
    $of$op.op_id := claimed.op_id;$of$,
    $of$PERFORM customer_success.refuse_forgotten(claimed.op_id);
  op.op_id := claimed.op_id;$of$);
END
$do$;

-- A chain of the audit loses its beginning, whole months at a time, and says so in a row of its own: through which number, and
-- with what hash the next row follows. So it verifies as before. Its last row stays, and a chain with which anything is
-- wrong stays as it is.

-- The last number that is due to go; null: none is.
CREATE FUNCTION customer_success.audit_due(which int, before timestamptz) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT max(l.number) FROM customer_success.audit_log l
   WHERE l.chain = which AND l.kind <> 'audit.sweep'
     AND l.number < coalesce((SELECT k.number FROM customer_success.audit_log k
                               WHERE k.chain = which AND k.at >= before ORDER BY k.number LIMIT 1), 9223372036854775807)
     AND l.number < (SELECT k.number FROM customer_success.audit_log k
                      WHERE k.chain = which AND k.kind <> 'audit.sweep' ORDER BY k.number DESC LIMIT 1)
$$;

CREATE FUNCTION customer_success.sweep_chain(which int, through bigint, before timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  rows bigint;
BEGIN
  PERFORM customer_success.write_audit(which, 'audit.sweep', jsonb_build_object(
    'through', through, 'before', to_char(before AT TIME ZONE 'UTC', 'YYYY-MM-DD'),
    'hash', (SELECT encode(l.hash, 'hex') FROM customer_success.audit_log l WHERE l.chain = which AND l.number = through)), NULL);
  DELETE FROM customer_success.audit_log l WHERE l.chain = which AND l.number <= through;
  GET DIAGNOSTICS rows = ROW_COUNT;
  RETURN rows;
END
$$;

-- From chain `after` on. Answers {"rows", "after": the chain to go on after, null at the end}.
CREATE FUNCTION customer_success.sweep_audit(before timestamptz, after int, most int, dry boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  which int;
  through bigint;
  rows bigint := 0;
  left_as_is bigint := 0;
  looked int := 0;
BEGIN
  FOR which IN SELECT DISTINCT l.chain FROM customer_success.audit_log l WHERE l.at < before AND l.chain > after ORDER BY 1 LOOP
    through := customer_success.audit_due(which, before);
    CONTINUE WHEN through IS NULL;
    looked := looked + 1;
    IF EXISTS (SELECT FROM customer_success.find_audit_problems('[]', which, which) p WHERE NOT p.accepted) THEN
      left_as_is := left_as_is + 1;
    ELSIF dry THEN
      rows := rows + (SELECT count(*) FROM customer_success.audit_log l WHERE l.chain = which AND l.number <= through);
    ELSE
      -- One that somebody holds goes another day.
      PERFORM FROM customer_success.audit_heads h WHERE h.chain = which FOR UPDATE SKIP LOCKED;
      IF FOUND THEN
        rows := rows + customer_success.sweep_chain(which, through, before);
      END IF;
    END IF;
    IF NOT dry AND (looked >= 200 OR rows >= most) THEN
      RETURN jsonb_build_object('rows', jsonb_build_object('audit_log', rows, 'chains left as they are', left_as_is),
                                'after', which);
    END IF;
  END LOOP;
  RETURN jsonb_build_object('rows', jsonb_build_object('audit_log', rows, 'chains left as they are', left_as_is), 'after', NULL);
END
$$;

-- Rows are added, never changed or removed; but what people wrote may be erased, of which the digest stays, and what is two
-- years old may go where the chain says so.
CREATE OR REPLACE FUNCTION customer_success.keep_audit() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.personal IS NULL AND to_jsonb(NEW) - 'personal' = to_jsonb(OLD) - 'personal' THEN
      RETURN NEW;
    END IF;
    IF (NEW.personal IS NULL OR NEW.personal = OLD.personal)
       AND to_jsonb(NEW) - '{personal,details,rewritten}'::text[] = to_jsonb(OLD) - '{personal,details,rewritten}'::text[]
       AND NEW.rewritten = customer_success.rewriting_digest(NEW) THEN
      RETURN NEW;
    END IF;
  ELSIF TG_LEVEL = 'ROW' THEN
    IF EXISTS (SELECT FROM customer_success.audit_log s
                WHERE s.chain = OLD.chain AND s.kind = 'audit.sweep' AND s.number > OLD.number
                  AND (s.details ->> 'through')::bigint >= OLD.number AND OLD.at < s.at - interval '730 days') THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'the audit is added to, and changed in no other way' USING ERRCODE = 'insufficient_privilege',
    HINT = 'What a person wrote may be erased: UPDATE … SET personal = NULL. How long it is kept: steward privacy retention.';
END
$$;
DROP TRIGGER keep_all ON customer_success.audit_log;
CREATE TRIGGER keep_all BEFORE TRUNCATE ON customer_success.audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.keep_audit();
CREATE TRIGGER keep_each BEFORE DELETE ON customer_success.audit_log
  FOR EACH ROW EXECUTE FUNCTION customer_success.keep_audit();
DROP INDEX customer_success.audit_log_marks;
CREATE INDEX audit_log_marks ON customer_success.audit_log (chain, number)
  WHERE kind IN ('re-anchor', 'account.remove', 'audit.sweep');

-- As before, and a chain may begin where it says that its rows of before have gone.
CREATE OR REPLACE FUNCTION customer_success.find_audit_problems(remembered jsonb, first_chain int DEFAULT -2147483648,
  last_chain int DEFAULT 2147483647)
RETURNS TABLE (chain int, number bigint, problem text, accepted boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
  WITH swept AS (
    SELECT DISTINCT ON (l.chain) l.chain, CASE WHEN l.details ->> 'through' ~ '^[0-9]{1,18}$'
                                               THEN (l.details ->> 'through')::bigint END AS through, l.details ->> 'hash' AS hash
      FROM customer_success.audit_log l
     WHERE l.kind = 'audit.sweep' AND l.chain BETWEEN first_chain AND last_chain ORDER BY l.chain, l.number DESC
  ), linked AS (
    SELECT l.chain, l.number, l.hash, l.previous, coalesce(lag(l.number) OVER w, s.through) AS number_before,
           coalesce(encode(lag(l.hash) OVER w, 'hex'), s.hash) AS hash_before,
           CASE WHEN l.rewritten IS NULL THEN l.hash <> customer_success.audit_hash(l)
                ELSE l.rewritten <> customer_success.rewriting_digest(l) OR NOT EXISTS (
                  SELECT FROM customer_success.audit_log e
                   WHERE e.chain = 0 AND e.kind = 'erasure' AND e.rewritten IS NULL
                     AND e.details -> 'rewritten' @> jsonb_build_array(jsonb_build_array(l.chain, l.number))) END
           OR coalesce(l.personal_digest <> customer_success.keyed_digest(convert_to(l.personal::text, 'UTF8')), false)
           OR (l.personal IS NOT NULL AND l.personal_digest IS NULL) AS edited
      FROM customer_success.audit_log l
      LEFT JOIN swept s ON s.chain = l.chain AND l.number > s.through
     WHERE l.chain BETWEEN first_chain AND last_chain
    WINDOW w AS (PARTITION BY l.chain ORDER BY l.number)
  ), ends AS (
    SELECT l.chain, max(l.number) AS number, max(l.number) FILTER (WHERE l.kind = 're-anchor') AS anchor
      FROM customer_success.audit_log l WHERE l.chain BETWEEN first_chain AND last_chain GROUP BY 1
  ), kept AS (
    SELECT h.chain, h.number, h.hash FROM customer_success.audit_heads h
     WHERE h.chain BETWEEN first_chain AND last_chain
     UNION ALL
    SELECT r.chain, r.number, decode(r.hash, 'hex')
      FROM jsonb_to_recordset(remembered) AS r (chain int, number bigint, hash text)
     WHERE r.number > 0 AND r.chain BETWEEN first_chain AND last_chain
  ), found AS (
    SELECT l.chain, l.number, 'edited' AS problem FROM linked l WHERE l.edited
     UNION ALL
    SELECT l.chain, l.number, 'removed' FROM linked l WHERE l.number <> coalesce(l.number_before, 0) + 1
     UNION ALL
    SELECT l.chain, l.number, 'forked' FROM linked l
     WHERE l.number = coalesce(l.number_before, 0) + 1 AND encode(l.previous, 'hex') IS DISTINCT FROM l.hash_before
     UNION ALL
    SELECT k.chain, coalesce(e.number, 0), 'cut' FROM kept k LEFT JOIN ends e ON e.chain = k.chain
     WHERE k.number > coalesce(e.number, 0)
     UNION ALL
    SELECT k.chain, l.number, 'forked' FROM kept k JOIN linked l ON l.chain = k.chain AND l.number = k.number
     WHERE l.hash IS DISTINCT FROM k.hash
     UNION ALL
    SELECT e.chain, e.number, CASE WHEN h.chain IS NULL THEN 'cut' ELSE 'forked' END
      FROM ends e LEFT JOIN customer_success.audit_heads h ON h.chain = e.chain
     WHERE h.chain IS NULL OR h.number < e.number
  )
  SELECT f.chain, f.number, f.problem, bool_and(coalesce(f.number <= e.anchor, false))
    FROM found f LEFT JOIN ends e ON e.chain = f.chain GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
$$;

-- As before; of a row that has gone with its time, the row that says so is told as an anchor is.
CREATE OR REPLACE FUNCTION customer_success.look_at_audit(since pg_snapshot, remembered jsonb)
RETURNS TABLE (chain int, number bigint, hash text, remembered_hash text, anchor bigint, anchored_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
BEGIN
  RETURN QUERY WITH known AS (
    SELECT r.chain, max(r.number) AS number FROM jsonb_to_recordset(remembered) AS r (chain int, number bigint)
     WHERE r.chain IS NOT NULL GROUP BY 1
  ), wanted AS (
    SELECT k.chain FROM known k
     UNION
    SELECT h.chain FROM customer_success.audit_heads h WHERE since IS NULL
     UNION
    -- Numbers of a server before a restored dump may be of the future here.
    SELECT h.chain FROM customer_success.audit_heads h
     WHERE h.xid >= pg_snapshot_xmin(since) AND h.xid < pg_snapshot_xmax(pg_current_snapshot())
       AND NOT pg_visible_in_snapshot(h.xid, since)
  )
  SELECT w.chain, coalesce(h.number, 0), encode(h.hash, 'hex'),
         (SELECT encode(l.hash, 'hex') FROM customer_success.audit_log l WHERE l.chain = w.chain AND l.number = k.number),
         a.number, a.at
    FROM wanted w
    LEFT JOIN known k ON k.chain = w.chain
    LEFT JOIN customer_success.audit_heads h ON h.chain = w.chain
    LEFT JOIN LATERAL (
      SELECT l.number, l.at FROM customer_success.audit_log l
       WHERE l.chain = w.chain AND l.kind IN ('re-anchor', 'account.remove', 'audit.sweep')
         AND (l.kind = 're-anchor'
              OR l.kind = 'audit.sweep' AND k.number <= CASE WHEN l.details ->> 'through' ~ '^[0-9]{1,18}$'
                                                             THEN (l.details ->> 'through')::bigint END)
       ORDER BY l.number DESC LIMIT 1) a ON true
   WHERE (SELECT customer_success.is_member())
     AND ((SELECT customer_success.sees_everything()) OR w.chain IN (SELECT customer_success.visible_chains()));
EXCEPTION
  WHEN data_exception THEN
    RAISE EXCEPTION 'give heads as a list of {"chain", "number"}' USING ERRCODE = 'invalid_parameter_value';
END
$$;

-- Devices are kept as long as the company says.
DO $do$
BEGIN
  EXECUTE replace(pg_get_functiondef('customer_success.report_device(uuid, json)'::regprocedure),
    $of$d.last_seen < at - interval '180 days'$of$, $of$d.last_seen < customer_success.kept_since('devices')$of$);
END
$do$;

-- Lines of the log of changes that are older; those that a transaction which still runs may have are kept.
CREATE FUNCTION customer_success.sweep_changes(dry boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
DECLARE
  days int := (SELECT s.days FROM customer_success.retention_settings s WHERE s.kind = 'changes');
  bound xid8;
BEGIN
  IF NOT dry THEN
    RETURN jsonb_build_object('sync_log', customer_success.prune_sync_log(make_interval(days => days)));
  END IF;
  SELECT l.xid INTO bound FROM customer_success.sync_log l WHERE l.logged_at >= now() - make_interval(days => days)
   ORDER BY l.xid LIMIT 1;
  RETURN jsonb_build_object('sync_log', (
    SELECT count(*) FROM customer_success.sync_log l
     WHERE l.xid < least(coalesce(bound, pg_snapshot_xmin(pg_current_snapshot())), pg_snapshot_xmin(pg_current_snapshot()))));
END
$$;

-- A piece of one kind of work. Answers {"rows": {table: how many}, "after": where to go on, null at its end}.
CREATE FUNCTION customer_success.work_piece(work text, after int, most int, dry boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
DECLARE
  before timestamptz := customer_success.kept_since(work);
  rows jsonb;
BEGIN
  IF work = 'partitions' THEN
    RETURN jsonb_build_object('rows', (
      SELECT jsonb_object_agg(t, CASE WHEN dry THEN 0 ELSE customer_success.ensure_partitions(
                                t, customer_success.company_today(), (customer_success.company_today() + interval '3 months')::date) END)
        FROM unnest(ARRAY['activity_events', 'organization_health_scores', 'user_health_scores']) t), 'after', NULL);
  ELSIF before IS NULL THEN
    RETURN '{"rows": {}, "after": null}';
  ELSIF work = 'audit' THEN
    RETURN customer_success.sweep_audit(before, after, most, dry);
  END IF;
  rows := CASE work
    WHEN 'events' THEN customer_success.sweep_events(before, dry)
    WHEN 'scores' THEN customer_success.sweep_scores(before, most, dry)
    WHEN 'removed' THEN customer_success.sweep_removed(before, most, dry)
    WHEN 'operations' THEN customer_success.sweep_operations(before, most, dry)
    WHEN 'changes' THEN customer_success.sweep_changes(dry)
    WHEN 'devices' THEN jsonb_build_object('devices', customer_success.sweep_rows(
      'devices', format('t.last_seen < %L', before), most, dry))
    WHEN 'loads' THEN jsonb_build_object(
      'set_aside_rows', customer_success.sweep_rows('set_aside_rows', format('t.set_aside_at < %L', before), most, dry),
      'metrics_aggregation_jobs', customer_success.sweep_rows('metrics_aggregation_jobs', format('t.started_at < %L', before), most, dry)) END;
  -- As much as a piece takes may be all there is, or not.
  RETURN jsonb_build_object('rows', rows, 'after', CASE WHEN work NOT IN ('events', 'changes') AND EXISTS (
    SELECT FROM jsonb_each_text(rows) r WHERE r.value::bigint >= most AND r.key NOT IN ('organization_health_scores', 'user_health_scores'))
    AND NOT dry THEN 0 END);
END
$$;

-- Does a piece of one kind of work, in the transaction of what it notes. Answers {"outcome": applied, "rows", "after"}, or later:
-- somebody's lock is in the way.
CREATE FUNCTION customer_success.do_piece(work text, after int, machine text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
DECLARE
  most CONSTANT int := 20000;
  done jsonb;
  total jsonb;
BEGIN
  -- In the order of whoever writes in several chains.
  PERFORM customer_success.hold_chain(c) FROM unnest(CASE work WHEN 'audit' THEN ARRAY[-1, 0] ELSE ARRAY[0] END) c;
  PERFORM FROM customer_success.upkeep_runs u WHERE u.work = do_piece.work FOR UPDATE;
  IF NOT FOUND THEN
    RETURN '{"outcome": "refused", "reason": "unknown"}';
  END IF;
  BEGIN
    done := customer_success.work_piece(work, after, most, false);
  EXCEPTION
    WHEN lock_not_available OR transaction_rollback THEN
      UPDATE customer_success.upkeep_runs u SET waited_at = clock_timestamp() WHERE u.work = do_piece.work;
      RETURN '{"outcome": "later"}';
  END;
  UPDATE customer_success.upkeep_runs u SET so_far = customer_success.added_counts(u.so_far, done -> 'rows'), waited_at = NULL
   WHERE u.work = do_piece.work RETURNING u.so_far INTO total;
  IF done ->> 'after' IS NULL THEN
    UPDATE customer_success.upkeep_runs u
       SET day = customer_success.company_today(), ended_at = clock_timestamp(), login = session_user, machine = do_piece.machine,
           rows = CASE WHEN u.day = customer_success.company_today() THEN customer_success.added_counts(u.rows, u.so_far)
                       ELSE u.so_far END,
           so_far = '{}'
     WHERE u.work = do_piece.work;
    IF total <> '{}' AND work <> 'partitions' THEN
      PERFORM customer_success.write_audit(0, 'retention.sweep', jsonb_build_object(
        'of', work, 'before', to_char(customer_success.kept_since(work) AT TIME ZONE customer_success.zone(), 'YYYY-MM-DD'),
        'rows', total), NULL);
    END IF;
  END IF;
  RETURN done || '{"outcome": "applied"}';
END
$$;

-- What is to be done today and was not yet, for the runner. A lock that was in the way is tried again after ten minutes.
CREATE FUNCTION customer_success.due_upkeep() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT u.work FROM customer_success.upkeep_runs u LEFT JOIN customer_success.retention_settings s ON s.kind = u.work
   WHERE customer_success.may_run(session_user) AND (s.kind IS NULL OR s.days IS NOT NULL)
     AND u.day IS DISTINCT FROM customer_success.company_today()
     AND (u.waited_at IS NULL OR u.waited_at NOT BETWEEN clock_timestamp() - interval '10 minutes' AND clock_timestamp())
   ORDER BY u.work
$$;

-- Does a piece of it under the lease. Answers as do_piece does, or refused ("reason": role, fence, unknown, done: it was done
-- today) or later.
CREATE FUNCTION customer_success.keep_up(host uuid, fence bigint, work text, after int) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s'
  SET client_min_messages = warning AS $$
DECLARE
  answer jsonb := customer_success.begin_run(keep_up.host, keep_up.fence);
BEGIN
  IF answer <> '{}' THEN
    RETURN answer;
  ELSIF EXISTS (SELECT FROM customer_success.upkeep_runs u
                 WHERE u.work = keep_up.work AND u.day = customer_success.company_today()) THEN
    RETURN '{"outcome": "refused", "reason": "done"}';
  END IF;
  RETURN customer_success.do_piece(keep_up.work, coalesce(keep_up.after, -2147483648),
                                   (SELECT l.machine FROM customer_success.runner_lease l));
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN customer_success.try_again(clock_timestamp() + interval '5 seconds', clock_timestamp()) || '{"outcome": "later"}';
END
$$;
GRANT EXECUTE ON FUNCTION customer_success.due_upkeep(), customer_success.keep_up(uuid, bigint, text, int) TO cs_viewer;

-- What would go now, by kind; for an admin who sees every account, and the schema's owner.
CREATE FUNCTION customer_success.plan_sweep() RETURNS TABLE (kind text, rows jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
BEGIN
  IF NOT customer_success.may_keep() THEN
    RAISE EXCEPTION 'how long things are kept is for an admin who sees every account' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY
    SELECT s.kind, customer_success.added_counts(
             customer_success.work_piece(s.kind, -2147483648, 2147483647, true) -> 'rows', '{}')
      FROM customer_success.retention_settings s WHERE s.at_company AND s.days IS NOT NULL ORDER BY 1;
END
$$;

-- Does a piece of a kind now, for the same. Answers as do_piece does; refused ("reason": role) besides.
CREATE FUNCTION customer_success.sweep_now(what text, after int) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s'
  SET client_min_messages = warning AS $$
BEGIN
  IF NOT customer_success.may_keep() THEN
    RETURN '{"outcome": "refused", "reason": "role"}';
  ELSIF NOT EXISTS (SELECT FROM customer_success.retention_settings s WHERE s.kind = what AND s.at_company) THEN
    RETURN '{"outcome": "refused", "reason": "unknown"}';
  END IF;
  RETURN customer_success.do_piece(what, coalesce(sweep_now.after, -2147483648), NULL);
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;
GRANT EXECUTE ON FUNCTION customer_success.set_retention(text, int), customer_success.plan_sweep(),
  customer_success.sweep_now(text, int) TO cs_admin;
