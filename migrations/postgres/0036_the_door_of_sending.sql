-- The door that messages leave by. A runner claims one, renders it, and says when it hands the mail server the last byte; each
-- of these steps is a compare-and-set under the claim's fence, by the server's clock. What may go to a contact is decided
-- here, in the claim's own transaction and once more before the last byte; nobody writes these tables in any other way.
SET LOCAL ROLE cs_owner;

-- As addresses are compared: composed letters, small ones, nothing around them.
CREATE FUNCTION customer_success.plain_address(address text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT nullif(customer_success.small_letters(CASE WHEN getdatabaseencoding() = 'UTF8' THEN normalize(btrim(address, E' \t\r\n'), NFC)
                                                    ELSE btrim(address, E' \t\r\n') END), '')
$$;

CREATE FUNCTION customer_success.address_digest(address text) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT customer_success.keyed_digest(convert_to('message/' || customer_success.plain_address(address), 'UTF8')) $$;

-- One local part, one @, a domain of two labels or more, nothing that doesn't show and nothing that a header could begin with.
CREATE FUNCTION customer_success.is_address(address text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(length(address) <= 254 AND address ~ '^[^[:space:][:cntrl:]@<>(),;:"\\\[\]]{1,64}@[^[:space:][:cntrl:]@<>(),;:"\\\[\]]+\.[^[:space:][:cntrl:]@<>(),;:"\\\[\].]{2,}$'
                  AND address !~ '\.\.|^\.|\.@|@\.|@-|-\.' AND customer_success.plain_line(address, 300) = address, false)
$$;

-- Whether a login may drain: it decides something itself, or computes for the company without a window.
CREATE FUNCTION customer_success.may_send() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM customer_success.memberships m
                  WHERE m.login = session_user AND (m.role IN ('manager', 'admin') OR m.is_runner))
$$;

-- A zone as it is, where it is one that PostgreSQL and desktops read alike; null for anything else.
CREATE FUNCTION customer_success.zone_known(zone text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF zone <> 'UTC' AND zone !~ '^[A-Z][A-Za-z_]+/[A-Za-z0-9_+/-]+$' THEN
    RETURN NULL;
  END IF;
  PERFORM now() AT TIME ZONE zone;
  RETURN zone;
EXCEPTION
  WHEN invalid_parameter_value THEN
    RETURN NULL;
END
$$;

-- By whose clocks an account's contacts are reached: its own zone, all those of its country, or the company's.
CREATE FUNCTION customer_success.zones_of(account int) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(
    (SELECT ARRAY[customer_success.zone_known(o.timezone)] FROM customer_success.organizations o
      WHERE o.organization_id = account AND customer_success.zone_known(o.timezone) IS NOT NULL),
    (SELECT array_agg(z) FROM customer_success.organizations o, unnest(customer_success.zones_of_country(o.country)) z
      WHERE o.organization_id = account AND customer_success.zone_known(z) IS NOT NULL),
    ARRAY[customer_success.zone()])
$$;

CREATE FUNCTION customer_success.first_loud(since timestamptz, until timestamptz, zones text[], quiet_from int, quiet_until int)
RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT min(minute) FROM generate_series(since, until, interval '1 minute') minute
   WHERE NOT EXISTS (
     SELECT FROM unnest(zones) zone,
            LATERAL (SELECT extract(hour FROM minute AT TIME ZONE zone) * 60 + extract(minute FROM minute AT TIME ZONE zone) AS shown) s
      WHERE CASE WHEN quiet_from <= quiet_until THEN shown >= quiet_from AND shown < quiet_until
                 ELSE shown >= quiet_from OR shown < quiet_until END)
$$;

-- The first instant from this one on that is quiet in none of the zones; null where there is none in three days. Looked for
-- minute by minute: what clocks do when they are moved needs no rule of its own.
CREATE FUNCTION customer_success.after_quiet(at timestamptz, zones text[], quiet_from int, quiet_until int) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(
    customer_success.first_loud(at, at, zones, quiet_from, quiet_until),
    customer_success.first_loud(date_trunc('minute', at) + interval '1 minute', at + interval '1 day', zones, quiet_from, quiet_until),
    customer_success.first_loud(date_trunc('minute', at) + interval '1 day', at + interval '3 days', zones, quiet_from, quiet_until))
$$;

-- When what came due at a quiet hour goes: within ten minutes of its end, at a moment of the address's own, so that a night's
-- messages are no burst and those to one person are still decided together; never into the next quiet hours.
CREATE FUNCTION customer_success.release_at(at timestamptz, zones text[], quiet_from int, quiet_until int, digest bytea)
RETURNS timestamptz
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  first timestamptz := customer_success.after_quiet(at, zones, quiet_from, quiet_until);
  later timestamptz;
BEGIN
  IF first IS NULL OR first = at THEN
    RETURN first;
  END IF;
  later := first + make_interval(secs => (get_byte(digest, 0) * 256 + get_byte(digest, 1)) % 600);
  RETURN CASE WHEN customer_success.first_loud(later, later, zones, quiet_from, quiet_until) IS NULL THEN first ELSE later END;
END
$$;

-- Writes a state down, and adds it to the steps. until: when it is looked at next, for what waits.
CREATE FUNCTION customer_success.set_stage(run customer_success.interventions, stage text, reason text,
  until timestamptz DEFAULT NULL, said text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  line text := customer_success.plain_line(said, 500);
  -- Looked at again and again for the same reason, it makes one step.
  is_same boolean := stage = 'waiting' AND run.stage = 'waiting' AND run.reason = set_stage.reason;
BEGIN
  UPDATE customer_success.interventions i
     SET stage = set_stage.stage, reason = set_stage.reason, changed_at = clock_timestamp(),
         next_due = coalesce(until, i.next_due), lease_until = CASE WHEN set_stage.stage IN ('claimed', 'dot') THEN i.lease_until END,
         counted_at = CASE WHEN set_stage.stage IN ('claimed', 'dot', 'sent', 'unknown') THEN i.counted_at END,
         reply = coalesce(line, i.reply)
   WHERE i.run_id = run.run_id;
  IF NOT is_same THEN
    INSERT INTO customer_success.intervention_steps
      (run_id, organization_id, stage, reason, until, attempt, login, machine, reply)
    SELECT run.run_id, i.organization_id, set_stage.stage, set_stage.reason, CASE WHEN set_stage.stage = 'waiting' THEN until END,
           i.attempt, session_user, i.machine, line
      FROM customer_success.interventions i WHERE i.run_id = run.run_id;
  END IF;
END
$$;

-- Makes a run, or finds the one that is there already: {"run_id", "is_new"}. Who asks for it has checked everything else.
CREATE FUNCTION customer_success.make_intervention(asked customer_success.interventions) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  made customer_success.interventions;
BEGIN
  asked.run_key := sha256(convert_to(jsonb_build_array(
    asked.rule_id, asked.organization_id, asked.user_id, asked.channel, asked.occurrence)::text, 'UTF8'));
  INSERT INTO customer_success.interventions (run_key, organization_id, user_id, channel, occurrence, rule_id, rule_version,
    launched_by, template_id, template_version, content, category, despite, priority, on_cap, due_at, expires_at, next_due)
  VALUES (asked.run_key, asked.organization_id, asked.user_id, asked.channel, asked.occurrence, asked.rule_id, asked.rule_version,
    asked.launched_by, asked.template_id, asked.template_version, asked.content, asked.category, asked.despite, asked.priority,
    asked.on_cap, asked.due_at, asked.expires_at, asked.due_at)
      ON CONFLICT (run_key) DO NOTHING RETURNING * INTO made;
  IF made.run_id IS NOT NULL THEN
    INSERT INTO customer_success.intervention_steps (run_id, organization_id, stage, reason, until, attempt, login)
    VALUES (made.run_id, made.organization_id, 'waiting', 'due', made.due_at, 0, session_user);
    RETURN jsonb_build_object('run_id', made.run_id, 'is_new', true);
  END IF;
  RETURN (SELECT jsonb_build_object('run_id', i.run_id, 'is_new', false)
            FROM customer_success.interventions i WHERE i.run_key = asked.run_key);
END
$$;

-- What the row of a rule says against one of its runs, of superseded's reasons; null: nothing. Rules that the company keeps
-- are read here, in the claim's own transaction.
CREATE FUNCTION customer_success.rule_verdict(rule uuid, version int) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT NULL::text $$;

-- Whether everything is stopped, or this rule.
CREATE FUNCTION customer_success.is_stopped(rule uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM customer_success.sending_stops s
                  WHERE s.released_at IS NULL AND (s.rule_id IS NULL OR s.rule_id = rule))
$$;

-- What an address says against a message of a category: {"stage", "reason"}, null where nothing. What everybody has to get
-- goes to whoever unsubscribed; what a person wrote to one goes there for a reason that is kept; nothing goes to an address
-- that is none, and nothing that a person could leave to one that complained.
CREATE FUNCTION customer_success.address_verdict(digest bytea, category text, transactional boolean, personal boolean, despite text)
RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  why text := (SELECT s.reason FROM customer_success.suppressions s WHERE s.address_digest = digest);
  -- What was said last, of this category or of all.
  said customer_success.communication_preferences;
BEGIN
  IF why = 'bounced' OR (why = 'complained' AND NOT transactional) THEN
    RETURN jsonb_build_object('stage', 'dropped', 'reason', why);
  ELSIF transactional THEN
    RETURN NULL;
  END IF;
  SELECT p.* INTO said FROM customer_success.communication_preferences p
   WHERE p.address_digest = digest AND p.category IN (address_verdict.category, '*')
   ORDER BY p.recorded_at DESC, p.category = '*' DESC LIMIT 1;
  IF personal THEN
    RETURN CASE WHEN despite IS NOT NULL THEN NULL
                WHEN why = 'by_hand' THEN '{"stage": "dropped", "reason": "suppressed"}'::jsonb
                WHEN said.state = 'withdrawn' THEN '{"stage": "cancelled", "reason": "unsubscribed"}' END;
  END IF;
  RETURN CASE WHEN why = 'by_hand' THEN '{"stage": "dropped", "reason": "suppressed"}'::jsonb
              WHEN said.state = 'withdrawn' THEN '{"stage": "cancelled", "reason": "unsubscribed"}'
              WHEN said.state IS NULL THEN '{"stage": "dropped", "reason": "no_basis"}' END;
END
$$;

-- From when on a cap leaves room for one more to this address; null: now.
CREATE FUNCTION customer_success.room_in_caps(run uuid, digest bytea, caps jsonb, at timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT max(slot) FROM jsonb_to_recordset(caps) AS c (count int, days int),
    LATERAL (SELECT i.counted_at + c.days * interval '24 hours' AS slot
               FROM customer_success.interventions i
              WHERE i.address_digest = digest AND i.run_id <> run AND i.counted_at > at - c.days * interval '24 hours'
              ORDER BY i.counted_at DESC OFFSET c.count - 1 LIMIT 1) s
$$;

-- What is to become of a run that is due, decided on what holds now. Holds the address to the end of the transaction.
-- {"stage": "claimed", …what is sent} or {"stage", "reason", "until"}; null: the address is in somebody else's hand.
CREATE FUNCTION customer_success.verdict_of(run customer_success.interventions) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  settings customer_success.sending_settings;
  contact customer_success.users;
  template customer_success.email_templates;
  digest bytea;
  zones text[];
  verdict jsonb;
  at timestamptz := clock_timestamp();
  again timestamptz;
BEGIN
  SELECT s.* INTO settings FROM customer_success.sending_settings s;
  IF customer_success.rule_verdict(run.rule_id, run.rule_version) IS NOT NULL THEN
    RETURN jsonb_build_object('stage', 'superseded', 'reason', customer_success.rule_verdict(run.rule_id, run.rule_version));
  ELSIF at >= run.expires_at THEN
    RETURN '{"stage": "dropped", "reason": "expired"}';
  END IF;
  SELECT u.* INTO contact FROM customer_success.users u
   WHERE u.user_id = run.user_id AND u.organization_id = run.organization_id;
  IF contact.user_id IS NULL OR contact.deactivated_at <= at OR contact.erased_at IS NOT NULL THEN
    RETURN '{"stage": "dropped", "reason": "gone"}';
  ELSIF customer_success.plain_address(contact.email) IS NULL THEN
    RETURN '{"stage": "dropped", "reason": "no_address"}';
  ELSIF NOT customer_success.is_address(btrim(contact.email)) THEN
    RETURN '{"stage": "dropped", "reason": "bad_address"}';
  END IF;
  SELECT t.* INTO template FROM customer_success.email_templates t WHERE t.template_id = run.template_id AND NOT t.archived;
  IF coalesce(run.content, '{}') = '{}' AND NOT EXISTS (
       SELECT FROM customer_success.email_template_versions v
        WHERE v.template_id = template.template_id AND v.version = run.template_version) THEN
    RETURN '{"stage": "dropped", "reason": "no_template"}';
  END IF;

  digest := customer_success.address_digest(contact.email);
  INSERT INTO customer_success.message_addresses VALUES (digest) ON CONFLICT DO NOTHING;
  PERFORM FROM customer_success.message_addresses a WHERE a.address_digest = digest FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  verdict := customer_success.address_verdict(digest, run.category, coalesce(template.transactional, false),
                                              run.content IS NOT NULL, run.despite);
  IF verdict IS NOT NULL THEN
    RETURN verdict;
  END IF;
  IF NOT coalesce(template.transactional, false) THEN
    IF run.content IS NULL AND settings.unsubscribe_proved_at IS NULL THEN
      RETURN jsonb_build_object('stage', 'waiting', 'reason', 'no_unsubscribe', 'until', at + interval '15 minutes');
    END IF;
    zones := customer_success.zones_of(run.organization_id);
    again := customer_success.release_at(at, zones, settings.quiet_from, settings.quiet_until, digest);
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
  again := (SELECT i.taken_at + interval '1 minute' FROM customer_success.interventions i
             WHERE i.domain = split_part(customer_success.plain_address(contact.email), '@', 2) AND i.run_id <> run.run_id
               AND i.taken_at > at - interval '1 minute'
             ORDER BY i.taken_at DESC OFFSET settings.per_domain_per_minute - 1 LIMIT 1);
  IF settings.per_domain_per_minute IS NOT NULL AND again > at THEN
    RETURN jsonb_build_object('stage', 'waiting', 'reason', 'rate', 'until', again);
  END IF;
  RETURN jsonb_build_object(
    'stage', 'claimed', 'digest', encode(digest, 'hex'), 'address', btrim(contact.email), 'name', contact.name,
    'transactional', coalesce(template.transactional, false), 'language', template.language);
END
$$;

-- What somebody shows who unsubscribes by a link: the run, and a digest that nobody else can make.
CREATE FUNCTION customer_success.unsubscribe_token(run uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT rtrim(translate(encode(uuid_send(run) || substr(customer_success.keyed_digest('unsubscribe/'::bytea || uuid_send(run)), 1, 16),
                                'base64'), '+/', '-_'), '=')
$$;

-- Those whose runner died: before the last byte they are claimed anew by whoever comes, after it nobody knows.
CREATE FUNCTION customer_success.find_lost() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  lost customer_success.interventions;
BEGIN
  FOR lost IN SELECT i.* FROM customer_success.interventions i
               WHERE i.stage = 'dot' AND i.lease_until < clock_timestamp()
               ORDER BY i.lease_until LIMIT 20 FOR UPDATE SKIP LOCKED LOOP
    PERFORM customer_success.set_stage(lost, 'unknown', 'lost');
  END LOOP;
END
$$;

-- Decided in an earlier snapshot, a stop or an opt-out of since would be passed over.
CREATE FUNCTION customer_success.require_now() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'call this in a transaction that is READ COMMITTED' USING ERRCODE = 'invalid_parameter_value';
  END IF;
END
$$;

-- What claim_intervention answers of a run it has just claimed.
CREATE FUNCTION customer_success.claimed_message(run customer_success.interventions, verdict jsonb) RETURNS jsonb
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
                  WHERE o.organization_id = run.organization_id))
    FROM customer_success.sending_settings s,
         (SELECT x.brand FROM customer_success.brand_settings x ORDER BY x.row_id DESC LIMIT 1) b
$$;

-- The next message that is due and in nobody's hand, locked: of those that wait, or whose runner died before then.
CREATE FUNCTION customer_success.next_due(was_claimed boolean, before timestamptz, whole boolean, passed uuid[])
RETURNS customer_success.interventions
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  run customer_success.interventions;
BEGIN
  IF was_claimed THEN
    SELECT i.* INTO run FROM customer_success.interventions i
     WHERE i.stage = 'claimed' AND i.lease_until < before
       AND (whole OR i.organization_id IN (SELECT customer_success.visible_organizations()))
       AND (i.rule_id IS NULL OR NOT customer_success.is_stopped(i.rule_id)) AND i.run_id <> ALL (passed)
     ORDER BY i.priority, i.next_due LIMIT 1 FOR UPDATE SKIP LOCKED;
  ELSE
    SELECT i.* INTO run FROM customer_success.interventions i
     WHERE i.stage = 'waiting' AND i.next_due <= before
       AND (whole OR i.organization_id IN (SELECT customer_success.visible_organizations()))
       AND (i.rule_id IS NULL OR NOT customer_success.is_stopped(i.rule_id)) AND i.run_id <> ALL (passed)
     ORDER BY i.priority, i.next_due LIMIT 1 FOR UPDATE SKIP LOCKED;
  END IF;
  RETURN run;
END
$$;

-- Claims the next message of the login's accounts. sender: {"machine", "app"}. Answers {"outcome"}:
--   claimed  it is this host's under "fence" for "lease_seconds", with all that is needed to make it
--   none     nothing is due; "next_in_ms" where something will be
--   stopped  everything is stopped ("reason": person or restored)
--   refused  "reason": role, invalid, or no_sender (the brand says nobody)
--   later    not now
CREATE FUNCTION customer_success.claim_intervention(host uuid, sender json) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s'
  SET client_min_messages = warning AS $$
DECLARE
  said jsonb := customer_success.read_sender(sender);
  run customer_success.interventions;
  verdict jsonb;
  passed uuid[] := '{}';
  whole boolean := customer_success.sees_everything();
  sender_domain text;
BEGIN
  PERFORM customer_success.require_now();
  IF NOT customer_success.may_send() THEN
    RETURN '{"outcome": "refused", "reason": "role"}';
  ELSIF host IS NULL THEN
    RETURN '{"outcome": "refused", "reason": "invalid"}';
  END IF;
  PERFORM customer_success.find_lost();
  IF NOT customer_success.history_stands() THEN
    RETURN '{"outcome": "stopped", "reason": "restored"}';
  ELSIF customer_success.is_stopped(NULL) THEN
    RETURN jsonb_build_object('outcome', 'stopped', 'reason', (
      SELECT s.kind FROM customer_success.sending_stops s WHERE s.released_at IS NULL AND s.rule_id IS NULL));
  END IF;
  sender_domain := (SELECT split_part(b.brand ->> 'sender_address', '@', 2) FROM customer_success.brand_settings b
                     ORDER BY b.row_id DESC LIMIT 1);
  IF sender_domain IS NULL THEN
    RETURN '{"outcome": "refused", "reason": "no_sender"}';
  END IF;
  -- What a runner died with may be why: it is in hand alone, so that nothing else is blamed for it.
  IF EXISTS (SELECT FROM customer_success.interventions i
              WHERE i.stage = 'claimed' AND i.crashes > 0 AND i.host = claim_intervention.host
                AND i.lease_until >= clock_timestamp()) THEN
    RETURN '{"outcome": "none", "next_in_ms": 500}';
  END IF;
  FOR looked IN 1 .. 50 LOOP
    -- What a runner died with goes behind the others, so that those who were merely there go on; but not for ever.
    run := customer_success.next_due(true, clock_timestamp() - interval '5 minutes', whole, passed);
    IF run.run_id IS NULL THEN
      run := customer_success.next_due(false, clock_timestamp(), whole, passed);
    END IF;
    IF run.run_id IS NULL THEN
      run := customer_success.next_due(true, clock_timestamp(), whole, passed);
    END IF;
    EXIT WHEN run.run_id IS NULL;
    passed := passed || run.run_id;
    -- What took a runner along three times is left alone.
    IF run.stage = 'claimed' AND run.crashes >= 2 THEN
      UPDATE customer_success.interventions i SET crashes = i.crashes + 1 WHERE i.run_id = run.run_id;
      PERFORM customer_success.set_stage(run, 'refused', 'crashed');
      CONTINUE;
    END IF;
    verdict := customer_success.verdict_of(run);
    CONTINUE WHEN verdict IS NULL;
    IF verdict ->> 'stage' <> 'claimed' THEN
      PERFORM customer_success.set_stage(run, verdict ->> 'stage', verdict ->> 'reason', (verdict ->> 'until')::timestamptz);
      CONTINUE;
    END IF;
    UPDATE customer_success.interventions i
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
    RETURN customer_success.claimed_message(run, verdict);
  END LOOP;
  RETURN jsonb_strip_nulls(jsonb_build_object('outcome', 'none', 'next_in_ms', (
    SELECT CASE WHEN next.at IS NOT NULL THEN greatest(0, ceil(extract(epoch FROM next.at - clock_timestamp()) * 1000))::bigint END
      FROM (SELECT min(CASE i.stage WHEN 'waiting' THEN i.next_due ELSE i.lease_until END) AS at
              FROM customer_success.interventions i
             WHERE i.stage IN ('waiting', 'claimed') AND NOT customer_success.is_stopped(i.rule_id)
               AND (whole OR i.organization_id IN (SELECT customer_success.visible_organizations()))) next)));
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN customer_success.try_again(clock_timestamp() + interval '5 seconds', clock_timestamp()) || '{"outcome": "later"}';
END
$$;

-- The run that this login holds under the fence, locked; nothing where it doesn't any more.
CREATE FUNCTION customer_success.run_in_hand(run uuid, fence bigint) RETURNS customer_success.interventions
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.* FROM customer_success.interventions i
   WHERE i.run_id = run AND i.fence = run_in_hand.fence AND i.login = session_user FOR UPDATE
$$;

-- Keeps one in hand: before the last byte as long as the runner lives, after it for as long as a mail server may take.
CREATE FUNCTION customer_success.renew_intervention(run uuid, fence bigint) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s' AS $$
DECLARE
  held customer_success.interventions := customer_success.run_in_hand(run, fence);
  settings customer_success.sending_settings;
  at timestamptz := clock_timestamp();
BEGIN
  SELECT s.* INTO settings FROM customer_success.sending_settings s;
  IF held.run_id IS NULL OR held.stage NOT IN ('claimed', 'dot') OR held.lease_until < at
     OR at >= held.dot_at + make_interval(secs => settings.dot_seconds) AND held.stage = 'dot' THEN
    RETURN '{"outcome": "refused", "reason": "fence"}';
  END IF;
  UPDATE customer_success.interventions i
     SET lease_until = least(at + make_interval(secs => settings.lease_seconds),
                             CASE WHEN i.stage = 'dot' THEN i.dot_at + make_interval(secs => settings.dot_seconds) END)
   WHERE i.run_id = held.run_id;
  RETURN '{"outcome": "held"}';
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

-- The last moment before the last byte: whether it may be handed over. {"outcome": "dot"}; refused ("reason": fence, stopped, or
-- what became of the run meanwhile) or later: nothing may be handed over.
CREATE FUNCTION customer_success.reach_dot(run uuid, fence bigint) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s' AS $$
DECLARE
  held customer_success.interventions;
  verdict jsonb;
  superseded text;
  transactional boolean;
BEGIN
  PERFORM customer_success.require_now();
  -- Whoever stops everything waits for those who are here, and nobody comes after.
  LOCK TABLE customer_success.sending_stops IN ROW SHARE MODE;
  held := customer_success.run_in_hand(run, fence);
  IF held.run_id IS NULL OR held.stage <> 'claimed' OR held.lease_until < clock_timestamp() THEN
    RETURN '{"outcome": "refused", "reason": "fence"}';
  ELSIF NOT customer_success.history_stands() OR customer_success.is_stopped(held.rule_id) THEN
    PERFORM customer_success.set_stage(held, 'waiting', 'stopped', clock_timestamp());
    RETURN '{"outcome": "refused", "reason": "stopped"}';
  END IF;
  PERFORM FROM customer_success.message_addresses a WHERE a.address_digest = held.address_digest FOR UPDATE;
  superseded := customer_success.rule_verdict(held.rule_id, held.rule_version);
  transactional := held.counted_at IS NULL;
  verdict := CASE
    WHEN superseded IS NOT NULL THEN jsonb_build_object('stage', 'superseded', 'reason', superseded)
    WHEN NOT EXISTS (SELECT FROM customer_success.users u
                      WHERE u.user_id = held.user_id AND u.erased_at IS NULL
                        AND customer_success.address_digest(u.email) = held.address_digest)
      THEN '{"stage": "dropped", "reason": "gone"}'
    ELSE customer_success.address_verdict(held.address_digest, held.category, transactional, held.content IS NOT NULL, held.despite) END;
  IF verdict IS NOT NULL THEN
    PERFORM customer_success.set_stage(held, verdict ->> 'stage', verdict ->> 'reason');
    RETURN jsonb_build_object('outcome', 'refused', 'reason', verdict ->> 'reason');
  END IF;
  UPDATE customer_success.interventions i
     SET dot_at = clock_timestamp(), lease_until = clock_timestamp() + make_interval(secs => s.lease_seconds),
         counted_at = CASE WHEN NOT transactional THEN clock_timestamp() END
    FROM customer_success.sending_settings s WHERE i.run_id = held.run_id;
  PERFORM customer_success.set_stage(held, 'dot', 'handed_over');
  RETURN '{"outcome": "dot"}';
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

-- The mail server took it. Also of one that counts as unknown since, under the same fence.
CREATE FUNCTION customer_success.intervention_sent(run uuid, fence bigint, reply text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s' AS $$
DECLARE
  held customer_success.interventions := customer_success.run_in_hand(run, fence);
BEGIN
  IF held.stage = 'sent' THEN
    RETURN '{"outcome": "sent"}';
  ELSIF held.run_id IS NULL OR held.stage NOT IN ('dot', 'unknown') THEN
    RETURN '{"outcome": "refused", "reason": "fence"}';
  END IF;
  UPDATE customer_success.interventions i SET sent_at = clock_timestamp() WHERE i.run_id = held.run_id;
  PERFORM customer_success.set_stage(held, 'sent', 'sent', said => reply);
  RETURN '{"outcome": "sent"}';
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

-- It was not sent, or nobody knows. class, and what becomes of it:
--   unreached  no connection, or it ended before the last byte      waits, with pauses that grow
--   temporary  the mail server said 4xx                             waits, with pauses that grow
--   permanent  the mail server said 5xx                             refused
--   address    it said that there is no such address                refused, and the address gets nothing any more
--   lost       no answer after the last byte                        unknown
--   content    it could not be made, or must not be                 dropped
--   not_now    this runner can't, another may                       waits a minute, and it counts as no attempt
CREATE FUNCTION customer_success.intervention_failed(run uuid, fence bigint, class text, reply text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s' AS $$
DECLARE
  held customer_success.interventions := customer_success.run_in_hand(run, fence);
  pause float8;
BEGIN
  IF held.run_id IS NULL OR held.stage NOT IN ('claimed', 'dot', 'unknown') THEN
    RETURN '{"outcome": "refused", "reason": "fence"}';
  END IF;
  CASE
    WHEN class = 'lost' AND held.stage = 'dot' THEN
      PERFORM customer_success.set_stage(held, 'unknown', 'lost', said => reply);
    WHEN held.stage = 'unknown' AND class = 'lost' THEN
      NULL;
    WHEN class = 'temporary' OR (class = 'unreached' AND held.stage <> 'unknown') THEN
      -- A mail server that nobody reaches is no fault of the message: that waits as long as it may.
      IF held.attempt >= 8 AND class = 'temporary' THEN
        PERFORM customer_success.set_stage(held, 'refused', 'gave_up', said => reply);
      ELSE
        -- Full jitter: anything up to a bound that doubles.
        SELECT random() * least(21600, s.retry_seconds * 2 ^ least(held.attempt - 1, 20)) INTO pause FROM customer_success.sending_settings s;
        PERFORM customer_success.set_stage(held, 'waiting', CASE class WHEN 'temporary' THEN 'put_off' ELSE 'unreached' END,
          clock_timestamp() + make_interval(secs => pause), reply);
      END IF;
    WHEN class IN ('permanent', 'address') THEN
      PERFORM customer_success.set_stage(held, 'refused', CASE class WHEN 'address' THEN 'bounced' ELSE 'refused' END, said => reply);
      IF class = 'address' THEN
        INSERT INTO customer_success.suppressions (address_digest, address, reason, author)
        VALUES (held.address_digest, held.address, 'bounced', session_user)
            ON CONFLICT (address_digest) DO UPDATE SET reason = 'bounced', added_at = clock_timestamp();
      END IF;
    WHEN class = 'content' AND held.stage = 'claimed' THEN
      PERFORM customer_success.set_stage(held, 'dropped', 'not_made', said => reply);
    WHEN class = 'not_now' AND held.stage = 'claimed' THEN
      UPDATE customer_success.interventions i SET attempt = i.attempt - 1 WHERE i.run_id = held.run_id;
      PERFORM customer_success.set_stage(held, 'waiting', 'not_now', clock_timestamp() + interval '1 minute', reply);
    ELSE
      RETURN '{"outcome": "refused", "reason": "invalid"}';
  END CASE;
  RETURN (SELECT jsonb_build_object('outcome', 'noted', 'stage', i.stage, 'reason', i.reason)
            FROM customer_success.interventions i WHERE i.run_id = held.run_id);
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

-- Of one that nobody knows about: it was found by its Message-ID where it arrives or in the server's log, or a person says that
-- it did not come, and then it goes once more; 15 minutes after the last byte at the earliest, for it may be under way.
CREATE FUNCTION customer_success.settle_message(message_id text, arrived boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s' AS $$
DECLARE
  run customer_success.interventions;
  earliest timestamptz;
BEGIN
  IF NOT customer_success.is_at_least('manager') THEN
    RETURN '{"outcome": "refused", "reason": "role"}';
  END IF;
  SELECT i.* INTO run FROM customer_success.interventions i
   WHERE i.message_id = btrim(settle_message.message_id, ' <>') FOR UPDATE;
  IF run.run_id IS NULL OR arrived IS NULL OR NOT customer_success.sees_account(run.organization_id) THEN
    RETURN '{"outcome": "refused", "reason": "invalid"}';
  ELSIF run.stage <> 'unknown' THEN
    RETURN jsonb_build_object('outcome', 'refused', 'reason', 'settled', 'stage', run.stage);
  END IF;
  earliest := run.dot_at + interval '15 minutes';
  IF NOT arrived AND clock_timestamp() < earliest THEN
    RETURN customer_success.try_again(earliest, clock_timestamp()) || '{"outcome": "later"}';
  END IF;
  PERFORM customer_success.write_audit(run.organization_id, 'message.settle',
    jsonb_build_object('run', run.run_id, 'arrived', arrived), NULL);
  IF arrived THEN
    UPDATE customer_success.interventions i SET sent_at = i.dot_at WHERE i.run_id = run.run_id;
    PERFORM customer_success.set_stage(run, 'sent', 'arrived');
  ELSE
    -- Who held it can say nothing of it any more.
    UPDATE customer_success.interventions i
       SET fence = i.fence + 1, attempt = 0, crashes = 0, expires_at = greatest(i.expires_at, clock_timestamp() + interval '1 day')
     WHERE i.run_id = run.run_id;
    PERFORM customer_success.set_stage(run, 'waiting', 'once_more', clock_timestamp());
  END IF;
  RETURN '{"outcome": "applied"}';
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN '{"outcome": "later"}';
END
$$;

GRANT EXECUTE ON FUNCTION customer_success.claim_intervention(uuid, json), customer_success.renew_intervention(uuid, bigint),
  customer_success.reach_dot(uuid, bigint), customer_success.intervention_sent(uuid, bigint, text),
  customer_success.intervention_failed(uuid, bigint, text, text) TO cs_viewer;
GRANT EXECUTE ON FUNCTION customer_success.settle_message(text, boolean) TO cs_manager;
