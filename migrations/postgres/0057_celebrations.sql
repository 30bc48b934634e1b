-- What an achievement brings: points, and one celebration, both in its own transaction; points by rules; and badges.
SET LOCAL ROLE cs_owner;

-- ── Points ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- The award of an origin that an account has, also one that came along with an account that was merged into it.
CREATE FUNCTION customer_success.award_of(account int, origin text) RETURNS customer_success.reward_transactions
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT t.* FROM customer_success.reward_transactions t
   WHERE t.organization_id = award_of.account AND t.kind = 'award' AND t.origin = award_of.origin ORDER BY t.row_id LIMIT 1
$$;

-- As before; nothing is begun for an account that takes no part, and an award moves along with a merged account.
CREATE OR REPLACE FUNCTION customer_success.award_points(account int, points int, origin text, reason text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  program jsonb := customer_success.reward_program();
  today date := customer_success.company_today();
  held customer_success.reward_accounts;
  entry customer_success.reward_transactions := customer_success.award_of(account, origin);
BEGIN
  IF entry.row_id IS NOT NULL THEN
    RETURN entry.transaction_id;
  ELSIF points <= 0 OR program -> 'is_on' IS DISTINCT FROM 'true' OR NOT EXISTS (
          SELECT FROM customer_success.reward_accounts a
           WHERE a.organization_id = award_points.account AND a.consent_day IS NOT NULL AND NOT a.left_out) THEN
    RETURN NULL;
  END IF;
  held := customer_success.hold_rewards(account);
  entry := customer_success.award_of(account, origin);
  IF entry.row_id IS NOT NULL THEN
    RETURN entry.transaction_id;
  ELSIF customer_success.rewards_bar(held, program) IS NOT NULL THEN
    RETURN NULL;
  END IF;
  PERFORM customer_success.expire_lots(account, today), customer_success.settle_tier(account, program, today);
  held := customer_success.hold_rewards(account);
  entry.organization_id := account;
  entry.kind := 'award';
  entry.multiplier := coalesce((SELECT (t.value ->> 'multiplier')::int FROM jsonb_array_elements(program -> 'tiers') t
                               WHERE t.value ->> 'key' = held.tier), 100);
  entry.base_points := points;
  entry.points := (points::bigint * entry.multiplier + 50) / 100;
  -- More than there can be; what brought it about goes on without.
  IF held.balance::bigint + entry.points > 1000000000 THEN
    RETURN NULL;
  END IF;
  entry.origin := origin;
  entry.reason := reason;
  entry.day := today;
  entry.last_day := customer_success.points_last_day(program, today);
  entry.once := customer_success.keyed_digest(convert_to(format('award/%s/%s', account, origin), 'UTF8'));
  entry := customer_success.bring_in(entry, program);
  RETURN entry.transaction_id;
END
$$;

-- As before.
CREATE OR REPLACE FUNCTION customer_success.reverse_award(account int, origin text, reason text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  award customer_success.reward_transactions := customer_success.award_of(account, origin);
BEGIN
  IF award.row_id IS NULL THEN
    RETURN false;
  END IF;
  PERFORM customer_success.hold_rewards(account);
  IF customer_success.was_taken_back(award) THEN
    RETURN false;
  END IF;
  PERFORM customer_success.take_back(award, reason);
  RETURN true;
END
$$;

-- An achievement is called by what was reached and by whom: made anew after an objection was taken back, or from a restored dump, it is
-- the same one, and what it brought is not given again. One that came along from a merged account keeps its name.
CREATE FUNCTION customer_success.name_achievement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  name uuid := encode(substr(customer_success.keyed_digest(convert_to(format('achievement/%s/%s', NEW.milestone_id,
    CASE WHEN NEW.user_id IS NULL THEN 'account ' || NEW.organization_id ELSE 'contact ' || NEW.user_id END), 'UTF8')), 1, 16), 'hex')::uuid;
BEGIN
  IF NOT EXISTS (SELECT FROM customer_success.milestone_achievements a WHERE a.achievement_id = name) THEN
    NEW.achievement_id := name;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER name_achievement BEFORE INSERT ON customer_success.milestone_achievements
  FOR EACH ROW EXECUTE FUNCTION customer_success.name_achievement();

-- Where the nth award of an achievement comes from: each after the one before was taken back, for it was reached once more.
CREATE FUNCTION customer_success.achievement_origin(achievement uuid, nth int) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT achievement || CASE WHEN nth > 1 THEN '/' || nth ELSE '' END $$;

-- How many awards of an achievement an account has had, and the origin of the one that stands; null: none does.
CREATE FUNCTION customer_success.awards_of_achievement(account int, achievement uuid, OUT had int, OUT standing text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*)::int, max(t.origin) FILTER (WHERE NOT customer_success.was_taken_back(t))
    FROM customer_success.reward_transactions t
   WHERE t.organization_id = awards_of_achievement.account AND t.kind = 'award'
     AND (t.origin = achievement::text OR t.origin LIKE achievement || '/%')
$$;

-- Gives an account the points of an achievement: one award of it stands, whatever is told again.
CREATE FUNCTION customer_success.award_achievement(achievement customer_success.milestone_achievements) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  awards record;
BEGIN
  IF achievement.points <= 0 OR NOT EXISTS (SELECT FROM customer_success.reward_accounts a
                                             WHERE a.organization_id = achievement.organization_id AND a.consent_day IS NOT NULL) THEN
    RETURN;
  END IF;
  PERFORM customer_success.hold_rewards(achievement.organization_id);
  SELECT a.* INTO awards FROM customer_success.awards_of_achievement(achievement.organization_id, achievement.achievement_id) a;
  IF awards.standing IS NULL THEN
    PERFORM customer_success.award_points(
      achievement.organization_id, achievement.points, customer_success.achievement_origin(achievement.achievement_id, awards.had + 1),
      (SELECT format(CASE WHEN achievement.user_id IS NULL THEN '“%s” reached' ELSE '“%s” reached by a contact' END, d.name)
         FROM customer_success.milestone_definitions d WHERE d.milestone_id = achievement.milestone_id));
  END IF;
END
$$;

CREATE FUNCTION customer_success.take_back_achievement(account int, achievement uuid, why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  origin text := (SELECT a.standing FROM customer_success.awards_of_achievement(account, achievement) a);
BEGIN
  IF origin IS NOT NULL THEN
    PERFORM customer_success.reverse_award(account, origin, left(why, 500));
  END IF;
END
$$;

-- ── Points by rules ─────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Points for a firing of a rule, once; a merge gives firings other numbers, and later ones are above them all. What came of it.
CREATE FUNCTION customer_success.points_by_rule(rule customer_success.rules, firing customer_success.rule_firings, action jsonb, place int)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  made uuid := customer_success.award_points(
    firing.organization_id, (action -> 'points')::numeric::int,
    format('rule/%s/%s/%s/%s', rule.rule_id, coalesce(firing.user_id, 0), firing.generation, place),
    left(coalesce(nullif(btrim(action ->> 'reason'), ''), format('Rule “%s”', rule.name)), 500));
BEGIN
  RETURN jsonb_build_object('kind', 'points', 'result', CASE WHEN made IS NULL THEN 'no_part' ELSE 'made' END,
    'points', (SELECT t.points FROM customer_success.reward_transactions t WHERE t.transaction_id = made));
END
$$;

DO $do$
DECLARE
  carry text := pg_get_functiondef('customer_success.carry_out(customer_success.rules, customer_success.rule_firings)'::regprocedure);
  checks text := pg_get_functiondef('customer_success.check_action(jsonb)'::regprocedure);
  carried text := $of$    ELSIF action ->> 'kind' = 'notification' THEN$of$;
  checked text := $of$    WHEN 'playbook' THEN$of$;
  -- Whatever other kinds there are.
  kinds text := $of$(NOT IN \('cta', 'email'[^)]*)\)$of$;
BEGIN
  IF position(carried IN carry) = 0 OR position(checked IN checks) = 0 OR checks !~ kinds THEN
    RAISE EXCEPTION 'carry_out and check_action are not as they were made';
  END IF;
  EXECUTE replace(carry, carried, $of$    ELSIF action ->> 'kind' = 'points' THEN
      outcomes := outcomes || customer_success.points_by_rule(rule, firing, action, jsonb_array_length(outcomes) + 1);
$of$ || carried);
  EXECUTE replace(replace(regexp_replace(checks, kinds, $of$\1, 'points')$of$), ' or a notification''', ', points or a notification'''),
    checked, $of$    WHEN 'points' THEN
      PERFORM customer_success.allow_fields(action, 'kind', 'minutes', 'points', 'reason'),
              customer_success.whole_of(action, 'points', 1, 1000000), customer_success.check_text(action, 'reason', 300);
$of$ || checked);
END
$do$;

-- ── Celebrations ────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- The whole of how achievements are celebrated each time it was set; the latest holds, and none means not at all.
CREATE TABLE customer_success.celebration_settings (
  row_id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  settings_id uuid NOT NULL UNIQUE,
  -- {"is_on", "template", "to", "hold_hours", "after_hold", "oldest_days", "desktop"}
  settings jsonb NOT NULL,
  author name NOT NULL,
  made_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- One for each achievement. How it stands is how its messages do, unless it is skipped.
CREATE TABLE customer_success.celebrations (
  row_id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  celebration_id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
  achievement_id uuid NOT NULL UNIQUE REFERENCES customer_success.milestone_achievements (achievement_id) ON DELETE CASCADE,
  organization_id int NOT NULL REFERENCES customer_success.organizations ON DELETE CASCADE,
  -- Whose achievement it is; null: the account's.
  user_id int,
  milestone_id uuid NOT NULL REFERENCES customer_success.milestone_definitions (milestone_id) ON DELETE CASCADE,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Whether it is told by mail. none: it is skipped, or no template is set; nobody: nobody of the account can be written to.
  mail text NOT NULL CHECK (mail IN ('made', 'none', 'no_template', 'nobody')),
  -- What a manager adds to it.
  words text,
  words_by name,
  skipped_at timestamptz,
  -- old: it was reached too long before it was noticed; at_once: it was found the first time it was looked for.
  skipped_why text CHECK (skipped_why IN ('old', 'at_once', 'withdrawn', 'by_hand')),
  skipped_by name,
  skip_reason text,
  CHECK ((skipped_at IS NULL) = (skipped_why IS NULL)),
  CHECK ((words IS NULL) = (words_by IS NULL))
);

-- Which messages tell of it. One may tell of several, and several of one.
CREATE TABLE customer_success.celebration_messages (
  row_id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  celebration_id uuid NOT NULL REFERENCES customer_success.celebrations (celebration_id) ON DELETE CASCADE,
  organization_id int NOT NULL REFERENCES customer_success.organizations ON DELETE CASCADE,
  run_id uuid NOT NULL REFERENCES customer_success.interventions ON DELETE CASCADE,
  UNIQUE (celebration_id, run_id)
);
CREATE INDEX celebration_messages_by_run ON customer_success.celebration_messages (run_id);
ALTER TABLE customer_success.interventions ADD COLUMN celebrates boolean NOT NULL DEFAULT false;

-- Pictures of milestones, of the company's own.
CREATE TABLE customer_success.badges (
  row_id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  badge_id uuid NOT NULL UNIQUE,
  name text NOT NULL CHECK (name <> ''),
  kind text NOT NULL CHECK (kind IN ('svg', 'png')),
  -- An SVG as it is, a PNG in base64.
  picture text NOT NULL,
  author name NOT NULL,
  made_at timestamptz NOT NULL,
  removed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- When the holder of the lease last had counted all accounts, and when something that is counted was changed last.
CREATE TABLE customer_success.milestone_looks (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  counted_at timestamptz,
  changed_at timestamptz
);
INSERT INTO customer_success.milestone_looks DEFAULT VALUES;

-- When what completes a milestone was changed last, and whether who completes it by that is celebrated.
CREATE TABLE customer_success.milestone_changes (
  milestone_id uuid PRIMARY KEY REFERENCES customer_success.milestone_definitions (milestone_id) ON DELETE CASCADE,
  changed_at timestamptz NOT NULL,
  celebrates boolean NOT NULL
);

CREATE FUNCTION customer_success.note_change_of_plans() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE customer_success.milestone_looks l SET changed_at = clock_timestamp();
  RETURN NULL;
END
$$;
CREATE TRIGGER note_change_of_plans AFTER INSERT OR UPDATE OF definition ON customer_success.milestone_definitions
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.note_change_of_plans();
CREATE TRIGGER note_change_of_plans AFTER INSERT OR UPDATE OF definition ON customer_success.success_plans
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.note_change_of_plans();

CREATE FUNCTION customer_success.note_milestone_change(milestone uuid, was jsonb, becomes jsonb, celebrates boolean) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO customer_success.milestone_changes (milestone_id, changed_at, celebrates)
  SELECT milestone, clock_timestamp(), note_milestone_change.celebrates
   WHERE (was -> 'completion', was -> 'prerequisites', was -> 'audience')
         IS DISTINCT FROM (becomes -> 'completion', becomes -> 'prerequisites', becomes -> 'audience')
      ON CONFLICT (milestone_id) DO UPDATE SET changed_at = EXCLUDED.changed_at, celebrates = EXCLUDED.celebrates
$$;

-- A milestone says which badge it has, and whether it is celebrated at all; who changes what completes one, whether those are celebrated who
-- complete it by that.
DO $do$
DECLARE
  change record;
  was text;
BEGIN
  FOR change IN SELECT * FROM (VALUES
    ('check_milestone(customer_success.operations, jsonb)', $of$allow_fields(patch, 'name', 'definition');$of$,
     $of$allow_fields(patch, 'name', 'definition', 'celebrate_at_once');
  IF patch ? 'celebrate_at_once' THEN
    PERFORM customer_success.truth_of(patch, 'celebrate_at_once');
  END IF;$of$),
    ('check_milestone(customer_success.operations, jsonb)', $of$'dueWorkingDays', 'prerequisites'),$of$,
     $of$'dueWorkingDays', 'prerequisites', 'badge', 'celebrate'),
          customer_success.check_badge(definition),$of$),
    ('op_milestone_save(customer_success.operations, jsonb)', $of$  merged jsonb;$of$, $of$  merged jsonb;
  at_once boolean;$of$),
    ('op_milestone_save(customer_success.operations, jsonb)', $of$  PERFORM customer_success.check_milestone(op, patch);$of$,
     $of$  PERFORM customer_success.check_milestone(op, patch);
  at_once := coalesce(patch -> 'celebrate_at_once' = 'true', false);
  patch := patch - 'celebrate_at_once';$of$),
    ('op_milestone_save(customer_success.operations, jsonb)',
     $of$keep_milestone_version(op.entry, milestone.version, present -> 'definition', op);$of$,
     $of$keep_milestone_version(op.entry, milestone.version, present -> 'definition', op),
              customer_success.note_milestone_change(op.entry, milestone.definition, present -> 'definition', at_once);$of$)
  ) AS x (name, old, new) LOOP
    was := pg_get_functiondef(('customer_success.' || change.name)::regprocedure);
    IF position(change.old IN was) = 0 THEN
      RAISE EXCEPTION '% is not as it was made', change.name;
    END IF;
    EXECUTE replace(was, change.old, change.new);
  END LOOP;
END
$do$;

-- The badge of a milestone: one of Steward's, by its name, or of the company's, by its id; one that is gone shows as none was chosen.
CREATE FUNCTION customer_success.check_badge(definition jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF definition ? 'celebrate' THEN
    PERFORM customer_success.truth_of(definition, 'celebrate');
  END IF;
  IF definition ? 'badge' AND customer_success.text_of(definition, 'badge', 36) !~ '^[a-z]+$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN
    PERFORM customer_success.refuse_field('badge', 'must be one of Steward’s or the company’s');
  END IF;
END
$$;

-- Whether an achievement was found the first time it was looked for, so that it is no news. What use completes has its own day: of that only
-- what a change completed counts, of which nobody said that it is celebrated. Of conditions nobody knows since when they have held.
CREATE FUNCTION customer_success.is_found_at_once(achievement customer_success.milestone_achievements, definition jsonb) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  looks customer_success.milestone_looks;
  change customer_success.milestone_changes;
  counted timestamptz;
BEGIN
  IF EXISTS (SELECT FROM customer_success.user_milestones m
              WHERE m.organization_id = achievement.organization_id AND m.milestone_id = achievement.milestone_id
                AND m.user_id IS NOT DISTINCT FROM achievement.user_id AND m.set_by IS NOT NULL) THEN
    RETURN false;
  END IF;
  SELECT l.* INTO looks FROM customer_success.milestone_looks l;
  SELECT c.* INTO change FROM customer_success.milestone_changes c WHERE c.milestone_id = achievement.milestone_id;
  counted := coalesce(looks.counted_at, '-infinity');
  IF change.changed_at > counted AND change.celebrates THEN
    RETURN false;
  ELSIF definition -> 'completion' ->> 'by' = 'conditions' THEN
    RETURN counted < greatest(looks.changed_at, (SELECT max(p.given_at) FROM customer_success.plan_assignments p
                                                  WHERE p.organization_id = achievement.organization_id AND p.ended_at IS NULL));
  END IF;
  RETURN coalesce(change.changed_at > counted
    AND achievement.achieved_on <= (change.changed_at AT TIME ZONE customer_success.zone())::date, false);
END
$$;

-- The holder of the lease has counted all accounts, as of facts_at by the company's clock, in milliseconds since 1970. Answers
-- {"outcome": applied}; refused ("reason": role, fence, invalid); later.
CREATE FUNCTION customer_success.milestones_counted(host uuid, fence bigint, facts_at float8) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s' AS $$
DECLARE
  answer jsonb := customer_success.begin_run(milestones_counted.host, milestones_counted.fence);
BEGIN
  PERFORM customer_success.require_now();
  IF answer <> '{}' THEN
    RETURN answer;
  ELSIF facts_at IS NULL OR facts_at NOT BETWEEN 0 AND 4102444800000 THEN
    RETURN '{"outcome": "refused", "reason": "invalid"}';
  END IF;
  UPDATE customer_success.milestone_looks l
     SET counted_at = greatest(l.counted_at, least(to_timestamp(facts_at / 1000), clock_timestamp()));
  RETURN '{"outcome": "applied"}';
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN customer_success.try_again(clock_timestamp() + interval '5 seconds', clock_timestamp()) || '{"outcome": "later"}';
END
$$;
GRANT EXECUTE ON FUNCTION customer_success.milestones_counted(uuid, bigint, float8) TO cs_viewer;

-- How achievements are celebrated; of none set, null.
CREATE FUNCTION customer_success.celebrating() RETURNS customer_success.celebration_settings
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.* FROM customer_success.celebration_settings s ORDER BY s.row_id DESC LIMIT 1
$$;

-- The template of celebrations, as long as mail can be made of it.
CREATE FUNCTION customer_success.celebration_template(wanted text) RETURNS customer_success.email_templates
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT t.* FROM customer_success.email_templates t
   WHERE t.template_id::text = wanted AND NOT t.archived AND NOT t.transactional AND t.category = 'celebration'
$$;

-- Lets a mail to a contact tell of a celebration: one that has not left, and that nobody has looked at yet, tells of this one, too.
CREATE FUNCTION customer_success.mail_by_celebration(celebration customer_success.celebrations, how customer_success.celebration_settings,
  template customer_success.email_templates, contact int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  -- For so long one that may go waits for a loud hour and for room in the caps.
  patience CONSTANT interval := interval '7 days';
  digest bytea := (SELECT customer_success.address_digest(u.email) FROM customer_success.users u WHERE u.user_id = contact);
  hold interval := make_interval(hours => (how.settings ->> 'hold_hours')::int);
  asked customer_success.interventions;
  run uuid;
BEGIN
  -- Two that come together find each other's mail.
  INSERT INTO customer_success.message_addresses VALUES (digest) ON CONFLICT DO NOTHING;
  PERFORM FROM customer_success.message_addresses a WHERE a.address_digest = digest FOR UPDATE;
  SELECT i.run_id INTO run FROM customer_success.interventions i
   WHERE i.organization_id = celebration.organization_id AND i.user_id = contact AND i.celebrates AND i.stage IN ('proposed', 'waiting')
     AND i.template_id = template.template_id AND i.approved_at IS NULL AND i.expires_at > clock_timestamp()
   ORDER BY i.row_id DESC LIMIT 1 FOR UPDATE;
  IF run IS NULL THEN
    asked.organization_id := celebration.organization_id;
    asked.user_id := contact;
    asked.channel := 'email';
    -- By what was reached: after a restored dump it is the same message.
    asked.occurrence := format('celebration/%s/%s', celebration.milestone_id, coalesce(celebration.user_id, 0));
    asked.launched_by := how.author;
    asked.template_id := template.template_id;
    asked.template_version := (SELECT max(v.version) FROM customer_success.email_template_versions v
                                WHERE v.template_id = template.template_id);
    asked.category := template.category;
    -- Behind what a person or a usual rule has to say.
    asked.priority := 110;
    asked.on_cap := 'wait';
    asked.due_at := clock_timestamp() + hold;
    asked.expires_at := asked.due_at + patience;
    asked.stage := 'waiting';
    IF how.settings ->> 'after_hold' = 'dropped' THEN
      -- A person lets it go until the hold is over; from then on it has its patience, as whoever approves keeps what lies between the two.
      asked.stage := 'proposed';
      asked.expires_at := asked.due_at;
      asked.due_at := asked.expires_at - patience;
    END IF;
    run := (customer_success.make_intervention(asked) ->> 'run_id')::uuid;
    UPDATE customer_success.interventions i SET celebrates = true WHERE i.run_id = run;
  END IF;
  INSERT INTO customer_success.celebration_messages (celebration_id, organization_id, run_id)
  VALUES (celebration.celebration_id, celebration.organization_id, run) ON CONFLICT DO NOTHING;
END
$$;

-- Celebrates an achievement: once, and not where it is no news any more.
CREATE FUNCTION customer_success.celebrate(achievement customer_success.milestone_achievements) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  -- To everybody of a large account no more than these.
  most CONSTANT int := 500;
  how customer_success.celebration_settings := customer_success.celebrating();
  definition jsonb := (SELECT d.definition FROM customer_success.milestone_definitions d WHERE d.milestone_id = achievement.milestone_id);
  template customer_success.email_templates;
  contacts int[] := '{}';
  why text;
  made customer_success.celebrations;
BEGIN
  IF how.settings -> 'is_on' IS DISTINCT FROM 'true' OR definition -> 'celebrate' = 'false' THEN
    RETURN;
  END IF;
  why := CASE
    WHEN achievement.achieved_on < customer_success.company_today() - (how.settings ->> 'oldest_days')::int THEN 'old'
    WHEN customer_success.is_found_at_once(achievement, definition) THEN 'at_once' END;
  template := customer_success.celebration_template(how.settings ->> 'template');
  IF why IS NULL AND template.template_id IS NOT NULL THEN
    contacts := ARRAY(SELECT m FROM customer_success.mailed_by_rule(achievement.organization_id,
      CASE WHEN achievement.user_id IS NULL THEN how.settings ->> 'to' ELSE 'every-contact' END, achievement.user_id) m LIMIT most);
  END IF;
  INSERT INTO customer_success.celebrations (achievement_id, organization_id, user_id, milestone_id, mail, skipped_at, skipped_why)
  VALUES (achievement.achievement_id, achievement.organization_id, achievement.user_id, achievement.milestone_id,
          CASE WHEN why IS NOT NULL OR how.settings ->> 'template' IS NULL THEN 'none' WHEN template.template_id IS NULL THEN 'no_template'
               WHEN cardinality(contacts) = 0 THEN 'nobody' ELSE 'made' END,
          CASE WHEN why IS NOT NULL THEN clock_timestamp() END, why)
      ON CONFLICT (achievement_id) DO NOTHING RETURNING * INTO made;
  IF made.celebration_id IS NOT NULL THEN
    PERFORM customer_success.mail_by_celebration(made, how, template, c) FROM unnest(contacts) c;
  END IF;
END
$$;

-- Messages of a celebration that have not left, held.
CREATE FUNCTION customer_success.messages_to_come(celebration uuid) RETURNS SETOF customer_success.interventions
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.* FROM customer_success.interventions i
   WHERE i.run_id IN (SELECT m.run_id FROM customer_success.celebration_messages m WHERE m.celebration_id = celebration)
     AND i.stage IN ('proposed', 'waiting', 'claimed')
   ORDER BY i.row_id FOR UPDATE
$$;

-- What a message of a celebration says was changed: one that is being made is made anew. One that tells of nothing any more is taken back.
CREATE FUNCTION customer_success.tell_anew(run customer_success.interventions) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT customer_success.tells_of_something(run.run_id) THEN
    PERFORM customer_success.set_stage(run, 'cancelled', 'not_celebrated');
  ELSIF run.stage = 'claimed' THEN
    PERFORM customer_success.set_stage(run, 'waiting', 'due', clock_timestamp());
  END IF;
END
$$;

-- Whether a message of celebrations has one to tell of.
CREATE FUNCTION customer_success.tells_of_something(run uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM customer_success.celebration_messages m
                   JOIN customer_success.celebrations c ON c.celebration_id = m.celebration_id
                  WHERE m.run_id = tells_of_something.run AND c.skipped_at IS NULL)
$$;

-- Skips a celebration: nothing of it goes that has not gone. How many of its messages had not.
CREATE FUNCTION customer_success.skip_celebration(celebration uuid, why text, who name, reason text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  run customer_success.interventions;
  stopped int := 0;
BEGIN
  UPDATE customer_success.celebrations c
     SET skipped_at = clock_timestamp(), skipped_why = skip_celebration.why, skipped_by = who, skip_reason = left(skip_celebration.reason, 500)
   WHERE c.celebration_id = celebration AND c.skipped_at IS NULL;
  IF FOUND THEN
    FOR run IN SELECT * FROM customer_success.messages_to_come(celebration) LOOP
      PERFORM customer_success.tell_anew(run);
      stopped := stopped + 1;
    END LOOP;
  END IF;
  RETURN stopped;
END
$$;

-- What comes of an achievement as it comes, is taken back, and is reached once more: that is celebrated no second time.
CREATE FUNCTION customer_success.follow_achievement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  why text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM customer_success.award_achievement(NEW), customer_success.celebrate(NEW);
  ELSIF NEW.withdrawn_at IS NULL AND OLD.withdrawn_at IS NOT NULL THEN
    PERFORM customer_success.award_achievement(NEW);
  ELSIF NEW.withdrawn_at IS NOT NULL AND OLD.withdrawn_at IS NULL THEN
    why := (SELECT m.reason FROM customer_success.user_milestones m
             WHERE m.organization_id = NEW.organization_id AND m.milestone_id = NEW.milestone_id
               AND m.user_id IS NOT DISTINCT FROM NEW.user_id);
    PERFORM customer_success.take_back_achievement(NEW.organization_id, NEW.achievement_id, coalesce(why, 'Its milestone was taken back.')),
            customer_success.skip_celebration(c.celebration_id, 'withdrawn', session_user, why)
       FROM (SELECT) one
       LEFT JOIN customer_success.celebrations c ON c.achievement_id = NEW.achievement_id;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER follow_achievement AFTER INSERT OR UPDATE OF withdrawn_at ON customer_success.milestone_achievements
  FOR EACH ROW EXECUTE FUNCTION customer_success.follow_achievement();

-- It goes along with its achievement.
CREATE FUNCTION customer_success.move_celebrations() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE customer_success.celebrations c SET organization_id = NEW.organization_id, user_id = NEW.user_id
   WHERE c.achievement_id = NEW.achievement_id;
  UPDATE customer_success.celebration_messages m SET organization_id = NEW.organization_id
    FROM customer_success.celebrations c
   WHERE c.achievement_id = NEW.achievement_id AND m.celebration_id = c.celebration_id AND m.organization_id <> NEW.organization_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER move_celebrations AFTER UPDATE OF organization_id, user_id ON customer_success.milestone_achievements FOR EACH ROW
  WHEN ((OLD.organization_id, OLD.user_id) IS DISTINCT FROM (NEW.organization_id, NEW.user_id))
  EXECUTE FUNCTION customer_success.move_celebrations();

-- Of two achievements that become one the points of one are taken back: ledgers have become one by then.
DO $do$
DECLARE
  first text := $of$  FOREACH t IN ARRAY ARRAY['user_milestones', 'milestone_achievements'] LOOP$of$;
  move text := pg_get_functiondef('customer_success.move_milestones(int, int, jsonb)'::regprocedure);
BEGIN
  IF position(first IN move) = 0 THEN
    RAISE EXCEPTION 'move_milestones is not as it was made';
  END IF;
  EXECUTE replace(move, first, $of$  PERFORM customer_success.take_back_achievement(target, d.achievement_id, 'Counted once: two became one.')
     FROM (SELECT a.achievement_id, a.row_id, row_number() OVER (
                    PARTITION BY a.milestone_id, coalesce((numbers ->> a.user_id::text)::int, a.user_id)
                        ORDER BY a.withdrawn_at IS NOT NULL, a.achieved_on, a.organization_id = target DESC, a.row_id) AS place
             FROM customer_success.milestone_achievements a WHERE a.organization_id IN (source, target)) d
    WHERE d.place > 1;
$of$ || first);
END
$do$;

-- What holds a celebration's message as its row does that of somebody inside of a sequence: at its claim, and before its last byte.
CREATE FUNCTION customer_success.celebration_verdict(run customer_success.interventions) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE
    WHEN NOT coalesce(run.celebrates, false) THEN NULL
    WHEN NOT customer_success.tells_of_something(run.run_id) THEN '{"stage": "cancelled", "reason": "not_celebrated"}'::jsonb
    WHEN run.user_id IN (SELECT customer_success.objecting_contacts(run.organization_id)) THEN '{"stage": "dropped", "reason": "objects"}' END
$$;

DO $do$
DECLARE
  change record;
  was text;
BEGIN
  FOR change IN SELECT * FROM (VALUES
    ('enrolment_verdict(customer_success.interventions)', $of$  IF run.enrolment_id IS NULL THEN
    RETURN NULL;$of$, $of$  IF run.enrolment_id IS NULL THEN
    RETURN customer_success.celebration_verdict(run);$of$),
    -- What was edited before it went is nobody's personal mail, and none of a launch by hand.
    ('is_personal(customer_success.interventions)', 'run.sequence_id IS NULL', 'run.sequence_id IS NULL AND NOT coalesce(run.celebrates, false)'),
    ('launch_for(int, text, jsonb)', 'i.sequence_id IS NULL AND', 'i.sequence_id IS NULL AND NOT i.celebrates AND'),
    ('note_contamination()', 'NEW.sequence_id IS NULL THEN', 'NEW.sequence_id IS NULL AND NOT NEW.celebrates THEN')
  ) AS x (name, old, new) LOOP
    was := pg_get_functiondef(('customer_success.' || change.name)::regprocedure);
    IF position(change.old IN was) = 0 THEN
      RAISE EXCEPTION '% is not as it was made', change.name;
    END IF;
    EXECUTE replace(was, change.old, change.new);
  END LOOP;
END
$do$;

-- ── What people decide of them ──────────────────────────────────────────────────────────────────────────────────────────────

CREATE FUNCTION customer_success.op_celebration_settings(op customer_success.operations, patch jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  before customer_success.celebration_settings := customer_success.celebrating();
  asked jsonb := patch -> 'settings';
  becomes jsonb;
BEGIN
  PERFORM customer_success.allow_fields(patch, 'settings');
  IF jsonb_typeof(asked) IS DISTINCT FROM 'object' THEN
    PERFORM customer_success.refuse_field('settings', 'must be an object');
  END IF;
  PERFORM customer_success.allow_fields(asked, 'is_on', 'template', 'to', 'hold_hours', 'after_hold', 'oldest_days', 'desktop');
  IF asked ->> 'template' IS NOT NULL
     AND (customer_success.celebration_template(lower(customer_success.text_of(asked, 'template', 36)))).template_id IS NULL THEN
    PERFORM customer_success.refuse_field('template', 'must be one for celebrations that is there, and that one can unsubscribe from');
  ELSIF coalesce(asked ->> 'to' NOT IN ('champion', 'admin', 'every-contact'), true) THEN
    PERFORM customer_success.refuse_field('to', 'must be champion, admin or every-contact');
  ELSIF coalesce(asked ->> 'after_hold' NOT IN ('goes', 'dropped'), true) THEN
    PERFORM customer_success.refuse_field('after_hold', 'must be goes or dropped');
  ELSIF customer_success.whole_of(asked, 'hold_hours', 0, 168) = 0 AND asked ->> 'after_hold' = 'dropped' THEN
    PERFORM customer_success.refuse_field('hold_hours', 'must be at least 1, for nothing goes before a person lets it');
  END IF;
  becomes := jsonb_build_object(
    'is_on', customer_success.truth_of(asked, 'is_on'), 'template', lower(asked ->> 'template'), 'to', asked ->> 'to',
    'hold_hours', customer_success.whole_of(asked, 'hold_hours', 0, 168), 'after_hold', asked ->> 'after_hold',
    'oldest_days', customer_success.whole_of(asked, 'oldest_days', 0, 365), 'desktop', customer_success.truth_of(asked, 'desktop'));
  INSERT INTO customer_success.celebration_settings (settings_id, settings, author, made_at) VALUES (op.op_id, becomes, op.login, op.made_at);
  RETURN jsonb_build_object('entry', op.op_id, 'version', 1, 'before', before.settings, 'after', becomes);
END
$$;

-- The celebration of an account that an operation is about, held.
CREATE FUNCTION customer_success.celebration_meant(op customer_success.operations) RETURNS customer_success.celebrations
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  celebration customer_success.celebrations;
BEGIN
  SELECT c.* INTO celebration FROM customer_success.celebrations c
   WHERE c.celebration_id = op.entry AND c.organization_id = op.organization_id FOR UPDATE;
  IF celebration.row_id IS NULL THEN
    PERFORM customer_success.refuse('gone');
  END IF;
  RETURN celebration;
END
$$;

-- What a manager adds to a celebration, as long as none of its messages has left: {"words"}; null: nothing any more.
CREATE FUNCTION customer_success.op_celebration_words(op customer_success.operations, patch jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  celebration customer_success.celebrations := customer_success.celebration_meant(op);
  says text := CASE WHEN patch ->> 'words' IS NOT NULL THEN customer_success.line_of(patch, 'words', 500) END;
  run customer_success.interventions;
  to_come int := 0;
BEGIN
  PERFORM customer_success.allow_fields(patch, 'words');
  IF celebration.skipped_at IS NOT NULL THEN
    PERFORM customer_success.refuse('too_late');
  END IF;
  UPDATE customer_success.celebrations c SET words = says, words_by = CASE WHEN says IS NOT NULL THEN op.login END
   WHERE c.row_id = celebration.row_id;
  FOR run IN SELECT * FROM customer_success.messages_to_come(celebration.celebration_id) LOOP
    IF says IS NOT NULL AND run.content IS NULL AND NOT EXISTS (
         SELECT FROM customer_success.email_template_versions v
          WHERE v.template_id = run.template_id AND v.version = run.template_version AND v.html LIKE '%celebration.words%') THEN
      PERFORM customer_success.refuse_field('words', 'have no place in the template of this celebration');
    END IF;
    PERFORM customer_success.tell_anew(run);
    to_come := to_come + 1;
  END LOOP;
  IF to_come = 0 THEN
    PERFORM customer_success.refuse('too_late');
  END IF;
  RETURN jsonb_build_object('entry', op.entry, 'version', 1, 'before', jsonb_build_object('words', celebration.words),
                            'after', jsonb_build_object('words', says));
END
$$;

-- Lets a celebration go before its time, or skips it: {"decision": "release", or "skip", with a "reason"}.
CREATE FUNCTION customer_success.op_celebration_decide(op customer_success.operations, patch jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  celebration customer_success.celebrations := customer_success.celebration_meant(op);
  why text;
  run customer_success.interventions;
  moved int := 0;
BEGIN
  CASE customer_success.text_of(patch, 'decision', 20)
    WHEN 'release' THEN
      PERFORM customer_success.allow_fields(patch, 'decision');
      IF celebration.skipped_at IS NOT NULL THEN
        PERFORM customer_success.refuse('too_late');
      END IF;
      FOR run IN SELECT * FROM customer_success.messages_to_come(celebration.celebration_id) LOOP
        moved := moved + 1;
        IF run.stage = 'proposed' OR run.due_at > clock_timestamp() AND run.stage = 'waiting' THEN
          -- It keeps the patience that it has beyond its time.
          UPDATE customer_success.interventions i
             SET due_at = clock_timestamp(), expires_at = clock_timestamp() + (i.expires_at - i.due_at),
                 approved_by = CASE WHEN i.needs_approval THEN op.login END, approved_at = CASE WHEN i.needs_approval THEN clock_timestamp() END
           WHERE i.run_id = run.run_id;
          PERFORM customer_success.set_stage(run, 'waiting', CASE WHEN run.needs_approval THEN 'approved' ELSE 'due' END, clock_timestamp());
        END IF;
      END LOOP;
      IF moved = 0 THEN
        PERFORM customer_success.refuse('too_late');
      END IF;
    WHEN 'skip' THEN
      PERFORM customer_success.allow_fields(patch, 'decision', 'reason');
      why := customer_success.text_of(patch, 'reason', 500);
      IF celebration.skipped_at IS NULL AND customer_success.skip_celebration(celebration.celebration_id, 'by_hand', op.login, why) = 0
         AND celebration.mail = 'made' THEN
        PERFORM customer_success.refuse('too_late');
      END IF;
    ELSE
      PERFORM customer_success.refuse_field('decision', 'must be release or skip');
  END CASE;
  RETURN jsonb_build_object('entry', op.entry, 'version', 1, 'after', patch);
END
$$;

-- A picture as it is kept: an SVG of shapes alone, as Steward writes it down after it has looked through it, or a PNG in base64.
CREATE FUNCTION customer_success.check_picture(kind text, picture text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  head CONSTANT text := '<svg xmlns="http://www.w3.org/2000/svg"';
  shapes CONSTANT text := 'g|defs|path|circle|ellipse|rect|line|polyline|polygon|linearGradient|radialGradient|stop|clipPath|mask';
  attributes CONSTANT text := '( [a-zA-Z][a-zA-Z0-9-]*="[^"<>&]*")*';
BEGIN
  IF kind = 'png' THEN
    IF octet_length(picture) > 90000 OR substr(decode(picture, 'base64'), 1, 8) <> '\x89504e470d0a1a0a' THEN
      PERFORM customer_success.refuse_field('picture', 'must be a PNG of at most 64 kB');
    END IF;
  ELSIF octet_length(picture) > 65536 OR left(picture, length(head)) <> head THEN
    PERFORM customer_success.refuse_field('picture', 'must be an SVG of at most 64 kB');
  ELSIF substr(picture, length(head) + 1) !~ format('^%s>', attributes)
        OR regexp_replace(substr(picture, length(head) + 1),
          format('^%1$s>|<(%2$s)%1$s/?>|</(%2$s|svg)>', attributes, shapes), '', 'g') ~ '[<>&]'
        OR substr(picture, length(head) + 1) ~* '(\son[a-z]+|style|src)="|javascript:|data:|@import|//|url\((?!#)|href="(?!#)' THEN
    PERFORM customer_success.refuse_field('picture', 'must be of shapes alone: no script, no style, nothing from elsewhere');
  END IF;
END
$$;

CREATE FUNCTION customer_success.op_badge_add(op customer_success.operations, patch jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  called text := customer_success.line_of(patch, 'name', 60);
BEGIN
  PERFORM customer_success.allow_fields(patch, 'name', 'kind', 'picture');
  IF coalesce(patch ->> 'kind' NOT IN ('svg', 'png'), true) THEN
    PERFORM customer_success.refuse_field('kind', 'must be svg or png');
  ELSIF (SELECT count(*) FROM customer_success.badges b WHERE b.removed_at IS NULL) >= 100 THEN
    PERFORM customer_success.refuse_field('name', 'is one more than 100, which is as many as there can be');
  END IF;
  PERFORM customer_success.check_picture(patch ->> 'kind', customer_success.text_of(patch, 'picture', 90000));
  INSERT INTO customer_success.badges (badge_id, name, kind, picture, author, made_at)
  VALUES (op.op_id, called, patch ->> 'kind', patch ->> 'picture', op.login, op.made_at);
  RETURN jsonb_build_object('entry', op.op_id, 'version', 1, 'after', jsonb_build_object('name', called, 'kind', patch -> 'kind'));
END
$$;

-- One that a milestone has stays: it says which.
CREATE FUNCTION customer_success.op_badge_remove(op customer_success.operations, patch jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  badge customer_success.badges;
  used_by text := (SELECT string_agg(format('“%s”', d.name), ', ' ORDER BY d.name) FROM customer_success.milestone_definitions d
                    WHERE d.removed_at IS NULL AND d.definition ->> 'badge' = op.entry::text);
BEGIN
  PERFORM customer_success.allow_fields(patch);
  SELECT b.* INTO badge FROM customer_success.badges b WHERE b.badge_id = op.entry FOR UPDATE;
  IF badge.row_id IS NULL THEN
    PERFORM customer_success.refuse('gone');
  ELSIF used_by IS NOT NULL AND badge.removed_at IS NULL THEN
    PERFORM customer_success.refuse_field('badge', left('is used by ' || used_by, 1000));
  END IF;
  UPDATE customer_success.badges b SET removed_at = clock_timestamp() WHERE b.row_id = badge.row_id AND b.removed_at IS NULL;
  RETURN jsonb_build_object('entry', op.entry, 'version', 1, 'before', jsonb_build_object('name', badge.name));
END
$$;

INSERT INTO customer_success.operation_kinds VALUES
  ('celebration.settings', 'op_celebration_settings', 'admin', 'company', 2000),
  ('celebration.words', 'op_celebration_words', 'manager', 'account', 4000),
  ('celebration.decide', 'op_celebration_decide', 'manager', 'account', 4000),
  ('badge.add', 'op_badge_add', 'admin', 'company', 100000),
  ('badge.remove', 'op_badge_remove', 'admin', 'company', 100);

DO $$
DECLARE
  t record;
BEGIN
  FOR t IN SELECT * FROM (VALUES
    ('celebration_settings', 'shared'), ('celebrations', 'of organization'), ('celebration_messages', 'of organization'),
    ('badges', 'shared'), ('milestone_looks', 'none'), ('milestone_changes', 'none')) AS x (name, kind)
  LOOP
    EXECUTE format(
      'ALTER TABLE customer_success.%1$I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
       CREATE POLICY owner ON customer_success.%1$I TO cs_owner USING (true) WITH CHECK (true)', t.name);
    CONTINUE WHEN t.kind = 'none';
    EXECUTE format(
      'GRANT SELECT ON customer_success.%1$I TO cs_viewer;
       CREATE TRIGGER log_insert AFTER INSERT ON customer_success.%1$I REFERENCING NEW TABLE AS added
         FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_row_changes(''row_id'', %2$L);
       CREATE TRIGGER log_update AFTER UPDATE ON customer_success.%1$I REFERENCING OLD TABLE AS removed NEW TABLE AS added
         FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_row_changes(''row_id'', %2$L);
       CREATE TRIGGER log_delete AFTER DELETE ON customer_success.%1$I REFERENCING OLD TABLE AS removed
         FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_row_changes(''row_id'', %2$L);
       CREATE TRIGGER log_truncate AFTER TRUNCATE ON customer_success.%1$I
         FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_truncate()', t.name, t.kind);
    IF t.kind = 'of organization' THEN
      EXECUTE format(
        'CREATE INDEX %2$I ON customer_success.%1$I (organization_id);
         CREATE POLICY members ON customer_success.%1$I FOR SELECT TO cs_viewer USING (
           (SELECT customer_success.sees_everything())
           OR organization_id IN (SELECT customer_success.visible_organizations()))', t.name, t.name || '_by_organization');
    ELSE
      EXECUTE format('CREATE POLICY members ON customer_success.%I FOR SELECT TO cs_viewer USING (
                        (SELECT customer_success.is_member()))', t.name);
    END IF;
  END LOOP;
END
$$;

CREATE TRIGGER keep_texts_erased BEFORE INSERT OR UPDATE ON customer_success.celebrations
  FOR EACH ROW EXECUTE FUNCTION customer_success.keep_texts_erased('words', 'skip_reason');
CREATE TRIGGER keep_texts_erased BEFORE INSERT OR UPDATE ON customer_success.badges
  FOR EACH ROW EXECUTE FUNCTION customer_success.keep_texts_erased('name');
