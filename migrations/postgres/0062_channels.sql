-- Messages leave by other ways than mail as well. What is due, for whom, and that it goes once, is as it was; by which way a message
-- goes is its template's to say, and each way has an address of its own and what protects the contact there.
SET LOCAL ROLE cs_owner;

ALTER TABLE customer_success.interventions
  DROP CONSTRAINT interventions_channel_check,
  ADD CONSTRAINT interventions_channel_check CHECK (channel IN ('email', 'webhook'));

-- By which way what is made of a template goes: of a mail nothing says so.
CREATE FUNCTION customer_success.template_channel(template customer_success.email_templates) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT coalesce(template.content ->> 'channel', 'email') $$;

-- Where the company's own systems are told. Addresses as these are as good as a password: admins and runners alone read them.
CREATE TABLE customer_success.channel_settings (
  channel text PRIMARY KEY CHECK (channel IN ('webhook')),
  address text,
  -- The address said that there is nobody any more: what is to go there waits until an admin sets it anew.
  gone_at timestamptz,
  set_by name NOT NULL,
  set_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
ALTER TABLE customer_success.channel_settings ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON customer_success.channel_settings TO cs_owner USING (true) WITH CHECK (true);

-- By which way a run goes: its template's, else its own.
CREATE FUNCTION customer_success.channel_of(run customer_success.interventions) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT customer_success.template_channel(t) FROM customer_success.email_templates t WHERE t.template_id = run.template_id), run.channel, 'email')
$$;

-- What a contact is known by on a way; null: by nothing. Of a system of the company's own each contact is their own number.
CREATE FUNCTION customer_success.address_on(channel text, contact customer_success.users) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE channel WHEN 'email' THEN btrim(contact.email) WHEN 'webhook' THEN 'webhook/' || contact.user_id END
$$;

CREATE FUNCTION customer_success.is_address_on(channel text, address text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(CASE channel WHEN 'email' THEN customer_success.is_address(address) ELSE true END AND address IS NOT NULL, false)
$$;

CREATE FUNCTION customer_success.digest_on(channel text, contact customer_success.users) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT customer_success.address_digest(customer_success.address_on(channel, contact)) $$;

-- The host of an address that is asked over HTTP.
CREATE FUNCTION customer_success.host_of(address text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT lower(substring(address FROM '^https?://([^/?#]+)')) $$;

-- Ways that a runner says it sends by; one of before says nothing, and sends mail.
CREATE FUNCTION customer_success.channels_of_sender(sender json) RETURNS text[]
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  given jsonb := sender::jsonb -> 'channels';
BEGIN
  IF jsonb_typeof(given) IS DISTINCT FROM 'array' THEN
    RETURN ARRAY['email'];
  END IF;
  RETURN ARRAY(SELECT DISTINCT c FROM jsonb_array_elements_text(given) AS x (c) WHERE c IN ('email', 'webhook'));
EXCEPTION
  WHEN data_exception OR program_limit_exceeded THEN
    RETURN ARRAY['email'];
END
$$;

-- What is to become of a run on a way of the company's own, of which nobody unsubscribes and that is no hour's quiet: it waits as long as
-- there is no address.
CREATE FUNCTION customer_success.verdict_on_webhook(run customer_success.interventions, contact customer_success.users,
  template customer_success.email_templates, at timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  settings customer_success.channel_settings;
  per_minute int := (SELECT s.per_domain_per_minute FROM customer_success.sending_settings s);
  again timestamptz;
BEGIN
  SELECT c.* INTO settings FROM customer_success.channel_settings c WHERE c.channel = 'webhook';
  IF settings.address IS NULL OR settings.gone_at IS NOT NULL THEN
    RETURN jsonb_build_object('stage', 'waiting', 'reason', 'no_channel', 'until', at + interval '15 minutes');
  END IF;
  again := (SELECT i.taken_at + interval '1 minute' FROM customer_success.interventions i
             WHERE i.domain = customer_success.host_of(settings.address) AND i.run_id <> run.run_id
               AND i.taken_at > at - interval '1 minute'
             ORDER BY i.taken_at DESC OFFSET per_minute - 1 LIMIT 1);
  IF per_minute IS NOT NULL AND again > at THEN
    RETURN jsonb_build_object('stage', 'waiting', 'reason', 'rate', 'until', again);
  END IF;
  RETURN jsonb_build_object(
    'stage', 'claimed', 'digest', encode(customer_success.digest_on('webhook', contact), 'hex'),
    'address', customer_success.host_of(settings.address), 'domain', customer_success.host_of(settings.address),
    'endpoint', settings.address, 'name', contact.name, 'transactional', true, 'language', template.language);
END
$$;

-- Sets where a way of the company's own leads: {"address"}, null: nowhere. An address that is set anew is asked again.
CREATE FUNCTION customer_success.set_channel(channel text, patch json) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s'
  SET client_min_messages = warning AS $$
DECLARE
  given jsonb;
  wanted text;
  why text;
  told text;
BEGIN
  IF NOT customer_success.is_admin() THEN
    RETURN '{"outcome": "refused", "reason": "role"}';
  ELSIF channel IS DISTINCT FROM 'webhook' THEN
    RETURN '{"outcome": "refused", "reason": "invalid"}';
  END IF;
  BEGIN
    given := customer_success.object_of(patch);
    PERFORM customer_success.allow_fields(given, 'address');
    IF given -> 'address' IS DISTINCT FROM 'null' THEN
      wanted := customer_success.line_of(given, 'address', 2000);
      IF wanted !~ '^(https://[A-Za-z0-9._-]+|http://(127\.0\.0\.1|localhost|\[::1\]))(:[0-9]{1,5})?(/[!-~]*)?$' THEN
        PERFORM customer_success.refuse_field('address', 'must be an address with https');
      END IF;
    END IF;
  EXCEPTION
    WHEN SQLSTATE 'CSREF' THEN
      GET STACKED DIAGNOSTICS why = MESSAGE_TEXT, told = PG_EXCEPTION_DETAIL;
      RETURN customer_success.refusal(why, told);
    WHEN data_exception OR program_limit_exceeded THEN
      RETURN customer_success.refusal('invalid', '{"field": "patch", "words": "can''t be taken as it is"}');
  END;
  INSERT INTO customer_success.channel_settings AS c (channel, address, set_by) VALUES (set_channel.channel, wanted, session_user)
      ON CONFLICT ON CONSTRAINT channel_settings_pkey DO UPDATE
     SET address = excluded.address, gone_at = NULL, set_by = excluded.set_by, set_at = clock_timestamp();
  -- What waited for it is looked at now.
  UPDATE customer_success.interventions i SET next_due = least(i.next_due, clock_timestamp())
   WHERE i.stage = 'waiting' AND i.channel = set_channel.channel AND i.reason = 'no_channel';
  PERFORM customer_success.write_audit(0, 'channel.set',
    jsonb_build_object('channel', channel, 'host', customer_success.host_of(wanted)), NULL);
  RETURN '{"outcome": "applied"}';
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

-- Ways of the company's own, for members: [{"channel", "host", "gone_at", "address": for admins alone}].
CREATE FUNCTION customer_success.channels() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
  SELECT CASE WHEN (SELECT customer_success.is_member()) THEN (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
             'channel', c.channel, 'host', customer_success.host_of(c.address),
             'gone_at', floor(extract(epoch FROM c.gone_at) * 1000)::bigint,
             'address', CASE WHEN (SELECT customer_success.is_admin()) THEN c.address END) ORDER BY c.channel), '[]')
      FROM customer_success.channel_settings c) END
$$;

REVOKE ALL ON FUNCTION customer_success.set_channel(text, json), customer_success.channels() FROM public;
GRANT EXECUTE ON FUNCTION customer_success.set_channel(text, json) TO cs_admin;
GRANT EXECUTE ON FUNCTION customer_success.channels() TO cs_viewer;

-- As before, of the ways that are asked for.
DROP FUNCTION customer_success.next_due(boolean, timestamptz, boolean, uuid[]);
CREATE FUNCTION customer_success.next_due(was_claimed boolean, before timestamptz, whole boolean, passed uuid[], channels text[])
RETURNS customer_success.interventions
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  run customer_success.interventions;
BEGIN
  IF was_claimed THEN
    SELECT i.* INTO run FROM customer_success.interventions i
     WHERE i.stage = 'claimed' AND i.lease_until < before AND i.channel = ANY (channels)
       AND (whole OR i.organization_id IN (SELECT customer_success.visible_organizations()))
       AND (i.rule_id IS NULL OR NOT customer_success.is_stopped(i.rule_id)) AND i.run_id <> ALL (passed)
     ORDER BY i.priority, i.next_due LIMIT 1 FOR UPDATE SKIP LOCKED;
  ELSE
    SELECT i.* INTO run FROM customer_success.interventions i
     WHERE i.stage = 'waiting' AND i.next_due <= before AND i.channel = ANY (channels)
       AND (whole OR i.organization_id IN (SELECT customer_success.visible_organizations()))
       AND (i.rule_id IS NULL OR NOT customer_success.is_stopped(i.rule_id)) AND i.run_id <> ALL (passed)
     ORDER BY i.priority, i.next_due LIMIT 1 FOR UPDATE SKIP LOCKED;
  END IF;
  RETURN run;
END
$$;

-- As before, but for the way. A rule's message that is no mail is for contacts without a mail address as well.
DROP FUNCTION customer_success.mailed_by_rule(int, text, int);
CREATE FUNCTION customer_success.mailed_by_rule(account int, wanted text, only_contact int DEFAULT NULL, channel text DEFAULT 'email')
RETURNS SETOF int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT u.user_id FROM customer_success.users u
   WHERE u.organization_id = account AND u.erased_at IS NULL AND u.is_internal IS NOT TRUE
     AND (only_contact IS NULL OR u.user_id = only_contact)
     AND (u.deactivated_at IS NULL OR u.deactivated_at > clock_timestamp())
     AND customer_success.is_address_on(channel, customer_success.address_on(channel, u))
     AND (wanted = 'every-contact' OR u.role = wanted)
     AND u.user_id NOT IN (SELECT customer_success.objecting_contacts(account))
   ORDER BY u.user_id
$$;

-- Replaces pieces of functions that stand; one that is not as it was made stops the migration.
DO $do$
DECLARE
  change record;
  present text;
BEGIN
  FOR change IN SELECT * FROM (VALUES
    ('make_intervention(customer_success.interventions)', $of$  asked.run_key := sha256($of$,
     $of$  asked.channel := customer_success.channel_of(asked);
  asked.run_key := sha256($of$),

    ('check_template(jsonb)', $of$'subject', 'preheader', 'mjml', 'html');
  PERFORM customer_success.text_of(content, 'subject', 500);$of$, $of$'subject', 'preheader', 'mjml', 'html', 'channel');
  IF content ? 'channel' AND customer_success.text_of(content, 'channel', 20) NOT IN ('email', 'webhook') THEN
    PERFORM customer_success.refuse_field('channel', 'must be email or webhook');
  END IF;
  PERFORM customer_success.text_of(content, 'subject', 500);$of$),

    ('op_template_save(customer_success.operations, jsonb)', $of$    PERFORM customer_success.refuse('role', '{"needs": "admin"}');
  END IF;
  present := $of$, $of$    PERFORM customer_success.refuse('role', '{"needs": "admin"}');
  ELSIF patch ? 'content' AND coalesce(patch -> 'content' ->> 'channel', 'email') <> customer_success.template_channel(template) THEN
    -- What rules and sequences do with it was decided for the way that it goes.
    PERFORM customer_success.refuse_field('channel', 'is what it was made for, and stays');
  END IF;
  present := $of$),

    ('asked_launch(integer, jsonb, boolean)', $of$'wait_days', 'on_cap', 'despite');$of$,
     $of$'wait_days', 'on_cap', 'despite', 'channel');$of$),
    ('asked_launch(integer, jsonb, boolean)', $of$  ELSIF NOT is_open AND NOT customer_success.is_address(btrim(contact.email)) THEN
    PERFORM customer_success.refuse_field('contact', 'has no address that mail can be sent to');
$of$, ''),
    ('asked_launch(integer, jsonb, boolean)', $of$  asked.channel := 'email';
$of$, $of$  asked.channel := coalesce(customer_success.text_of(patch, 'channel', 20, optional => true), 'email');
  IF asked.channel NOT IN ('email', 'webhook') THEN
    PERFORM customer_success.refuse_field('channel', 'must be email or webhook');
  END IF;
$of$),
    ('asked_launch(integer, jsonb, boolean)', $of$patch ?| ARRAY['subject', 'text', 'despite', 'category']$of$,
     $of$patch ?| ARRAY['subject', 'text', 'despite', 'category', 'channel']$of$),
    ('asked_launch(integer, jsonb, boolean)', $of$  asked.on_cap := coalesce($of$, $of$  asked.channel := customer_success.channel_of(asked);
  IF NOT is_open AND NOT customer_success.is_address_on(asked.channel, customer_success.address_on(asked.channel, contact)) THEN
    PERFORM customer_success.refuse_field('contact', 'has no address that mail can be sent to');
  END IF;
  asked.on_cap := coalesce($of$),

    ('launch_for(integer, text, jsonb)', $of$(SELECT customer_success.address_digest(u.email) FROM customer_success.users u WHERE$of$,
     $of$(SELECT customer_success.digest_on(asked.channel, u) FROM customer_success.users u WHERE$of$),
    ('launch_for(integer, text, jsonb)', $of$customer_success.address_digest(u.email) = digest$of$,
     $of$customer_success.digest_on(i.channel, u) = digest$of$),
    ('foresee_launch(text, json)', $of$(SELECT customer_success.address_digest(u.email) FROM$of$,
     $of$(SELECT customer_success.digest_on(asked.channel, u) FROM$of$),
    ('foresee(customer_success.interventions)', $of$verdict ->> 'reason' = 'no_unsubscribe'$of$,
     $of$verdict ->> 'reason' IN ('no_unsubscribe', 'no_channel')$of$),

    ('verdict_of(customer_success.interventions)', $of$(SELECT customer_success.address_digest(u.email) FROM$of$,
     $of$(SELECT customer_success.digest_on(run.channel, u) FROM$of$),
    ('verdict_of(customer_success.interventions)', $of$customer_success.is_address(btrim(u.email))$of$,
     $of$customer_success.is_address_on(run.channel, customer_success.address_on(run.channel, u))$of$),
    ('verdict_at(customer_success.interventions, timestamptz)', $of$  transactional boolean;$of$, $of$  channel text := customer_success.channel_of(run);
  transactional boolean;$of$),
    ('verdict_at(customer_success.interventions, timestamptz)', $of$  ELSIF customer_success.plain_address(contact.email) IS NULL THEN$of$,
     $of$  ELSIF customer_success.plain_address(customer_success.address_on(channel, contact)) IS NULL THEN$of$),
    ('verdict_at(customer_success.interventions, timestamptz)', $of$NOT customer_success.is_address(btrim(contact.email)) THEN$of$,
     $of$NOT customer_success.is_address_on(channel, customer_success.address_on(channel, contact)) THEN$of$),
    ('verdict_at(customer_success.interventions, timestamptz)', $of$  transactional := coalesce(template.transactional, false);$of$,
     $of$  IF channel = 'webhook' THEN
    RETURN customer_success.verdict_on_webhook(run, contact, template, at);
  END IF;
  transactional := coalesce(template.transactional, false);$of$),

    ('reach_dot(uuid, bigint)', $of$customer_success.address_digest(u.email) = held.address_digest$of$,
     $of$customer_success.digest_on(held.channel, u) = held.address_digest$of$),
    ('set_preference(customer_success.communication_preferences)', $of$customer_success.address_digest(u.email) = said.address_digest$of$,
     $of$customer_success.digest_on(i.channel, u) = said.address_digest$of$),

    ('claim_intervention(uuid, json)', $of$  said jsonb := customer_success.read_sender(sender);$of$, $of$  said jsonb := customer_success.read_sender(sender);
  channels text[] := customer_success.channels_of_sender(sender);$of$),
    ('claim_intervention(uuid, json)', $of$, whole, passed)$of$, $of$, whole, passed, channels)$of$),
    ('claim_intervention(uuid, json)', $of$split_part(customer_success.plain_address(run.address), '@', 2);$of$,
     $of$coalesce(verdict ->> 'domain', split_part(customer_success.plain_address(run.address), '@', 2));$of$),
    ('claim_intervention(uuid, json)', $of$i.stage IN ('waiting', 'claimed') AND NOT$of$,
     $of$i.stage IN ('waiting', 'claimed') AND i.channel = ANY (channels) AND NOT$of$),
    ('claimed_message(customer_success.interventions, jsonb)', $of$'organization_id', run.organization_id, 'user_id'$of$,
     $of$'channel', run.channel, 'endpoint', verdict -> 'endpoint',
    'account', (SELECT o.external_id FROM customer_success.organizations o WHERE o.organization_id = run.organization_id),
    'contact', (SELECT u.external_id FROM customer_success.users u WHERE u.user_id = run.user_id),
    'organization_id', run.organization_id, 'user_id'$of$),

    ('mail_by_rule(customer_success.rules, customer_success.rule_firings, jsonb, integer)', $of$ELSE 'every-contact' END, firing.user_id)$of$,
     $of$ELSE 'every-contact' END, firing.user_id,
            customer_success.template_channel(template))$of$),
    ('foresee_rule(uuid, integer[], integer[])', $of$ELSE 'every-contact' END, only_contact)$of$,
     $of$ELSE 'every-contact' END, only_contact, customer_success.template_channel(template))$of$),
    ('why_not(uuid, integer)', $of$WHEN 'contact' THEN 'every-contact' ELSE a ->> 'to' END))$of$,
     $of$WHEN 'contact' THEN 'every-contact' ELSE a ->> 'to' END, NULL,
                coalesce((SELECT customer_success.template_channel(t) FROM customer_success.email_templates t
                           WHERE t.template_id::text = a ->> 'templateId'), 'email')))$of$),
    ('check_may_act(jsonb)', $of$    ELSIF NOT template.transactional AND$of$, $of$    ELSIF customer_success.template_channel(template) = 'email' AND NOT template.transactional AND$of$)
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

-- As before. temporary: not before what the server asks for, where it says so, in seconds. address: of a way of the company's own it says
-- nothing against the message, which waits until an admin sets another.
DO $do$
DECLARE
  present text := pg_get_functiondef('customer_success.intervention_failed(uuid, bigint, text, text)'::regprocedure);
  change record;
BEGIN
  FOR change IN SELECT * FROM (VALUES
    ('class text, reply text)', 'class text, reply text, retry_after integer DEFAULT NULL)'),
    ($of$        PERFORM customer_success.set_stage(held, 'waiting', CASE class WHEN 'temporary'$of$,
     $of$        pause := pause + least(greatest(coalesce(retry_after, 0), 0), 86400);
        PERFORM customer_success.set_stage(held, 'waiting', CASE class WHEN 'temporary'$of$),
    ($of$    WHEN class IN ('permanent', 'address') THEN$of$, $of$    WHEN class = 'address' AND held.channel = 'webhook' THEN
      UPDATE customer_success.channel_settings c SET gone_at = clock_timestamp()
       WHERE c.channel = held.channel AND c.gone_at IS NULL AND c.set_at < held.taken_at;
      PERFORM customer_success.set_stage(held, 'waiting', 'no_channel', clock_timestamp() + interval '15 minutes', reply);
    WHEN class IN ('permanent', 'address') THEN$of$),
    -- Another way may say so once it has all of it.
    ($of$    WHEN class = 'not_now' AND held.stage = 'claimed' THEN$of$,
     $of$    WHEN class = 'not_now' AND (held.stage = 'claimed' OR held.stage = 'dot' AND held.channel <> 'email') THEN$of$)
  ) AS x (was, becomes)
  LOOP
    IF position(change.was IN present) = 0 THEN
      RAISE EXCEPTION 'intervention_failed is not as it was made: %', change.was;
    END IF;
    present := replace(present, change.was, change.becomes);
  END LOOP;
  DROP FUNCTION customer_success.intervention_failed(uuid, bigint, text, text);
  EXECUTE present;
END
$do$;
REVOKE ALL ON FUNCTION customer_success.intervention_failed(uuid, bigint, text, text, int) FROM public;
GRANT EXECUTE ON FUNCTION customer_success.intervention_failed(uuid, bigint, text, text, int) TO cs_viewer;
