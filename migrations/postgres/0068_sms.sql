-- Messages to phones. Each needs that the contact agreed to SMS, whatever it is about and whoever writes it; STOP by SMS ends that, START
-- brings it back. What was agreed to is of a number as what is agreed to by mail is of an address.
SET LOCAL ROLE cs_owner;

ALTER TABLE customer_success.interventions
  DROP CONSTRAINT interventions_channel_check,
  ADD CONSTRAINT interventions_channel_check CHECK (channel IN ('email', 'webhook', 'in_app', 'sms'));

ALTER TABLE customer_success.channel_settings
  DROP CONSTRAINT channel_settings_channel_check,
  ADD CONSTRAINT channel_settings_channel_check CHECK (channel IN ('webhook', 'sms')),
  -- Whose account it is at the provider, and the number that messages come from.
  ADD COLUMN account text,
  ADD COLUMN sender text;

ALTER TABLE customer_success.communication_preferences
  ADD COLUMN channel text NOT NULL DEFAULT 'email' CHECK (channel IN ('email', 'sms')),
  -- Where they agreed, as whoever wrote it down says.
  ADD COLUMN source text;
CREATE TRIGGER keep_texts_erased BEFORE INSERT OR UPDATE ON customer_success.communication_preferences
  FOR EACH ROW EXECUTE FUNCTION customer_success.keep_texts_erased('source');

CREATE INDEX users_by_phone ON customer_success.users (customer_success.phone_number(phone)) WHERE phone IS NOT NULL;

CREATE OR REPLACE FUNCTION customer_success.is_channel(channel text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT channel IN ('email', 'webhook', 'in_app', 'sms') $$;

-- As before; a number that nobody can send to is one that is known to be none.
CREATE OR REPLACE FUNCTION customer_success.address_on(channel text, contact customer_success.users) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE channel WHEN 'email' THEN btrim(contact.email) WHEN 'webhook' THEN 'webhook/' || contact.user_id
                      WHEN 'in_app' THEN 'in_app/' || contact.user_id
                      WHEN 'sms' THEN coalesce(customer_success.phone_number(contact.phone), btrim(contact.phone)) END
$$;

CREATE OR REPLACE FUNCTION customer_success.is_address_on(channel text, address text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(CASE channel WHEN 'email' THEN customer_success.is_address(address)
                               WHEN 'sms' THEN customer_success.phone_number(address) IS NOT NULL ELSE true END AND address IS NOT NULL, false)
$$;

-- What speaks against a message to this number; null: nothing does, for they agreed to SMS of the category, or to all.
CREATE FUNCTION customer_success.sms_basis(digest bytea, category text) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  why text := (SELECT s.reason FROM customer_success.suppressions s WHERE s.address_digest = digest);
  said customer_success.communication_preferences;
BEGIN
  IF why IS NOT NULL THEN
    RETURN jsonb_build_object('stage', 'dropped', 'reason', CASE why WHEN 'by_hand' THEN 'suppressed' ELSE why END);
  END IF;
  SELECT p.* INTO said FROM customer_success.communication_preferences p
   WHERE p.address_digest = digest AND p.category IN (sms_basis.category, '*')
   ORDER BY p.recorded_at DESC, p.category = '*' DESC LIMIT 1;
  RETURN CASE WHEN said.state = 'withdrawn' THEN '{"stage": "cancelled", "reason": "unsubscribed"}'::jsonb
              WHEN said.basis IS DISTINCT FROM 'consent' THEN '{"stage": "dropped", "reason": "no_basis"}' END;
END
$$;

CREATE FUNCTION customer_success.verdict_by_sms(run customer_success.interventions, contact customer_success.users,
  template customer_success.email_templates, at timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  digest bytea := customer_success.digest_on('sms', contact);
  transactional boolean := coalesce(template.transactional, false);
  place customer_success.channel_settings;
  settings customer_success.sending_settings;
  server text;
  again timestamptz;
  against jsonb := customer_success.sms_basis(digest, run.category);
BEGIN
  IF against IS NOT NULL THEN
    RETURN against;
  END IF;
  SELECT c.* INTO place FROM customer_success.channel_settings c WHERE c.channel = 'sms';
  IF num_nulls(place.address, place.account, place.sender) > 0 OR place.gone_at IS NOT NULL THEN
    RETURN jsonb_build_object('stage', 'waiting', 'reason', 'no_channel', 'until', at + interval '15 minutes');
  END IF;
  SELECT s.* INTO settings FROM customer_success.sending_settings s;
  IF NOT transactional THEN
    again := customer_success.release_at(at, customer_success.zones_of(run.organization_id), settings.quiet_from, settings.quiet_until, digest);
    IF again IS NULL OR again >= run.expires_at THEN
      RETURN '{"stage": "dropped", "reason": "quiet"}';
    ELSIF again > at THEN
      RETURN jsonb_build_object('stage', 'waiting', 'reason', 'quiet', 'until', again);
    END IF;
    again := customer_success.room_in_caps(run.run_id, digest, settings.caps, at);
    IF again > at AND (run.on_cap = 'drop' OR again >= run.expires_at) THEN
      RETURN '{"stage": "dropped", "reason": "cap"}';
    ELSIF again > at THEN
      RETURN jsonb_build_object('stage', 'waiting', 'reason', 'cap', 'until', again);
    END IF;
  END IF;
  server := customer_success.host_of(place.address);
  again := (SELECT i.taken_at + interval '1 minute' FROM customer_success.interventions i
             WHERE i.domain = server AND i.run_id <> run.run_id AND i.taken_at > at - interval '1 minute'
             ORDER BY i.taken_at DESC OFFSET settings.per_domain_per_minute - 1 LIMIT 1);
  IF settings.per_domain_per_minute IS NOT NULL AND again > at THEN
    RETURN jsonb_build_object('stage', 'waiting', 'reason', 'rate', 'until', again);
  END IF;
  RETURN jsonb_build_object(
    'stage', 'claimed', 'digest', encode(digest, 'hex'), 'address', customer_success.address_on('sms', contact), 'domain', server,
    'endpoint', rtrim(place.address, '/') || '/2010-04-01/Accounts/' || place.account || '/Messages.json', 'phone', place.sender,
    'name', contact.name, 'transactional', transactional, 'language', template.language);
END
$$;

-- As before, by channel. SMS rests on consent alone, and where that was said is told with it; who sent STOP comes back by START.
CREATE OR REPLACE FUNCTION customer_success.note_consent(account int, given jsonb) RETURNS customer_success.communication_preferences
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  said customer_success.communication_preferences;
  before customer_success.communication_preferences;
BEGIN
  PERFORM customer_success.allow_fields(given, 'contact', 'category', 'state', 'basis', 'channel', 'source');
  said.organization_id := account;
  said.user_id := customer_success.contact_named(account, customer_success.text_of(given, 'contact', 1000));
  said.category := customer_success.line_of(given, 'category', 40);
  said.state := customer_success.text_of(given, 'state', 20);
  said.basis := customer_success.text_of(given, 'basis', 40, optional => true);
  said.channel := coalesce(customer_success.text_of(given, 'channel', 20, optional => true), 'email');
  said.source := customer_success.text_of(given, 'source', 200, optional => true);
  said.said_by := 'team';
  said.author := session_user;
  IF said.channel NOT IN ('email', 'sms') THEN
    PERFORM customer_success.refuse_field('channel', 'must be email or sms');
  END IF;
  said.address_digest := (SELECT customer_success.digest_on(said.channel, u) FROM customer_success.users u
                           WHERE u.user_id = said.user_id
                             AND (said.channel = 'email' OR customer_success.is_address_on('sms', customer_success.address_on('sms', u))));
  SELECT p.* INTO before FROM customer_success.communication_preferences p
   WHERE p.address_digest = said.address_digest AND p.category IN (said.category, '*') AND p.state = 'withdrawn' AND p.said_by = 'link'
   LIMIT 1;
  IF said.address_digest IS NULL THEN
    PERFORM customer_success.refuse_field('contact', CASE said.channel WHEN 'sms' THEN 'is no contact of this account with a phone number'
                                                      ELSE 'is no contact of this account with an address' END);
  ELSIF said.state NOT IN ('granted', 'withdrawn') THEN
    PERFORM customer_success.refuse_field('state', 'must be granted or withdrawn');
  ELSIF said.state = 'granted' AND coalesce(said.basis NOT IN ('consent', 'contract', 'existing_customer', 'legitimate_interest'), true) THEN
    PERFORM customer_success.refuse_field('basis', 'must be consent, contract, existing_customer or legitimate_interest');
  ELSIF said.state = 'withdrawn' AND said.basis IS NOT NULL THEN
    PERFORM customer_success.refuse_field('basis', 'is of what was granted');
  ELSIF said.channel = 'sms' AND said.basis <> 'consent' THEN
    PERFORM customer_success.refuse_field('basis', 'must be consent: SMS rest on nothing else');
  ELSIF said.channel = 'sms' AND said.state = 'granted' AND said.source IS NULL THEN
    PERFORM customer_success.refuse_field('source', 'must say where they agreed');
  ELSIF said.channel = 'sms' AND said.state = 'granted' AND before.state IS NOT NULL THEN
    PERFORM customer_success.refuse_field('state', 'was withdrawn by their STOP: they come back by sending START');
  ELSIF said.state = 'granted' AND before.state IS NOT NULL AND said.basis <> 'consent' THEN
    PERFORM customer_success.refuse_field('basis', 'must be consent: they unsubscribed themselves');
  END IF;
  PERFORM customer_success.set_preference(said);
  RETURN said;
END
$$;

-- A contact says by SMS that they want no more, or want it again. Said once more, it is no news.
CREATE FUNCTION customer_success.choose_sms(digest bytea, account int, contact int, wanted boolean, run uuid, words text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  said customer_success.communication_preferences;
  stood timestamptz;
BEGIN
  said.address_digest := digest;
  said.category := '*';
  said.channel := 'sms';
  said.state := CASE WHEN wanted THEN 'granted' ELSE 'withdrawn' END;
  said.basis := CASE WHEN wanted THEN 'consent' END;
  said.source := words;
  said.said_by := 'link';
  said.organization_id := account;
  said.user_id := contact;
  said.author := session_user;
  -- The account's audit first, as wherever somebody chooses.
  PERFORM customer_success.hold_chain(account);
  INSERT INTO customer_success.message_addresses VALUES (digest) ON CONFLICT DO NOTHING;
  PERFORM FROM customer_success.message_addresses a WHERE a.address_digest = digest FOR UPDATE;
  stood := (SELECT p.recorded_at FROM customer_success.communication_preferences p WHERE p.address_digest = digest AND p.category = '*');
  PERFORM customer_success.set_preference(said);
  IF stood IS DISTINCT FROM (SELECT p.recorded_at FROM customer_success.communication_preferences p
                              WHERE p.address_digest = digest AND p.category = '*') THEN
    PERFORM customer_success.write_audit(account, 'consent.choose', jsonb_strip_nulls(
      jsonb_build_object('contact', contact, 'category', '*', 'state', said.state, 'run', run)), NULL);
  END IF;
END
$$;

-- An SMS that came in: {"identity": digest of what the provider knows it by, "from", "words", "came_at"}. It answers what was sent to the
-- number last, as a mail does; STOP and its like, and START, are said of the number whether or not anything was.
CREATE FUNCTION customer_success.sms_came_in(sms json, sender json) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s'
  SET client_min_messages = warning AS $$
DECLARE
  given jsonb;
  made customer_success.incoming_mails;
  run customer_success.interventions;
  person customer_success.users;
  number text;
  digest bytea;
  word text;
  wanted boolean;
  whose text := customer_success.plain_line(customer_success.read_sender(sender) ->> 'machine', 200);
  why text;
  told text;
BEGIN
  PERFORM customer_success.require_now();
  IF NOT customer_success.may_send() THEN
    RETURN '{"outcome": "refused", "reason": "role"}';
  END IF;
  BEGIN
    given := customer_success.object_of(sms);
    PERFORM customer_success.allow_fields(given, 'identity', 'from', 'words', 'came_at');
    number := customer_success.phone_number(customer_success.line_of(given, 'from', 40));
    made.came_at := least(customer_success.instant_of(given, 'came_at'), clock_timestamp());
    made.words := customer_success.text_of(given, 'words', 4000, optional => true);
    IF coalesce(given ->> 'identity' !~ '^[0-9a-f]{64}$', true) THEN
      PERFORM customer_success.refuse_field('identity', 'must be a digest');
    ELSIF number IS NULL THEN
      PERFORM customer_success.refuse_field('from', 'must be a phone number with its country');
    ELSIF made.came_at IS NULL THEN
      PERFORM customer_success.refuse_field('came_at', 'must say when it came');
    END IF;
  EXCEPTION
    WHEN SQLSTATE 'CSREF' THEN
      GET STACKED DIAGNOSTICS why = MESSAGE_TEXT, told = PG_EXCEPTION_DETAIL;
      RETURN customer_success.refusal(why, told);
    WHEN data_exception OR integrity_constraint_violation OR program_limit_exceeded THEN
      RETURN customer_success.refusal('invalid', '{"field": "sms", "words": "can''t be taken as it is"}');
  END;
  made.mail_key := customer_success.keyed_digest(convert_to('sms/' || (given ->> 'identity'), 'UTF8'));
  digest := customer_success.address_digest(number);
  SELECT i.* INTO run FROM customer_success.interventions i
   WHERE i.address_digest = digest AND i.channel = 'sms' AND i.stage IN ('dot', 'sent', 'unknown', 'bounced')
     AND customer_success.sees_account(i.organization_id)
   ORDER BY i.dot_at DESC NULLS LAST LIMIT 1 FOR UPDATE;
  -- The number may be another's by now; what they say holds of the number all the same.
  SELECT u.* INTO person FROM customer_success.users u
   WHERE u.phone IS NOT NULL AND customer_success.phone_number(u.phone) = number AND u.erased_at IS NULL
     AND customer_success.sees_account(u.organization_id)
   ORDER BY u.user_id = run.user_id DESC NULLS LAST, u.user_id LIMIT 1;
  word := upper(btrim(made.words, E' \t\r\n.!"'''));
  wanted := CASE WHEN word IN ('STOP', 'STOPALL', 'STOP ALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT') THEN false
                 WHEN word IN ('START', 'UNSTOP') THEN true END;
  IF run.run_id IS NULL AND person.user_id IS NULL THEN
    RETURN '{"outcome": "unmatched"}';
  END IF;
  IF run.run_id IS NOT NULL THEN
    INSERT INTO customer_success.incoming_mails (mail_key, organization_id, user_id, run_id, kind, came_at, hint, from_name, from_address,
      words, answered_at, answered_by, login, machine)
    -- Who says STOP waits for no answer.
    VALUES (made.mail_key, run.organization_id, run.user_id, run.run_id, 'reply', made.came_at, CASE WHEN NOT wanted THEN 'unsubscribe' END,
      person.name, number, made.words, CASE WHEN wanted IS NOT NULL THEN clock_timestamp() END,
      CASE WHEN wanted IS NOT NULL THEN session_user END, session_user, whose)
        ON CONFLICT (mail_key) DO NOTHING RETURNING * INTO made;
    IF NOT FOUND THEN
      RETURN '{"outcome": "known"}';
    END IF;
    made.did := customer_success.what_follows(made, run, false, false);
    UPDATE customer_success.incoming_mails m SET did = made.did WHERE m.row_id = made.row_id;
  END IF;
  IF wanted IS NOT NULL THEN
    PERFORM customer_success.choose_sms(digest, coalesce(run.organization_id, person.organization_id),
      coalesce(run.user_id, person.user_id), wanted, run.run_id, 'their SMS ' || word);
  ELSIF run.run_id IS NULL THEN
    RETURN '{"outcome": "unmatched"}';
  END IF;
  RETURN jsonb_strip_nulls(jsonb_build_object('outcome', 'taken', 'did', made.did, 'wanted', wanted));
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

-- What the provider says of a message that it has, by the number that bears: {"status", "code"}. What nobody knew is known then.
CREATE FUNCTION customer_success.sms_reported(token text, report json) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s'
  SET client_min_messages = warning AS $$
DECLARE
  given jsonb;
  run customer_success.interventions;
  status text;
  code text;
  why text;
  told text;
BEGIN
  PERFORM customer_success.require_now();
  IF NOT customer_success.may_send() THEN
    RETURN '{"outcome": "refused", "reason": "role"}';
  END IF;
  BEGIN
    given := customer_success.object_of(report);
    PERFORM customer_success.allow_fields(given, 'status', 'code');
    status := customer_success.line_of(given, 'status', 40);
    code := substring(given ->> 'code' FROM '^[0-9]{1,6}$');
  EXCEPTION
    WHEN SQLSTATE 'CSREF' THEN
      GET STACKED DIAGNOSTICS why = MESSAGE_TEXT, told = PG_EXCEPTION_DETAIL;
      RETURN customer_success.refusal(why, told);
    WHEN data_exception OR program_limit_exceeded THEN
      RETURN customer_success.refusal('invalid', '{"field": "report", "words": "can''t be taken as it is"}');
  END;
  run := customer_success.run_named(ARRAY[coalesce(token, '')], '{}');
  IF run.run_id IS NULL OR run.channel <> 'sms' THEN
    RETURN '{"outcome": "unknown"}';
  END IF;
  SELECT i.* INTO run FROM customer_success.interventions i WHERE i.run_id = run.run_id FOR UPDATE;
  IF status IN ('failed', 'undelivered') AND run.stage IN ('dot', 'sent', 'unknown') THEN
    -- No such number, or one that takes none: 30005, 30006. Any other may be reached the next time.
    IF code IN ('30005', '30006', '21211', '21614') THEN
      PERFORM customer_success.suppress_returned(run, 'bounced');
    END IF;
    UPDATE customer_success.interventions i SET sent_at = coalesce(i.sent_at, i.dot_at) WHERE i.run_id = run.run_id;
    PERFORM customer_success.set_stage(run, 'bounced', CASE WHEN code IN ('30005', '30006', '21211', '21614') THEN 'no_such_address'
      WHEN code IN ('30004', '30007') THEN 'blocked' ELSE 'soft' END, said => btrim(status || ' ' || coalesce(code, '')));
  ELSIF status IN ('sent', 'delivered', 'read') AND run.stage = 'unknown' THEN
    UPDATE customer_success.interventions i SET sent_at = coalesce(i.sent_at, i.dot_at) WHERE i.run_id = run.run_id;
    PERFORM customer_success.set_stage(run, 'sent', 'arrived', said => status);
  ELSE
    RETURN '{"outcome": "known"}';
  END IF;
  RETURN '{"outcome": "taken"}';
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

REVOKE ALL ON FUNCTION customer_success.sms_came_in(json, json), customer_success.sms_reported(text, json) FROM public;
GRANT EXECUTE ON FUNCTION customer_success.sms_came_in(json, json), customer_success.sms_reported(text, json) TO cs_viewer;

-- As before, of each channel what it needs: an address, and of SMS whose account and which number.
CREATE OR REPLACE FUNCTION customer_success.set_channel(channel text, patch json) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s'
  SET client_min_messages = warning AS $$
DECLARE
  given jsonb;
  wanted customer_success.channel_settings;
  why text;
  told text;
BEGIN
  IF NOT customer_success.is_admin() THEN
    RETURN '{"outcome": "refused", "reason": "role"}';
  ELSIF channel IS NULL OR channel NOT IN ('webhook', 'sms') THEN
    RETURN '{"outcome": "refused", "reason": "invalid"}';
  END IF;
  BEGIN
    given := customer_success.object_of(patch);
    IF channel = 'sms' THEN
      PERFORM customer_success.allow_fields(given, 'address', 'account', 'sender');
    ELSE
      PERFORM customer_success.allow_fields(given, 'address');
    END IF;
    IF given -> 'address' IS DISTINCT FROM 'null' THEN
      wanted.address := customer_success.line_of(given, 'address', 2000);
      IF wanted.address !~ '^(https://[A-Za-z0-9._-]+|http://(127\.0\.0\.1|localhost|\[::1\]))(:[0-9]{1,5})?(/[!-~]*)?$' THEN
        PERFORM customer_success.refuse_field('address', 'must be an address with https');
      END IF;
      IF channel = 'sms' THEN
        wanted.account := customer_success.line_of(given, 'account', 100);
        wanted.sender := customer_success.line_of(given, 'sender', 40);
        IF wanted.account !~ '^AC[0-9a-f]{32}$' THEN
          PERFORM customer_success.refuse_field('account', 'must be an account of Twilio: AC and 32 digits');
        ELSIF wanted.sender ~ '^MG[0-9a-f]{32}$' THEN
          NULL;
        ELSIF customer_success.phone_number(wanted.sender) IS NULL THEN
          PERFORM customer_success.refuse_field('sender', 'must be a phone number with its country, or a messaging service: MG and 32 digits');
        ELSE
          wanted.sender := customer_success.phone_number(wanted.sender);
        END IF;
      END IF;
    END IF;
  EXCEPTION
    WHEN SQLSTATE 'CSREF' THEN
      GET STACKED DIAGNOSTICS why = MESSAGE_TEXT, told = PG_EXCEPTION_DETAIL;
      RETURN customer_success.refusal(why, told);
    WHEN data_exception OR program_limit_exceeded THEN
      RETURN customer_success.refusal('invalid', '{"field": "patch", "words": "can''t be taken as it is"}');
  END;
  INSERT INTO customer_success.channel_settings AS c (channel, address, account, sender, set_by)
  VALUES (set_channel.channel, wanted.address, wanted.account, wanted.sender, session_user)
      ON CONFLICT ON CONSTRAINT channel_settings_pkey DO UPDATE
     SET address = excluded.address, account = excluded.account, sender = excluded.sender, gone_at = NULL, set_by = excluded.set_by,
         set_at = clock_timestamp();
  -- What waited for it is looked at now.
  UPDATE customer_success.interventions i SET next_due = least(i.next_due, clock_timestamp())
   WHERE i.stage = 'waiting' AND i.channel = set_channel.channel AND i.reason = 'no_channel';
  PERFORM customer_success.write_audit(0, 'channel.set',
    jsonb_build_object('channel', channel, 'host', customer_success.host_of(wanted.address)), NULL);
  RETURN '{"outcome": "applied"}';
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

-- Replaces pieces of functions that stand; one that is not as it was made stops the migration.
DO $do$
DECLARE
  change record;
  present text;
BEGIN
  FOR change IN SELECT * FROM (VALUES
    ('check_template(jsonb)', $of$'must be email, webhook or in_app'$of$, $of$'must be email, webhook, in_app or sms'$of$),
    ('asked_launch(integer, jsonb, boolean)', $of$'must be email, webhook or in_app'$of$, $of$'must be email, webhook, in_app or sms'$of$),
    ('asked_launch(integer, jsonb, boolean)', $of$'has no address that mail can be sent to'$of$,
     $of$CASE asked.channel WHEN 'sms' THEN 'has no phone number that can be sent to' ELSE 'has no address that mail can be sent to' END$of$),
    ('channels()', $of$'gone_at',$of$, $of$'account', c.account, 'sender', c.sender, 'gone_at',$of$),
    ('claimed_message(customer_success.interventions, jsonb)', $of$'endpoint', verdict -> 'endpoint',$of$,
     $of$'endpoint', verdict -> 'endpoint', 'phone', verdict -> 'phone',$of$),
    ('verdict_at(customer_success.interventions, timestamptz)', $of$  IF channel = 'in_app' THEN$of$,
     $of$  IF channel = 'sms' THEN
    RETURN customer_success.verdict_by_sms(run, contact, template, at);
  END IF;
  IF channel = 'in_app' THEN$of$),
    ('reach_dot(uuid, bigint)', $of$    WHEN held.channel <> 'email' THEN NULL$of$,
     $of$    WHEN held.channel = 'sms' THEN customer_success.sms_basis(held.address_digest, held.category)
    WHEN held.channel <> 'email' THEN NULL$of$),
    ('set_preference(customer_success.communication_preferences)',
     $of$(address_digest, category, state, basis, said_by, organization_id, user_id, author, recorded_at)$of$,
     $of$(address_digest, category, state, basis, said_by, organization_id, user_id, author, channel, source, recorded_at)$of$),
    ('set_preference(customer_success.communication_preferences)', $of$said.organization_id, said.user_id, said.author,$of$,
     $of$said.organization_id, said.user_id, said.author,
          coalesce(said.channel, 'email'), said.source,$of$),
    ('set_preference(customer_success.communication_preferences)', $of$user_id = excluded.user_id, author = excluded.author,$of$,
     $of$user_id = excluded.user_id, author = excluded.author, source = excluded.source,$of$),
    ('set_preference(customer_success.communication_preferences)', $of$    IF verdict ->> 'reason' = 'unsubscribed' THEN$of$,
     $of$    IF waiting.channel = 'sms' THEN
      verdict := customer_success.sms_basis(said.address_digest, waiting.category);
    END IF;
    IF verdict ->> 'reason' = 'unsubscribed' THEN$of$),
    -- A number that takes nothing is known by its digest; that of a contact stands with the contact alone.
    ('suppress_returned(customer_success.interventions, text)', $of$customer_success.plain_address(run.address), why$of$,
     $of$CASE run.channel WHEN 'email' THEN customer_success.plain_address(run.address) END, why$of$),
    ('intervention_failed(uuid, bigint, text, text, integer)', $of$VALUES (held.address_digest, held.address, 'bounced', session_user)$of$,
     $of$VALUES (held.address_digest, CASE held.channel WHEN 'email' THEN held.address END, 'bounced', session_user)$of$),
    ('intervention_failed(uuid, bigint, text, text, integer)', $of$    WHEN class = 'address' AND held.channel = 'webhook' THEN$of$,
     $of$    WHEN class = 'unsubscribed' AND held.channel = 'sms' THEN
      -- The provider knows that they said STOP.
      PERFORM customer_success.set_stage(held, 'cancelled', 'unsubscribed', said => reply);
      PERFORM customer_success.choose_sms(held.address_digest, held.organization_id, held.user_id, false, held.run_id, 'the provider');
    WHEN class = 'channel' AND held.channel <> 'email' OR class = 'address' AND held.channel = 'webhook' THEN$of$),
    ('remember_sending(timestamptz)', $of$'basis', p.basis, 'said_by'$of$, $of$'basis', p.basis, 'channel', p.channel, 'said_by'$of$),
    ('recall_preference(jsonb)', $of$(address_digest, category, state, basis, said_by, organization_id, user_id, author, recorded_at)$of$,
     $of$(address_digest, category, state, basis, said_by, organization_id, user_id, author, channel, recorded_at)$of$),
    ('recall_preference(jsonb)', $of$m ->> 'author', (m ->> 'at')::timestamptz)
        ON CONFLICT (address_digest, category)$of$, $of$m ->> 'author', coalesce(m ->> 'channel', 'email'), (m ->> 'at')::timestamptz)
        ON CONFLICT (address_digest, category)$of$)
  ) AS x (name, was, becomes)
  LOOP
    present := pg_get_functiondef(('customer_success.' || change.name)::regprocedure);
    IF position(change.was IN present) = 0 THEN
      RAISE EXCEPTION '% is not as it was made: %', change.name, change.was;
    END IF;
    EXECUTE replace(present, change.was, change.becomes);
  END LOOP;
END
$do$;
