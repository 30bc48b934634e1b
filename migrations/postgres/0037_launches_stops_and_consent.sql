-- What people decide about sending: launches and their undoing, stops, what contacts agreed to, and how the company sends.
SET LOCAL ROLE cs_owner;

-- A patch as it may be given to a function: an object; refused otherwise.
CREATE FUNCTION customer_success.object_of(given json) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  patch jsonb;
BEGIN
  patch := given::jsonb;
  IF jsonb_typeof(patch) IS DISTINCT FROM 'object' THEN
    PERFORM customer_success.refuse_field('patch', 'must be an object');
  END IF;
  RETURN patch;
EXCEPTION
  WHEN data_exception OR program_limit_exceeded THEN
    PERFORM customer_success.refuse_field('patch', 'can''t be taken as it is');
END
$$;

-- The answer to what was refused by `refuse`.
CREATE FUNCTION customer_success.refusal(reason text, told text) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT jsonb_build_object('outcome', 'refused', 'reason', reason) || told::jsonb $$;

-- One line of text of a patch, without characters that don't show.
CREATE FUNCTION customer_success.line_of(patch jsonb, field text, most int) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  value text := customer_success.text_of(patch, field, most);
BEGIN
  IF customer_success.plain_line(value, most) IS DISTINCT FROM btrim(value) THEN
    PERFORM customer_success.refuse_field(field, 'must be one line of characters that show');
  END IF;
  RETURN btrim(value);
END
$$;

-- An instant of a patch, in milliseconds since 1970; null where it is not given.
CREATE FUNCTION customer_success.instant_of(patch jsonb, field text) RETURNS timestamptz
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF coalesce(patch -> field, 'null') = 'null' THEN
    RETURN NULL;
  END IF;
  RETURN to_timestamp(customer_success.number_of(patch, field, 0, 4102444800000) / 1000);
END
$$;

-- A run by a person for one contact, as asked: {"contact", "template" or "subject" and "text", "category", "send_at",
-- "undo_seconds", "wait_days", "on_cap", "despite"}. What is the same within a minute is the same launch.
CREATE FUNCTION customer_success.launch_for(account int, launch text, patch jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  asked customer_success.interventions;
  template customer_success.email_templates;
  contact customer_success.users;
  now timestamptz := clock_timestamp();
  made jsonb;
BEGIN
  PERFORM customer_success.allow_fields(patch, 'contact', 'template', 'subject', 'text', 'category', 'send_at', 'undo_seconds',
                                        'wait_days', 'on_cap', 'despite');
  SELECT u.* INTO contact FROM customer_success.users u
   WHERE u.user_id = customer_success.contact_named(account, customer_success.text_of(patch, 'contact', 1000));
  IF contact.user_id IS NULL THEN
    PERFORM customer_success.refuse_field('contact', 'is no contact of this account');
  ELSIF NOT customer_success.is_address(btrim(contact.email)) OR contact.email IS NULL THEN
    PERFORM customer_success.refuse_field('contact', 'has no address that mail can be sent to');
  END IF;
  asked.organization_id := account;
  asked.user_id := contact.user_id;
  asked.channel := 'email';
  asked.launched_by := session_user;
  -- What a person wants goes before what a rule does.
  asked.priority := 50;
  IF coalesce(patch -> 'template', 'null') <> 'null' THEN
    SELECT t.* INTO template FROM customer_success.email_templates t
     WHERE t.template_id::text = customer_success.text_of(patch, 'template', 40) AND NOT t.archived;
    IF template.template_id IS NULL THEN
      PERFORM customer_success.refuse_field('template', 'is no template of the company');
    ELSIF patch ?| ARRAY['subject', 'text', 'despite', 'category'] THEN
      PERFORM customer_success.refuse_field('template', 'can''t be given together with what is written for one');
    END IF;
    asked.template_id := template.template_id;
    asked.template_version := (SELECT max(v.version) FROM customer_success.email_template_versions v
                                WHERE v.template_id = template.template_id);
    asked.category := template.category;
  ELSE
    asked.content := jsonb_build_object('subject', customer_success.line_of(patch, 'subject', 500),
                                        'text', customer_success.text_of(patch, 'text', 50000));
    asked.category := coalesce(customer_success.text_of(patch, 'category', 40, optional => true), 'relationship');
    asked.despite := customer_success.text_of(patch, 'despite', 500, optional => true);
  END IF;
  asked.on_cap := coalesce(customer_success.text_of(patch, 'on_cap', 10, optional => true), 'wait');
  IF asked.on_cap NOT IN ('wait', 'drop') THEN
    PERFORM customer_success.refuse_field('on_cap', 'must be wait or drop');
  END IF;
  asked.due_at := greatest(
    coalesce(customer_success.instant_of(patch, 'send_at'), now),
    now + make_interval(secs => CASE WHEN patch ? 'undo_seconds'
                                     THEN customer_success.number_of(patch, 'undo_seconds', 0, 3600)::float8 ELSE 10 END));
  asked.expires_at := asked.due_at + make_interval(days => CASE WHEN patch ? 'wait_days'
                        THEN customer_success.number_of(patch, 'wait_days', 1, 60)::int ELSE 7 END);
  asked.occurrence := coalesce(
    -- Whoever presses twice is shown the first.
    (SELECT i.occurrence FROM customer_success.interventions i
      WHERE i.user_id = asked.user_id AND i.launched_by = session_user AND i.rule_id IS NULL AND i.channel = asked.channel
        AND i.created_at > now - interval '60 seconds' AND i.stage NOT IN ('cancelled')
        AND (i.template_id, i.template_version, i.content)
            IS NOT DISTINCT FROM (asked.template_id, asked.template_version, asked.content)
      ORDER BY i.created_at LIMIT 1), launch);
  made := customer_success.make_intervention(asked);
  RETURN made || jsonb_build_object('due_at', (SELECT floor(extract(epoch FROM i.due_at) * 1000)::bigint
    FROM customer_success.interventions i WHERE i.run_id = (made ->> 'run_id')::uuid));
END
$$;

-- Launches a message by hand. launch: a number of the caller's own, which makes a second try the same launch. Answers
-- {"outcome": "applied", "run_id", "is_new", "due_at"}, refused ("reason": role, not_yours, invalid with "field" and "words") or later.
CREATE FUNCTION customer_success.launch_intervention(launch uuid, account text, patch json) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s'
  SET client_min_messages = warning AS $$
DECLARE
  id int := customer_success.account_named(launch_intervention.account);
  made jsonb;
  again jsonb;
  why text;
  told text;
BEGIN
  PERFORM customer_success.require_now();
  IF NOT customer_success.is_at_least('manager') THEN
    RETURN '{"outcome": "refused", "reason": "role"}';
  ELSIF id IS NULL OR NOT customer_success.sees_account(id) THEN
    RETURN '{"outcome": "refused", "reason": "not_yours"}';
  ELSIF launch IS NULL THEN
    RETURN '{"outcome": "refused", "reason": "invalid", "field": "launch", "words": "must be a number of its own"}';
  END IF;
  again := customer_success.take_allowance('single');
  IF again IS NOT NULL THEN
    RETURN again || '{"outcome": "later"}';
  END IF;
  BEGIN
    -- Two presses at one moment come one after the other.
    PERFORM customer_success.hold_chain(id);
    made := customer_success.launch_for(id, launch::text, customer_success.object_of(patch));
  EXCEPTION
    WHEN SQLSTATE 'CSREF' THEN
      GET STACKED DIAGNOSTICS why = MESSAGE_TEXT, told = PG_EXCEPTION_DETAIL;
      RETURN customer_success.refusal(why, told);
    WHEN data_exception OR integrity_constraint_violation OR program_limit_exceeded THEN
      RETURN customer_success.refusal('invalid', '{"field": "patch", "words": "can''t be taken as it is"}');
  END;
  IF (made -> 'is_new')::boolean THEN
    -- What is written stands in the run, where it can be erased.
    PERFORM customer_success.write_audit(id, 'message.launch', jsonb_build_object('run', made -> 'run_id'), NULL);
  END IF;
  RETURN made || '{"outcome": "applied"}';
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN customer_success.try_again(clock_timestamp() + interval '5 seconds', clock_timestamp()) || '{"outcome": "later"}';
END
$$;

-- Takes a message back, for as long as the mail server has not been handed its last byte.
CREATE FUNCTION customer_success.cancel_intervention(run uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s' AS $$
DECLARE
  meant customer_success.interventions;
BEGIN
  IF NOT customer_success.is_at_least('manager') THEN
    RETURN '{"outcome": "refused", "reason": "role"}';
  END IF;
  SELECT i.* INTO meant FROM customer_success.interventions i WHERE i.run_id = run FOR UPDATE;
  IF meant.run_id IS NULL OR NOT customer_success.sees_account(meant.organization_id) THEN
    RETURN '{"outcome": "refused", "reason": "not_yours"}';
  ELSIF meant.stage = 'cancelled' THEN
    RETURN '{"outcome": "applied"}';
  ELSIF meant.stage NOT IN ('waiting', 'claimed') THEN
    RETURN jsonb_build_object('outcome', 'refused', 'reason', 'too_late', 'stage', meant.stage);
  END IF;
  PERFORM customer_success.set_stage(meant, 'cancelled', 'by_hand');
  PERFORM customer_success.write_audit(meant.organization_id, 'message.cancel', jsonb_build_object('run', meant.run_id), NULL);
  RETURN '{"outcome": "applied"}';
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

-- Stops everything, or a rule (of the accounts of everybody: who may send may stop). Answers how many messages leave all the same, because the
-- mail server has all of them but its answer, and since when nothing else does. The row stands whatever anybody holds.
CREATE FUNCTION customer_success.stop_sending(rule uuid, reason text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '2s'
  SET client_min_messages = warning AS $$
DECLARE
  why text := customer_success.plain_line(reason, 500);
  standing customer_success.sending_stops;
BEGIN
  PERFORM customer_success.require_now();
  IF NOT customer_success.is_at_least('manager') THEN
    RETURN '{"outcome": "refused", "reason": "role"}';
  ELSIF why IS NULL THEN
    RETURN '{"outcome": "refused", "reason": "invalid", "field": "reason", "words": "must say why"}';
  END IF;
  BEGIN
    -- Waits for those who are at their last byte; somebody who stays there on purpose holds nothing up.
    LOCK TABLE customer_success.sending_stops IN EXCLUSIVE MODE;
  EXCEPTION
    WHEN lock_not_available THEN
      NULL;
  END;
  INSERT INTO customer_success.sending_stops (rule_id, kind, reason, stopped_by, stopped_at, leaving)
  SELECT rule, 'person', why, session_user, clock_timestamp(), count(*)
    FROM customer_success.interventions i WHERE i.stage = 'dot' AND (rule IS NULL OR i.rule_id = rule)
      ON CONFLICT DO NOTHING RETURNING * INTO standing;
  IF standing.stop_id IS NULL THEN
    SELECT s.* INTO standing FROM customer_success.sending_stops s
     WHERE s.released_at IS NULL AND s.rule_id IS NOT DISTINCT FROM rule;
  ELSE
    BEGIN
      PERFORM customer_success.write_audit(-1, 'sending.stop', jsonb_strip_nulls(jsonb_build_object('rule', rule)),
                                           jsonb_build_object('reason', why));
    EXCEPTION
      -- The row itself says who, when and why.
      WHEN lock_not_available THEN
        NULL;
    END;
  END IF;
  RETURN jsonb_build_object('outcome', 'applied', 'stopped_at', floor(extract(epoch FROM standing.stopped_at) * 1000)::bigint,
                            'leaving', standing.leaving);
END
$$;

-- Lets go of a stop: of everything an admin, of a rule whoever may send.
CREATE FUNCTION customer_success.release_sending(rule uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s' AS $$
DECLARE
  lifted int;
BEGIN
  IF NOT customer_success.is_at_least(CASE WHEN rule IS NULL THEN 'admin' ELSE 'manager' END) THEN
    RETURN '{"outcome": "refused", "reason": "role"}';
  END IF;
  UPDATE customer_success.sending_stops s SET released_at = clock_timestamp(), released_by = session_user
   WHERE s.released_at IS NULL AND s.rule_id IS NOT DISTINCT FROM rule;
  GET DIAGNOSTICS lifted = ROW_COUNT;
  IF lifted > 0 THEN
    PERFORM customer_success.write_audit(-1, 'sending.release', jsonb_strip_nulls(jsonb_build_object('rule', rule)), NULL);
  END IF;
  RETURN '{"outcome": "applied"}';
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

-- After a restored dump nobody knows what was sent since: sending stops by itself, where there ever was any.
CREATE FUNCTION customer_success.stop_after_restore() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO customer_success.sending_stops (kind, reason, stopped_by, stopped_at, leaving)
  SELECT 'restored', 'The company''s database was restored.', session_user, clock_timestamp(), 0
   WHERE EXISTS (SELECT FROM customer_success.interventions)
      ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
CREATE TRIGGER stop_after_restore AFTER UPDATE OF history, witness ON customer_success.sync_settings FOR EACH ROW
  WHEN (OLD.witness IS DISTINCT FROM NEW.witness OR OLD.history IS DISTINCT FROM NEW.history)
  EXECUTE FUNCTION customer_success.stop_after_restore();

-- Sets what an address agreed to, and takes back at once what waits against it. Holds the address first, as claims do.
CREATE FUNCTION customer_success.set_preference(said customer_success.communication_preferences) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  waiting customer_success.interventions;
  verdict jsonb;
BEGIN
  INSERT INTO customer_success.message_addresses VALUES (said.address_digest) ON CONFLICT DO NOTHING;
  PERFORM FROM customer_success.message_addresses a WHERE a.address_digest = said.address_digest FOR UPDATE;
  said.recorded_at := clock_timestamp();
  INSERT INTO customer_success.communication_preferences VALUES (said.*)
      ON CONFLICT (address_digest, category) DO UPDATE
     SET state = excluded.state, basis = excluded.basis, said_by = excluded.said_by, organization_id = excluded.organization_id,
         user_id = excluded.user_id, author = excluded.author, recorded_at = excluded.recorded_at
   -- Said once more, it stands since it was said first.
   WHERE (communication_preferences.state, communication_preferences.basis) IS DISTINCT FROM (excluded.state, excluded.basis)
      OR EXISTS (SELECT FROM customer_success.communication_preferences o
                  WHERE o.address_digest = excluded.address_digest AND o.category <> excluded.category
                    AND o.recorded_at > communication_preferences.recorded_at);
  IF said.state = 'granted' THEN
    RETURN;
  END IF;
  -- Whom a runner has in hand is asked about once more before the last byte.
  FOR waiting IN
    SELECT i.* FROM customer_success.interventions i JOIN customer_success.users u ON u.user_id = i.user_id
     WHERE i.stage = 'waiting' AND (i.address_digest = said.address_digest
                                    OR customer_success.address_digest(u.email) = said.address_digest)
       FOR UPDATE OF i SKIP LOCKED
  LOOP
    verdict := customer_success.address_verdict(
      said.address_digest, waiting.category,
      coalesce((SELECT t.transactional FROM customer_success.email_templates t WHERE t.template_id = waiting.template_id), false),
      waiting.content IS NOT NULL, waiting.despite);
    IF verdict ->> 'reason' = 'unsubscribed' THEN
      PERFORM customer_success.set_stage(waiting, verdict ->> 'stage', verdict ->> 'reason');
    END IF;
  END LOOP;
END
$$;

-- Writes down what a contact agreed to, or withdrew from: {"contact", "category" (* for every one), "state", "basis"}.
CREATE FUNCTION customer_success.record_consent(account text, patch json) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s'
  SET client_min_messages = warning AS $$
DECLARE
  id int := customer_success.account_named(record_consent.account);
  said customer_success.communication_preferences;
  given jsonb;
  email text;
  again jsonb;
  why text;
  told text;
BEGIN
  PERFORM customer_success.require_now();
  IF NOT customer_success.is_at_least('manager') THEN
    RETURN '{"outcome": "refused", "reason": "role"}';
  ELSIF id IS NULL OR NOT customer_success.sees_account(id) THEN
    RETURN '{"outcome": "refused", "reason": "not_yours"}';
  END IF;
  again := customer_success.take_allowance('single');
  IF again IS NOT NULL THEN
    RETURN again || '{"outcome": "later"}';
  END IF;
  BEGIN
    given := customer_success.object_of(patch);
    PERFORM customer_success.allow_fields(given, 'contact', 'category', 'state', 'basis');
    said.organization_id := id;
    said.user_id := customer_success.contact_named(id, customer_success.text_of(given, 'contact', 1000));
    said.category := customer_success.line_of(given, 'category', 40);
    said.state := customer_success.text_of(given, 'state', 20);
    said.basis := customer_success.text_of(given, 'basis', 40, optional => true);
    said.said_by := 'team';
    said.author := session_user;
    email := (SELECT u.email FROM customer_success.users u WHERE u.user_id = said.user_id);
    said.address_digest := customer_success.address_digest(email);
    IF said.address_digest IS NULL THEN
      PERFORM customer_success.refuse_field('contact', 'is no contact of this account with an address');
    ELSIF said.state NOT IN ('granted', 'withdrawn') THEN
      PERFORM customer_success.refuse_field('state', 'must be granted or withdrawn');
    ELSIF said.state = 'granted' AND coalesce(said.basis NOT IN ('consent', 'contract', 'existing_customer', 'legitimate_interest'), true) THEN
      PERFORM customer_success.refuse_field('basis', 'must be consent, contract, existing_customer or legitimate_interest');
    ELSIF said.state = 'withdrawn' AND said.basis IS NOT NULL THEN
      PERFORM customer_success.refuse_field('basis', 'is of what was granted');
    ELSIF said.state = 'granted' AND EXISTS (
      SELECT FROM customer_success.communication_preferences p
       WHERE p.address_digest = said.address_digest AND p.category IN (said.category, '*') AND p.state = 'withdrawn'
         AND p.said_by = 'link') AND said.basis <> 'consent' THEN
      PERFORM customer_success.refuse_field('basis', 'must be consent: they unsubscribed themselves');
    END IF;
    PERFORM customer_success.set_preference(said);
  EXCEPTION
    WHEN SQLSTATE 'CSREF' THEN
      GET STACKED DIAGNOSTICS why = MESSAGE_TEXT, told = PG_EXCEPTION_DETAIL;
      RETURN customer_success.refusal(why, told);
    WHEN data_exception OR integrity_constraint_violation THEN
      RETURN customer_success.refusal('invalid', '{"field": "patch", "words": "can''t be taken as it is"}');
  END;
  PERFORM customer_success.write_audit(id, 'consent.record', jsonb_build_object(
    'contact', said.user_id, 'category', said.category, 'state', said.state, 'basis', said.basis), NULL);
  RETURN '{"outcome": "applied"}';
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN customer_success.try_again(clock_timestamp() + interval '5 seconds', clock_timestamp()) || '{"outcome": "later"}';
END
$$;

-- An address that is to get nothing, by a manager; taken off the list by an admin, but for one that bounced or complained.
CREATE FUNCTION customer_success.suppress_address(address text, suppressed boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s' AS $$
DECLARE
  digest bytea;
  done int;
BEGIN
  IF NOT customer_success.is_at_least(CASE WHEN suppressed THEN 'manager' ELSE 'admin' END) THEN
    RETURN '{"outcome": "refused", "reason": "role"}';
  ELSIF suppressed IS NULL OR NOT customer_success.is_address(btrim(address)) THEN
    RETURN '{"outcome": "refused", "reason": "invalid", "field": "address", "words": "must be an e-mail address"}';
  END IF;
  digest := customer_success.address_digest(address);
  INSERT INTO customer_success.message_addresses VALUES (digest) ON CONFLICT DO NOTHING;
  PERFORM FROM customer_success.message_addresses a WHERE a.address_digest = digest FOR UPDATE;
  IF suppressed THEN
    INSERT INTO customer_success.suppressions (address_digest, address, reason, author)
    VALUES (digest, customer_success.plain_address(suppress_address.address), 'by_hand', session_user) ON CONFLICT DO NOTHING;
  ELSE
    DELETE FROM customer_success.suppressions s WHERE s.address_digest = digest AND s.reason = 'by_hand';
  END IF;
  GET DIAGNOSTICS done = ROW_COUNT;
  IF done > 0 THEN
    PERFORM customer_success.write_audit(-1, CASE WHEN suppressed THEN 'suppression.add' ELSE 'suppression.remove' END, '{}',
      jsonb_build_object('address', suppress_address.address));
  END IF;
  RETURN jsonb_build_object('outcome', 'applied', 'changed', done > 0);
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

-- How the company sends, by field: {"quiet_from", "quiet_until", "caps", "per_domain_per_minute", "unsubscribe_url"}.
CREATE FUNCTION customer_success.set_sending(patch json) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s'
  SET client_min_messages = warning AS $$
DECLARE
  present customer_success.sending_settings;
  given jsonb;
  cap jsonb;
  why text;
  told text;
BEGIN
  IF NOT customer_success.is_admin() THEN
    RETURN '{"outcome": "refused", "reason": "role"}';
  END IF;
  SELECT s.* INTO present FROM customer_success.sending_settings s FOR UPDATE;
  BEGIN
    given := customer_success.object_of(patch);
    PERFORM customer_success.allow_fields(given, 'quiet_from', 'quiet_until', 'caps', 'per_domain_per_minute', 'unsubscribe_url');
    IF given ? 'quiet_from' THEN
      present.quiet_from := customer_success.number_of(given, 'quiet_from', 0, 1439);
    END IF;
    IF given ? 'quiet_until' THEN
      present.quiet_until := customer_success.number_of(given, 'quiet_until', 0, 1439);
    END IF;
    IF given ? 'caps' THEN
      IF jsonb_typeof(given -> 'caps') <> 'array' OR jsonb_array_length(given -> 'caps') > 5 THEN
        PERFORM customer_success.refuse_field('caps', 'must be a list of at most 5');
      END IF;
      FOR cap IN SELECT value FROM jsonb_array_elements(given -> 'caps') LOOP
        IF jsonb_typeof(cap) <> 'object' THEN
          PERFORM customer_success.refuse_field('caps', 'must hold a count and days each');
        END IF;
        PERFORM customer_success.allow_fields(cap, 'count', 'days');
        IF customer_success.number_of(cap, 'count', 1, 1000) <> trunc((cap -> 'count')::numeric)
           OR customer_success.number_of(cap, 'days', 1, 365) <> trunc((cap -> 'days')::numeric) THEN
          PERFORM customer_success.refuse_field('caps', 'must be whole numbers');
        END IF;
      END LOOP;
      present.caps := given -> 'caps';
    END IF;
    IF given ? 'per_domain_per_minute' THEN
      present.per_domain_per_minute := CASE WHEN given -> 'per_domain_per_minute' <> 'null'
        THEN customer_success.number_of(given, 'per_domain_per_minute', 1, 100000) END;
    END IF;
    IF given ? 'unsubscribe_url' THEN
      IF given -> 'unsubscribe_url' <> 'null' AND customer_success.line_of(given, 'unsubscribe_url', 500)
         !~ '^https://[A-Za-z0-9._~:/?=&%-]+$' THEN
        PERFORM customer_success.refuse_field('unsubscribe_url', 'must be an address with https that a token is put behind');
      END IF;
      IF present.unsubscribe_url IS DISTINCT FROM given ->> 'unsubscribe_url' THEN
        present.unsubscribe_proved_at := NULL;
      END IF;
      present.unsubscribe_url := given ->> 'unsubscribe_url';
    END IF;
    UPDATE customer_success.sending_settings s
       SET quiet_from = present.quiet_from, quiet_until = present.quiet_until, caps = present.caps,
           per_domain_per_minute = present.per_domain_per_minute, unsubscribe_url = present.unsubscribe_url,
           unsubscribe_proved_at = present.unsubscribe_proved_at;
  EXCEPTION
    WHEN SQLSTATE 'CSREF' THEN
      GET STACKED DIAGNOSTICS why = MESSAGE_TEXT, told = PG_EXCEPTION_DETAIL;
      RETURN customer_success.refusal(why, told);
    WHEN data_exception OR integrity_constraint_violation THEN
      RETURN customer_success.refusal('invalid', '{"field": "patch", "words": "can''t be taken as it is"}');
  END;
  PERFORM customer_success.write_audit(0, 'sending.set', given, NULL);
  RETURN '{"outcome": "applied"}';
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

-- An admin's Steward has asked the unsubscribe address, and it answered a GET with a page and a POST with the deed.
CREATE FUNCTION customer_success.unsubscribe_answers(url text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s' AS $$
BEGIN
  IF NOT customer_success.is_admin() THEN
    RETURN '{"outcome": "refused", "reason": "role"}';
  END IF;
  UPDATE customer_success.sending_settings s SET unsubscribe_proved_at = clock_timestamp() WHERE s.unsubscribe_url = url;
  RETURN CASE WHEN FOUND THEN '{"outcome": "applied"}'::jsonb ELSE '{"outcome": "refused", "reason": "invalid"}' END;
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

-- The run that a token is of; null for what was not made here.
CREATE FUNCTION customer_success.run_of_token(token text) RETURNS customer_success.interventions
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  run uuid;
  meant customer_success.interventions;
BEGIN
  IF token !~ '^[A-Za-z0-9_-]{43}$' THEN
    RETURN NULL;
  END IF;
  run := encode(substr(decode(translate(token, '-_', '+/') || '=', 'base64'), 1, 16), 'hex')::uuid;
  IF customer_success.unsubscribe_token(run) = token THEN
    SELECT i.* INTO meant FROM customer_success.interventions i WHERE i.run_id = run AND i.address_digest IS NOT NULL;
  END IF;
  RETURN meant;
EXCEPTION
  WHEN data_exception THEN
    RETURN NULL;
END
$$;

-- What a page shows to whoever comes by a link, and changes nothing: {"outcome": "known", "category", "is_subscribed"} or unknown.
CREATE FUNCTION customer_success.unsubscribe_choices(token text) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
DECLARE
  run customer_success.interventions := customer_success.run_of_token(token);
BEGIN
  IF run.run_id IS NULL THEN
    RETURN '{"outcome": "unknown"}';
  END IF;
  RETURN jsonb_build_object('outcome', 'known', 'category', run.category, 'is_subscribed', coalesce((
    SELECT p.state = 'granted' FROM customer_success.communication_preferences p
     WHERE p.address_digest = run.address_digest AND p.category IN (run.category, '*')
     ORDER BY p.recorded_at DESC, p.category = '*' DESC LIMIT 1), true));
END
$$;

-- Unsubscribes whoever got the message, from its category or from every one. As often as it comes, it is the same; it needs no
-- session of the person's, for the token is theirs alone. {"outcome": "applied"}, unknown, or later.
CREATE FUNCTION customer_success.unsubscribe(token text, everything boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s'
  SET client_min_messages = warning AS $$
DECLARE
  run customer_success.interventions := customer_success.run_of_token(token);
  said customer_success.communication_preferences;
BEGIN
  PERFORM customer_success.require_now();
  IF run.run_id IS NULL THEN
    RETURN '{"outcome": "unknown"}';
  END IF;
  said.address_digest := run.address_digest;
  said.category := CASE WHEN everything THEN '*' ELSE run.category END;
  said.state := 'withdrawn';
  said.said_by := 'link';
  said.organization_id := run.organization_id;
  said.user_id := run.user_id;
  said.author := session_user;
  PERFORM customer_success.set_preference(said);
  RETURN '{"outcome": "applied"}';
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

GRANT EXECUTE ON FUNCTION customer_success.launch_intervention(uuid, text, json), customer_success.cancel_intervention(uuid),
  customer_success.stop_sending(uuid, text), customer_success.release_sending(uuid), customer_success.record_consent(text, json),
  customer_success.suppress_address(text, boolean) TO cs_manager;
GRANT EXECUTE ON FUNCTION customer_success.set_sending(json), customer_success.unsubscribe_answers(text) TO cs_admin;
GRANT EXECUTE ON FUNCTION customer_success.unsubscribe_choices(text), customer_success.unsubscribe(text, boolean)
  TO cs_viewer, cs_loader;
