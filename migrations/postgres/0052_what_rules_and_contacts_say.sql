-- What contacts choose by their link is told by the audit; a playbook of a rule says of which type its call to action is; and a rule may say
-- that its call to action wakes where it rests.
SET LOCAL ROLE cs_owner;

-- As before; what changes is told.
CREATE OR REPLACE FUNCTION customer_success.choose_mail(token text, category text, wanted boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s'
  SET client_min_messages = warning AS $$
DECLARE
  run customer_success.interventions := customer_success.run_of_token(token);
  probe customer_success.unsubscribe_probes;
  said customer_success.communication_preferences;
  stood timestamptz;
BEGIN
  PERFORM customer_success.require_now();
  IF run.run_id IS NULL THEN
    probe := customer_success.probe_of_token(token);
    UPDATE customer_success.unsubscribe_probes p SET acted_at = coalesce(p.acted_at, clock_timestamp())
     WHERE p.probe_id = probe.probe_id AND NOT wanted;
    RETURN CASE WHEN FOUND THEN '{"outcome": "applied"}'::jsonb ELSE '{"outcome": "unknown"}' END;
  END IF;
  said.category := coalesce(choose_mail.category, run.category);
  IF wanted IS NULL OR said.category <> '*' AND said.category NOT IN (SELECT customer_success.categories_for(run)) THEN
    RETURN '{"outcome": "unknown"}';
  END IF;
  said.address_digest := run.address_digest;
  said.state := CASE WHEN wanted THEN 'granted' ELSE 'withdrawn' END;
  said.basis := CASE WHEN wanted THEN 'consent' END;
  said.said_by := 'link';
  said.organization_id := run.organization_id;
  said.user_id := run.user_id;
  said.author := session_user;
  -- Held from here on, the account's audit first, as operations do: mailboxes ask twice at once.
  PERFORM customer_success.hold_chain(run.organization_id);
  INSERT INTO customer_success.message_addresses VALUES (said.address_digest) ON CONFLICT DO NOTHING;
  PERFORM FROM customer_success.message_addresses a WHERE a.address_digest = said.address_digest FOR UPDATE;
  stood := (SELECT p.recorded_at FROM customer_success.communication_preferences p
             WHERE p.address_digest = said.address_digest AND p.category = said.category);
  PERFORM customer_success.set_preference(said);
  -- Said once more, it is no news.
  IF stood IS DISTINCT FROM (SELECT p.recorded_at FROM customer_success.communication_preferences p
                              WHERE p.address_digest = said.address_digest AND p.category = said.category) THEN
    PERFORM customer_success.write_audit(run.organization_id, 'consent.choose',
      jsonb_build_object('contact', run.user_id, 'category', said.category, 'state', said.state, 'run', run.run_id), NULL);
  END IF;
  RETURN '{"outcome": "applied"}';
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

-- Wakes the one that is open of an account, a rule and a type, where it rests, for an occurrence that it has not heard of yet.
CREATE FUNCTION customer_success.wake_cta(asked customer_success.ctas) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE customer_success.ctas c
     SET until_day = NULL, snooze_reason = NULL, snoozed_at = NULL, version = c.version + 1,
         changed = c.changed || jsonb_build_object('until_day', c.version + 1, 'snooze_reason', c.version + 1)
   WHERE c.organization_id = asked.organization_id AND c.rule_id = asked.rule_id AND c.type = asked.type AND c.outcome IS NULL
     AND c.occurrence <> asked.occurrence AND c.until_day > customer_success.company_today()
$$;

DO $do$
DECLARE
  change record;
  was text;
BEGIN
  FOR change IN SELECT * FROM (VALUES
    ('cta_by_rule(customer_success.rules,customer_success.rule_firings,jsonb)',
     $of$  RETURN customer_success.open_cta(asked, tasks)$of$,
     $of$  IF action -> 'wakes' = 'true' THEN
    PERFORM customer_success.hold_chain(asked.organization_id), customer_success.wake_cta(asked);
  END IF;
  RETURN customer_success.open_cta(asked, tasks)$of$),
    ('check_action(jsonb)',
     $of$allow_fields(action, 'kind', 'minutes', 'type', 'title', 'dueWorkingDays'),$of$,
     $of$allow_fields(action, 'kind', 'minutes', 'type', 'title', 'dueWorkingDays', 'wakes'),$of$),
    ('check_action(jsonb)',
     $of$allow_fields(action, 'kind', 'minutes', 'title', 'tasks'),$of$,
     $of$allow_fields(action, 'kind', 'minutes', 'title', 'tasks', 'type', 'wakes'),$of$),
    ('check_action(jsonb)',
     $of$      IF jsonb_typeof(action -> 'tasks') IS DISTINCT FROM 'array'$of$,
     $of$      -- One of before says none: an activity.
      IF action ? 'type' AND coalesce(action ->> 'type' NOT IN ('risk', 'opportunity', 'lifecycle', 'activity'), true) THEN
        PERFORM customer_success.refuse_field('type', 'must be risk, opportunity, lifecycle or activity');
      END IF;
      IF jsonb_typeof(action -> 'tasks') IS DISTINCT FROM 'array'$of$),
    ('check_action(jsonb)',
     $of$  CASE action ->> 'kind'$of$,
     $of$  IF action ? 'wakes' AND jsonb_typeof(action -> 'wakes') <> 'boolean' THEN
    PERFORM customer_success.refuse_field('wakes', 'must be true or false');
  END IF;
  CASE action ->> 'kind'$of$)) AS x (name, old, new)
  LOOP
    was := pg_get_functiondef(('customer_success.' || change.name)::regprocedure);
    IF position(change.old IN was) = 0 THEN
      RAISE EXCEPTION '% is not as it was made', change.name;
    END IF;
    EXECUTE replace(was, change.old, change.new);
  END LOOP;
END
$do$;
