-- Counts come late, a pipeline is mended: a movement of the book whose weeks changed since is made anew, as a version of its
-- own. What was made stays, because scores of its time name it.
SET LOCAL ROLE cs_owner;

ALTER TABLE customer_success.book_movements
  ADD COLUMN version int NOT NULL DEFAULT 1 CHECK (version > 0),
  DROP CONSTRAINT book_movements_ended_on_segment_key,
  ADD CONSTRAINT book_movements_version_key UNIQUE NULLS NOT DISTINCT (ended_on, segment, version);

-- The changes of use that the movements are made of: all that this snapshot sees, of the history that the log is of.
CREATE TABLE customer_success.book_movement_looks (
  -- yesterday: the movement that ended last; past: those of the Sundays before.
  movements text PRIMARY KEY CHECK (movements IN ('yesterday', 'past')),
  seen pg_snapshot NOT NULL,
  epoch uuid NOT NULL
);
ALTER TABLE customer_success.book_movement_looks ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON customer_success.book_movement_looks TO cs_owner USING (true) WITH CHECK (true);

-- The first day whose use changed since the last look; -infinity where nobody can tell, null where none did.
CREATE FUNCTION customer_success.use_changed_from(looked_at text) RETURNS date
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN l.seen IS NULL OR pg_snapshot_xmin(l.seen) < m.min_retained_xid THEN '-infinity'::date
         ELSE (SELECT min(coalesce(c.day, '-infinity')) FROM customer_success.sync_log c
                WHERE c.table_name = 'activity' AND c.xid >= pg_snapshot_xmin(l.seen)
                  AND NOT pg_visible_in_snapshot(c.xid, l.seen)) END
    FROM customer_success.sync_meta m
    LEFT JOIN customer_success.book_movement_looks l ON l.movements = looked_at AND l.epoch = m.epoch
$$;

-- Notes that the movements were made of all that is seen now.
CREATE FUNCTION customer_success.note_use_seen(looked_at text) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO customer_success.book_movement_looks (movements, seen, epoch)
  SELECT looked_at, pg_current_snapshot(), m.epoch FROM customer_success.sync_meta m
      ON CONFLICT (movements) DO UPDATE SET seen = excluded.seen, epoch = excluded.epoch
$$;

-- Makes the movements of so many weeks, where there is none yet, or where a ratio differs from the latest version by more
-- than a hundredth: less is nothing that a whole book should be scored again for.
CREATE FUNCTION customer_success.make_movements(last_day date, weeks int) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO customer_success.book_movements
    (ended_on, segment, accounts, week_ratio, month_ratio, quarter_ratio, depth_ratio, people_days_ratio, version)
  SELECT n.*, coalesce(o.version, 0) + 1
    FROM customer_success.movements_of_weeks(last_day, weeks) n
    LEFT JOIN LATERAL (
      SELECT b.* FROM customer_success.book_movements b
       WHERE b.ended_on = n.ended_on AND b.segment IS NOT DISTINCT FROM n.segment
       ORDER BY b.version DESC LIMIT 1) o ON true
   WHERE o.version IS NULL
      OR greatest(abs(n.week_ratio - o.week_ratio), abs(n.month_ratio - o.month_ratio),
                  abs(n.quarter_ratio - o.quarter_ratio), abs(n.depth_ratio - o.depth_ratio),
                  abs(n.people_days_ratio - o.people_days_ratio)) > 0.01
   ORDER BY n.ended_on, n.segment NULLS FIRST
      ON CONFLICT DO NOTHING
$$;
REVOKE EXECUTE ON FUNCTION customer_success.use_changed_from(text), customer_success.note_use_seen(text),
  customer_success.make_movements(date, int) FROM PUBLIC;

-- Makes the movement up to yesterday, and again, an hour later at the soonest, where use of before today changed meanwhile;
-- the nightly job does the same for those of past weeks. Whoever asks.
CREATE OR REPLACE FUNCTION customer_success.keep_book_movements(with_past boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
DECLARE
  began timestamptz := clock_timestamp();
  yesterday date := (now() AT TIME ZONE customer_success.zone())::date - 1;
  last_sunday date := date_trunc('week', yesterday::timestamp + interval '1 day')::date - 1;
  changed date := customer_success.use_changed_from(CASE WHEN with_past THEN 'past' ELSE 'yesterday' END);
  ran_at timestamptz;
  since date;
BEGIN
  IF NOT with_past THEN
    SELECT max(j.started_at) INTO ran_at FROM customer_success.metrics_aggregation_jobs j
     WHERE j.kind = 'book_movements' AND j.started_at >= (yesterday + 1)::timestamp AT TIME ZONE customer_success.zone();
    IF ran_at > now() - interval '1 hour' OR ran_at IS NOT NULL AND coalesce(changed, 'infinity') > yesterday THEN
      RETURN;
    END IF;
    -- Desktops ask all at once in the morning: one of them is enough.
    IF NOT pg_try_advisory_xact_lock(hashtext('customer_success.book_movements')) THEN
      RETURN;
    END IF;
  ELSE
    -- The week in which use changed, or the first one without a movement.
    SELECT least(max(m.ended_on), changed - 1) INTO since
      FROM customer_success.book_movements m WHERE extract(isodow FROM m.ended_on) = 7;
    IF since IS NULL OR NOT isfinite(since) THEN
      SELECT min(a.day) INTO since FROM customer_success.activity_daily a;
    END IF;
    IF since < last_sunday THEN
      PERFORM customer_success.make_movements(last_sunday, least((last_sunday - since) / 7 + 1, 156));
    END IF;
    PERFORM customer_success.note_use_seen('past');
  END IF;
  PERFORM customer_success.make_movements(yesterday, 1);
  PERFORM customer_success.note_use_seen('yesterday');
  INSERT INTO customer_success.metrics_aggregation_jobs (kind, started_at, finished_at, milliseconds)
  VALUES ('book_movements', began, clock_timestamp(), extract(epoch FROM clock_timestamp() - began) * 1000);
END
$$;

-- What was made before is taken to be of what stands now.
SELECT customer_success.note_use_seen(l.movements) FROM (VALUES ('yesterday'), ('past')) AS l (movements)
 WHERE EXISTS (SELECT FROM customer_success.book_movements);
