-- A message that leaves is written three times where it was six, and what is logged of it is asked for by statements that are planned once.
SET LOCAL ROLE cs_owner;

-- Writes a run in hand down as it is given, in its new state, and adds that to its steps: one write of what its steps of the way change.
-- Whoever calls holds the row. @returns it as it stands by then
CREATE FUNCTION customer_success.move_run(held customer_success.interventions, stage text, reason text, said text DEFAULT NULL)
RETURNS customer_success.interventions
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  line text := CASE WHEN said IS NOT NULL THEN customer_success.plain_line(said, 500) END;
  moved customer_success.interventions;
BEGIN
  UPDATE customer_success.interventions i
     SET stage = move_run.stage, reason = move_run.reason, changed_at = clock_timestamp(),
         fence = held.fence, attempt = held.attempt, crashes = held.crashes,
         lease_until = CASE WHEN move_run.stage IN ('claimed', 'dot') THEN held.lease_until END,
         taken_at = held.taken_at, login = held.login, host = held.host, machine = held.machine, address = held.address,
         address_digest = held.address_digest, domain = held.domain, counted_at = held.counted_at, message_id = held.message_id,
         dot_at = held.dot_at, sent_at = held.sent_at, reply = coalesce(line, i.reply)
   WHERE i.run_id = held.run_id
  RETURNING i.* INTO moved;
  INSERT INTO customer_success.intervention_steps (run_id, organization_id, stage, reason, attempt, login, machine, reply)
  VALUES (moved.run_id, moved.organization_id, moved.stage, moved.reason, moved.attempt, session_user, moved.machine, line);
  RETURN moved;
END
$$;

-- As before, in one write.
DO $do$
DECLARE
  present text := pg_get_functiondef('customer_success.claim_intervention(uuid, json)'::regprocedure);
  was text := $was$    UPDATE customer_success.interventions i
       SET fence = i.fence + 1, attempt = i.attempt + 1, crashes = i.crashes + (run.stage = 'claimed')::int,
           lease_until = clock_timestamp() + make_interval(secs => s.lease_seconds), taken_at = clock_timestamp(),
           login = session_user, host = claim_intervention.host, machine = customer_success.plain_line(said ->> 'machine', 200),
           address = verdict ->> 'address', address_digest = decode(verdict ->> 'digest', 'hex'),
           domain = split_part(customer_success.plain_address(verdict ->> 'address'), '@', 2),
           counted_at = CASE WHEN NOT (verdict -> 'transactional')::boolean THEN clock_timestamp() END,
           message_id = coalesce(i.message_id, left(encode(i.run_key, 'hex'), 40) || '@' || sender_domain)
      FROM customer_success.sending_settings s WHERE i.run_id = run.run_id;
    PERFORM customer_success.set_stage(run, 'claimed', 'in_hand');
    SELECT i.* INTO run FROM customer_success.interventions i WHERE i.run_id = run.run_id;
$was$;
BEGIN
  IF position(was IN present) = 0 THEN
    RAISE EXCEPTION 'claim_intervention is not as it was made';
  END IF;
  EXECUTE replace(present, was, $is$    run.crashes := run.crashes + (run.stage = 'claimed')::int;
    run.fence := run.fence + 1;
    run.attempt := run.attempt + 1;
    run.taken_at := clock_timestamp();
    run.lease_until := clock_timestamp() + make_interval(secs => (SELECT s.lease_seconds FROM customer_success.sending_settings s));
    run.login := session_user;
    run.host := claim_intervention.host;
    run.machine := customer_success.plain_line(said ->> 'machine', 200);
    run.address := verdict ->> 'address';
    run.address_digest := decode(verdict ->> 'digest', 'hex');
    run.domain := split_part(customer_success.plain_address(run.address), '@', 2);
    run.counted_at := CASE WHEN NOT (verdict -> 'transactional')::boolean THEN clock_timestamp() END;
    run.message_id := coalesce(run.message_id, left(encode(run.run_key, 'hex'), 40) || '@' || sender_domain);
    run := customer_success.move_run(run, 'claimed', 'in_hand');
$is$);
END
$do$;

-- As before, in one write.
DO $do$
DECLARE
  present text := pg_get_functiondef('customer_success.reach_dot(uuid, bigint)'::regprocedure);
  was text := $was$  UPDATE customer_success.interventions i
     SET dot_at = clock_timestamp(), lease_until = clock_timestamp() + make_interval(secs => s.lease_seconds),
         counted_at = CASE WHEN NOT transactional THEN clock_timestamp() END
    FROM customer_success.sending_settings s WHERE i.run_id = held.run_id;
  PERFORM customer_success.set_stage(held, 'dot', 'handed_over');
$was$;
BEGIN
  IF position(was IN present) = 0 THEN
    RAISE EXCEPTION 'reach_dot is not as it was made';
  END IF;
  EXECUTE replace(present, was, $is$  held.dot_at := clock_timestamp();
  held.lease_until := clock_timestamp() + make_interval(secs => (SELECT s.lease_seconds FROM customer_success.sending_settings s));
  held.counted_at := CASE WHEN NOT transactional THEN clock_timestamp() END;
  PERFORM customer_success.move_run(held, 'dot', 'handed_over');
$is$);
END
$do$;

-- As before, in one write.
CREATE OR REPLACE FUNCTION customer_success.intervention_sent(run uuid, fence bigint, reply text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s' AS $$
DECLARE
  held customer_success.interventions := customer_success.run_in_hand(run, fence);
BEGIN
  IF held.stage = 'sent' THEN
    RETURN '{"outcome": "sent"}';
  ELSIF held.run_id IS NULL OR held.stage NOT IN ('dot', 'unknown') THEN
    RETURN '{"outcome": "refused", "reason": "fence"}';
  END IF;
  held.sent_at := clock_timestamp();
  PERFORM customer_success.move_run(held, 'sent', 'sent', reply);
  RETURN '{"outcome": "sent"}';
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

-- As before; a message that follows none has no thread to look for.
DO $do$
DECLARE
  present text := pg_get_functiondef('customer_success.claimed_message(customer_success.interventions, jsonb)'::regprocedure);
  was text := $was$'thread', customer_success.thread_of(run),$was$;
BEGIN
  IF position(was IN present) = 0 THEN
    RAISE EXCEPTION 'claimed_message is not as it was made';
  END IF;
  EXECUTE replace(present, was,
    $is$'thread', CASE WHEN run.follows IS NULL THEN '[]' ELSE customer_success.thread_of(run) END,$is$);
END
$do$;

-- As before: what desktops copy of a run, but for what is its runner's alone. Most changes are told by the stage.
CREATE OR REPLACE FUNCTION customer_success.log_intervention_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  theirs text[] := ARRAY['run_key', 'priority', 'fence', 'lease_until', 'crashes', 'host', 'address', 'address_digest', 'domain', 'taken_at'];
BEGIN
  INSERT INTO customer_success.sync_log (table_name, pk, organization_id, old_scope, new_scope)
  SELECT 'interventions', c.row_id, c.organization_id, o.owner_id, o.owner_id
    FROM (SELECT a.row_id, side.organization_id
            FROM removed b JOIN added a ON a.row_id = b.row_id, LATERAL (SELECT b.organization_id UNION SELECT a.organization_id) side
           WHERE CASE WHEN b.stage <> a.stage THEN true ELSE to_jsonb(b) - theirs IS DISTINCT FROM to_jsonb(a) - theirs END) c
    LEFT JOIN customer_success.organizations o ON o.organization_id = c.organization_id;
  RETURN NULL;
END
$$;

-- Steps are added one by one, more often than anything else is: logged as log_row_changes does, by a statement that is planned once.
CREATE FUNCTION customer_success.log_new_steps() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO customer_success.sync_log (table_name, pk, organization_id, old_scope, new_scope)
  SELECT 'intervention_steps', a.step_id, a.organization_id, o.owner_id, o.owner_id
    FROM added a LEFT JOIN customer_success.organizations o ON o.organization_id = a.organization_id;
  RETURN NULL;
END
$$;
DROP TRIGGER log_insert ON customer_success.intervention_steps;
CREATE TRIGGER log_insert AFTER INSERT ON customer_success.intervention_steps REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_new_steps();
