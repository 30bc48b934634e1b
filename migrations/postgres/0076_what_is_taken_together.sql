-- What a call asks that is as it should be, each about another account, the door takes together: it is looked through, counted,
-- written down and answered in as many statements as one operation needs. Whatever is not, or stands in a row with something that
-- fails, is taken one by one as ever, so that it ends and is answered the same.
SET LOCAL ROLE cs_owner;

-- Sums are added up over all rows of a statement.
CREATE OR REPLACE FUNCTION customer_success.add_to_sums() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  begun int;
  used int;
  accounts int;
  found_rows int;
BEGIN
  SELECT count(*) FILTER (WHERE a.lot IS NULL AND a.points > 0), count(DISTINCT (a.lot, a.organization_id)) FILTER (WHERE a.lot IS NOT NULL),
         count(DISTINCT a.organization_id)
    INTO begun, used, accounts FROM added a;
  IF begun > 0 THEN
    INSERT INTO customer_success.reward_lots
    SELECT a.row_id, a.organization_id, a.points, a.last_day FROM added a WHERE a.lot IS NULL AND a.points > 0;
  END IF;
  IF used > 0 THEN
    UPDATE customer_success.reward_lots l SET left_points = l.left_points + s.points
      FROM (SELECT a.lot, a.organization_id, sum(a.points) AS points FROM added a WHERE a.lot IS NOT NULL GROUP BY 1, 2) s
     WHERE l.lot = s.lot AND l.organization_id = s.organization_id;
    GET DIAGNOSTICS found_rows = ROW_COUNT;
    IF found_rows < used THEN
      RAISE EXCEPTION 'a lot is none of this account' USING ERRCODE = 'foreign_key_violation';
    END IF;
  END IF;
  UPDATE customer_success.reward_accounts r SET balance = r.balance + s.points, owed = r.owed + s.owed
    FROM (SELECT a.organization_id, sum(a.points) AS points, sum(a.owed) AS owed FROM added a GROUP BY 1) s
   WHERE r.organization_id = s.organization_id;
  GET DIAGNOSTICS found_rows = ROW_COUNT;
  IF found_rows < accounts THEN
    RAISE EXCEPTION 'the account has no ledger yet' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END
$$;
DROP TRIGGER add_to_sums ON customer_success.reward_transactions;
CREATE TRIGGER add_to_sums AFTER INSERT ON customer_success.reward_transactions REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.add_to_sums();

-- The tier that an account is to have on a day, to which day, and why it comes to another one; cause is null where it stays.
CREATE FUNCTION customer_success.tier_due(held customer_success.reward_accounts, program jsonb, today date,
  OUT tier text, OUT last_day date, OUT cause text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  months int := program ->> 'tier_months';
  begins date := customer_success.period_begin(today, months);
  ends date := (begins + make_interval(months => months))::date - 1;
  before date := (begins - make_interval(months => months))::date;
  now_earned bigint;
  then_earned bigint;
  points int;
  rank int;
  held_rank int := customer_success.tier_rank(program, held.tier);
BEGIN
  SELECT coalesce(sum(t.points) FILTER (WHERE t.day >= begins), 0), coalesce(sum(t.points) FILTER (WHERE t.day < begins), 0)
    INTO now_earned, then_earned
    FROM customer_success.reward_transactions t
   WHERE t.organization_id = held.organization_id AND t.kind = 'award' AND t.day BETWEEN before AND ends
     AND NOT EXISTS (SELECT FROM customer_success.reward_transactions r
                      WHERE r.organization_id = held.organization_id AND r.reversal_of = t.row_id);
  SELECT t.value ->> 'key', (t.value ->> 'from')::int, t.n INTO tier, points, rank
    FROM jsonb_array_elements(program -> 'tiers') WITH ORDINALITY t (value, n)
   WHERE (t.value ->> 'from')::int <= greatest(now_earned, then_earned) ORDER BY t.n DESC LIMIT 1;
  last_day := CASE WHEN points <= now_earned THEN (ends + 1 + make_interval(months => months))::date - 1 ELSE ends END;
  cause := CASE
    WHEN held.tier IS NOT DISTINCT FROM tier THEN NULL
    WHEN coalesce(rank, 0) > held_rank THEN 'earned'
    WHEN held_rank = 0 THEN 'program'
    WHEN today > held.tier_last_day THEN 'period' END;
END
$$;

CREATE OR REPLACE FUNCTION customer_success.settle_tier(account int, program jsonb, today date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  held customer_success.reward_accounts := (SELECT a FROM customer_success.reward_accounts a WHERE a.organization_id = account);
  due record := customer_success.tier_due(held, program, today);
BEGIN
  IF due.cause IS NOT NULL THEN
    UPDATE customer_success.reward_accounts a SET tier = due.tier, tier_day = today, tier_last_day = due.last_day
     WHERE a.organization_id = account;
    INSERT INTO customer_success.reward_tier_history (organization_id, day, tier, cause)
    VALUES (account, today, due.tier, due.cause);
  ELSIF held.tier = due.tier AND held.tier_last_day < due.last_day THEN
    UPDATE customer_success.reward_accounts a SET tier_last_day = due.last_day WHERE a.organization_id = account;
  END IF;
END
$$;
DROP FUNCTION customer_success.earned_points(int, date, date);

-- Of which bodies a call can be taken together, by their kind: what these kinds do touches the account that they are about, and
-- nothing else that the door asks.
CREATE FUNCTION customer_success.taken_together(bodies jsonb[]) RETURNS boolean[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT ARRAY(SELECT coalesce(b.body ->> 'kind' IN ('note.add', 'reward.redeem'), false) FROM unnest(bodies) WITH ORDINALITY b (body, n)
                ORDER BY b.n)
$$;

-- Whether a field is left out, or a text that text_of takes.
CREATE FUNCTION customer_success.has_text(patch jsonb, field text, most int) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(jsonb_typeof(patch -> field), 'null') = 'null' OR patch -> field = '""'
      OR jsonb_typeof(patch -> field) = 'string' AND length(patch ->> field) <= most
         AND btrim(patch ->> field, E' \t\r\n') <> '' AND translate(patch ->> field, E'\t\r\n', '') !~ '[[:cntrl:]]'
$$;

-- The operations that a run of bodies asks for, in its order, each about an account that the login has and may do this to; null in
-- place of whatever one by one would refuse, has answered before, or has to look at more closely.
CREATE FUNCTION customer_success.plain_operations(bodies jsonb[]) RETURNS customer_success.operations[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  roles text[] := ARRAY['viewer', 'manager', 'admin'];
  rank int := array_position(roles, customer_success.my_role());
  sees_all boolean := customer_success.sees_everything();
  mine int := customer_success.my_manager_id();
  company uuid := (SELECT s.company_id FROM customer_success.sync_settings s);
  forgotten timestamptz := customer_success.gone_before('operations');
  id text := '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$';
BEGIN
  RETURN ARRAY(
    SELECT CASE WHEN x.is_plain AND o.op_id IS NULL
                     AND (forgotten IS NULL OR customer_success.moment_of(CASE WHEN x.is_plain THEN x.op_id::uuid END) >= forgotten)
                THEN (x.op_id::uuid, x.kind, session_user, x.organization_id, (x.body ->> 'entry')::uuid, (x.body ->> 'base_version')::int,
                      NULL, least(to_timestamp((x.body -> 'made_at')::numeric / 1000), clock_timestamp()),
                      customer_success.content_of(x.body), 'applied', NULL,
                      jsonb_build_object('entry', x.op_id::uuid, 'version', 1), pg_current_xact_id(), clock_timestamp()
                     )::customer_success.operations END
      FROM (SELECT b.body, b.n, k.kind, g.organization_id, lower(b.body ->> 'op_id') AS op_id,
                   CASE WHEN jsonb_typeof(b.body) = 'object' AND NOT b.body ? 'unreadable'
                          AND jsonb_typeof(b.body -> 'op_id') = 'string' AND lower(b.body ->> 'op_id') ~ id
                          AND jsonb_typeof(b.body -> 'kind') = 'string' AND (k.kind, k.function_name) IN (('note.add', 'op_note_add'), ('reward.redeem', 'op_reward_redeem'))
                          AND rank >= array_position(roles, k.least_role) AND g.organization_id IS NOT NULL
                          AND jsonb_typeof(b.body -> 'account') = 'string' AND length(g.external_id) <= 1000
                          AND btrim(g.external_id, E' \t\r\n') <> '' AND g.external_id !~ '[[:cntrl:]]'
                          AND coalesce(jsonb_typeof(b.body -> 'number'), 'null') IN ('null', 'number')
                          AND coalesce(b.body ->> 'number', g.organization_id::text) = g.organization_id::text
                          AND coalesce(jsonb_typeof(b.body -> 'company_id'), 'null') IN ('null', 'string')
                          AND coalesce(lower(b.body ->> 'company_id'), company::text) = company::text
                          AND coalesce(jsonb_typeof(b.body -> 'entry'), 'null') IN ('null', 'string')
                          AND coalesce(b.body ->> 'entry', company::text) ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                          AND coalesce(jsonb_typeof(b.body -> 'base_version'), 'null') IN ('null', 'number')
                          AND coalesce(b.body ->> 'base_version', '0') ~ '^[0-9]{1,9}$'
                          AND coalesce(jsonb_typeof(b.body -> 'earlier_author'), 'null') = 'null'
                          AND jsonb_typeof(b.body -> 'patch') = 'object' AND octet_length(b.body ->> 'patch') <= k.max_bytes
                          AND jsonb_typeof(b.body -> 'made_at') = 'number'
                        THEN (b.body -> 'made_at')::numeric BETWEEN 0 AND 253402300799999 ELSE false END AS is_plain
              FROM unnest(bodies) WITH ORDINALITY b (body, n)
              LEFT JOIN customer_success.operation_kinds k ON k.kind = b.body ->> 'kind'
              LEFT JOIN customer_success.organizations g
                     ON g.external_id = b.body ->> 'account' AND (sees_all OR g.owner_id = mine)) x
      LEFT JOIN customer_success.operations o ON o.op_id = CASE WHEN x.is_plain THEN x.op_id::uuid END
     ORDER BY x.n);
END
$$;

-- Adds the notes among them that are as they should be. Which these are.
CREATE FUNCTION customer_success.add_notes_together(asked customer_success.operations[], patches jsonb[]) RETURNS uuid[]
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH written AS (
    INSERT INTO customer_success.notes (note_id, organization_id, user_id, author, made_at, text)
    SELECT o.op_id, o.organization_id, u.user_id, o.login, o.made_at, o.patch ->> 'text'
      FROM ROWS FROM (unnest(asked), unnest(patches)) WITH ORDINALITY
             o (op_id, kind, login, organization_id, entry, base_version, earlier_author, made_at, content, outcome, reason, answer,
                xid, done_at, patch, n)
      LEFT JOIN customer_success.users u ON u.organization_id = o.organization_id AND u.external_id = o.patch ->> 'contact'
     WHERE o.kind = 'note.add' AND o.patch - '{text,contact}'::text[] = '{}'
       AND jsonb_typeof(o.patch -> 'text') = 'string' AND o.patch ->> 'text' <> '' AND customer_success.has_text(o.patch, 'text', 10000)
       AND customer_success.has_text(o.patch, 'contact', 1000) AND (u.user_id IS NOT NULL OR coalesce(o.patch ->> 'contact', '') = '')
     ORDER BY o.n
    RETURNING note_id
  )
  SELECT coalesce(array_agg(w.note_id), '{}') FROM written w
$$;

-- Redeems what among them has no stock and can be redeemed from a lot that has enough, where nothing has to be settled before.
-- Which these are. The items are held by who calls.
CREATE FUNCTION customer_success.redeem_together(asked customer_success.operations[], patches jsonb[]) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  program jsonb := customer_success.reward_program();
  today date := customer_success.company_today();
  done uuid[];
BEGIN
  IF program IS NULL OR program -> 'is_on' IS DISTINCT FROM 'true' THEN
    RETURN '{}';
  END IF;
  PERFORM FROM customer_success.reward_accounts a
    WHERE a.organization_id = ANY (ARRAY(SELECT o.organization_id FROM unnest(asked) o WHERE o.kind = 'reward.redeem'))
    ORDER BY a.organization_id FOR UPDATE;
  WITH wished AS MATERIALIZED (
    SELECT o.n, o.op_id, o.organization_id, o.login, o.made_at, o.patch, i, a, u.user_id
      FROM ROWS FROM (unnest(asked), unnest(patches)) WITH ORDINALITY
             o (op_id, kind, login, organization_id, entry, base_version, earlier_author, made_at, content, outcome, reason, answer,
                xid, done_at, patch, n)
      JOIN customer_success.rewards_catalog i
        ON i.item_id = CASE WHEN o.patch ->> 'item' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN (o.patch ->> 'item')::uuid END
      JOIN customer_success.reward_accounts a ON a.organization_id = o.organization_id
      LEFT JOIN customer_success.users u ON u.organization_id = o.organization_id AND u.external_id = o.patch ->> 'contact'
     WHERE o.kind = 'reward.redeem' AND o.patch - '{item,contact,note}'::text[] = '{}'
       AND jsonb_typeof(o.patch -> 'item') = 'string' AND i.stock IS NULL
       AND customer_success.has_text(o.patch, 'contact', 1000) AND (u.user_id IS NOT NULL OR coalesce(o.patch ->> 'contact', '') = '')
       AND customer_success.has_text(o.patch, 'note', 500)
  ), possible AS MATERIALIZED (
    SELECT w.*, l.lot
      FROM wished w
      CROSS JOIN LATERAL (
        SELECT (array_agg(x.lot ORDER BY x.last_day NULLS LAST, x.lot))[1] AS lot,
               (array_agg(x.left_points ORDER BY x.last_day NULLS LAST, x.lot))[1] AS left_points, bool_or(x.last_day < today) AS has_expired
          FROM customer_success.reward_lots x WHERE x.organization_id = w.organization_id AND x.left_points > 0) l
      CROSS JOIN LATERAL customer_success.tier_due(w.a, program, today) t
     WHERE l.has_expired IS NOT TRUE AND l.left_points >= (w.i).cost
       AND t.cause IS NULL AND ((w.a).tier = t.tier AND (w.a).tier_last_day < t.last_day) IS NOT TRUE
       AND customer_success.rewards_bar(w.a, program) IS NULL
       AND customer_success.item_bar(w.a, w.i, w.user_id, program, today) IS NULL
  ), rewards AS (
    INSERT INTO customer_success.user_rewards
      (reward_id, organization_id, item_id, user_id, cost, value_minor, asked_day, stage, note, author, made_at)
    SELECT p.op_id, p.organization_id, (p.i).item_id, p.user_id, (p.i).cost, (p.i).value_minor, today,
           CASE WHEN (p.i).needs_approval THEN 'proposed' ELSE 'approved' END, nullif(p.patch ->> 'note', ''), p.login, p.made_at
      FROM possible p ORDER BY p.n
  ), transactions AS (
    INSERT INTO customer_success.reward_transactions (organization_id, kind, points, lot, reward_id, author, day)
    SELECT p.organization_id, 'redeem', -(p.i).cost, p.lot, p.op_id, p.login, today FROM possible p ORDER BY p.n
  )
  SELECT coalesce(array_agg(p.op_id), '{}') INTO done FROM possible p;
  RETURN done;
END
$$;

-- Takes what it can of operations about accounts that differ, with their rows in the audit. Which these are; none where anything fails.
CREATE FUNCTION customer_success.take_together(asked customer_success.operations[], bodies jsonb[], sender jsonb) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  kinds text[];
  patches jsonb[];
  whose text := customer_success.my_role();
  place text := coalesce(host(inet_client_addr()), 'this machine');
  has_erasures boolean := customer_success.has_erasures();
  done uuid[] := '{}';
  written int;
BEGIN
  SELECT array_agg(DISTINCT o.kind), array_agg(o.body -> 'patch' ORDER BY o.n) INTO kinds, patches
    FROM ROWS FROM (unnest(asked), unnest(bodies)) WITH ORDINALITY
           o (op_id, kind, login, organization_id, entry, base_version, earlier_author, made_at, content, outcome, reason, answer,
              xid, done_at, body, n);
  IF 'note.add' = ANY (kinds) THEN
    done := customer_success.add_notes_together(asked, patches);
  END IF;
  IF 'reward.redeem' = ANY (kinds) THEN
    done := done || customer_success.redeem_together(asked, patches);
  END IF;
  IF done = '{}' THEN
    RETURN done;
  END IF;
  WITH told AS MATERIALIZED (
    SELECT h.chain, h.number + 1 AS number, clock_timestamp() AS at, o.kind, o.op_id, o.outcome, h.hash AS previous,
           CASE WHEN has_erasures THEN customer_success.without_erased(h.chain, o.answer::text, true)::jsonb ELSE o.answer END AS details,
           jsonb_build_object('before', NULL, 'after', o.patch, 'lost', NULL) AS personal
      FROM ROWS FROM (unnest(asked), unnest(patches))
             o (op_id, kind, login, organization_id, entry, base_version, earlier_author, made_at, content, outcome, reason, answer,
                xid, done_at, patch)
      JOIN customer_success.audit_heads h ON h.chain = o.organization_id
     WHERE o.op_id = ANY (done)
  ), digested AS MATERIALIZED (
    SELECT t.*, customer_success.keyed_digest(convert_to(t.personal::text, 'UTF8')) AS digest FROM told t
  ), hashed AS MATERIALIZED (
    SELECT d.*, customer_success.audit_hash((d.chain, d.number, d.at, session_user, whose, place, sender ->> 'machine', sender ->> 'app',
             d.kind, d.op_id, d.outcome, d.details, d.personal, d.digest, d.previous, NULL, NULL)::customer_success.audit_log) AS hash
      FROM digested d
  ), rows AS (
    INSERT INTO customer_success.audit_log (chain, number, at, login, role, address, machine, app, kind, op_id, outcome, details,
                                            personal, personal_digest, previous, hash)
    SELECT d.chain, d.number, d.at, session_user, whose, place, sender ->> 'machine', sender ->> 'app', d.kind, d.op_id, d.outcome,
           d.details, d.personal, d.digest, d.previous, d.hash
      FROM hashed d
  )
  UPDATE customer_success.audit_heads h SET number = d.number, hash = d.hash, xid = pg_current_xact_id()
    FROM hashed d WHERE h.chain = d.chain;
  GET DIAGNOSTICS written = ROW_COUNT;
  IF written < cardinality(done) THEN
    RAISE EXCEPTION 'a chain has no head';
  END IF;
  INSERT INTO customer_success.operations SELECT o.* FROM unnest(asked) o WHERE o.op_id = ANY (done);
  RETURN done;
EXCEPTION
  WHEN OTHERS THEN
    RAISE LOG 'operations are taken one by one: % (%)', SQLERRM, SQLSTATE;
    RETURN '{}';
END
$$;

-- The heads of all chains of a call that is about accounts alone, in their order; false where not all of them are there.
CREATE FUNCTION customer_success.hold_accounts(named text[]) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  sees_all boolean := customer_success.sees_everything();
  mine int := customer_success.my_manager_id();
  chains int[] := ARRAY(SELECT h.chain FROM customer_success.organizations g JOIN customer_success.audit_heads h ON h.chain = g.organization_id
                         WHERE g.external_id = ANY (named) AND (sees_all OR g.owner_id = mine));
BEGIN
  IF cardinality(chains) < cardinality(named) THEN
    RETURN false;
  END IF;
  PERFORM FROM customer_success.audit_heads h WHERE h.chain = ANY (chains) ORDER BY h.chain FOR UPDATE;
  RETURN true;
END
$$;

-- Where a call is about accounts alone that the login has, their chains are held at once; else as ever: of all that it is about, in
-- one order, so that two calls can't block each other, and of accounts only those that the login sees.
CREATE OR REPLACE FUNCTION customer_success.hold_chains(operations jsonb[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  named text[];
  with_rewards boolean;
  which int;
BEGIN
  SELECT array_agg(DISTINCT o ->> 'account'), coalesce(bool_or(o ->> 'kind' LIKE 'reward.%'), false) INTO named, with_rewards
    FROM unnest(operations) o;
  IF NOT (false = ANY (customer_success.taken_together(operations)) OR array_position(named, NULL) IS NOT NULL)
     AND customer_success.is_at_least('manager') AND customer_success.hold_accounts(named) THEN
    NULL; -- they are held
  ELSE
    FOR which IN
      WITH asked AS MATERIALIZED (
        SELECT DISTINCT o ->> 'kind' AS kind, o ->> 'account' AS account FROM unnest(operations) o
      ), known AS MATERIALIZED (
        SELECT k.subject, k.least_role, a.account FROM asked a JOIN customer_success.operation_kinds k ON k.kind = a.kind
      ), meant AS MATERIALIZED (
        SELECT DISTINCT k.subject, CASE k.subject WHEN 'account' THEN k.account END AS account
          FROM known k WHERE customer_success.is_at_least(k.least_role)
      ), chains AS MATERIALIZED (
        SELECT DISTINCT customer_success.chain_of(
                 m.subject, CASE m.subject WHEN 'account' THEN customer_success.account_named(m.account) END) AS chain
          FROM meant m
      )
      SELECT c.chain FROM chains c WHERE c.chain <= 0 OR customer_success.sees_account(c.chain) ORDER BY c.chain
    LOOP
      PERFORM customer_success.hold_chain(which);
    END LOOP;
  END IF;
  IF with_rewards THEN
    PERFORM customer_success.hold_items(operations);
  END IF;
END
$$;

-- Whether the login may is asked once, not of each.
CREATE OR REPLACE FUNCTION customer_success.hold_items(operations jsonb[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  asked uuid[];
  edited text[];
  i record;
BEGIN
  IF NOT customer_success.is_at_least('manager') THEN
    RETURN;
  END IF;
  SELECT array_agg(DISTINCT CASE WHEN x ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN x::uuid END),
         coalesce(array_agg(lower(o ->> 'entry')) FILTER (WHERE o ->> 'kind' = 'reward.item'), '{}')
    INTO asked, edited
    FROM unnest(operations) o, LATERAL unnest(ARRAY[lower(o -> 'patch' ->> 'item'), lower(o ->> 'entry')]) x
   WHERE o ->> 'kind' LIKE 'reward.%';
  FOR i IN
    SELECT c.row_id, c.stock IS NULL AND c.item_id::text <> ALL (edited) AS is_shared
      FROM customer_success.rewards_catalog c
     WHERE c.item_id = ANY (asked) OR c.item_id IN (
             SELECT r.item_id FROM customer_success.user_rewards r WHERE r.reward_id = ANY (asked))
     ORDER BY c.row_id
  LOOP
    IF i.is_shared THEN
      PERFORM FROM customer_success.rewards_catalog c WHERE c.row_id = i.row_id FOR SHARE;
    ELSE
      PERFORM FROM customer_success.rewards_catalog c WHERE c.row_id = i.row_id FOR UPDATE;
    END IF;
  END LOOP;
END
$$;

-- By the index, also where the table was counted while it was empty.
CREATE OR REPLACE FUNCTION customer_success.has_called(times int, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
  SELECT EXISTS (
    SELECT FROM (SELECT c.called_at FROM customer_success.operation_calls c
                  WHERE c.number <= (SELECT l.number FROM customer_success.operation_calls l ORDER BY l.number DESC LIMIT 1) - times + 1
                  ORDER BY c.number DESC LIMIT 64) c
     WHERE c.called_at BETWEEN at - interval '1 minute' AND at)
$$;
ALTER FUNCTION customer_success.take_allowance(text) SET enable_seqscan = off;

-- Few rows are asked for, by key, each time with as many as a call has: one plan that looks them up serves all calls.
ALTER FUNCTION customer_success.hold_accounts(text[]) SET plan_cache_mode = force_generic_plan SET enable_seqscan = off
  SET enable_hashjoin = off SET enable_mergejoin = off;
ALTER FUNCTION customer_success.plain_operations(jsonb[]) SET plan_cache_mode = force_generic_plan SET enable_seqscan = off
  SET enable_hashjoin = off SET enable_mergejoin = off;
ALTER FUNCTION customer_success.take_together(customer_success.operations[], jsonb[], jsonb) SET plan_cache_mode = force_generic_plan
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off;
ALTER FUNCTION customer_success.add_to_sums() SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off;

-- The door. operations: 1 to 500 of {"op_id", "kind", "company_id", "account", "number", "entry", "base_version", "patch",
-- "made_at", "earlier_author"}; sender: {"machine", "app"}. Answers each in the order given. Raises for who is no member, and
-- for what is no list of 1 to 500; for nothing in the list.
CREATE OR REPLACE FUNCTION customer_success.apply_operations(operations json, sender json)
RETURNS TABLE (op_id uuid, outcome text, reason text, answer jsonb, xid text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s'
  SET client_min_messages = warning AS $$
DECLARE
  bodies jsonb[];
  body jsonb;
  from_whom jsonb;
  again jsonb;
  soon jsonb;
  waiting text[] := '{}';
  op customer_success.operations;
  together boolean[];
  -- What was looked through begins at `first` and ends at `last`; what of it is taken in one go ends at `reach`.
  plain customer_success.operations[];
  first int := 0;
  last int := 0;
  reach int := 0;
  accounts int[];
  done uuid[] := '{}';
BEGIN
  IF NOT customer_success.is_member() THEN
    RAISE EXCEPTION 'this login is no member of the company' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF json_typeof(operations) IS DISTINCT FROM 'array' OR json_array_length(operations) NOT BETWEEN 1 AND 500 THEN
    RAISE EXCEPTION 'give a list of 1 to 500 operations' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  bodies := customer_success.read_operations(operations);
  from_whom := customer_success.read_sender(sender);
  again := customer_success.begin_call(bodies);
  together := customer_success.taken_together(bodies);
  FOR i IN 1 .. cardinality(bodies) LOOP
    body := bodies[i];
    IF again IS NULL AND i > last AND together[i] THEN
      first := i;
      last := i;
      WHILE together[last + 1] LOOP
        last := last + 1;
      END LOOP;
      -- Of one alone there is nothing to save.
      plain := CASE WHEN last > first THEN customer_success.plain_operations(bodies[first:last]) ELSE '{}' END;
    END IF;
    -- As far as each is about another account, so that none overtakes what it may build on.
    IF again IS NULL AND i > reach AND i <= last THEN
      accounts := '{}';
      reach := i - 1;
      WHILE reach < last LOOP
        op := plain[reach + 2 - first];
        EXIT WHEN op.op_id IS NULL OR op.organization_id = ANY (accounts) OR coalesce(bodies[reach + 1] ->> 'account', '') = ANY (waiting);
        accounts := accounts || op.organization_id;
        reach := reach + 1;
      END LOOP;
      done := CASE WHEN reach <= i THEN '{}'
                   ELSE customer_success.take_together(plain[i + 1 - first:reach + 1 - first], bodies[i:reach], from_whom) END;
      reach := greatest(reach, i);
    END IF;
    IF i <= last AND done <> '{}' AND i <= reach THEN
      op := plain[i + 1 - first];
      IF op.op_id = ANY (done) THEN
        op_id := op.op_id;
        outcome := op.outcome;
        reason := NULL;
        answer := op.answer;
        xid := op.xid::text;
        RETURN NEXT;
        CONTINUE;
      END IF;
    END IF;
    IF again IS NULL AND coalesce(body ->> 'account', '') <> ALL (waiting) THEN
      op := customer_success.take_operation(body, from_whom);
      IF op.outcome <> 'later' THEN
        RETURN QUERY SELECT op.op_id, op.outcome, op.reason, op.answer, op.xid::text;
        CONTINUE;
      ELSIF op.reason = 'server' THEN
        again := op.answer;
      END IF;
      soon := op.answer;
      -- What follows on the same account may build on it.
      waiting := array_append(waiting, coalesce(body ->> 'account', ''));
    END IF;
    RETURN QUERY SELECT substring(body ->> 'op_id' FROM
                          '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$')::uuid,
                        'later', NULL::text, coalesce(again, soon), NULL::text;
  END LOOP;
END
$$;
