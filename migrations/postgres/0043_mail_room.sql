-- The pages on which contacts unsubscribe and choose, the proof that they answer, what runners remember for a company whose dump
-- was restored, mails to try a template with, and addresses that get nothing as a list.
SET LOCAL ROLE cs_owner;

-- A link that stands for nobody: an admin's Steward asks the company's address with it.
CREATE TABLE customer_success.unsubscribe_probes (
  probe_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  login name NOT NULL,
  url text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- When a page acted on it.
  acted_at timestamptz
);

-- Which runner put back what it remembers, after which stop of a restored dump.
CREATE TABLE customer_success.sending_recalls (
  stop_id int NOT NULL REFERENCES customer_success.sending_stops ON DELETE CASCADE,
  login name NOT NULL,
  machine text NOT NULL,
  began_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- When all of it was there.
  ended_at timestamptz,
  messages int NOT NULL DEFAULT 0,
  opt_outs int NOT NULL DEFAULT 0,
  suppressions int NOT NULL DEFAULT 0,
  PRIMARY KEY (stop_id, login, machine)
);

-- A mail to whoever writes templates, to look at one where it arrives. It counts as no contact's mail.
CREATE TABLE customer_success.test_mails (
  test_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  login name NOT NULL,
  address text NOT NULL,
  name text,
  -- Null once it is over.
  content jsonb,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  stage text NOT NULL DEFAULT 'waiting' CHECK (stage IN ('waiting', 'claimed', 'sent', 'failed')),
  claimed_at timestamptz,
  host uuid,
  machine text,
  -- What the mail server said.
  reply text
);
CREATE INDEX test_mails_waiting ON customer_success.test_mails (made_at) WHERE stage = 'waiting';

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['unsubscribe_probes', 'sending_recalls', 'test_mails'] LOOP
    EXECUTE format('ALTER TABLE customer_success.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner ON customer_success.%I TO cs_owner USING (true) WITH CHECK (true)', t);
  END LOOP;
END
$$;
CREATE POLICY members ON customer_success.sending_recalls FOR SELECT TO cs_viewer USING ((SELECT customer_success.is_member()));
CREATE POLICY own ON customer_success.test_mails FOR SELECT TO cs_viewer USING (login = session_user);
GRANT SELECT ON customer_success.sending_recalls, customer_success.test_mails TO cs_viewer;
CREATE TRIGGER keep_texts_erased BEFORE INSERT OR UPDATE ON customer_success.test_mails
  FOR EACH ROW EXECUTE FUNCTION customer_success.keep_texts_erased('content', 'name', 'reply');

-- A message may follow another: it is shown beneath it where that was sent to the same address.
ALTER TABLE customer_success.interventions ADD COLUMN follows uuid REFERENCES customer_success.interventions ON DELETE SET NULL;
CREATE INDEX interventions_by_followed ON customer_success.interventions (follows) WHERE follows IS NOT NULL;

-- ── The pages ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- What an address said last of a category, or of all; true where nothing.
CREATE FUNCTION customer_success.is_subscribed(digest bytea, category text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((
    SELECT p.state = 'granted' FROM customer_success.communication_preferences p
     WHERE p.address_digest = digest AND p.category IN (is_subscribed.category, '*')
     ORDER BY p.recorded_at DESC, p.category = '*' DESC LIMIT 1), true)
$$;

-- Of what somebody who got this may choose: its own, those of the company's templates, and those that were spoken of before.
CREATE FUNCTION customer_success.categories_for(run customer_success.interventions) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT run.category
   UNION SELECT t.category FROM customer_success.email_templates t WHERE NOT t.archived AND NOT t.transactional
   UNION SELECT p.category FROM customer_success.communication_preferences p
          WHERE p.address_digest = run.address_digest AND p.category <> '*'
$$;

-- In whose name a page speaks; null while nobody has set the brand.
CREATE FUNCTION customer_success.public_brand() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('company_name', b.brand ->> 'company_name', 'postal_address', b.brand ->> 'postal_address',
                            'color', b.brand ->> 'color')
    FROM customer_success.brand_settings b ORDER BY b.row_id DESC LIMIT 1
$$;

-- The probe that a token is of; null where it is none.
CREATE FUNCTION customer_success.probe_of_token(token text) RETURNS customer_success.unsubscribe_probes
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  probe customer_success.unsubscribe_probes;
BEGIN
  IF token ~ '^[A-Za-z0-9_-]{43}$' THEN
    SELECT p.* INTO probe FROM customer_success.unsubscribe_probes p WHERE customer_success.unsubscribe_token(p.probe_id) = token;
  END IF;
  RETURN probe;
END
$$;

-- As before, with all that one may choose of: {"outcome": "known", "category", "is_subscribed", "categories": [{"category",
-- "is_subscribed"}], "brand"}, or unknown. Changes nothing.
CREATE OR REPLACE FUNCTION customer_success.unsubscribe_choices(token text) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
DECLARE
  run customer_success.interventions := customer_success.run_of_token(token);
  probe customer_success.unsubscribe_probes;
BEGIN
  IF run.run_id IS NOT NULL THEN
    RETURN jsonb_build_object(
      'outcome', 'known', 'category', run.category,
      'is_subscribed', customer_success.is_subscribed(run.address_digest, run.category),
      'categories', (SELECT jsonb_agg(jsonb_build_object('category', c,
                              'is_subscribed', customer_success.is_subscribed(run.address_digest, c)) ORDER BY c)
                       FROM customer_success.categories_for(run) c),
      'brand', customer_success.public_brand());
  END IF;
  probe := customer_success.probe_of_token(token);
  IF probe.probe_id IS NOT NULL THEN
    RETURN jsonb_build_object(
      'outcome', 'known', 'category', 'relationship', 'is_subscribed', probe.acted_at IS NULL,
      'categories', jsonb_build_array(jsonb_build_object('category', 'relationship', 'is_subscribed', probe.acted_at IS NULL)),
      'brand', customer_success.public_brand());
  END IF;
  RETURN jsonb_build_object('outcome', 'unknown', 'brand', customer_success.public_brand());
END
$$;

-- What whoever got a message chooses of a category (null: of the message's own; *: of every one). As often as it comes, it is the
-- same; it needs no session of the person's, for the token is theirs alone. {"outcome": "applied"}, unknown, or later.
CREATE FUNCTION customer_success.choose_mail(token text, category text, wanted boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s'
  SET client_min_messages = warning AS $$
DECLARE
  run customer_success.interventions := customer_success.run_of_token(token);
  probe customer_success.unsubscribe_probes;
  said customer_success.communication_preferences;
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
  PERFORM customer_success.set_preference(said);
  RETURN '{"outcome": "applied"}';
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

CREATE OR REPLACE FUNCTION customer_success.unsubscribe(token text, everything boolean) RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s' AS
$$ SELECT customer_success.choose_mail(token, CASE WHEN everything THEN '*' END, false) $$;

-- A link for the proof, for the address that is set: {"outcome": "made", "token", "url"}.
CREATE FUNCTION customer_success.unsubscribe_probe() RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s' AS $$
DECLARE
  url text := (SELECT s.unsubscribe_url FROM customer_success.sending_settings s);
  made uuid;
BEGIN
  IF NOT customer_success.is_admin() THEN
    RETURN '{"outcome": "refused", "reason": "role"}';
  ELSIF url IS NULL THEN
    RETURN '{"outcome": "refused", "reason": "no_address"}';
  END IF;
  DELETE FROM customer_success.unsubscribe_probes p WHERE p.made_at < clock_timestamp() - interval '1 day' OR p.login = session_user;
  INSERT INTO customer_success.unsubscribe_probes (login, url) VALUES (session_user, url) RETURNING probe_id INTO made;
  RETURN jsonb_build_object('outcome', 'made', 'token', customer_success.unsubscribe_token(made), 'url', url);
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

-- As before, once a page has acted on this admin's probe of the last ten minutes: an address that only says yes proves nothing.
CREATE OR REPLACE FUNCTION customer_success.unsubscribe_answers(url text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s' AS $$
BEGIN
  IF NOT customer_success.is_admin() THEN
    RETURN '{"outcome": "refused", "reason": "role"}';
  END IF;
  PERFORM FROM customer_success.unsubscribe_probes p
    WHERE p.url = unsubscribe_answers.url AND p.login = session_user AND p.acted_at > clock_timestamp() - interval '10 minutes';
  IF NOT FOUND THEN
    RETURN '{"outcome": "refused", "reason": "not_proved"}';
  END IF;
  UPDATE customer_success.sending_settings s SET unsubscribe_proved_at = clock_timestamp() WHERE s.unsubscribe_url = url;
  IF NOT FOUND THEN
    RETURN '{"outcome": "refused", "reason": "invalid"}';
  END IF;
  -- What waited for it is looked at now.
  UPDATE customer_success.interventions i SET next_due = least(i.next_due, clock_timestamp())
   WHERE i.stage = 'waiting' AND i.reason = 'no_unsubscribe';
  PERFORM customer_success.write_audit(0, 'sending.prove', jsonb_build_object('url', url), NULL);
  RETURN '{"outcome": "applied"}';
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

-- As before; and an address of this machine alone, which mails to others never hold (the runner sees to it).
DO $$
DECLARE
  present text := pg_get_functiondef('customer_success.set_sending(json)'::regprocedure);
  was text := $was$!~ '^https://[A-Za-z0-9._~:/?=&%-]+$' THEN$was$;
BEGIN
  IF position(was IN present) = 0 THEN
    RAISE EXCEPTION 'set_sending is not as it was made';
  END IF;
  EXECUTE replace(present, was,
    $is$!~ '^(https://[A-Za-z0-9._-]|http://(127\.0\.0\.1|localhost|\[::1\])(:[0-9]+)?/)[A-Za-z0-9._~:/?=&%-]*$' THEN$is$);
END
$$;

GRANT EXECUTE ON FUNCTION customer_success.choose_mail(text, text, boolean) TO cs_viewer, cs_loader;
GRANT EXECUTE ON FUNCTION customer_success.unsubscribe_probe() TO cs_admin;

-- ── What a message says of itself ──────────────────────────────────────────────────────────────────────────────────────────

-- The characters of a text as numbers, whatever the database is written in.
CREATE FUNCTION customer_success.code_points(said text) RETURNS int[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  bytes bytea := convert_to(said, 'UTF8');
  points int[] := '{}';
  at int := 0;
  first int;
  more int;
  point int;
BEGIN
  WHILE at < length(bytes) LOOP
    first := get_byte(bytes, at);
    more := CASE WHEN first >= 240 THEN 3 WHEN first >= 224 THEN 2 WHEN first >= 192 THEN 1 ELSE 0 END;
    point := CASE more WHEN 3 THEN first & 7 WHEN 2 THEN first & 15 WHEN 1 THEN first & 31 ELSE first END;
    FOR n IN 1 .. more LOOP
      point := point * 64 + (get_byte(bytes, at + n) & 63);
    END LOOP;
    points := points || point;
    at := at + 1 + more;
  END LOOP;
  RETURN points;
END
$$;

-- A label of a domain beyond ASCII by the letters of ASCII (Punycode, RFC 3492).
CREATE FUNCTION customer_success.punycode(label text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  points int[] := customer_success.code_points(label);
  made text := '';
  done int;
  basic int;
  point int := 128;
  next int;
  delta bigint := 0;
  bias int := 72;
  c int;
  q bigint;
  k int;
  t int;
BEGIN
  FOREACH c IN ARRAY points LOOP
    IF c < 128 THEN
      made := made || chr(c);
    END IF;
  END LOOP;
  basic := length(made);
  done := basic;
  IF basic > 0 THEN
    made := made || '-';
  END IF;
  WHILE done < cardinality(points) LOOP
    SELECT min(p) INTO next FROM unnest(points) p WHERE p >= point;
    delta := delta + (next - point)::bigint * (done + 1);
    point := next;
    FOREACH c IN ARRAY points LOOP
      IF c < point THEN
        delta := delta + 1;
      ELSIF c = point THEN
        q := delta;
        k := 36;
        LOOP
          t := greatest(1, least(26, k - bias));
          EXIT WHEN q < t;
          made := made || substr('abcdefghijklmnopqrstuvwxyz0123456789', (t + (q - t) % (36 - t))::int + 1, 1);
          q := (q - t) / (36 - t);
          k := k + 36;
        END LOOP;
        made := made || substr('abcdefghijklmnopqrstuvwxyz0123456789', q::int + 1, 1);
        delta := CASE WHEN done = basic THEN delta / 700 ELSE delta / 2 END;
        done := done + 1;
        delta := delta + delta / done;
        k := 0;
        WHILE delta > 455 LOOP
          delta := delta / 35;
          k := k + 36;
        END LOOP;
        bias := k + (36 * delta / (delta + 38))::int;
        delta := 0;
      END IF;
    END LOOP;
    delta := delta + 1;
    point := point + 1;
  END LOOP;
  RETURN made;
END
$$;

-- A domain as the DNS has it. A Message-ID is made of it, and stands in the mail as it stands here.
CREATE FUNCTION customer_success.ascii_domain(domain text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT string_agg(CASE WHEN label ~ '^[ -~]*$' THEN label ELSE 'xn--' || customer_success.punycode(label) END, '.' ORDER BY n)
    FROM regexp_split_to_table(customer_success.plain_address(domain), '\.') WITH ORDINALITY AS l (label, n)
$$;
-- Those that wait get one that a mail may bear.
UPDATE customer_success.interventions SET message_id = NULL WHERE message_id !~ '^[ -~]+$' AND stage = 'waiting';

-- What is remembered of a run elsewhere: that it was made, and when it was handed over; nothing of what it said, and to whom
-- only as a digest.
CREATE FUNCTION customer_success.run_memory(run customer_success.interventions) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('what', 'run', 'run_id', run.run_id, 'run_key', encode(run.run_key, 'hex'),
    'organization_id', run.organization_id, 'user_id', run.user_id, 'channel', run.channel, 'occurrence', run.occurrence,
    'rule_id', run.rule_id, 'rule_version', run.rule_version, 'launched_by', run.launched_by, 'template_id', run.template_id,
    'template_version', run.template_version, 'category', run.category, 'due_at', to_json(run.due_at),
    'expires_at', to_json(run.expires_at), 'created_at', to_json(run.created_at), 'fence', run.fence,
    'digest', encode(run.address_digest, 'hex'), 'domain', run.domain, 'counted_at', to_json(run.counted_at),
    'message_id', run.message_id, 'at', to_json(coalesce(run.dot_at, run.taken_at)), 'sent_at', to_json(run.sent_at))
$$;

CREATE FUNCTION customer_success.sending_seal(memory jsonb) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT encode(customer_success.keyed_digest(convert_to('sending/' || memory::text, 'UTF8')), 'hex') $$;

-- The Message-IDs of those that a run follows, the first one first: of what was sent to the same address.
CREATE FUNCTION customer_success.thread_of(run customer_success.interventions) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH RECURSIVE followed (run_id, follows, message_id, depth) AS (
    SELECT f.run_id, f.follows, f.message_id, 1 FROM customer_success.interventions f
     WHERE f.run_id = run.follows AND f.stage = 'sent' AND f.address_digest = run.address_digest
     UNION ALL
    SELECT f.run_id, f.follows, f.message_id, o.depth + 1 FROM followed o JOIN customer_success.interventions f ON f.run_id = o.follows
     WHERE f.stage = 'sent' AND f.address_digest = run.address_digest AND o.depth < 10)
  SELECT coalesce(jsonb_agg(message_id ORDER BY depth DESC), '[]') FROM followed
$$;

-- As before, with the thread, and with what its runner writes down before it sends it.
CREATE OR REPLACE FUNCTION customer_success.claimed_message(run customer_success.interventions, verdict jsonb) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object(
    'outcome', 'claimed', 'run_id', run.run_id, 'fence', run.fence, 'attempt', run.attempt, 'lease_seconds', s.lease_seconds,
    'organization_id', run.organization_id, 'user_id', run.user_id, 'category', run.category,
    'template_id', run.template_id, 'template_version', run.template_version, 'language', verdict ->> 'language',
    'content', run.content, 'transactional', verdict -> 'transactional', 'address', run.address, 'name', verdict ->> 'name',
    'message_id', run.message_id, 'token', customer_success.unsubscribe_token(run.run_id), 'unsubscribe_url', s.unsubscribe_url,
    'sender', jsonb_build_object('name', b.brand ->> 'sender_name', 'address', b.brand ->> 'sender_address'),
    'reply_to', (SELECT jsonb_build_object('name', m.name, 'address', m.email)
                   FROM customer_success.organizations o JOIN customer_success.managers m ON m.manager_id = o.owner_id
                  WHERE o.organization_id = run.organization_id),
    'thread', customer_success.thread_of(run), 'memory', k.memory::text, 'seal', customer_success.sending_seal(k.memory))
    FROM customer_success.sending_settings s,
         (SELECT x.brand FROM customer_success.brand_settings x ORDER BY x.row_id DESC LIMIT 1) b,
         (SELECT customer_success.run_memory(run) AS memory OFFSET 0) k
$$;

-- As before; the Message-ID's domain is the sender's as the DNS has it.
DO $$
DECLARE
  present text := pg_get_functiondef('customer_success.claim_intervention(uuid, json)'::regprocedure);
  was text := $was$(SELECT split_part(b.brand ->> 'sender_address', '@', 2) FROM$was$;
BEGIN
  IF position(was IN present) = 0 THEN
    RAISE EXCEPTION 'claim_intervention is not as it was made';
  END IF;
  EXECUTE replace(present, was,
    $is$(SELECT customer_success.ascii_domain(split_part(b.brand ->> 'sender_address', '@', 2)) FROM$is$);
END
$$;

-- ── After a dump was restored ──────────────────────────────────────────────────────────────────────────────────────────────

-- As before; also where the dump is of before the first message, but somebody may have sent by then.
CREATE OR REPLACE FUNCTION customer_success.stop_after_restore() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO customer_success.sending_stops (kind, reason, stopped_by, stopped_at, leaving)
  SELECT 'restored', 'The company''s database was restored.', session_user, clock_timestamp(), 0
   WHERE EXISTS (SELECT FROM customer_success.interventions) OR EXISTS (SELECT FROM customer_success.brand_settings)
      ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;

-- What a runner writes down of others: messages that were handed over, what was withdrawn or agreed to, and addresses that get
-- nothing, of the login's accounts, from an instant on and of 90 days at most; the earlier first, some thousand at a time.
CREATE FUNCTION customer_success.remember_sending(since timestamptz)
RETURNS TABLE (key text, at timestamptz, memory text, seal text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
  WITH bounds AS (SELECT greatest(coalesce(since, '-infinity'), clock_timestamp() - interval '90 days') AS since,
                         customer_success.sees_everything() AS whole),
  visible AS (SELECT o FROM customer_success.visible_organizations() o),
  found AS (
    SELECT 'run/' || i.run_id AS key, i.changed_at AS at, customer_success.run_memory(i) AS memory
      FROM customer_success.interventions i, bounds b
     WHERE i.stage IN ('dot', 'sent', 'unknown') AND i.changed_at > b.since AND i.message_id IS NOT NULL
       AND (b.whole OR i.organization_id IN (SELECT v.o FROM visible v))
     UNION ALL
    SELECT 'preference/' || encode(p.address_digest, 'hex') || '/' || p.category, p.recorded_at,
           jsonb_build_object('what', 'preference', 'digest', encode(p.address_digest, 'hex'), 'category', p.category, 'state', p.state,
             'basis', p.basis, 'said_by', p.said_by, 'organization_id', p.organization_id, 'user_id', p.user_id,
             'author', p.author, 'at', to_json(p.recorded_at))
      FROM customer_success.communication_preferences p, bounds b
     WHERE p.recorded_at > b.since AND (b.whole OR p.organization_id IN (SELECT v.o FROM visible v))
     UNION ALL
    SELECT 'suppression/' || encode(s.address_digest, 'hex'), s.added_at,
           jsonb_build_object('what', 'suppression', 'digest', encode(s.address_digest, 'hex'), 'reason', s.reason, 'author', s.author,
             'at', to_json(s.added_at))
      FROM customer_success.suppressions s, bounds b WHERE s.added_at > b.since)
  SELECT f.key, f.at, f.memory::text, customer_success.sending_seal(f.memory) FROM found f
   WHERE customer_success.may_send() ORDER BY f.at FETCH FIRST 2000 ROWS WITH TIES
$$;
CREATE INDEX interventions_handed_over ON customer_success.interventions (changed_at)
  WHERE stage IN ('dot', 'sent', 'unknown');
CREATE INDEX communication_preferences_by_time ON customer_success.communication_preferences (recorded_at);
CREATE INDEX suppressions_by_time ON customer_success.suppressions (added_at);

-- One remembered run: as sent where that is known, else as one that nobody knows of; what stands as handed over already stays.
CREATE FUNCTION customer_success.recall_run(m jsonb, arrived boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  run customer_success.interventions;
  was_sent boolean := coalesce(arrived, false) OR m ->> 'sent_at' IS NOT NULL;
  handed timestamptz := coalesce((m ->> 'at')::timestamptz, (m ->> 'created_at')::timestamptz);
BEGIN
  SELECT i.* INTO run FROM customer_success.interventions i WHERE i.run_key = decode(m ->> 'run_key', 'hex') FOR UPDATE;
  IF run.run_id IS NULL THEN
    -- The number of a contact whom the dump doesn't have is given to nobody else.
    PERFORM setval('customer_success.users_user_id_seq', greatest(s.last_value, (m ->> 'user_id')::int))
       FROM customer_success.users_user_id_seq s;
    INSERT INTO customer_success.interventions (run_id, run_key, organization_id, user_id, channel, occurrence, rule_id, rule_version,
      launched_by, template_id, template_version, category, due_at, expires_at, created_at, next_due, stage, reason)
    SELECT (m ->> 'run_id')::uuid, decode(m ->> 'run_key', 'hex'), o.organization_id, (m ->> 'user_id')::int, m ->> 'channel',
           m ->> 'occurrence', (m ->> 'rule_id')::uuid, (m ->> 'rule_version')::int, m ->> 'launched_by', (m ->> 'template_id')::uuid,
           (m ->> 'template_version')::int, m ->> 'category', (m ->> 'due_at')::timestamptz, (m ->> 'expires_at')::timestamptz,
           (m ->> 'created_at')::timestamptz, (m ->> 'due_at')::timestamptz, 'cancelled', 'restored'
      FROM customer_success.organizations o WHERE o.organization_id = (m ->> 'organization_id')::int
        ON CONFLICT DO NOTHING RETURNING * INTO run;
    IF run.run_id IS NULL THEN
      RETURN false;
    END IF;
  ELSIF run.stage IN ('sent', 'refused') OR (run.stage IN ('dot', 'unknown') AND NOT was_sent) THEN
    RETURN false;
  END IF;
  -- Whoever holds it by an earlier fence can do nothing more.
  UPDATE customer_success.interventions i
     SET fence = greatest(i.fence, (m ->> 'fence')::bigint) + 1, address_digest = decode(m ->> 'digest', 'hex'), domain = m ->> 'domain',
         counted_at = (m ->> 'counted_at')::timestamptz, message_id = coalesce(i.message_id, m ->> 'message_id'), dot_at = handed,
         sent_at = CASE WHEN was_sent THEN coalesce((m ->> 'sent_at')::timestamptz, handed) END
   WHERE i.run_id = run.run_id;
  PERFORM customer_success.set_stage(run, CASE WHEN was_sent THEN 'sent' ELSE 'unknown' END, 'restored');
  -- What isn't counted by now, set_stage leaves so.
  RETURN true;
END
$$;

CREATE FUNCTION customer_success.recall_preference(m jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO customer_success.message_addresses VALUES (decode(m ->> 'digest', 'hex')) ON CONFLICT DO NOTHING;
  IF EXISTS (SELECT FROM customer_success.organizations o WHERE o.organization_id = (m ->> 'organization_id')::int) THEN
    INSERT INTO customer_success.communication_preferences AS p
      (address_digest, category, state, basis, said_by, organization_id, user_id, author, recorded_at)
    VALUES (decode(m ->> 'digest', 'hex'), m ->> 'category', m ->> 'state', m ->> 'basis', m ->> 'said_by',
            (m ->> 'organization_id')::int, (m ->> 'user_id')::int, m ->> 'author', (m ->> 'at')::timestamptz)
        ON CONFLICT (address_digest, category) DO UPDATE
       SET state = excluded.state, basis = excluded.basis, said_by = excluded.said_by, author = excluded.author,
           recorded_at = excluded.recorded_at
     WHERE p.recorded_at < excluded.recorded_at;
    RETURN FOUND;
  ELSIF m ->> 'state' = 'withdrawn' THEN
    -- Their account isn't here: whoever has the address then, nothing goes there.
    INSERT INTO customer_success.suppressions (address_digest, reason, author)
    VALUES (decode(m ->> 'digest', 'hex'), 'by_hand', m ->> 'author') ON CONFLICT DO NOTHING;
    RETURN FOUND;
  END IF;
  RETURN false;
END
$$;

-- Takes up what a runner remembers, [{"memory", "seal", "sent"}] as it was given out; what isn't sealed by this company is passed
-- over. is_last: that was all of it. Answers {"outcome": "recalled", "stop", "taken"}; "none" where no dump was restored, and
-- nothing is asked for; refused ("reason": role, invalid) or later. With nothing but a question, "recalled" says for which stop.
CREATE FUNCTION customer_success.recall_sending(remembered jsonb, sender json, is_last boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s'
  SET client_min_messages = warning AS $$
DECLARE
  stop customer_success.sending_stops;
  whose text := coalesce(customer_success.plain_line(customer_success.read_sender(sender) ->> 'machine', 200), '');
  e jsonb;
  m jsonb;
  counts int[] := '{0,0,0}';
BEGIN
  PERFORM customer_success.require_now();
  IF NOT customer_success.may_send() THEN
    RETURN '{"outcome": "refused", "reason": "role"}';
  ELSIF jsonb_typeof(remembered) IS DISTINCT FROM 'array' OR octet_length(remembered::text) > 4000000 THEN
    RETURN '{"outcome": "refused", "reason": "invalid"}';
  ELSIF NOT customer_success.history_stands() THEN
    RETURN '{"outcome": "later"}';
  END IF;
  -- Also once it was released: who comes late has opt-outs to tell all the same.
  SELECT s.* INTO stop FROM customer_success.sending_stops s WHERE s.kind = 'restored' ORDER BY s.stop_id DESC LIMIT 1;
  IF stop.stop_id IS NULL THEN
    RETURN '{"outcome": "none"}';
  END IF;
  FOR e IN SELECT value FROM jsonb_array_elements(remembered) LOOP
    BEGIN
      m := (e ->> 'memory')::jsonb;
      CONTINUE WHEN customer_success.sending_seal(m) IS DISTINCT FROM e ->> 'seal';
      CASE m ->> 'what'
        WHEN 'run' THEN
          counts[1] := counts[1] + customer_success.recall_run(m, e -> 'sent' = 'true')::int;
        WHEN 'preference' THEN
          counts[2] := counts[2] + customer_success.recall_preference(m)::int;
        WHEN 'suppression' THEN
          INSERT INTO customer_success.suppressions (address_digest, reason, author, added_at)
          VALUES (decode(m ->> 'digest', 'hex'), m ->> 'reason', m ->> 'author', (m ->> 'at')::timestamptz) ON CONFLICT DO NOTHING;
          counts[3] := counts[3] + FOUND::int;
        ELSE
          NULL;
      END CASE;
    EXCEPTION
      WHEN data_exception OR integrity_constraint_violation OR program_limit_exceeded THEN
        CONTINUE;
    END;
  END LOOP;
  IF counts <> '{0,0,0}' OR coalesce(is_last, false) THEN
    INSERT INTO customer_success.sending_recalls AS r (stop_id, login, machine, ended_at, messages, opt_outs, suppressions)
    VALUES (stop.stop_id, session_user, whose, CASE WHEN is_last THEN clock_timestamp() END, counts[1], counts[2], counts[3])
        ON CONFLICT (stop_id, login, machine) DO UPDATE
       SET ended_at = coalesce(excluded.ended_at, r.ended_at), messages = r.messages + excluded.messages,
           opt_outs = r.opt_outs + excluded.opt_outs, suppressions = r.suppressions + excluded.suppressions;
  END IF;
  IF is_last THEN
    PERFORM customer_success.write_audit(-1, 'sending.recall', (
      SELECT jsonb_build_object('stop', r.stop_id, 'messages', r.messages, 'opt_outs', r.opt_outs, 'suppressions', r.suppressions)
        FROM customer_success.sending_recalls r
       WHERE r.stop_id = stop.stop_id AND r.login = session_user AND r.machine = whose), NULL);
  END IF;
  RETURN jsonb_build_object('outcome', 'recalled', 'taken', counts[1] + counts[2] + counts[3],
    'stop', stop.stop_id || '/' || floor(extract(epoch FROM stop.stopped_at) * 1000)::bigint);
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

GRANT EXECUTE ON FUNCTION customer_success.remember_sending(timestamptz), customer_success.recall_sending(jsonb, json, boolean)
  TO cs_viewer;

-- ── Mails to try a template with ───────────────────────────────────────────────────────────────────────────────────────────

-- A mail to the caller's own address, as it was rendered there: {"outcome": "applied", "test_id", "address"}; refused ("reason": role,
-- no_address, no_sender, invalid) or later.
CREATE FUNCTION customer_success.send_test(subject text, body text, html text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s' AS $$
DECLARE
  me customer_success.managers;
  made uuid;
  again jsonb;
BEGIN
  IF NOT customer_success.is_at_least('manager') THEN
    RETURN '{"outcome": "refused", "reason": "role"}';
  ELSIF coalesce(btrim(subject), '') = '' OR length(subject) > 1000 OR coalesce(btrim(body), '') = ''
        OR octet_length(body) + octet_length(coalesce(html, '')) > 500000 THEN
    RETURN '{"outcome": "refused", "reason": "invalid"}';
  END IF;
  SELECT m.* INTO me FROM customer_success.managers m
    JOIN customer_success.memberships s ON s.manager_id = m.manager_id WHERE s.login = session_user;
  IF me.email IS NULL OR NOT customer_success.is_address(btrim(me.email)) THEN
    RETURN '{"outcome": "refused", "reason": "no_address"}';
  ELSIF NOT EXISTS (SELECT FROM customer_success.brand_settings b WHERE b.brand ->> 'sender_address' IS NOT NULL) THEN
    RETURN '{"outcome": "refused", "reason": "no_sender"}';
  END IF;
  again := customer_success.take_allowance('single');
  IF again IS NOT NULL THEN
    RETURN again || '{"outcome": "later"}';
  END IF;
  DELETE FROM customer_success.test_mails t WHERE t.made_at < clock_timestamp() - interval '1 day';
  INSERT INTO customer_success.test_mails (login, address, name, content)
  VALUES (session_user, btrim(me.email), me.name, jsonb_build_object('subject', subject, 'text', body, 'html', html))
  RETURNING test_id INTO made;
  RETURN jsonb_build_object('outcome', 'applied', 'test_id', made, 'address', btrim(me.email));
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

-- The next of them, once: {"outcome": "claimed", …} or none. One that was claimed and not heard of is not sent again; one that waited
-- for an hour is not looked for any more.
CREATE FUNCTION customer_success.claim_test(host uuid, sender json) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s' AS $$
DECLARE
  claimed customer_success.test_mails;
BEGIN
  IF NOT customer_success.may_send() OR host IS NULL OR customer_success.is_stopped(NULL) THEN
    RETURN '{"outcome": "none"}';
  END IF;
  UPDATE customer_success.test_mails t SET stage = 'failed', content = NULL, reply = 'no answer'
   WHERE (t.stage = 'waiting' AND t.made_at < clock_timestamp() - interval '1 hour')
      OR (t.stage = 'claimed' AND t.claimed_at < clock_timestamp() - interval '15 minutes');
  UPDATE customer_success.test_mails t
     SET stage = 'claimed', claimed_at = clock_timestamp(), host = claim_test.host,
         machine = customer_success.plain_line(customer_success.read_sender(sender) ->> 'machine', 200)
   WHERE t.test_id = (SELECT n.test_id FROM customer_success.test_mails n WHERE n.stage = 'waiting'
                       ORDER BY n.made_at LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING * INTO claimed;
  IF claimed.test_id IS NULL THEN
    RETURN '{"outcome": "none"}';
  END IF;
  RETURN (SELECT jsonb_build_object('outcome', 'claimed', 'test_id', claimed.test_id, 'address', claimed.address, 'name', claimed.name,
            'subject', claimed.content ->> 'subject', 'text', claimed.content ->> 'text', 'html', claimed.content ->> 'html',
            'message_id', claimed.test_id || '.test@' || customer_success.ascii_domain(split_part(b.brand ->> 'sender_address', '@', 2)),
            'sender', jsonb_build_object('name', b.brand ->> 'sender_name', 'address', b.brand ->> 'sender_address'))
            FROM customer_success.brand_settings b ORDER BY b.row_id DESC LIMIT 1);
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "none"}';
END
$$;

CREATE FUNCTION customer_success.test_ended(test uuid, host uuid, sent boolean, reply text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s' AS $$
BEGIN
  UPDATE customer_success.test_mails t
     SET stage = CASE WHEN sent THEN 'sent' ELSE 'failed' END, content = NULL, reply = customer_success.plain_line(test_ended.reply, 500)
   WHERE t.test_id = test AND t.host = test_ended.host AND t.stage = 'claimed' AND sent IS NOT NULL AND customer_success.may_send();
  RETURN CASE WHEN FOUND THEN '{"outcome": "noted"}'::jsonb ELSE '{"outcome": "refused", "reason": "invalid"}' END;
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

GRANT EXECUTE ON FUNCTION customer_success.send_test(text, text, text) TO cs_manager;
GRANT EXECUTE ON FUNCTION customer_success.claim_test(uuid, json), customer_success.test_ended(uuid, uuid, boolean, text) TO cs_viewer;

-- ── Addresses that get nothing, as a list ──────────────────────────────────────────────────────────────────────────────────

-- Who keeps the list as a whole: admins who see every account, and the login that made the company.
CREATE FUNCTION customer_success.keeps_suppressions() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT (customer_success.is_admin() AND customer_success.sees_everything()) OR pg_has_role(session_user, 'cs_owner', 'MEMBER')
$$;

CREATE FUNCTION customer_success.count_suppressions() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
  SELECT count(*) FROM customer_success.suppressions s WHERE customer_success.keeps_suppressions()
$$;

CREATE FUNCTION customer_success.newest_suppressions(most int)
RETURNS TABLE (digest bytea, address text, reason text, author text, added_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
  SELECT s.address_digest, s.address, s.reason, s.author::text, s.added_at FROM customer_success.suppressions s
   WHERE customer_success.keeps_suppressions() ORDER BY s.added_at DESC, s.address_digest LIMIT least(greatest(coalesce(most, 100), 1), 5000)
$$;

-- By admins who see every account: those after one, as addresses are compared; without an address: those of whom the address was erased,
-- or was remembered as a digest alone.
CREATE FUNCTION customer_success.list_suppressions(after bytea, most int)
RETURNS TABLE (digest bytea, address text, reason text, author text, added_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
  SELECT s.address_digest, s.address, s.reason, s.author::text, s.added_at FROM customer_success.suppressions s
   WHERE customer_success.keeps_suppressions() AND (after IS NULL OR s.address_digest > after)
   ORDER BY s.address_digest LIMIT least(greatest(coalesce(most, 1000), 1), 5000)
$$;

-- Adds addresses, [{"address", "reason"}], 5,000 at most: {"outcome": "applied", "added", "known", "wrong": [numbers from 0 on]}. Who is on the list
-- already stays as it is.
CREATE FUNCTION customer_success.import_suppressions(given jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s'
  SET client_min_messages = warning AS $$
DECLARE
  fit int;
  added int;
  wrong jsonb;
BEGIN
  IF NOT customer_success.keeps_suppressions() THEN
    RETURN '{"outcome": "refused", "reason": "role"}';
  ELSIF jsonb_typeof(given) IS DISTINCT FROM 'array' OR jsonb_array_length(given) > 5000 THEN
    RETURN '{"outcome": "refused", "reason": "invalid"}';
  END IF;
  WITH read AS MATERIALIZED (
    SELECT g.n - 1 AS n, customer_success.plain_address(g.e ->> 'address') AS address, coalesce(g.e ->> 'reason', 'by_hand') AS reason
      FROM jsonb_array_elements(given) WITH ORDINALITY AS g (e, n)),
  judged AS MATERIALIZED (
    SELECT r.*, customer_success.is_address(r.address) AND r.reason IN ('bounced', 'complained', 'by_hand') AS fits FROM read r),
  taken AS (
    INSERT INTO customer_success.suppressions (address_digest, address, reason, author)
    SELECT DISTINCT ON (1) customer_success.address_digest(j.address), j.address, j.reason, session_user
      FROM judged j WHERE j.fits ORDER BY 1, j.n
        ON CONFLICT DO NOTHING RETURNING 1)
  SELECT (SELECT count(*) FROM judged j WHERE j.fits), (SELECT count(*) FROM taken),
         (SELECT coalesce(jsonb_agg(j.n ORDER BY j.n), '[]') FROM judged j WHERE NOT j.fits)
    INTO fit, added, wrong;
  IF added > 0 THEN
    PERFORM customer_success.write_audit(-1, 'suppression.import', jsonb_build_object('added', added), NULL);
  END IF;
  RETURN jsonb_build_object('outcome', 'applied', 'added', added, 'known', fit - added, 'wrong', wrong);
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
  WHEN data_exception OR program_limit_exceeded THEN
    RETURN '{"outcome": "refused", "reason": "invalid"}';
END
$$;

GRANT EXECUTE ON FUNCTION customer_success.list_suppressions(bytea, int), customer_success.import_suppressions(jsonb),
  customer_success.count_suppressions(), customer_success.newest_suppressions(int) TO cs_admin;
GRANT EXECUTE ON FUNCTION customer_success.keeps_suppressions() TO cs_viewer;
