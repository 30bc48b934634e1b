-- Notes of one account are taken together as well, as many as come in a row: their rows in the audit are chained in their order.
SET LOCAL ROLE cs_owner;

-- Of a note it is known before anything is written that it can be taken, so that none of its account overtakes it.
DO $do$
DECLARE
  was text := pg_get_functiondef('customer_success.plain_operations(jsonb[])'::regprocedure);
  typed text := $of$AND jsonb_typeof(b.body -> 'made_at') = 'number'$of$;
  accounts text := $of$AND (sees_all OR g.owner_id = mine)) x$of$;
BEGIN
  IF position(typed IN was) = 0 OR position(accounts IN was) = 0 THEN
    RAISE EXCEPTION 'plain_operations is not as it was made';
  END IF;
  was := replace(was, typed, typed || $of$
                          AND CASE WHEN k.kind = 'note.add' AND jsonb_typeof(b.body -> 'patch') = 'object'
                                THEN (b.body -> 'patch') - '{text,contact}'::text[] = '{}'
                                 AND jsonb_typeof(b.body -> 'patch' -> 'text') = 'string' AND b.body -> 'patch' ->> 'text' <> ''
                                 AND customer_success.has_text(b.body -> 'patch', 'text', 10000)
                                 AND customer_success.has_text(b.body -> 'patch', 'contact', 1000)
                                 AND (u.user_id IS NOT NULL OR coalesce(b.body -> 'patch' ->> 'contact', '') = '')
                                ELSE true END$of$);
  EXECUTE replace(was, accounts, $of$AND (sees_all OR g.owner_id = mine)
              LEFT JOIN customer_success.users u ON u.organization_id = g.organization_id
                    AND u.external_id = CASE WHEN k.kind = 'note.add' THEN b.body -> 'patch' ->> 'contact' END) x$of$);
END
$do$;

-- Adds the notes among them. Which these are.
CREATE OR REPLACE FUNCTION customer_success.add_notes_together(asked customer_success.operations[], patches jsonb[]) RETURNS uuid[]
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH written AS (
    INSERT INTO customer_success.notes (note_id, organization_id, user_id, author, made_at, text)
    SELECT o.op_id, o.organization_id, u.user_id, o.login, o.made_at, o.patch ->> 'text'
      FROM ROWS FROM (unnest(asked), unnest(patches)) WITH ORDINALITY
             o (op_id, kind, login, organization_id, entry, base_version, earlier_author, made_at, content, outcome, reason, answer,
                xid, done_at, patch, n)
      LEFT JOIN customer_success.users u ON u.organization_id = o.organization_id AND u.external_id = o.patch ->> 'contact'
     WHERE o.kind = 'note.add' AND (u.user_id IS NOT NULL OR coalesce(o.patch ->> 'contact', '') = '')
     ORDER BY o.n
    RETURNING note_id
  )
  SELECT coalesce(array_agg(w.note_id), '{}') FROM written w
$$;

-- Takes what it can of operations in a row, with their rows in the audit, those of one account in their order. Which these are; none
-- where anything fails.
CREATE OR REPLACE FUNCTION customer_success.take_together(asked customer_success.operations[], bodies jsonb[], sender jsonb) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  kinds text[];
  patches jsonb[];
  notes int;
  whose text := customer_success.my_role();
  place text := coalesce(host(inet_client_addr()), 'this machine');
  has_erasures boolean := customer_success.has_erasures();
  done uuid[] := '{}';
  told record;
  r customer_success.audit_log;
  rows customer_success.audit_log[] := '{}';
BEGIN
  SELECT array_agg(DISTINCT o.kind), array_agg(o.body -> 'patch' ORDER BY o.n), count(*) FILTER (WHERE o.kind = 'note.add')
    INTO kinds, patches, notes
    FROM ROWS FROM (unnest(asked), unnest(bodies)) WITH ORDINALITY
           o (op_id, kind, login, organization_id, entry, base_version, earlier_author, made_at, content, outcome, reason, answer,
              xid, done_at, body, n);
  IF notes > 0 THEN
    done := customer_success.add_notes_together(asked, patches);
    IF cardinality(done) < notes THEN
      RAISE EXCEPTION 'a contact is gone';
    END IF;
  END IF;
  IF 'reward.redeem' = ANY (kinds) THEN
    done := done || customer_success.redeem_together(asked, patches);
  END IF;
  IF done = '{}' THEN
    RETURN done;
  END IF;
  FOR told IN
    SELECT h.chain, h.number, h.hash, o.kind, o.op_id, o.outcome, jsonb_build_object('before', NULL, 'after', o.patch, 'lost', NULL) AS personal,
           CASE WHEN has_erasures THEN customer_success.without_erased(h.chain, o.answer::text, true)::jsonb ELSE o.answer END AS details
      FROM ROWS FROM (unnest(asked), unnest(patches)) WITH ORDINALITY
             o (op_id, kind, login, organization_id, entry, base_version, earlier_author, made_at, content, outcome, reason, answer,
                xid, done_at, patch, n)
      JOIN customer_success.audit_heads h ON h.chain = o.organization_id
     WHERE o.op_id = ANY (done) ORDER BY h.chain, o.n
  LOOP
    IF r.chain IS DISTINCT FROM told.chain THEN
      r := (told.chain, told.number, NULL, session_user, whose, place, sender ->> 'machine', sender ->> 'app', NULL, NULL, NULL, NULL,
            NULL, NULL, NULL, told.hash, NULL);
    END IF;
    r.number := r.number + 1;
    r.at := clock_timestamp();
    r.kind := told.kind;
    r.op_id := told.op_id;
    r.outcome := told.outcome;
    r.details := told.details;
    r.personal := told.personal;
    r.personal_digest := customer_success.keyed_digest(convert_to(told.personal::text, 'UTF8'));
    r.previous := r.hash;
    r.hash := customer_success.audit_hash(r);
    rows := rows || r;
  END LOOP;
  INSERT INTO customer_success.audit_log SELECT l.* FROM unnest(rows) l;
  UPDATE customer_success.audit_heads h SET number = l.number, hash = l.hash, xid = pg_current_xact_id()
    FROM (SELECT DISTINCT ON (x.chain) x.chain, x.number, x.hash FROM unnest(rows) x ORDER BY x.chain, x.number DESC) l
   WHERE h.chain = l.chain;
  IF cardinality(rows) < cardinality(done) THEN
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

-- What comes after a redemption of its account waits for it: that one may have to be looked at more closely.
DO $do$
DECLARE
  was text := pg_get_functiondef('customer_success.apply_operations(json,json)'::regprocedure);
  noted text := $of$        accounts := accounts || op.organization_id;$of$;
  says text := $of$    -- As far as each is about another account, so that none overtakes what it may build on.$of$;
BEGIN
  IF position(noted IN was) = 0 OR position(says IN was) = 0 THEN
    RAISE EXCEPTION 'apply_operations is not as it was made';
  END IF;
  EXECUTE replace(replace(was, noted, $of$        IF op.kind <> 'note.add' THEN
          accounts := accounts || op.organization_id;
        END IF;$of$), says, $of$    -- As far as none is about an account of which another is redeemed before, so that none overtakes what it may build on.$of$);
END
$do$;
