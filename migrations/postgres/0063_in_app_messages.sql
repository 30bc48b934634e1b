-- Messages that the company's own product shows to the contact. To send one is to write it down where the product reads it: the row, and
-- that it is sent, are one transaction, so that nobody ever doesn't know.
SET LOCAL ROLE cs_owner;

ALTER TABLE customer_success.interventions
  DROP CONSTRAINT interventions_channel_check,
  ADD CONSTRAINT interventions_channel_check CHECK (channel IN ('email', 'webhook', 'in_app'));

CREATE TABLE customer_success.in_app_messages (
  run_id uuid PRIMARY KEY REFERENCES customer_success.interventions ON DELETE CASCADE,
  organization_id int NOT NULL REFERENCES customer_success.organizations ON DELETE CASCADE,
  user_id int NOT NULL,
  title text NOT NULL,
  words text NOT NULL,
  shown_from timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Not shown any more from then on.
  shown_until timestamptz NOT NULL,
  -- The contact saw it, and put it away.
  seen_at timestamptz,
  dismissed_at timestamptz
);
CREATE INDEX in_app_messages_by_user ON customer_success.in_app_messages (user_id) WHERE dismissed_at IS NULL;
CREATE INDEX in_app_messages_by_organization ON customer_success.in_app_messages (organization_id);
ALTER TABLE customer_success.in_app_messages ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON customer_success.in_app_messages TO cs_owner USING (true) WITH CHECK (true);
CREATE TRIGGER keep_texts_erased BEFORE INSERT OR UPDATE ON customer_success.in_app_messages
  FOR EACH ROW EXECUTE FUNCTION customer_success.keep_texts_erased('title', 'words');

-- What the product shows, by the company's own ids; for the pipeline's login, by which the product asks.
CREATE VIEW customer_success.in_app_messages_to_show WITH (security_barrier) AS
  SELECT m.run_id AS message_id, o.external_id AS account, u.external_id AS contact, i.category, m.title, m.words AS text,
         m.shown_from, m.shown_until, m.seen_at
    FROM customer_success.in_app_messages m
    JOIN customer_success.interventions i ON i.run_id = m.run_id
    JOIN customer_success.organizations o ON o.organization_id = m.organization_id
    JOIN customer_success.users u ON u.user_id = m.user_id
   WHERE m.dismissed_at IS NULL AND m.shown_until > clock_timestamp() AND u.erased_at IS NULL
     AND (u.deactivated_at IS NULL OR u.deactivated_at > clock_timestamp());
GRANT SELECT ON customer_success.in_app_messages_to_show TO cs_loader;

-- By which ways messages go.
CREATE FUNCTION customer_success.is_channel(channel text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT channel IN ('email', 'webhook', 'in_app') $$;

-- As before: a contact of the product is known to it by their own number.
CREATE OR REPLACE FUNCTION customer_success.address_on(channel text, contact customer_success.users) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE channel WHEN 'email' THEN btrim(contact.email) WHEN 'webhook' THEN 'webhook/' || contact.user_id
                      WHEN 'in_app' THEN 'in_app/' || contact.user_id END
$$;

-- What is to become of a run that the product shows. It is no mail: nobody unsubscribes from it, and it is seen when they look. But nobody
-- is shown more of it than the caps allow.
CREATE FUNCTION customer_success.verdict_in_app(run customer_success.interventions, contact customer_success.users,
  template customer_success.email_templates, at timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  digest bytea := customer_success.digest_on('in_app', contact);
  transactional boolean := coalesce(template.transactional, false);
  again timestamptz;
BEGIN
  IF NOT transactional THEN
    again := customer_success.room_in_caps(run.run_id, digest, (SELECT s.caps FROM customer_success.sending_settings s), at);
    IF again > at AND (run.on_cap = 'drop' OR again >= run.expires_at) THEN
      RETURN '{"stage": "dropped", "reason": "cap"}';
    ELSIF again > at THEN
      RETURN jsonb_build_object('stage', 'waiting', 'reason', 'cap', 'until', again);
    END IF;
  END IF;
  RETURN jsonb_build_object('stage', 'claimed', 'digest', encode(digest, 'hex'), 'address', 'in_app', 'domain', 'in_app',
    'name', contact.name, 'transactional', transactional, 'language', template.language);
END
$$;

-- Writes one that a runner has in hand down for the product to show, and that it is sent: {"outcome": "sent"}; refused or later as
-- reach_dot, and nothing is written then.
CREATE FUNCTION customer_success.show_in_app(run uuid, fence bigint, title text, words text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s' AS $$
DECLARE
  reached jsonb;
  held customer_success.interventions;
BEGIN
  -- Here, where it is taken back with all that follows.
  reached := customer_success.reach_dot(run, fence);
  IF reached ->> 'outcome' <> 'dot' THEN
    RETURN reached;
  END IF;
  held := customer_success.run_in_hand(run, fence);
  IF held.channel <> 'in_app' OR coalesce(btrim(title), '') = '' OR coalesce(btrim(words), '') = '' THEN
    RAISE EXCEPTION 'nothing to show' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  INSERT INTO customer_success.in_app_messages (run_id, organization_id, user_id, title, words, shown_until)
  VALUES (held.run_id, held.organization_id, held.user_id, customer_success.plain_line(title, 500), left(words, 20000),
          clock_timestamp() + interval '30 days');
  reached := customer_success.intervention_sent(run, fence, NULL);
  IF reached ->> 'outcome' <> 'sent' THEN
    RAISE EXCEPTION 'not now' USING ERRCODE = 'lock_not_available';
  END IF;
  RETURN reached;
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
  WHEN invalid_parameter_value THEN
    RETURN '{"outcome": "refused", "reason": "invalid"}';
END
$$;

-- The product says that the contact saw one, or put it away; said again, it stays as it was said first. False: there is none such.
CREATE FUNCTION customer_success.note_shown(message uuid, what text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  run customer_success.interventions;
BEGIN
  UPDATE customer_success.in_app_messages m
     SET seen_at = coalesce(m.seen_at, clock_timestamp()),
         dismissed_at = CASE WHEN what = 'dismissed' THEN clock_timestamp() ELSE m.dismissed_at END
   WHERE m.run_id = message AND CASE what WHEN 'dismissed' THEN m.dismissed_at IS NULL ELSE m.seen_at IS NULL END;
  IF NOT FOUND THEN
    RETURN EXISTS (SELECT FROM customer_success.in_app_messages m WHERE m.run_id = message);
  END IF;
  UPDATE customer_success.interventions i SET reason = what, changed_at = clock_timestamp()
   WHERE i.run_id = message AND i.stage = 'sent' RETURNING i.* INTO run;
  INSERT INTO customer_success.intervention_steps (run_id, organization_id, stage, reason, attempt, login)
  SELECT run.run_id, run.organization_id, 'sent', what, run.attempt, session_user WHERE run.run_id IS NOT NULL;
  RETURN true;
END
$$;

CREATE FUNCTION customer_success.in_app_seen(message uuid) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ SELECT customer_success.note_shown(message, 'seen') $$;

CREATE FUNCTION customer_success.in_app_dismissed(message uuid) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ SELECT customer_success.note_shown(message, 'dismissed') $$;

REVOKE ALL ON FUNCTION customer_success.show_in_app(uuid, bigint, text, text), customer_success.in_app_seen(uuid),
  customer_success.in_app_dismissed(uuid) FROM public;
GRANT EXECUTE ON FUNCTION customer_success.show_in_app(uuid, bigint, text, text) TO cs_viewer;
GRANT EXECUTE ON FUNCTION customer_success.in_app_seen(uuid), customer_success.in_app_dismissed(uuid) TO cs_loader;

-- Replaces pieces of functions that stand; one that is not as it was made stops the migration.
DO $do$
DECLARE
  change record;
  present text;
BEGIN
  FOR change IN SELECT * FROM (VALUES
    ('check_template(jsonb)', $of$customer_success.text_of(content, 'channel', 20) NOT IN ('email', 'webhook')$of$,
     $of$NOT customer_success.is_channel(customer_success.text_of(content, 'channel', 20))$of$),
    ('check_template(jsonb)', $of$'must be email or webhook'$of$, $of$'must be email, webhook or in_app'$of$),
    ('asked_launch(integer, jsonb, boolean)', $of$asked.channel NOT IN ('email', 'webhook')$of$,
     $of$NOT customer_success.is_channel(asked.channel)$of$),
    ('asked_launch(integer, jsonb, boolean)', $of$'must be email or webhook'$of$, $of$'must be email, webhook or in_app'$of$),
    ('channels_of_sender(json)', $of$c IN ('email', 'webhook')$of$, $of$customer_success.is_channel(c)$of$),
    ('verdict_at(customer_success.interventions, timestamptz)', $of$  transactional := coalesce(template.transactional, false);$of$,
     $of$  IF channel = 'in_app' THEN
    RETURN customer_success.verdict_in_app(run, contact, template, at);
  END IF;
  transactional := coalesce(template.transactional, false);$of$),
    -- What was said is said of mail.
    ('reach_dot(uuid, bigint)', $of$    ELSE customer_success.address_verdict(held.address_digest$of$,
     $of$    WHEN held.channel <> 'email' THEN NULL
    ELSE customer_success.address_verdict(held.address_digest$of$),
    -- A restored dump forgets what the product was to show with everything else: there is nothing to put back.
    ('remember_sending(timestamptz)', $of$AND i.message_id IS NOT NULL$of$,
     $of$AND i.message_id IS NOT NULL AND i.channel <> 'in_app'$of$),
    ('move_entries(integer, integer, jsonb)', $of$  UPDATE customer_success.communication_preferences p$of$,
     $of$  UPDATE customer_success.in_app_messages m
     SET organization_id = target, user_id = coalesce((numbers ->> m.user_id::text)::int, m.user_id)
   WHERE (m.organization_id = source AND source <> target) OR (m.organization_id = target AND numbers ? m.user_id::text);
  UPDATE customer_success.communication_preferences p$of$)
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
