-- Rules about contacts: where such a rule stands with each contact is a row of its own, and what fires, fires for that contact.
SET LOCAL ROLE cs_owner;

ALTER TABLE customer_success.rule_subjects
  -- Of a rule about contacts; null: of accounts.
  ADD COLUMN user_id int REFERENCES customer_success.users (user_id) ON DELETE CASCADE,
  ADD COLUMN contact int NOT NULL DEFAULT 0,
  ADD CHECK (contact = coalesce(user_id, 0)),
  DROP CONSTRAINT rule_subjects_pkey,
  ADD PRIMARY KEY (rule_id, organization_id, contact);
CREATE INDEX rule_subjects_by_user ON customer_success.rule_subjects (user_id) WHERE user_id IS NOT NULL;

ALTER TABLE customer_success.rule_firings
  ADD COLUMN user_id int REFERENCES customer_success.users (user_id) ON DELETE CASCADE,
  DROP CONSTRAINT rule_firings_rule_id_organization_id_generation_key,
  DROP CONSTRAINT rule_firings_held_by_check,
  ADD CONSTRAINT rule_firings_held_by_check CHECK (held_by IN ('cool_down', 'account_limit', 'contact_limit', 'depth'));
CREATE UNIQUE INDEX rule_firings_once ON customer_success.rule_firings (rule_id, organization_id, coalesce(user_id, 0), generation);
CREATE INDEX rule_firings_by_user ON customer_success.rule_firings (user_id, fired_on) WHERE user_id IS NOT NULL;

-- As they were made, but for what is named here.
DO $do$
DECLARE
  change record;
  was text;
  now text;
BEGIN
  FOR change IN SELECT * FROM (VALUES
    ('check_rule(jsonb)',
     $of$definition ->> 'subject' IS DISTINCT FROM 'account'$of$,
     $of$coalesce(definition ->> 'subject' NOT IN ('account', 'contact'), true)$of$),
    ('check_rule(jsonb)', $of$'must be account');$of$, $of$'must be account or contact');$of$),
    ('check_action(jsonb)',
     $of$NOT IN ('champion', 'admin', 'every-contact')$of$, $of$NOT IN ('champion', 'admin', 'every-contact', 'contact')$of$),
    ('check_action(jsonb)',
     $of$'must be champion, admin or every-contact');$of$, $of$'must be champion, admin, every-contact or contact');$of$),
    -- A rule about contacts writes to the one it fires for, and one about accounts to whom it names.
    ('check_complete(jsonb)', $of$  ELSIF jsonb_array_length(definition -> 'actions') = 0 THEN$of$,
     $of$  ELSIF EXISTS (SELECT FROM jsonb_array_elements(definition -> 'actions') a WHERE a ->> 'kind' IN ('email', 'sequence')
                      AND (a ->> 'to' = 'contact') <> (definition ->> 'subject' = 'contact')) THEN
    PERFORM customer_success.refuse_field('to', 'must be contact in a rule about contacts, and in no other');
  ELSIF jsonb_array_length(definition -> 'actions') = 0 THEN$of$),
    -- A limit for a contact holds whatever a rule about contacts does for them.
    ('what_holds(customer_success.rules,customer_success.rule_subjects,date,int,boolean)',
     $of$  ELSIF jsonb_typeof(limits -> 'perDay') = 'number'$of$,
     $of$  ELSIF subject.user_id IS NOT NULL AND jsonb_typeof(limits -> 'perContact') = 'object'
        AND (limits -> 'perContact' -> 'most')::int <= (
          SELECT count(*) FROM customer_success.rule_firings f
           WHERE f.rule_id = rule.rule_id AND f.user_id = subject.user_id AND f.held_by IS NULL
             AND f.fired_on > day - (limits -> 'perContact' -> 'days')::int) THEN
    by_what := 'contact_limit';
  ELSIF jsonb_typeof(limits -> 'perDay') = 'number'$of$),
    ('mail_by_rule(customer_success.rules,customer_success.rule_firings,jsonb,int)',
     $of$customer_success.mailed_by_rule(firing.organization_id, action ->> 'to') AS m$of$,
     $of$customer_success.mailed_by_rule(
            firing.organization_id, CASE WHEN firing.user_id IS NULL THEN action ->> 'to' ELSE 'every-contact' END, firing.user_id) AS m$of$),
    ('enrol_by_rule(customer_success.rules,customer_success.rule_firings,jsonb)',
     $of$customer_success.mailed_by_rule(firing.organization_id, action ->> 'to') m$of$,
     $of$customer_success.mailed_by_rule(
      firing.organization_id, CASE WHEN firing.user_id IS NULL THEN action ->> 'to' ELSE 'every-contact' END, firing.user_id) m$of$),
    ('why_not(uuid,int)',
     $of$s.rule_id = meant.rule_id AND s.organization_id = account;$of$,
     $of$s.rule_id = meant.rule_id AND s.organization_id = account
     AND s.contact = CASE meant.definition ->> 'subject' WHEN 'contact' THEN why_not.contact ELSE 0 END;$of$),
    ('why_not(uuid,int)',
     $of$f.rule_id = meant.rule_id AND f.organization_id = account ORDER BY$of$,
     $of$f.rule_id = meant.rule_id AND f.organization_id = account
     AND (f.user_id IS NULL OR f.user_id = why_not.contact) ORDER BY$of$),
    ('why_not(uuid,int)',
     $of$customer_success.mailed_by_rule(account, a ->> 'to')$of$,
     $of$customer_success.mailed_by_rule(
                account, CASE meant.definition ->> 'subject' WHEN 'contact' THEN 'every-contact' ELSE a ->> 'to' END)$of$),
    -- Where the rule stands with a contact goes along with the contact.
    ('move_entries(int,int,jsonb)',
     $of$INSERT INTO customer_success.rule_subjects (rule_id, organization_id, state, generation, made, history)$of$,
     $of$INSERT INTO customer_success.rule_subjects (rule_id, organization_id, state, generation, made, history, user_id, contact)$of$),
    ('move_entries(int,int,jsonb)',
     $of$           s.made, s.history
      FROM customer_success.rule_subjects s$of$,
     $of$           s.made, s.history, s.user_id, s.contact
      FROM customer_success.rule_subjects s$of$)
  ) AS x (name, old, new) LOOP
    was := pg_get_functiondef(('customer_success.' || change.name)::regprocedure);
    now := replace(was, change.old, change.new);
    IF now = was THEN
      RAISE EXCEPTION '% is not as it was made', change.name;
    END IF;
    EXECUTE now;
  END LOOP;
END
$do$;

-- As before; only_contact: this one alone, as far as they are one of them.
DROP FUNCTION customer_success.mailed_by_rule(int, text);
CREATE FUNCTION customer_success.mailed_by_rule(account int, wanted text, only_contact int DEFAULT NULL) RETURNS SETOF int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT u.user_id FROM customer_success.users u
   WHERE u.organization_id = account AND u.erased_at IS NULL AND u.is_internal IS NOT TRUE
     AND (only_contact IS NULL OR u.user_id = only_contact)
     AND (u.deactivated_at IS NULL OR u.deactivated_at > clock_timestamp())
     AND customer_success.is_address(btrim(u.email))
     AND (wanted = 'every-contact' OR u.role = wanted)
     AND u.user_id NOT IN (SELECT customer_success.objecting_contacts(account))
   ORDER BY u.user_id
$$;

-- Whom a rule about contacts asks to look at in an account: the one it fires for first, and those it fired for before who still match.
CREATE FUNCTION customer_success.contacts_in_question(rule uuid, account int, first int) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH those AS (
    SELECT u.name, row_number() OVER (ORDER BY u.user_id = first DESC, s.fired_on DESC, u.user_id) AS place, count(*) OVER () AS all_of_them
      FROM customer_success.rule_subjects s JOIN customer_success.users u ON u.user_id = s.user_id
     WHERE s.rule_id = contacts_in_question.rule AND s.organization_id = account AND u.erased_at IS NULL
       AND (u.user_id = first OR s.state = 'fired' AND s.is_met AND s.clear_days = 0))
  SELECT string_agg(t.name, ', ' ORDER BY t.place) || CASE WHEN max(t.all_of_them) > 5 THEN format(' and %s more', max(t.all_of_them) - 5) ELSE '' END
    FROM those t WHERE t.place <= 5
$$;

-- As before; of a rule about contacts it says which of the account's it is about, and each contact's firings are its own.
DO $do$
DECLARE
  was text := pg_get_functiondef('customer_success.cta_by_rule(customer_success.rules,customer_success.rule_firings,jsonb)'::regprocedure);
  now text := replace(replace(was,
    $of$asked.reason := left((SELECT string_agg(w, ' ') FROM jsonb_array_elements_text(firing.why) w), 1000);$of$,
    $of$asked.reason := left(concat_ws(': ',
    CASE WHEN firing.user_id IS NOT NULL THEN customer_success.contacts_in_question(rule.rule_id, firing.organization_id, firing.user_id) END,
    (SELECT string_agg(w, ' ') FROM jsonb_array_elements_text(firing.why) w)), 1000);$of$),
    'asked.occurrence := firing.generation;', $of$asked.occurrence := concat_ws(' of ', firing.generation, firing.user_id);$of$);
BEGIN
  IF length(now) - length(was) < 150 THEN
    RAISE EXCEPTION 'cta_by_rule is not as it was made';
  END IF;
  EXECUTE now;
END
$do$;

-- As before, of an account or one of its contacts; what fired for another contact is no rule that followed another.
CREATE OR REPLACE FUNCTION customer_success.meet_edge(rule customer_success.rules, subject customer_success.rule_subjects, day date,
  facts_at timestamptz, why jsonb, let_go boolean, again boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  firing customer_success.rule_firings;
  hold record;
  -- One deeper than what fired for the account before the facts were read, of the last hour.
  deep int := 1 + coalesce((SELECT max(f.depth) FROM customer_success.rule_firings f
                             WHERE f.organization_id = subject.organization_id AND f.held_by IS NULL
                               AND (subject.user_id IS NULL OR f.user_id IS NULL OR f.user_id = subject.user_id)
                               AND f.fired_at < facts_at AND f.fired_at > clock_timestamp() - interval '1 hour'), 0);
BEGIN
  SELECT h.* INTO hold FROM customer_success.what_holds(rule, subject, day, deep, let_go) h;
  IF hold.stays THEN
    UPDATE customer_success.rule_subjects s
       SET state = 'armed', waits_for = hold.by_what,
           waits_since = CASE WHEN s.waits_for IS NULL THEN day ELSE s.waits_since END
     WHERE s.rule_id = rule.rule_id AND s.organization_id = subject.organization_id AND s.contact = subject.contact
       AND (s.state, s.waits_for) IS DISTINCT FROM ('armed', hold.by_what);
    RETURN hold.by_what;
  ELSIF again AND hold.by_what IS NOT NULL THEN
    RETURN NULL;
  ELSIF EXISTS (SELECT FROM customer_success.rule_firings f
                 WHERE f.rule_id = rule.rule_id AND f.organization_id = subject.organization_id
                   AND coalesce(f.user_id, 0) = subject.contact AND f.fired_on = day AND f.held_by = hold.by_what) THEN
    -- Once a day is enough said of rules that go round.
    UPDATE customer_success.rule_subjects s
       SET state = 'fired', is_met = true, clear_days = 0, clear_on = NULL, held_on = day, waits_for = NULL, waits_since = NULL
     WHERE s.rule_id = rule.rule_id AND s.organization_id = subject.organization_id AND s.contact = subject.contact;
    RETURN hold.by_what;
  END IF;
  UPDATE customer_success.rule_subjects s
     SET state = 'fired', is_met = true, generation = s.generation + 1, clear_days = 0, clear_on = NULL, held_on = day, waits_for = NULL,
         waits_since = NULL, fired_on = CASE WHEN hold.by_what IS NULL THEN day ELSE s.fired_on END
   WHERE s.rule_id = rule.rule_id AND s.organization_id = subject.organization_id AND s.contact = subject.contact
     AND s.generation = subject.generation;
  IF NOT FOUND THEN
    RETURN 'overtaken';
  END IF;
  firing.rule_id := rule.rule_id;
  firing.organization_id := subject.organization_id;
  firing.user_id := subject.user_id;
  firing.version := customer_success.definition_version(rule);
  firing.generation := subject.generation + 1;
  firing.fired_on := day;
  firing.fired_at := clock_timestamp();
  firing.why := coalesce(why, '[]');
  firing.held_by := hold.by_what;
  firing.depth := deep;
  firing.counts := NOT let_go;
  firing.outcomes := '[]';
  firing.held_out := hold.by_what IS NULL AND customer_success.is_held_out(
    rule.rule_id, subject.organization_id, (rule.definition -> 'holdoutPercent')::int, day);
  IF hold.by_what IS NULL THEN
    firing.outcomes := customer_success.carry_out(rule, firing);
  END IF;
  INSERT INTO customer_success.rule_firings (rule_id, organization_id, user_id, version, generation, fired_on, fired_at, why, held_by,
                                             held_out, depth, counts, outcomes)
  VALUES (firing.rule_id, firing.organization_id, firing.user_id, firing.version, firing.generation, firing.fired_on, firing.fired_at,
          firing.why, firing.held_by, firing.held_out, firing.depth, firing.counts, firing.outcomes);
  RETURN coalesce(hold.by_what, 'fired');
END
$$;

-- As before, of an account or one of its contacts (person; null: the account).
DO $do$
DECLARE
  was text := pg_get_functiondef(('customer_success.look_on(customer_success.rules,customer_success.rule_standings,int,date,boolean,boolean,'
                                  'text,jsonb,date,timestamptz,uuid)')::regprocedure);
  now text := replace(replace(replace(replace(was,
    'history uuid)', 'history uuid, person integer DEFAULT NULL)'),
    's.rule_id = rule.rule_id AND s.organization_id = account', 's.rule_id = rule.rule_id AND s.organization_id = account AND s.contact = coalesce(person, 0)'),
    '(rule_id, organization_id, state, made, history, began_on)', '(rule_id, organization_id, state, made, history, began_on, user_id, contact)'),
    'look_on.history, began) RETURNING', 'look_on.history, began, person, coalesce(person, 0)) RETURNING');
BEGIN
  IF length(now) - length(was) < 110 THEN
    RAISE EXCEPTION 'look_on is not as it was made';
  END IF;
  DROP FUNCTION customer_success.look_on(customer_success.rules, customer_success.rule_standings, int, date, boolean, boolean, text, jsonb,
    date, timestamptz, uuid);
  EXECUTE now;
END
$do$;

-- As before, and of contacts, where the rule is about them: each beside its account.
DROP FUNCTION customer_success.judge_rule(uuid, bigint, uuid, int, date, float8, int[], date[], boolean[], boolean[], text[], text[]);
CREATE FUNCTION customer_success.judge_rule(host uuid, fence bigint, rule uuid, version int, day date, facts_at float8, organizations int[],
  began date[], holds boolean[], rearms boolean[], made text[], whys text[], contacts int[] DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s'
  SET client_min_messages = warning AS $$
DECLARE
  judged record;
  standing customer_success.rule_standings;
  epoch uuid;
  accounts int := cardinality(organizations);
  is_of_contacts boolean;
  given record;
  what text;
  went_wrong text;
  edges jsonb := '{}';
BEGIN
  PERFORM customer_success.require_now();
  SELECT j.* INTO judged FROM customer_success.judged_rule(host, fence, judge_rule.rule, version, day) j;
  IF judged.answer IS NOT NULL THEN
    RETURN judged.answer;
  ELSIF accounts > 5000 THEN
    RETURN '{"outcome": "refused", "reason": "too_large"}';
  END IF;
  is_of_contacts := (judged.held).definition ->> 'subject' = 'contact';
  IF (cardinality(began), cardinality(holds), cardinality(rearms), cardinality(made), cardinality(whys))
        IS DISTINCT FROM (accounts, accounts, accounts, accounts, accounts) OR accounts IS NULL
        OR is_of_contacts <> (contacts IS NOT NULL) OR cardinality(contacts) <> accounts
        OR facts_at IS NULL OR facts_at NOT BETWEEN 0 AND 4102444800000 THEN
    RETURN '{"outcome": "refused", "reason": "invalid"}';
  END IF;
  SELECT s.* INTO standing FROM customer_success.rule_standings s WHERE s.rule_id = judge_rule.rule FOR UPDATE;
  SELECT s.epoch INTO epoch FROM customer_success.sync_settings s;
  FOR given IN
    SELECT DISTINCT ON (w.waits, g.organization_id, g.contact) g.*
      FROM unnest(organizations, began, holds, rearms, made, whys, contacts) AS g (organization_id, began, holds, rearms, made, why, contact)
      JOIN customer_success.organizations o ON o.organization_id = g.organization_id
      LEFT JOIN customer_success.users u ON u.user_id = g.contact AND u.organization_id = g.organization_id AND u.erased_at IS NULL
      LEFT JOIN LATERAL (SELECT s.waits_since AS waits FROM customer_success.rule_subjects s
                          WHERE s.rule_id = judge_rule.rule AND s.organization_id = g.organization_id AND s.contact = coalesce(g.contact, 0)
                            AND jsonb_typeof((judged.held).definition -> 'limits' -> 'perDay') = 'number') w ON true
     WHERE g.holds IS NOT NULL AND length(g.made) <= 200 AND length(g.why) <= 100000
       -- Who left meanwhile, was erased, or is another account's now.
       AND (NOT is_of_contacts OR u.user_id IS NOT NULL)
       -- Of most accounts nothing is new, on most days.
       AND NOT EXISTS (SELECT FROM customer_success.rule_subjects s
                        WHERE s.rule_id = judge_rule.rule AND s.organization_id = g.organization_id AND s.contact = coalesce(g.contact, 0)
                          AND s.made = g.made
                          AND s.history = epoch AND s.began_on IS NOT DISTINCT FROM g.began AND s.waits_for IS NULL
                          AND (NOT g.holds AND s.state = 'armed'
                               OR g.holds AND s.state = 'fired' AND s.held_on = day AND s.clear_days = 0
                                  AND (judged.held).definition ->> 'trigger' = 'edge'))
     -- By their numbers, as whoever writes for several accounts; but where not all find room today, who has waited goes first.
     ORDER BY w.waits NULLS LAST, g.organization_id, g.contact
  LOOP
    BEGIN
      what := customer_success.look_on(judged.held, standing, given.organization_id, given.began, given.holds, given.rearms,
        given.made, given.why::jsonb, day, to_timestamp(facts_at / 1000), epoch, given.contact);
    EXCEPTION
      WHEN lock_not_available OR transaction_rollback THEN
        RAISE;
      -- What goes wrong with one account keeps no other from its turn; it is tried again with the next look.
      WHEN OTHERS THEN
        what := 'failed';
        went_wrong := coalesce(went_wrong, left(SQLERRM, 300));
        UPDATE customer_success.rule_subjects s SET waits_for = 'failed', waits_since = coalesce(s.waits_since, day)
         WHERE s.rule_id = judge_rule.rule AND s.organization_id = given.organization_id AND s.contact = coalesce(given.contact, 0)
           AND s.state = 'armed';
    END;
    IF what IS NOT NULL THEN
      edges := jsonb_set(edges, ARRAY[what], to_jsonb(coalesce((edges -> what)::int, 0) + 1));
    END IF;
  END LOOP;
  IF went_wrong IS NOT NULL THEN
    UPDATE customer_success.rule_standings s SET problem = went_wrong, problem_at = clock_timestamp()
     WHERE s.rule_id = judge_rule.rule;
  END IF;
  RETURN jsonb_build_object('outcome', 'applied', 'edges', edges);
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN customer_success.try_again(clock_timestamp() + interval '5 seconds', clock_timestamp()) || '{"outcome": "later"}';
  WHEN data_exception OR integrity_constraint_violation OR program_limit_exceeded THEN
    RETURN '{"outcome": "refused", "reason": "invalid"}';
END
$$;

-- As before, and for contacts, each beside its account: of a rule about contacts.
DO $do$
DECLARE
  was text := pg_get_functiondef('customer_success.foresee_rule(uuid,int[])'::regprocedure);
  now text := replace(replace(replace(replace(was,
    'organizations integer[])', 'organizations integer[], contacts integer[] DEFAULT NULL::integer[])'),
    '  contact int;', E'  contact int;\n  only_contact int;'),
    'FOREACH account IN ARRAY organizations LOOP', 'FOR account, only_contact IN SELECT * FROM unnest(organizations, contacts) LOOP'),
    $of$customer_success.mailed_by_rule(account, action ->> 'to')$of$,
    $of$customer_success.mailed_by_rule(
        account, CASE WHEN only_contact IS NULL THEN action ->> 'to' ELSE 'every-contact' END, only_contact)$of$);
BEGIN
  IF length(now) - length(was) < 150 THEN
    RAISE EXCEPTION 'foresee_rule is not as it was made';
  END IF;
  DROP FUNCTION customer_success.foresee_rule(uuid, int[]);
  EXECUTE now;
END
$do$;

REVOKE ALL ON FUNCTION customer_success.mailed_by_rule(int, text, int), customer_success.contacts_in_question(uuid, int, int),
  customer_success.look_on(customer_success.rules, customer_success.rule_standings, int, date, boolean, boolean, text, jsonb, date,
    timestamptz, uuid, int),
  customer_success.judge_rule(uuid, bigint, uuid, int, date, float8, int[], date[], boolean[], boolean[], text[], text[], int[]),
  customer_success.foresee_rule(uuid, int[], int[]) FROM public;
GRANT EXECUTE ON FUNCTION
  customer_success.judge_rule(uuid, bigint, uuid, int, date, float8, int[], date[], boolean[], boolean[], text[], text[], int[]) TO cs_viewer;
GRANT EXECUTE ON FUNCTION customer_success.foresee_rule(uuid, int[], int[]) TO cs_manager;
