-- What rewards, sequences, milestones and rules about contacts share with the rest is held by them, too: segments that plans and
-- milestones stand on, the order in which rows are held, merges of contacts, and objections.
SET LOCAL ROLE cs_owner;

-- ── Segments ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Plans and milestones that are there, each with what names segments in it, as conditions do.
CREATE FUNCTION customer_success.plans_and_milestones() RETURNS TABLE (name text, definition jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.name, jsonb_build_object('field', 'account.saved_segment', 'value', p.definition -> 'segment')
    FROM customer_success.success_plans p WHERE p.removed_at IS NULL AND p.definition ->> 'segment' IS NOT NULL
   UNION ALL
  SELECT d.name, d.definition FROM customer_success.milestone_definitions d WHERE d.removed_at IS NULL
$$;

-- A segment that one of them names stays, and one that it stands on is admins', as these are.
DO $do$
DECLARE
  remove text := pg_get_functiondef('customer_success.op_segment_remove(customer_success.operations, jsonb)'::regprocedure);
  own text := pg_get_functiondef('customer_success.own_segment(customer_success.operations)'::regprocedure);
  used text := $of$       UNION ALL
      SELECT s.name FROM customer_success.segments s$of$;
  others text := $of$           WHERE q.state <> 'draft' AND q.removed_at IS NULL AND u.segment = op.entry::text) THEN$of$;
BEGIN
  IF position(used IN remove) = 0 OR position(others IN own) = 0 THEN
    RAISE EXCEPTION 'op_segment_remove and own_segment are not as they were made';
  END IF;
  EXECUTE replace(remove, used, $of$       UNION ALL
      SELECT d.name FROM customer_success.plans_and_milestones() d
       WHERE op.entry::text IN (SELECT customer_success.segments_named(d.definition))
$of$ || used);
  EXECUTE replace(own, others, $of$           WHERE q.state <> 'draft' AND q.removed_at IS NULL AND u.segment = op.entry::text)
     OR EXISTS (
          SELECT FROM customer_success.plans_and_milestones() d, LATERAL customer_success.segments_under(d.definition) u
           WHERE u.segment = op.entry::text) THEN$of$);
END
$do$;

-- A plan for a segment can be saved: of two things named definition the plan's own is meant.
DO $do$
DECLARE
  was text := $was$s.segment_id::text = definition ->> 'segment'$was$;
  checks text := pg_get_functiondef('customer_success.check_plan(jsonb)'::regprocedure);
BEGIN
  IF position(was IN checks) = 0 THEN
    RAISE EXCEPTION 'check_plan is not as it was made';
  END IF;
  EXECUTE replace(checks, was, $is$s.segment_id::text = patch -> 'definition' ->> 'segment'$is$);
END
$do$;

-- ── Sequences ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

DO $do$
DECLARE
  change record;
  was text;
BEGIN
  FOR change IN SELECT * FROM (VALUES
    -- Chains of the audit before anything else, as operations and merges hold them: else two of these block each other.
    ('move_enrolments(uuid, bigint, float8, jsonb)',
     $of$  -- Whoever edits a sequence holds it before those inside.$of$,
     $of$  FOR one IN
    SELECT DISTINCT e.organization_id FROM jsonb_array_elements(moves) m
      JOIN customer_success.enrolments e ON e.enrolment_id = (m -> 'enrolment')::int AND e.ended_at IS NULL
      LEFT JOIN customer_success.users u ON u.user_id = e.user_id AND u.organization_id = e.organization_id
     WHERE m ->> 'does' = 'cta' OR u.user_id IS NULL OR u.deactivated_at IS NOT NULL
     ORDER BY e.organization_id
  LOOP
    PERFORM customer_success.hold_chain(one.organization_id);
  END LOOP;
  -- Whoever edits a sequence holds it before those inside.$of$),
    ('move_enrolments(uuid, bigint, float8, jsonb)',
     $of$inside.generation <> (one.move -> 'generation')::int THEN$of$,
     $of$inside.generation IS DISTINCT FROM (one.move -> 'generation')::int THEN$of$),
    -- A claimed message whose row somebody held that moment was not taken back: its last byte asks once more.
    ('reach_dot(uuid, bigint)',
     $of$  IF verdict IS NOT NULL THEN
    PERFORM customer_success.set_stage(held, verdict ->> 'stage', verdict ->> 'reason');$of$,
     $of$  verdict := coalesce(verdict, customer_success.enrolment_verdict(held));
  IF verdict IS NOT NULL THEN
    PERFORM customer_success.set_stage(held, verdict ->> 'stage', verdict ->> 'reason', (verdict ->> 'until')::timestamptz);$of$),
    -- What waited while the sequence was paused is not too late for that.
    ('op_sequence_save(customer_success.operations, jsonb)',
     $of$    IF present -> 'definition' <> sequence.definition THEN
      INSERT INTO$of$,
     $of$    IF present ->> 'state' = 'active' AND NOT was_on THEN
      UPDATE customer_success.interventions i SET expires_at = greatest(i.expires_at, clock_timestamp() + interval '7 days')
        FROM customer_success.enrolments e
       WHERE e.sequence_id = op.entry AND e.ended_at IS NULL AND i.run_id = e.message AND i.stage IN ('proposed', 'waiting', 'claimed');
    END IF;
    IF present -> 'definition' <> sequence.definition THEN
      INSERT INTO$of$),
    -- Nor is a call to action opened about who objects.
    ('move_one(customer_success.sequences, customer_success.enrolments, jsonb)',
     $of$  ELSIF move ->> 'ends' IN ('goal', 'churned') THEN$of$,
     $of$  ELSIF inside.user_id IN (SELECT customer_success.objecting_contacts(inside.organization_id)) THEN
    PERFORM customer_success.end_enrolment(inside, 'objects');
    RETURN 'ended';
  ELSIF move ->> 'ends' IN ('goal', 'churned') THEN$of$),
    -- A step may be named as this choice is.
    ('settle_inside(customer_success.sequences, jsonb)',
     $of$    ELSIF NOT is_there THEN$of$, $of$    ELSIF choice = 'keep' OR NOT is_there THEN$of$)
  ) AS x (name, old, new) LOOP
    was := pg_get_functiondef(('customer_success.' || change.name)::regprocedure);
    IF position(change.old IN was) = 0 THEN
      RAISE EXCEPTION '% is not as it was made', change.name;
    END IF;
    EXECUTE replace(was, change.old, change.new);
  END LOOP;
END
$do$;

-- As before; messages have gone along by then, and those of a way that ends are taken back there.
CREATE OR REPLACE FUNCTION customer_success.move_inside(source int, target int, numbers jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  one customer_success.enrolments;
  whose int;
BEGIN
  FOR one IN SELECT e.* FROM customer_success.enrolments e
              WHERE (e.organization_id = source AND source <> target) OR (e.organization_id = target AND numbers ? e.user_id::text)
              ORDER BY e.enrolment_id FOR UPDATE LOOP
    whose := coalesce((numbers ->> one.user_id::text)::int, one.user_id);
    IF one.ended_at IS NULL AND EXISTS (
         SELECT FROM customer_success.enrolments t
          WHERE t.organization_id = target AND t.user_id = whose AND t.sequence_id = one.sequence_id AND t.entry_key = one.entry_key
            AND t.ended_at IS NULL AND t.enrolment_id <> one.enrolment_id) THEN
      one.organization_id := target;
      PERFORM customer_success.end_enrolment(one, 'merged');
    END IF;
    UPDATE customer_success.enrolments e SET organization_id = target, user_id = whose WHERE e.enrolment_id = one.enrolment_id;
  END LOOP;
END
$$;

-- Who is erased, or objects, goes out at once, and not when their next step is due.
CREATE FUNCTION customer_success.end_ways(account int, contact int, why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  inside customer_success.enrolments;
BEGIN
  FOR inside IN SELECT e.* FROM customer_success.enrolments e
                 WHERE e.organization_id = account AND e.user_id = contact AND e.ended_at IS NULL
                 ORDER BY e.enrolment_id FOR UPDATE LOOP
    PERFORM customer_success.end_enrolment(inside, why);
  END LOOP;
END
$$;
CREATE FUNCTION customer_success.end_erased() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM customer_success.end_ways(NEW.organization_id, NEW.user_id, 'left');
  RETURN NULL;
END
$$;
CREATE TRIGGER end_erased AFTER UPDATE OF erased_at ON customer_success.users FOR EACH ROW
  WHEN (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL) EXECUTE FUNCTION customer_success.end_erased();
CREATE FUNCTION customer_success.end_objecting() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.user_id IN (SELECT customer_success.objecting_contacts(NEW.organization_id)) THEN
    PERFORM customer_success.end_ways(NEW.organization_id, NEW.user_id, 'objects');
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER end_objecting AFTER INSERT OR UPDATE ON customer_success.profiling_objections FOR EACH ROW
  EXECUTE FUNCTION customer_success.end_objecting();
CREATE TRIGGER end_objecting AFTER UPDATE OF objected_on ON customer_success.users FOR EACH ROW
  WHEN (OLD.objected_on IS NULL AND NEW.objected_on IS NOT NULL) EXECUTE FUNCTION customer_success.end_objecting();

-- ── Rules about contacts ────────────────────────────────────────────────────────────────────────────────────────────────────

-- Of contacts that are one from now on: what rules did for the one stands behind what they did for the other, a cool-down goes on, and
-- that they match by what the other did is no news. Nothing is kept of who objects.
CREATE FUNCTION customer_success.move_judged(target int, numbers jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  WITH become AS (
    SELECT n.key::int AS gone, u.user_id AS stands FROM jsonb_each_text(numbers) n JOIN customer_success.users u ON u.user_id = n.value::int
     WHERE u.user_id NOT IN (SELECT customer_success.objecting_contacts(target))
  ), moved AS (
    UPDATE customer_success.rule_firings f SET user_id = g.stands, generation = g.generation
      FROM (SELECT x.firing_id, b.stands, greatest(
                     (SELECT max(t.generation) FROM customer_success.rule_firings t
                       WHERE t.rule_id = x.rule_id AND t.organization_id = target AND t.user_id = b.stands),
                     (SELECT s.generation FROM customer_success.rule_subjects s
                       WHERE s.rule_id = x.rule_id AND s.organization_id = target AND s.contact = b.stands), 0)
                   + row_number() OVER (PARTITION BY x.rule_id, b.stands ORDER BY x.fired_at, x.firing_id) AS generation
              FROM customer_success.rule_firings x JOIN become b ON b.gone = x.user_id WHERE x.organization_id = target) g
     WHERE f.firing_id = g.firing_id
    RETURNING f.rule_id, f.user_id, f.generation
  ), stood AS (
    SELECT s.rule_id, b.stands, max(s.fired_on) AS fired_on, max(s.generation) AS generation, max(s.made) AS made
      FROM customer_success.rule_subjects s JOIN become b ON b.gone = s.contact WHERE s.organization_id = target GROUP BY 1, 2
  )
  INSERT INTO customer_success.rule_subjects AS k (rule_id, organization_id, state, generation, made, history, user_id, contact, fired_on)
  SELECT d.rule_id, target, 'unseen', greatest(d.generation,
           (SELECT max(m.generation) FROM moved m WHERE m.rule_id = d.rule_id AND m.user_id = d.stands)), d.made,
         (SELECT s.epoch FROM customer_success.sync_settings s), d.stands, d.stands, d.fired_on
    FROM stood d
      ON CONFLICT (rule_id, organization_id, contact) DO UPDATE
     SET state = 'unseen', is_met = false, generation = greatest(k.generation, EXCLUDED.generation),
         fired_on = greatest(k.fired_on, EXCLUDED.fired_on), waits_for = NULL, waits_since = NULL;
END
$$;
DO $do$
DECLARE
  first text := $first$  IF source = target THEN$first$;
  columns text := 'made, history, user_id, contact)';
  selected text := 's.made, s.history, s.user_id, s.contact';
  move text := pg_get_functiondef('customer_success.move_entries(int, int, jsonb)'::regprocedure);
BEGIN
  IF position(first IN move) = 0 OR position(columns IN move) = 0 OR position(selected IN move) = 0 THEN
    RAISE EXCEPTION 'move_entries is not as it was made';
  END IF;
  -- The cool-down of a contact goes along into another account.
  move := replace(replace(move, columns, 'made, history, user_id, contact, fired_on)'),
    selected, selected || ', CASE WHEN s.user_id IS NOT NULL THEN s.fired_on END');
  EXECUTE replace(move, first, '  PERFORM customer_success.move_judged(target, numbers);' || chr(10) || first);
END
$do$;

-- By a contact, and no further: when rules fired for colleagues' contacts is told by no plan.
DROP INDEX customer_success.rule_firings_by_user;
CREATE INDEX rule_firings_by_user ON customer_success.rule_firings (user_id) WHERE user_id IS NOT NULL;

-- ── Milestones ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- What was counted of a contact who objects goes: how far they came, when they moved, and what they reached by that.
CREATE FUNCTION customer_success.drop_counted(contact int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- Held first, as whoever counts holds them.
  PERFORM FROM customer_success.user_milestones m WHERE m.user_id = contact ORDER BY m.row_id FOR UPDATE;
  DELETE FROM customer_success.milestone_achievements a
   WHERE a.user_id = contact AND NOT EXISTS (
     SELECT FROM customer_success.user_milestones m
      WHERE m.organization_id = a.organization_id AND m.milestone_id = a.milestone_id AND m.user_id = contact AND m.set_by IS NOT NULL);
  DELETE FROM customer_success.milestone_progress_history h WHERE h.user_id = contact AND h.author IS NULL;
  DELETE FROM customer_success.user_milestones m WHERE m.user_id = contact AND m.set_by IS NULL;
END
$$;
CREATE OR REPLACE FUNCTION customer_success.drop_progress_of_objecting() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM customer_success.drop_counted(a.user_id) FROM added a
   WHERE a.user_id IN (SELECT customer_success.objecting_contacts(a.organization_id));
  RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION customer_success.drop_progress_of_listed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM customer_success.drop_counted(NEW.user_id);
  RETURN NULL;
END
$$;

-- Accounts first, in one order: whoever merges one holds it before what is its.
DO $do$
DECLARE
  change record;
  was text;
BEGIN
  FOR change IN SELECT * FROM (VALUES
    ('advance_milestones(uuid, bigint, json)', 'moves', $of$  WITH told AS (
    SELECT DISTINCT ON$of$),
    ('give_plans(uuid, bigint, json)', 'given', $of$  WITH written AS (
    INSERT INTO customer_success.plan_assignments$of$)
  ) AS x (name, list, first) LOOP
    was := pg_get_functiondef(('customer_success.' || change.name)::regprocedure);
    IF position(change.first IN was) = 0 THEN
      RAISE EXCEPTION '% is not as it was made', change.name;
    END IF;
    EXECUTE replace(was, change.first, format($of$  PERFORM FROM customer_success.organizations o
    WHERE o.organization_id IN (SELECT t.account FROM json_to_recordset(%s) AS t (account int)) ORDER BY o.organization_id FOR KEY SHARE;
$of$, change.list) || change.first);
  END LOOP;
END
$do$;

-- 100.0 is a whole number, too.
DO $do$
DECLARE
  was text := $was$(d.definition ->> 'points')::int$was$;
  keep text := pg_get_functiondef('customer_success.keep_progress_history()'::regprocedure);
BEGIN
  IF position(was IN keep) = 0 THEN
    RAISE EXCEPTION 'keep_progress_history is not as it was made';
  END IF;
  EXECUTE replace(keep, was, $is$(d.definition ->> 'points')::numeric::int$is$);
END
$do$;

-- By account and no further (milestones are never deleted).
DROP INDEX customer_success.user_milestones_by_milestone;
DROP INDEX customer_success.milestone_progress_history_by_organization;
CREATE INDEX milestone_progress_history_by_organization ON customer_success.milestone_progress_history (organization_id);

-- ── Rewards ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- A tier is asked of the day, as points are: one whose last day is over neither multiplies nor opens anything, before any job was there.
DO $do$
DECLARE
  change record;
  was text;
BEGIN
  FOR change IN SELECT * FROM (VALUES
    ('award_points(int, int, text, text)',
     $of$  PERFORM customer_success.expire_lots(account, today);$of$,
     $of$  PERFORM customer_success.expire_lots(account, today), customer_success.settle_tier(account, program, today);
  held := customer_success.hold_rewards(account);$of$),
    ('op_reward_redeem(customer_success.operations, jsonb)',
     $of$  PERFORM customer_success.expire_lots(op.organization_id, today);$of$,
     $of$  PERFORM customer_success.expire_lots(op.organization_id, today), customer_success.settle_tier(op.organization_id, program, today);
  held := customer_success.hold_rewards(op.organization_id);$of$),
    -- Whoever merges an account holds it before its ledger: what that waits for is left to the next time.
    ('sweep_rewards(int)',
     $of$    SELECT x.* FROM customer_success.reward_accounts x
     WHERE $of$,
     $of$    SELECT x.* FROM customer_success.reward_accounts x
      JOIN customer_success.organizations o ON o.organization_id = x.organization_id
     WHERE $of$),
    ('sweep_rewards(int)', $of$LIMIT most FOR UPDATE SKIP LOCKED$of$,
     $of$LIMIT most FOR UPDATE OF x SKIP LOCKED FOR KEY SHARE OF o SKIP LOCKED$of$),
    -- A blank tier is none: nobody could have it, and no desktop show it.
    ('read_item(jsonb)', $of$  PERFORM customer_success.text_of(patch, 'tier', 40, optional => true);$of$,
     $of$  IF customer_success.text_of(patch, 'tier', 40, optional => true) IS NULL AND patch ? 'tier' THEN
    patch := patch || '{"tier": null}';
  END IF;$of$)
  ) AS x (name, old, new) LOOP
    was := pg_get_functiondef(('customer_success.' || change.name)::regprocedure);
    IF position(change.old IN was) = 0 THEN
      RAISE EXCEPTION '% is not as it was made', change.name;
    END IF;
    EXECUTE replace(was, change.old, change.new);
  END LOOP;
END
$do$;
