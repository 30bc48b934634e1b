-- Who reads the audit, what beside operations is written in it, and how a chain is verified.
SET LOCAL ROLE cs_owner;

-- The two chains of no account, those of the accounts in the login's book, and of accounts that were merged into them.
CREATE FUNCTION customer_success.visible_chains() RETURNS SETOF int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT chain FROM (VALUES (0), (-1)) c (chain) WHERE customer_success.is_member()
   UNION ALL
  SELECT customer_success.visible_organizations()
   UNION ALL
  SELECT m.merged_id FROM customer_success.merged_accounts m
   WHERE m.organization_id IN (SELECT customer_success.visible_organizations())
$$;
GRANT EXECUTE ON FUNCTION customer_success.visible_chains() TO cs_viewer;

-- What one did oneself, and everything for admins; of the accounts that they see.
CREATE POLICY members ON customer_success.audit_log FOR SELECT TO cs_viewer USING (
  ((SELECT customer_success.is_admin()) OR login = session_user)
  AND ((SELECT customer_success.sees_everything()) OR chain IN (SELECT customer_success.visible_chains())));
CREATE POLICY members ON customer_success.audit_heads FOR SELECT TO cs_viewer USING (
  (SELECT customer_success.sees_everything()) OR chain IN (SELECT customer_success.visible_chains()));
GRANT SELECT ON customer_success.audit_log, customer_success.audit_heads TO cs_viewer;

-- Rows are added, never changed or removed; but what people wrote may be erased, of which the digest stays.
CREATE FUNCTION customer_success.keep_audit() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.personal IS NULL AND to_jsonb(NEW) - 'personal' = to_jsonb(OLD) - 'personal' THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'the audit is added to, and changed in no other way' USING ERRCODE = 'insufficient_privilege',
    HINT = 'What a person wrote may be erased: UPDATE … SET personal = NULL.';
END
$$;
CREATE TRIGGER keep_rows BEFORE UPDATE ON customer_success.audit_log
  FOR EACH ROW EXECUTE FUNCTION customer_success.keep_audit();
CREATE TRIGGER keep_all BEFORE DELETE OR TRUNCATE ON customer_success.audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.keep_audit();
CREATE TRIGGER keep_all BEFORE DELETE OR TRUNCATE ON customer_success.audit_heads
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.keep_audit();

-- What administrators change. Arguments of the trigger: the kind, and the column that says of what.
CREATE FUNCTION customer_success.audit_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  before jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  after jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
BEGIN
  IF before IS DISTINCT FROM after THEN
    PERFORM customer_success.write_audit(
      0, TG_ARGV[0], jsonb_build_object('change', lower(TG_OP COLLATE "C"), 'of', coalesce(after, before) -> TG_ARGV[1]),
      jsonb_build_object('before', before, 'after', after));
  END IF;
  RETURN NULL;
END
$$;
CREATE FUNCTION customer_success.audit_emptied() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM customer_success.write_audit(0, TG_ARGV[0], jsonb_build_object('change', lower(TG_OP COLLATE "C")), NULL);
  RETURN NULL;
END
$$;
DO $$
DECLARE
  t record;
BEGIN
  FOR t IN SELECT * FROM (VALUES
    ('memberships', 'member', 'login'), ('operation_limits', 'limit', 'calls'), ('operation_kinds', 'kind', 'kind'))
    AS x (name, kind, key)
  LOOP
    EXECUTE format(
      'CREATE TRIGGER audit_change AFTER INSERT OR UPDATE OR DELETE ON customer_success.%1$I
         FOR EACH ROW EXECUTE FUNCTION customer_success.audit_change(%2$L, %3$L);
       CREATE TRIGGER audit_emptied AFTER TRUNCATE ON customer_success.%1$I
         FOR EACH STATEMENT EXECUTE FUNCTION customer_success.audit_emptied(%2$L)', t.name, t.kind, t.key);
  END LOOP;
END
$$;

CREATE FUNCTION customer_success.audit_settings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM customer_success.write_audit(0, 'setting', jsonb_build_object(
    'before', jsonb_build_object('zone', OLD.zone, 'currency', OLD.currency),
    'after', jsonb_build_object('zone', NEW.zone, 'currency', NEW.currency)), NULL);
  RETURN NULL;
END
$$;
CREATE TRIGGER audit_settings AFTER UPDATE OF zone, currency ON customer_success.sync_settings FOR EACH ROW
  WHEN (OLD.zone <> NEW.zone OR OLD.currency IS DISTINCT FROM NEW.currency)
  EXECUTE FUNCTION customer_success.audit_settings();

-- With an account go the entries of the team, and an account that was merged takes its entries along: the audit says so, in
-- the chain of the account that is gone.
CREATE FUNCTION customer_success.audit_account_gone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM customer_success.write_audit(
    OLD.organization_id, CASE WHEN m.merged_id IS NULL THEN 'account.remove' ELSE 'account.merge' END,
    jsonb_strip_nulls(jsonb_build_object('account', OLD.external_id, 'into', m.organization_id)), NULL)
     FROM (SELECT 1) one LEFT JOIN customer_success.merged_accounts m ON m.merged_id = OLD.organization_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER audit_account_gone AFTER DELETE ON customer_success.organizations
  FOR EACH ROW EXECUTE FUNCTION customer_success.audit_account_gone();

-- What a load did: {table: {"added", "changed", …}}.
CREATE FUNCTION customer_success.record_load(counts jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF jsonb_typeof(counts) IS DISTINCT FROM 'object' OR octet_length(counts::text) > 20000 THEN
    RAISE EXCEPTION 'give the counts of a load by table' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  PERFORM customer_success.write_audit(0, 'load', counts, NULL);
END
$$;
GRANT EXECUTE ON FUNCTION customer_success.record_load(jsonb) TO cs_loader;

-- Every row that doesn't fit its chain. remembered: [{"chain", "number", "hash" (hex)}], heads that somebody kept.
--   edited   what the row says is not what it said
--   removed  rows before it are gone
--   forked   it doesn't follow the row before it, or isn't the one that is remembered
--   cut      rows after it are gone: the head, or somebody, remembers more
-- What came before a chain was anchored anew is accepted.
CREATE FUNCTION customer_success.find_audit_problems(remembered jsonb)
RETURNS TABLE (chain int, number bigint, problem text, accepted boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
  WITH linked AS (
    SELECT l.chain, l.number, l.hash, l.previous, lag(l.number) OVER w AS number_before, lag(l.hash) OVER w AS hash_before,
           l.hash <> customer_success.audit_hash(l)
           OR coalesce(l.personal_digest <> customer_success.keyed_digest(convert_to(l.personal::text, 'UTF8')), false)
           OR (l.personal IS NOT NULL AND l.personal_digest IS NULL) AS edited
      FROM customer_success.audit_log l
    WINDOW w AS (PARTITION BY l.chain ORDER BY l.number)
  ), ends AS (
    SELECT l.chain, max(l.number) AS number, max(l.number) FILTER (WHERE l.kind = 're-anchor') AS anchor
      FROM customer_success.audit_log l GROUP BY 1
  ), kept AS (
    SELECT h.chain, h.number, h.hash, true AS ours FROM customer_success.audit_heads h
     UNION ALL
    SELECT r.chain, r.number, decode(r.hash, 'hex'), false
      FROM jsonb_to_recordset(remembered) AS r (chain int, number bigint, hash text)
     WHERE r.number > 0
  ), found AS (
    SELECT l.chain, l.number, 'edited' AS problem FROM linked l WHERE l.edited
     UNION ALL
    SELECT l.chain, l.number, 'removed' FROM linked l WHERE l.number <> coalesce(l.number_before, 0) + 1
     UNION ALL
    SELECT l.chain, l.number, 'forked' FROM linked l
     WHERE l.number = coalesce(l.number_before, 0) + 1 AND l.previous IS DISTINCT FROM l.hash_before
     UNION ALL
    SELECT k.chain, coalesce(e.number, 0), 'cut' FROM kept k LEFT JOIN ends e ON e.chain = k.chain
     WHERE k.number > coalesce(e.number, 0)
     UNION ALL
    SELECT k.chain, l.number, 'forked' FROM kept k JOIN linked l ON l.chain = k.chain AND l.number = k.number
     WHERE l.hash IS DISTINCT FROM k.hash
     UNION ALL
    SELECT e.chain, e.number, CASE WHEN h.chain IS NULL THEN 'cut' ELSE 'forked' END
      FROM ends e LEFT JOIN customer_success.audit_heads h ON h.chain = e.chain
     WHERE h.chain IS NULL OR h.number < e.number
  )
  SELECT f.chain, f.number, f.problem, bool_and(coalesce(f.number <= e.anchor, false))
    FROM found f LEFT JOIN ends e ON e.chain = f.chain GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
$$;

-- The same for who looks after the company: a member of cs_owner, or an admin who sees every account.
CREATE FUNCTION customer_success.audit_problems(remembered jsonb DEFAULT '[]')
RETURNS TABLE (chain int, number bigint, problem text, accepted boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT (pg_has_role(session_user, 'cs_owner', 'MEMBER')
          OR (customer_success.is_admin() AND customer_success.sees_everything())) THEN
    RAISE EXCEPTION 'the audit is verified by an admin who sees every account' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY SELECT * FROM customer_success.find_audit_problems(remembered);
EXCEPTION
  WHEN data_exception THEN
    RAISE EXCEPTION 'give heads as a list of {"chain", "number", "hash"}' USING ERRCODE = 'invalid_parameter_value';
END
$$;
GRANT EXECUTE ON FUNCTION customer_success.audit_problems(jsonb) TO cs_admin;

-- Accepts what is wrong with each chain until now, with a reason, in a row of the chain itself, numbered after everything
-- that anybody remembers. Returns how many chains that was. For the schema's owner alone.
CREATE FUNCTION customer_success.re_anchor_audit(reason text, remembered jsonb DEFAULT '[]') RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
DECLARE
  broken record;
  anchored int := 0;
BEGIN
  IF coalesce(btrim(reason), '') = '' THEN
    RAISE EXCEPTION 'say why the audit is anchored anew' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  FOR broken IN
    SELECT p.chain AS which, count(*) AS problems,
           (jsonb_agg(jsonb_build_object('number', p.number, 'problem', p.problem) ORDER BY p.number)) AS list
      FROM customer_success.find_audit_problems(remembered) p WHERE NOT p.accepted GROUP BY p.chain ORDER BY p.chain
  LOOP
    PERFORM customer_success.hold_chain(broken.which);
    UPDATE customer_success.audit_heads h SET number = greatest(
        h.number,
        (SELECT max(l.number) FROM customer_success.audit_log l WHERE l.chain = broken.which),
        (SELECT max(r.number) FROM jsonb_to_recordset(remembered) AS r (chain int, number bigint)
          WHERE r.chain = broken.which))
     WHERE h.chain = broken.which;
    PERFORM customer_success.write_audit(broken.which, 're-anchor', jsonb_build_object(
      'reason', reason, 'problems', broken.problems,
      'first', jsonb_path_query_array(broken.list, '$[0 to 49]')), NULL);
    anchored := anchored + 1;
  END LOOP;
  RETURN anchored;
END
$$;
