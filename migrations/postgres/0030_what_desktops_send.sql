-- What the runner writes down says more: the dimensions of a score, and that a level has ended; and it finds a month's
-- partition wherever there can be one. A decision that comes a second time is known whatever it is based on by then.
SET LOCAL ROLE cs_owner;

-- Null: nothing is said of the account any more, for it is no customer that could leave, or nothing is known of it. Its level
-- ended there.
ALTER TABLE customer_success.risk_assessment_history ALTER COLUMN level DROP NOT NULL;
-- Null: no level, before it began or after it ended.
ALTER TABLE customer_success.score_events ALTER COLUMN before DROP NOT NULL, ALTER COLUMN after DROP NOT NULL;
ALTER TABLE customer_success.score_events ADD CONSTRAINT score_events_of_something
  CHECK (before IS NOT NULL AND after IS NOT NULL
         OR kind = 'risk_level_change' AND (before IS NOT NULL OR after IS NOT NULL));

-- That a level ends, and that one begins after it, is a change like any other.
CREATE OR REPLACE FUNCTION customer_success.record_risk_level_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  before customer_success.risk_assessment_history;
BEGIN
  SELECT r.* INTO before FROM customer_success.risk_assessment_history r
   WHERE r.organization_id = NEW.organization_id AND r.assessed_at < NEW.assessed_at ORDER BY r.assessed_at DESC LIMIT 1;
  IF FOUND AND before.level IS DISTINCT FROM NEW.level AND before.config_version IS NOT DISTINCT FROM NEW.config_version
     AND before.model_version IS NOT DISTINCT FROM NEW.model_version THEN
    INSERT INTO customer_success.score_events (organization_id, kind, at, before, after, config_version, model_version)
    VALUES (NEW.organization_id, 'risk_level_change', NEW.assessed_at, before.level, NEW.level, NEW.config_version,
            NEW.model_version);
  END IF;
  RETURN NULL;
END
$$;

-- Makes the partitions of these days' months and of the coming one, so that on the first of a month there is one already. A
-- reader in a transaction that stays open is in the way of that; then the rows lie in the default partition, and each
-- further push tries to take them out of there. Days that nothing is written down of make none.
CREATE FUNCTION customer_success.make_months(parent text, days date[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '1s'
  SET client_min_messages = warning SET timezone = 'UTC' AS $$
DECLARE
  today CONSTANT date := (now() AT TIME ZONE customer_success.zone())::date;
  month date;
BEGIN
  FOR month IN
    SELECT DISTINCT date_trunc('month', g.day::timestamp)::date
      FROM (SELECT unnest(days) UNION ALL SELECT (today + interval '1 month')::date) AS g (day)
     WHERE g.day BETWEEN today - 366 AND today + 31 ORDER BY 1
  LOOP
    IF to_regclass(format('customer_success.%I', parent || to_char(month, '_YYYY_MM'))) IS NULL THEN
      PERFORM customer_success.ensure_partitions(parent, month, month);
    END IF;
  END LOOP;
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    NULL;
END
$$;

-- The dimensions of a score, by name in points and null where one is unknown; of a text that is none of that, null.
CREATE FUNCTION customer_success.dimensions_of(given text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  dimensions CONSTANT jsonb := given::jsonb;
BEGIN
  IF jsonb_typeof(dimensions) IS DISTINCT FROM 'object' OR octet_length(given) > 1000 THEN
    RETURN NULL;
  END IF;
  RETURN CASE WHEN NOT EXISTS (
    SELECT FROM jsonb_each(dimensions) d
     WHERE CASE jsonb_typeof(d.value) WHEN 'number' THEN d.value::numeric NOT BETWEEN 0 AND 100
                                      ELSE jsonb_typeof(d.value) <> 'null' END) THEN dimensions END;
END
$$;

DROP FUNCTION customer_success.push_scores(uuid, bigint, int[], date[], int[], int[], float8[], float8[], text[], text[]);

-- Writes down scores and levels of accounts, one of each list an account: the score of its day (null: it has none) with its
-- dimensions as JSON (null: a desktop of before; none are known), and the level that is said of it with its indicators as
-- JSON (none: nothing is, and a level that stood has ended; null: nothing is told of it). What is there already, or by higher
-- versions, stays; of an account, configuration or model that the company doesn't know nothing is written. Answers
-- {"outcome": applied, "scores", "levels": rows that changed}; else refused ("reason": role, fence, invalid, too_large) or
-- later.
CREATE FUNCTION customer_success.push_scores(host uuid, fence bigint, organizations int[], days date[], configs int[],
  models int[], scores float8[], confidences float8[], levels text[], indicators text[],
  dimensions text[] DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s'
  SET client_min_messages = warning SET timezone = 'UTC' AS $$
DECLARE
  answer jsonb := customer_success.begin_run(push_scores.host, push_scores.fence);
  accounts int := cardinality(push_scores.organizations);
  running text;
BEGIN
  IF answer <> '{}' THEN
    RETURN answer;
  ELSIF (cardinality(days), cardinality(configs), cardinality(models), cardinality(scores), cardinality(confidences),
         cardinality(levels), cardinality(indicators), coalesce(cardinality(dimensions), accounts))
        IS DISTINCT FROM (accounts, accounts, accounts, accounts, accounts, accounts, accounts, accounts)
        OR accounts IS NULL THEN
    RETURN '{"outcome": "refused", "reason": "invalid"}';
  ELSIF accounts > 5000 THEN
    RETURN '{"outcome": "refused", "reason": "too_large"}';
  END IF;
  SELECT l.app INTO running FROM customer_success.runner_lease l;
  BEGIN
    PERFORM customer_success.make_months('organization_health_scores', days);
    WITH given AS MATERIALIZED (
      SELECT DISTINCT ON (g.organization_id) g.*, nullif(g.said, 'none') AS level,
             CASE WHEN g.parts IS NULL THEN '{}' ELSE customer_success.dimensions_of(g.parts) END AS dimensions
        FROM unnest(organizations, days, configs, models, push_scores.scores, confidences, push_scores.levels, indicators,
                    push_scores.dimensions)
               WITH ORDINALITY AS g (organization_id, day, config_version, model_version, score, confidence, said, reasons,
                                     parts, place)
        JOIN customer_success.organizations o ON o.organization_id = g.organization_id
       WHERE customer_success.is_numbered(g.day, g.config_version, g.model_version)
       ORDER BY g.organization_id, g.place DESC
    ), scored AS (
      INSERT INTO customer_success.organization_health_scores AS kept
             (organization_id, day, config_version, model_version, app_version, score, confidence, dimensions,
              first_score)
      SELECT g.organization_id, g.day, g.config_version, g.model_version, running, g.score, g.confidence, g.dimensions,
             CASE WHEN (s.config_version, s.model_version) IS NOT DISTINCT FROM (g.config_version, g.model_version)
                  THEN coalesce(s.first_score, s.score) ELSE g.score END
        FROM given g
        LEFT JOIN customer_success.organization_health_scores s
          ON s.organization_id = g.organization_id AND s.day = g.day
       WHERE g.score BETWEEN 0 AND 100 AND g.confidence BETWEEN 0 AND 1 AND g.dimensions IS NOT NULL
         AND (s.organization_id IS NULL
              OR (s.score, s.confidence, s.dimensions, s.config_version, s.model_version, s.app_version)
                 IS DISTINCT FROM (g.score, g.confidence, g.dimensions, g.config_version, g.model_version, running)
             AND NOT customer_success.is_lower(running, g.config_version, g.model_version, s.app_version,
                                               s.config_version, s.model_version))
      ON CONFLICT (organization_id, day) DO UPDATE
         SET config_version = EXCLUDED.config_version, model_version = EXCLUDED.model_version,
             app_version = EXCLUDED.app_version, score = EXCLUDED.score, confidence = EXCLUDED.confidence,
             dimensions = EXCLUDED.dimensions, first_score = EXCLUDED.first_score, scored_at = clock_timestamp()
      RETURNING 1
    ), levelled AS (
      -- A level that goes on under other versions has a row under these, too: from there its next change is told.
      INSERT INTO customer_success.risk_assessment_history
             (organization_id, assessed_at, level, indicators, day, config_version, model_version, app_version)
      SELECT g.organization_id, greatest(clock_timestamp(), r.assessed_at + interval '1 microsecond'), g.level,
             coalesce(g.reasons::jsonb, '[]'), g.day, g.config_version, g.model_version, running
        FROM given g
        LEFT JOIN LATERAL (SELECT * FROM customer_success.risk_assessment_history h
                            WHERE h.organization_id = g.organization_id ORDER BY h.assessed_at DESC LIMIT 1) r ON true
       WHERE (g.level IN ('low', 'medium', 'high', 'critical') OR g.said = 'none' AND r.assessment_id IS NOT NULL)
         AND (r.level, r.config_version, r.model_version)
             IS DISTINCT FROM (g.level, g.config_version, g.model_version)
         AND (r.day IS NULL OR g.day > r.day
              OR g.day = r.day AND NOT customer_success.is_lower(running, g.config_version, g.model_version,
                                                                 r.app_version, r.config_version, r.model_version))
      RETURNING 1
    )
    SELECT jsonb_build_object('outcome', 'applied', 'scores', (SELECT count(*) FROM scored),
                              'levels', (SELECT count(*) FROM levelled)) INTO answer;
  EXCEPTION
    WHEN lock_not_available OR transaction_rollback THEN
      RETURN customer_success.try_again(clock_timestamp() + interval '5 seconds', clock_timestamp())
             || '{"outcome": "later"}';
    WHEN data_exception OR integrity_constraint_violation OR program_limit_exceeded THEN
      RETURN '{"outcome": "refused", "reason": "invalid"}';
  END;
  UPDATE customer_success.runner_lease l SET scores_pushed_at = clock_timestamp();
  RETURN answer;
END
$$;

CREATE OR REPLACE FUNCTION customer_success.push_people_scores(host uuid, fence bigint, people int[], days date[],
  configs int[], models int[], scores float8[], confidences float8[]) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s'
  SET client_min_messages = warning SET timezone = 'UTC' AS $$
DECLARE
  answer jsonb := customer_success.begin_run(push_people_scores.host, push_people_scores.fence);
  persons int := cardinality(push_people_scores.people);
  running text;
BEGIN
  IF answer <> '{}' THEN
    RETURN answer;
  ELSIF (cardinality(days), cardinality(configs), cardinality(models), cardinality(scores), cardinality(confidences))
        IS DISTINCT FROM (persons, persons, persons, persons, persons) OR persons IS NULL THEN
    RETURN '{"outcome": "refused", "reason": "invalid"}';
  ELSIF persons > 5000 THEN
    RETURN '{"outcome": "refused", "reason": "too_large"}';
  END IF;
  SELECT l.app INTO running FROM customer_success.runner_lease l;
  BEGIN
    PERFORM customer_success.make_months('user_health_scores', days);
    WITH given AS MATERIALIZED (
      SELECT DISTINCT ON (g.user_id) g.*, u.organization_id
        FROM unnest(people, days, configs, models, scores, confidences)
               WITH ORDINALITY AS g (user_id, day, config_version, model_version, score, confidence, place)
        JOIN customer_success.users u ON u.user_id = g.user_id
       WHERE customer_success.is_numbered(g.day, g.config_version, g.model_version)
       ORDER BY g.user_id, g.place DESC
    ), scored AS (
      INSERT INTO customer_success.user_health_scores AS kept
             (organization_id, user_id, day, config_version, model_version, app_version, score, confidence)
      SELECT g.organization_id, g.user_id, g.day, g.config_version, g.model_version, running, g.score, g.confidence
        FROM given g
        LEFT JOIN customer_success.user_health_scores s ON s.user_id = g.user_id AND s.day = g.day
       WHERE g.score BETWEEN 0 AND 100 AND g.confidence BETWEEN 0 AND 1
         AND (s.user_id IS NULL
              OR (s.organization_id, s.score, s.confidence, s.config_version, s.model_version, s.app_version)
                 IS DISTINCT FROM (g.organization_id, g.score, g.confidence, g.config_version, g.model_version, running)
             AND NOT customer_success.is_lower(running, g.config_version, g.model_version, s.app_version,
                                               s.config_version, s.model_version))
      ON CONFLICT (user_id, day) DO UPDATE
         SET organization_id = EXCLUDED.organization_id, config_version = EXCLUDED.config_version,
             model_version = EXCLUDED.model_version, app_version = EXCLUDED.app_version, score = EXCLUDED.score,
             confidence = EXCLUDED.confidence, scored_at = clock_timestamp()
      RETURNING 1
    )
    SELECT jsonb_build_object('outcome', 'applied', 'people', (SELECT count(*) FROM scored)) INTO answer;
  EXCEPTION
    WHEN lock_not_available OR transaction_rollback THEN
      RETURN customer_success.try_again(clock_timestamp() + interval '5 seconds', clock_timestamp())
             || '{"outcome": "later"}';
    WHEN data_exception OR integrity_constraint_violation OR program_limit_exceeded THEN
      RETURN '{"outcome": "refused", "reason": "invalid"}';
  END;
  RETURN answer;
END
$$;

GRANT EXECUTE ON FUNCTION
  customer_success.push_scores(uuid, bigint, int[], date[], int[], int[], float8[], float8[], text[], text[], text[])
  TO cs_viewer;

-- What fell into the default partition while nobody made a month's.
SELECT customer_success.make_months('organization_health_scores',
                                    ARRAY(SELECT DISTINCT day FROM customer_success.organization_health_scores_default)),
       customer_success.make_months('user_health_scores',
                                    ARRAY(SELECT DISTINCT day FROM customer_success.user_health_scores_default));

-- What a change is based on is what its desktop knew, no part of what was decided: two machines with the same store, to which
-- a restored company has given different answers, send one decision upon different versions. What is asked is the same where
-- it has the stored digest upon any version that was there.
CREATE FUNCTION customer_success.is_same_decision(stored customer_success.operations, body jsonb) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_typeof(body -> 'base_version') = 'number' AND EXISTS (
    SELECT FROM generate_series(0, least(coalesce((stored.answer ->> 'version')::int, 20), 100)) AS version
     WHERE customer_success.content_of(jsonb_set(body, '{base_version}', to_jsonb(version))) = stored.content)
$$;

-- The answer that was given before: to the same login, for the same decision. A number of a transaction of another history
-- (a restored dump) means nothing; its effect is there, so this transaction's is as good.
CREATE FUNCTION customer_success.answered_before(asked customer_success.operations, body jsonb)
RETURNS customer_success.operations
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  stored customer_success.operations;
BEGIN
  SELECT o.* INTO stored FROM customer_success.operations o WHERE o.op_id = asked.op_id;
  IF stored.op_id IS NULL THEN
    RETURN NULL;
  END IF;
  IF stored.login <> asked.login
     OR stored.content <> asked.content AND NOT customer_success.is_same_decision(stored, body) THEN
    asked.outcome := 'refused';
    asked.reason := 'op_id_taken';
    asked.answer := '{}';
    RETURN asked;
  END IF;
  IF NOT pg_visible_in_snapshot(stored.xid, pg_current_snapshot()) THEN
    stored.xid := pg_current_xact_id();
  END IF;
  RETURN stored;
END
$$;

-- Takes one operation, in a subtransaction of its own: what fails leaves its refusal and nothing else. What is the server's
-- fault and not the operation's is put off.
CREATE OR REPLACE FUNCTION customer_success.take_operation(body jsonb, sender jsonb) RETURNS customer_success.operations
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  asked customer_success.operations;
  op customer_success.operations;
  told text;
BEGIN
  asked.login := session_user;
  asked.xid := pg_current_xact_id();
  IF jsonb_typeof(body) <> 'object' OR coalesce(
       lower(body ->> 'op_id') !~ '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$', true) THEN
    asked.outcome := 'refused';
    asked.reason := 'invalid';
    asked.answer := jsonb_build_object('field', 'op_id', 'words', 'must be a UUID of version 7');
    RETURN asked;
  END IF;
  asked.op_id := body ->> 'op_id';
  asked.content := customer_success.content_of(body);
  op := customer_success.answered_before(asked, body);
  IF op.outcome IS NOT NULL THEN
    RETURN op;
  END IF;
  BEGIN
    op := customer_success.carry_out(body, sender, asked);
    op.xid := asked.xid;
    op.done_at := clock_timestamp();
    INSERT INTO customer_success.operations VALUES (op.*);
    RETURN op;
  EXCEPTION
    WHEN SQLSTATE 'CSREF' THEN
      GET STACKED DIAGNOSTICS asked.reason = MESSAGE_TEXT, told = PG_EXCEPTION_DETAIL;
      asked.answer := told;
    WHEN unique_violation THEN
      GET STACKED DIAGNOSTICS told = TABLE_NAME;
      IF told = 'audit_log' THEN
        RETURN customer_success.put_off(asked, SQLSTATE, 'the head of an audit chain is behind its rows');
      END IF;
      asked.reason := 'op_id_taken';
      asked.answer := '{}';
    WHEN data_exception OR integrity_constraint_violation THEN
      asked.reason := 'invalid';
      asked.answer := '{"field": "patch", "words": "can''t be taken as it is"}';
    WHEN OTHERS THEN
      RETURN customer_success.put_off(asked, SQLSTATE, SQLERRM);
  END;
  asked.outcome := 'refused';
  IF asked.reason <> 'op_id_taken' THEN
    INSERT INTO customer_success.operations (op_id, kind, login, content, outcome, reason, answer, xid)
    VALUES (asked.op_id, coalesce(left(body ->> 'kind', 60), ''), asked.login, asked.content, asked.outcome, asked.reason,
            asked.answer, asked.xid)
        ON CONFLICT DO NOTHING;
  END IF;
  RETURN asked;
END
$$;
DROP FUNCTION customer_success.answered_before(customer_success.operations);
