-- The audit on a screen, verified piece by piece, and its heads as desktops remember them.
SET LOCAL ROLE cs_owner;

-- The newest first, narrowed by any of these without a look at the rows themselves. A condition of a member leads to instants
-- alone: what else it holds is compared after row security.
CREATE INDEX audit_log_by_time ON customer_success.audit_log (at, chain, number) INCLUDE (login, kind);
CREATE INDEX audit_log_marks ON customer_success.audit_log (chain, number) WHERE kind IN ('re-anchor', 'account.remove');

-- Which transaction wrote a head: desktops read those that changed since their snapshot.
ALTER TABLE customer_success.audit_heads ADD COLUMN xid xid8 NOT NULL DEFAULT '3';
ALTER TABLE customer_success.audit_heads ALTER COLUMN xid SET DEFAULT pg_current_xact_id();
CREATE INDEX audit_heads_by_xid ON customer_success.audit_heads (xid);

-- As before, and it says which transaction wrote the head.
CREATE OR REPLACE FUNCTION customer_success.write_audit(which int, kind text, details jsonb, personal jsonb, sender jsonb DEFAULT '{}',
  op_id uuid DEFAULT NULL, outcome text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  head customer_success.audit_heads := customer_success.hold_chain(which);
  r customer_success.audit_log;
BEGIN
  r.chain := which;
  r.number := head.number + 1;
  r.at := clock_timestamp();
  r.login := session_user;
  r.role := customer_success.my_role();
  r.address := coalesce(host(inet_client_addr()), 'this machine');
  r.machine := sender ->> 'machine';
  r.app := sender ->> 'app';
  r.kind := kind;
  r.op_id := op_id;
  r.outcome := outcome;
  r.details := details;
  r.personal := personal;
  r.personal_digest := customer_success.keyed_digest(convert_to(personal::text, 'UTF8'));
  r.previous := head.hash;
  r.hash := customer_success.audit_hash(r);
  INSERT INTO customer_success.audit_log VALUES (r.*);
  UPDATE customer_success.audit_heads SET number = r.number, hash = r.hash, xid = pg_current_xact_id() WHERE chain = which;
END
$$;

-- What a desktop looks at with each pull, of the chains that its login sees: heads that changed since its snapshot (all, where
-- it has none), and those it names, [{"chain", "number"}]. Beside each: the hash of the row of that number, and when the chain was
-- last anchored anew. A chain without a head has number 0.
CREATE FUNCTION customer_success.look_at_audit(since pg_snapshot, remembered jsonb)
RETURNS TABLE (chain int, number bigint, hash text, remembered_hash text, anchor bigint, anchored_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
BEGIN
  RETURN QUERY WITH known AS (
    SELECT r.chain, max(r.number) AS number FROM jsonb_to_recordset(remembered) AS r (chain int, number bigint)
     WHERE r.chain IS NOT NULL GROUP BY 1
  ), wanted AS (
    SELECT k.chain FROM known k
     UNION
    SELECT h.chain FROM customer_success.audit_heads h WHERE since IS NULL
     UNION
    -- Numbers of a server before a restored dump may be of the future here.
    SELECT h.chain FROM customer_success.audit_heads h
     WHERE h.xid >= pg_snapshot_xmin(since) AND h.xid < pg_snapshot_xmax(pg_current_snapshot())
       AND NOT pg_visible_in_snapshot(h.xid, since)
  )
  SELECT w.chain, coalesce(h.number, 0), encode(h.hash, 'hex'),
         (SELECT encode(l.hash, 'hex') FROM customer_success.audit_log l WHERE l.chain = w.chain AND l.number = k.number),
         a.number, a.at
    FROM wanted w
    LEFT JOIN known k ON k.chain = w.chain
    LEFT JOIN customer_success.audit_heads h ON h.chain = w.chain
    LEFT JOIN LATERAL (SELECT l.number, l.at FROM customer_success.audit_log l
                        WHERE l.chain = w.chain AND l.kind = 're-anchor' ORDER BY l.number DESC LIMIT 1) a ON true
   WHERE (SELECT customer_success.is_member())
     AND ((SELECT customer_success.sees_everything()) OR w.chain IN (SELECT customer_success.visible_chains()));
EXCEPTION
  WHEN data_exception THEN
    RAISE EXCEPTION 'give heads as a list of {"chain", "number"}' USING ERRCODE = 'invalid_parameter_value';
END
$$;
GRANT EXECUTE ON FUNCTION customer_success.look_at_audit(pg_snapshot, jsonb) TO cs_viewer;

-- Every row that doesn't fit its chain, of the chains from one to another: a long audit is verified piece by piece.
DROP FUNCTION customer_success.audit_problems(jsonb);
DROP FUNCTION customer_success.find_audit_problems(jsonb);
-- remembered: [{"chain", "number", "hash" (hex)}], heads that somebody kept.
--   edited   what the row says is not what it said
--   removed  rows before it are gone
--   forked   it doesn't follow the row before it, or isn't the one that is remembered
--   cut      rows after it are gone: the head, or somebody, remembers more
-- What came before a chain was anchored anew is accepted.
CREATE FUNCTION customer_success.find_audit_problems(remembered jsonb, first_chain int DEFAULT -2147483648,
  last_chain int DEFAULT 2147483647)
RETURNS TABLE (chain int, number bigint, problem text, accepted boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
  WITH linked AS (
    SELECT l.chain, l.number, l.hash, l.previous, lag(l.number) OVER w AS number_before, lag(l.hash) OVER w AS hash_before,
           l.hash <> customer_success.audit_hash(l)
           OR coalesce(l.personal_digest <> customer_success.keyed_digest(convert_to(l.personal::text, 'UTF8')), false)
           OR (l.personal IS NOT NULL AND l.personal_digest IS NULL) AS edited
      FROM customer_success.audit_log l
     WHERE l.chain BETWEEN first_chain AND last_chain
    WINDOW w AS (PARTITION BY l.chain ORDER BY l.number)
  ), ends AS (
    SELECT l.chain, max(l.number) AS number, max(l.number) FILTER (WHERE l.kind = 're-anchor') AS anchor
      FROM customer_success.audit_log l WHERE l.chain BETWEEN first_chain AND last_chain GROUP BY 1
  ), kept AS (
    SELECT h.chain, h.number, h.hash FROM customer_success.audit_heads h
     WHERE h.chain BETWEEN first_chain AND last_chain
     UNION ALL
    SELECT r.chain, r.number, decode(r.hash, 'hex')
      FROM jsonb_to_recordset(remembered) AS r (chain int, number bigint, hash text)
     WHERE r.number > 0 AND r.chain BETWEEN first_chain AND last_chain
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
CREATE FUNCTION customer_success.audit_problems(remembered jsonb DEFAULT '[]', first_chain int DEFAULT -2147483648,
  last_chain int DEFAULT 2147483647)
RETURNS TABLE (chain int, number bigint, problem text, accepted boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT (pg_has_role(session_user, 'cs_owner', 'MEMBER')
          OR (customer_success.is_admin() AND customer_success.sees_everything())) THEN
    RAISE EXCEPTION 'the audit is verified by an admin who sees every account' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY SELECT * FROM customer_success.find_audit_problems(remembered, first_chain, last_chain);
EXCEPTION
  WHEN data_exception THEN
    RAISE EXCEPTION 'give heads as a list of {"chain", "number", "hash"}' USING ERRCODE = 'invalid_parameter_value';
END
$$;
GRANT EXECUTE ON FUNCTION customer_success.audit_problems(jsonb, int, int) TO cs_admin;
