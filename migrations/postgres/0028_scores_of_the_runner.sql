-- The runner writes down what it computed of every account and person: a row a day, and one for each change of level. Each
-- row names the app, the configuration and the churn model that made it, all as the company numbers them.
SET LOCAL ROLE cs_owner;

ALTER TABLE customer_success.organization_health_scores
  -- Null: no model spoke.
  ADD COLUMN model_version int,
  ADD COLUMN app_version text,
  -- The first score of the day by this configuration and model: what a change is told against where the day before was
  -- scored by others. Null: the score is the first.
  ADD COLUMN first_score float8;
ALTER TABLE customer_success.user_health_scores
  ADD COLUMN model_version int,
  ADD COLUMN app_version text;
ALTER TABLE customer_success.risk_assessment_history
  -- The day of the figures; null, as the versions are, for what stands from before there were any.
  ADD COLUMN day date,
  ADD COLUMN config_version int,
  ADD COLUMN model_version int,
  ADD COLUMN app_version text;
ALTER TABLE customer_success.score_events
  ADD COLUMN config_version int,
  ADD COLUMN model_version int;
-- When the runner last wrote down scores, whoever it was.
ALTER TABLE customer_success.runner_lease ADD COLUMN scores_pushed_at timestamptz;

-- A score that moved by ten points or more since the day before, by one configuration and model: a switch of those moves
-- every score and is no news of any account. A day that is scored again has one event at most, of what it came to.
CREATE OR REPLACE FUNCTION customer_success.record_score_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  significant CONSTANT float8 := 10;
  moment CONSTANT timestamptz := NEW.day::timestamp AT TIME ZONE customer_success.zone();
  before customer_success.organization_health_scores;
  earlier float8;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.score = OLD.score AND NEW.config_version = OLD.config_version
       AND NEW.model_version IS NOT DISTINCT FROM OLD.model_version THEN
      RETURN NULL;
    END IF;
    DELETE FROM customer_success.score_events e
     WHERE e.organization_id = NEW.organization_id AND e.kind = 'score_change' AND e.at = moment
       AND e.config_version IS NOT DISTINCT FROM NEW.config_version
       AND e.model_version IS NOT DISTINCT FROM NEW.model_version;
  END IF;
  SELECT s.* INTO before FROM customer_success.organization_health_scores s
   WHERE s.organization_id = NEW.organization_id AND s.day < NEW.day ORDER BY s.day DESC LIMIT 1;
  earlier := CASE WHEN before.config_version = NEW.config_version
                   AND before.model_version IS NOT DISTINCT FROM NEW.model_version
                  THEN before.score ELSE NEW.first_score END;
  IF abs(NEW.score - earlier) >= significant THEN
    INSERT INTO customer_success.score_events (organization_id, kind, at, before, after, config_version, model_version)
    VALUES (NEW.organization_id, 'score_change', moment, earlier::text, NEW.score::text,
            NEW.config_version, NEW.model_version);
  END IF;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION customer_success.record_risk_level_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  before customer_success.risk_assessment_history;
BEGIN
  SELECT r.* INTO before FROM customer_success.risk_assessment_history r
   WHERE r.organization_id = NEW.organization_id AND r.assessed_at < NEW.assessed_at ORDER BY r.assessed_at DESC LIMIT 1;
  IF before.level <> NEW.level AND before.config_version IS NOT DISTINCT FROM NEW.config_version
     AND before.model_version IS NOT DISTINCT FROM NEW.model_version THEN
    INSERT INTO customer_success.score_events (organization_id, kind, at, before, after, config_version, model_version)
    VALUES (NEW.organization_id, 'risk_level_change', NEW.assessed_at, before.level, NEW.level, NEW.config_version,
            NEW.model_version);
  END IF;
  RETURN NULL;
END
$$;

-- The three numbers of an app's version, to compare: '1.12.3' is {1,12,3}, and an unknown one is lower than any.
CREATE FUNCTION customer_success.version_numbers(version text) RETURNS int[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT ARRAY(SELECT left(found.number[1], 9)::int
                 FROM regexp_matches(coalesce(version, ''), '[0-9]+', 'g') WITH ORDINALITY AS found (number, place)
                ORDER BY place LIMIT 3)
$$;

-- Whether a configuration and a model are ones that the company has numbered, and the day one that can be scored now: a
-- number out of the air would stand in the way of every true one.
CREATE FUNCTION customer_success.is_numbered(day date, config_version int, model_version int) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(is_numbered.day BETWEEN here.today - 366 AND here.today + 1
    AND is_numbered.config_version BETWEEN 1 AND (SELECT max(c.version) FROM customer_success.score_configurations c)
    AND (is_numbered.model_version IS NULL OR is_numbered.model_version BETWEEN 1 AND
         (SELECT max(d.version) FROM customer_success.book_documents d WHERE d.kind = 'churn_model')), false)
    FROM (SELECT (now() AT TIME ZONE customer_success.zone())::date AS today) here
$$;

-- Whether a row made by the first three is older than one made by the others: by an earlier app, an earlier configuration
-- or an earlier model. Such a row never takes the other's place.
CREATE FUNCTION customer_success.is_lower(app text, config_version int, model_version int, than_app text,
  than_config_version int, than_model_version int) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT (app IS DISTINCT FROM than_app
          AND customer_success.version_numbers(app) < customer_success.version_numbers(than_app))
      OR coalesce(config_version, 0) < coalesce(than_config_version, 0)
      OR coalesce(model_version, 0) < coalesce(than_model_version, 0)
$$;

-- Writes down scores and levels of accounts, one of each list an account: the score of its day (null: it has none), and the
-- level that is said of it (null: none) with its indicators as JSON. What is there already, or by higher versions, stays; of
-- an account, configuration or model that the company doesn't know nothing is written. Answers {"outcome": applied,
-- "scores", "levels": rows that changed}; else refused ("reason": role, fence, invalid, too_large) or later.
CREATE FUNCTION customer_success.push_scores(host uuid, fence bigint, organizations int[], days date[], configs int[],
  models int[], scores float8[], confidences float8[], levels text[], indicators text[]) RETURNS jsonb
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
         cardinality(levels), cardinality(indicators))
        IS DISTINCT FROM (accounts, accounts, accounts, accounts, accounts, accounts, accounts) OR accounts IS NULL THEN
    RETURN '{"outcome": "refused", "reason": "invalid"}';
  ELSIF accounts > 5000 THEN
    RETURN '{"outcome": "refused", "reason": "too_large"}';
  END IF;
  SELECT l.app INTO running FROM customer_success.runner_lease l;
  BEGIN
    WITH given AS MATERIALIZED (
      SELECT DISTINCT ON (g.organization_id) g.*
        FROM unnest(organizations, days, configs, models, push_scores.scores, confidences, push_scores.levels, indicators)
               WITH ORDINALITY AS g (organization_id, day, config_version, model_version, score, confidence, level, reasons, place)
        JOIN customer_success.organizations o ON o.organization_id = g.organization_id
       WHERE customer_success.is_numbered(g.day, g.config_version, g.model_version)
       ORDER BY g.organization_id, g.place DESC
    ), scored AS (
      INSERT INTO customer_success.organization_health_scores AS kept
             (organization_id, day, config_version, model_version, app_version, score, confidence, first_score)
      SELECT g.organization_id, g.day, g.config_version, g.model_version, running, g.score, g.confidence,
             CASE WHEN (s.config_version, s.model_version) IS NOT DISTINCT FROM (g.config_version, g.model_version)
                  THEN coalesce(s.first_score, s.score) ELSE g.score END
        FROM given g
        LEFT JOIN customer_success.organization_health_scores s
          ON s.organization_id = g.organization_id AND s.day = g.day
       WHERE g.score BETWEEN 0 AND 100 AND g.confidence BETWEEN 0 AND 1
         AND (s.organization_id IS NULL
              OR (s.score, s.confidence, s.config_version, s.model_version, s.app_version)
                 IS DISTINCT FROM (g.score, g.confidence, g.config_version, g.model_version, running)
             AND NOT customer_success.is_lower(running, g.config_version, g.model_version, s.app_version,
                                               s.config_version, s.model_version))
      ON CONFLICT (organization_id, day) DO UPDATE
         SET config_version = EXCLUDED.config_version, model_version = EXCLUDED.model_version,
             app_version = EXCLUDED.app_version, score = EXCLUDED.score, confidence = EXCLUDED.confidence,
             first_score = EXCLUDED.first_score, scored_at = clock_timestamp()
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
       WHERE g.level IN ('low', 'medium', 'high', 'critical')
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

-- The same for people, whose account is the one that the company has them under. Answers {"outcome": applied, "people"}.
CREATE FUNCTION customer_success.push_people_scores(host uuid, fence bigint, people int[], days date[], configs int[],
  models int[], scores float8[], confidences float8[]) RETURNS jsonb
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
  customer_success.push_scores(uuid, bigint, int[], date[], int[], int[], float8[], float8[], text[], text[]),
  customer_success.push_people_scores(uuid, bigint, int[], date[], int[], int[], float8[], float8[]) TO cs_viewer;
