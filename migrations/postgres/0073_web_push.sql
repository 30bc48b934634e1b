-- Messages to browsers, by web push. The contact agrees in the company's own product, whose server says so here; that is the opt-in, and
-- ends where the product says so or the push service does.
SET LOCAL ROLE cs_owner;

ALTER TABLE customer_success.interventions
  DROP CONSTRAINT interventions_channel_check,
  ADD CONSTRAINT interventions_channel_check CHECK (channel IN ('email', 'webhook', 'in_app', 'sms', 'web_push'));
-- Of it the address is the site that asks for subscriptions, by which push services know whom to turn to, and the sender its public key.
ALTER TABLE customer_success.channel_settings
  DROP CONSTRAINT channel_settings_channel_check,
  ADD CONSTRAINT channel_settings_channel_check CHECK (channel IN ('webhook', 'sms', 'web_push'));

CREATE TABLE customer_success.push_subscriptions (
  subscription_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id int NOT NULL REFERENCES customer_success.organizations ON DELETE CASCADE,
  user_id int NOT NULL REFERENCES customer_success.users (user_id) ON DELETE CASCADE,
  -- Whoever has all three can write to the browser.
  endpoint text NOT NULL UNIQUE,
  p256dh text NOT NULL,
  auth text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX push_subscriptions_by_user ON customer_success.push_subscriptions (user_id);
CREATE INDEX push_subscriptions_by_organization ON customer_success.push_subscriptions (organization_id);
ALTER TABLE customer_success.push_subscriptions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON customer_success.push_subscriptions TO cs_owner USING (true) WITH CHECK (true);

CREATE OR REPLACE FUNCTION customer_success.is_channel(channel text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT channel IN ('email', 'webhook', 'in_app', 'sms', 'web_push') $$;

-- The push services of browsers, and whatever answers as one on this machine where the site is there too, for trying things out.
CREATE FUNCTION customer_success.is_push_endpoint(endpoint text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(length(endpoint) <= 2000 AND endpoint ~ '^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/[!-~]*$' AND (
    endpoint ~ '^https://(fcm\.googleapis\.com|updates\.push\.services\.mozilla\.com|web\.push\.apple\.com|[a-z0-9-]+\.notify\.windows\.com)/'
    OR endpoint ~ '^http://127\.0\.0\.1:' AND EXISTS (
      SELECT FROM customer_success.channel_settings c WHERE c.channel = 'web_push' AND c.address ~ '^http://127\.0\.0\.1(:|/|$)')), false)
$$;

-- As before; a contact is reached who is subscribed.
CREATE OR REPLACE FUNCTION customer_success.address_on(channel text, contact customer_success.users) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE channel WHEN 'email' THEN btrim(contact.email) WHEN 'webhook' THEN 'webhook/' || contact.user_id
                      WHEN 'in_app' THEN 'in_app/' || contact.user_id
                      WHEN 'sms' THEN coalesce(customer_success.phone_number(contact.phone), btrim(contact.phone))
                      WHEN 'web_push' THEN (SELECT 'web_push/' || contact.user_id FROM customer_success.push_subscriptions p
                                             WHERE p.user_id = contact.user_id LIMIT 1) END
$$;

CREATE FUNCTION customer_success.verdict_by_push(run customer_success.interventions, contact customer_success.users,
  template customer_success.email_templates, at timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  digest bytea := customer_success.digest_on('web_push', contact);
  transactional boolean := coalesce(template.transactional, false);
  place customer_success.channel_settings;
  settings customer_success.sending_settings;
  again timestamptz;
BEGIN
  SELECT c.* INTO place FROM customer_success.channel_settings c WHERE c.channel = 'web_push';
  IF num_nulls(place.address, place.sender) > 0 OR place.gone_at IS NOT NULL THEN
    RETURN jsonb_build_object('stage', 'waiting', 'reason', 'no_channel', 'until', at + interval '15 minutes');
  END IF;
  IF NOT transactional THEN
    SELECT s.* INTO settings FROM customer_success.sending_settings s;
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
  RETURN jsonb_build_object(
    'stage', 'claimed', 'digest', encode(digest, 'hex'), 'address', 'web_push', 'domain', 'web_push', 'endpoint', place.address,
    'push', jsonb_build_object('key', place.sender, 'subscriptions', (
      SELECT jsonb_agg(jsonb_build_object('endpoint', p.endpoint, 'p256dh', p.p256dh, 'auth', p.auth) ORDER BY p.made_at DESC)
        FROM (SELECT s.* FROM customer_success.push_subscriptions s WHERE s.user_id = contact.user_id
               ORDER BY s.made_at DESC LIMIT 10) p)),
    'name', contact.name, 'transactional', transactional, 'language', template.language);
END
$$;

-- The product says that a contact agreed in a browser, by the company's own ids and by what that browser gave; again, it is the same one.
-- False: there is no such contact, or it is no subscription.
CREATE FUNCTION customer_success.push_subscribed(account text, contact text, endpoint text, p256dh text, auth text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  person customer_success.users;
BEGIN
  SELECT u.* INTO person FROM customer_success.users u JOIN customer_success.organizations o ON o.organization_id = u.organization_id
   WHERE o.external_id = push_subscribed.account AND u.external_id = push_subscribed.contact AND u.erased_at IS NULL
     AND (u.deactivated_at IS NULL OR u.deactivated_at > clock_timestamp());
  IF person.user_id IS NULL OR NOT customer_success.is_push_endpoint(endpoint)
     OR coalesce(p256dh !~ '^B[A-Za-z0-9_-]{86}=?$', true) OR coalesce(auth !~ '^[A-Za-z0-9_-]{22}(==)?$', true) THEN
    RETURN false;
  END IF;
  -- A browser that somebody else signs in with is theirs from then on.
  INSERT INTO customer_success.push_subscriptions AS s (organization_id, user_id, endpoint, p256dh, auth)
  VALUES (person.organization_id, person.user_id, push_subscribed.endpoint, rtrim(push_subscribed.p256dh, '='), rtrim(push_subscribed.auth, '='))
      ON CONFLICT ON CONSTRAINT push_subscriptions_endpoint_key DO UPDATE
     SET organization_id = excluded.organization_id, user_id = excluded.user_id, p256dh = excluded.p256dh, auth = excluded.auth,
         made_at = clock_timestamp();
  RETURN true;
END
$$;

-- The product says that a browser wants nothing any more. False: it was none.
CREATE FUNCTION customer_success.push_unsubscribed(endpoint text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM customer_success.push_subscriptions s WHERE s.endpoint = push_unsubscribed.endpoint;
  RETURN FOUND;
END
$$;

-- Who has a message in hand was told that a browser is gone: that one is forgotten, as it was when it was asked.
CREATE FUNCTION customer_success.push_gone(run uuid, fence bigint, endpoint text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s' AS $$
DECLARE
  held customer_success.interventions := customer_success.run_in_hand(run, fence);
BEGIN
  IF held.run_id IS NULL OR held.channel <> 'web_push' THEN
    RETURN '{"outcome": "refused", "reason": "fence"}';
  END IF;
  DELETE FROM customer_success.push_subscriptions s
   WHERE s.endpoint = push_gone.endpoint AND s.user_id = held.user_id AND s.made_at < held.taken_at;
  RETURN '{"outcome": "noted"}';
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

REVOKE ALL ON FUNCTION customer_success.push_subscribed(text, text, text, text, text), customer_success.push_unsubscribed(text),
  customer_success.push_gone(uuid, bigint, text) FROM public;
GRANT EXECUTE ON FUNCTION customer_success.push_subscribed(text, text, text, text, text), customer_success.push_unsubscribed(text) TO cs_loader;
GRANT EXECUTE ON FUNCTION customer_success.push_gone(uuid, bigint, text) TO cs_viewer;

-- Replaces pieces of functions that stand; one that is not as it was made stops the migration.
DO $do$
DECLARE
  change record;
  present text;
BEGIN
  FOR change IN SELECT * FROM (VALUES
    ('check_template(jsonb)', $of$'must be email, webhook, in_app or sms'$of$, $of$'must be email, webhook, in_app, sms or web_push'$of$),
    ('asked_launch(integer, jsonb, boolean)', $of$'must be email, webhook, in_app or sms'$of$,
     $of$'must be email, webhook, in_app, sms or web_push'$of$),
    ('asked_launch(integer, jsonb, boolean)', $of$CASE asked.channel WHEN 'sms' THEN$of$,
     $of$CASE asked.channel WHEN 'web_push' THEN 'has no browser that is subscribed' WHEN 'sms' THEN$of$),
    ('claimed_message(customer_success.interventions, jsonb)', $of$'phone', verdict -> 'phone',$of$,
     $of$'phone', verdict -> 'phone', 'push', verdict -> 'push',$of$),
    ('verdict_at(customer_success.interventions, timestamptz)', $of$  IF channel = 'in_app' THEN$of$,
     $of$  IF channel = 'web_push' THEN
    RETURN customer_success.verdict_by_push(run, contact, template, at);
  END IF;
  IF channel = 'in_app' THEN$of$),
    ('set_channel(text, json)', $of$channel NOT IN ('webhook', 'sms')$of$, $of$channel NOT IN ('webhook', 'sms', 'web_push')$of$),
    ('set_channel(text, json)', $of$    ELSE
      PERFORM customer_success.allow_fields(given, 'address');$of$, $of$    ELSIF channel = 'web_push' THEN
      PERFORM customer_success.allow_fields(given, 'address', 'sender');
    ELSE
      PERFORM customer_success.allow_fields(given, 'address');$of$),
    ('set_channel(text, json)', $of$      IF channel = 'sms' THEN
        wanted.account$of$, $of$      IF channel = 'web_push' THEN
        wanted.sender := customer_success.line_of(given, 'sender', 100);
        IF wanted.sender !~ '^B[A-Za-z0-9_-]{86}$' THEN
          PERFORM customer_success.refuse_field('sender', 'must be a public key of web push');
        END IF;
      ELSIF channel = 'sms' THEN
        wanted.account$of$),
    ('move_entries(integer, integer, jsonb)', $of$  UPDATE customer_success.in_app_messages m$of$,
     $of$  UPDATE customer_success.push_subscriptions p
     SET organization_id = target, user_id = coalesce((numbers ->> p.user_id::text)::int, p.user_id)
   WHERE (p.organization_id = source AND source <> target) OR (p.organization_id = target AND numbers ? p.user_id::text);
  UPDATE customer_success.in_app_messages m$of$)
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
