-- One desktop computes for the whole company: the runner. It holds a lease by the server's clock; what it makes over all
-- accounts it publishes for every desktop, and it keeps the scores here. Whoever comes after it holds a higher fence, and a
-- late write under a lower one is refused.
SET LOCAL ROLE cs_owner;

-- A member who is no admin may have the duty, too: an admin gives it, and the audit tells.
ALTER TABLE customer_success.memberships ADD COLUMN is_runner boolean NOT NULL DEFAULT false;

ALTER TABLE customer_success.operation_limits
  DROP CONSTRAINT operation_limits_calls_check,
  ADD CONSTRAINT operation_limits_calls_check CHECK (calls IN (
    'single', 'batch', 'single of an address', 'batch of an address',
    'claim', 'claim of an address', 'scores', 'scores of an address'));
INSERT INTO customer_success.operation_limits VALUES
  ('claim', 30), ('claim of an address', 300), ('scores', 1200), ('scores of an address', 2400);

CREATE TABLE customer_success.runner_lease (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  -- How long it holds without being renewed; only the schema's owner changes it.
  seconds int NOT NULL DEFAULT 60 CHECK (seconds BETWEEN 1 AND 600),
  -- Of the holder; one higher with each new one.
  fence bigint NOT NULL DEFAULT 0,
  login name,
  -- One run of an app on one machine: two with the same copy are two.
  host uuid,
  machine text,
  app text,
  held_since timestamptz,
  renewed_at timestamptz,
  -- Null, or past: nobody holds it.
  held_until timestamptz,
  -- The last model that was published, and the last scores that were pushed, by whoever it was.
  trained_at timestamptz,
  pushed_at timestamptz
);
INSERT INTO customer_success.runner_lease DEFAULT VALUES;
ALTER TABLE customer_success.runner_lease ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON customer_success.runner_lease TO cs_owner USING (true) WITH CHECK (true);
CREATE POLICY members ON customer_success.runner_lease FOR SELECT TO cs_viewer USING (
  (SELECT customer_success.is_member()));
GRANT SELECT ON customer_success.runner_lease TO cs_viewer;

-- Whether a login may compute for the company: it sees every account, and is an admin or was given the duty.
CREATE FUNCTION customer_success.may_run(who name) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM customer_success.memberships m
                  WHERE m.login = who AND m.scope = 'all' AND (m.role = 'admin' OR m.is_runner))
$$;

-- Whether somebody holds the lease. A login that may no more holds nothing, and no more does one whose time lies further
-- ahead than any lease does: the server's clock was set back.
CREATE FUNCTION customer_success.is_held(lease customer_success.runner_lease, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(lease.held_until > at AND lease.held_until <= at + make_interval(secs => lease.seconds)
                  AND customer_success.may_run(lease.login), false)
$$;

-- As take_allowance, for the calls of a runner. When one may be made again; null where it goes on, and then it is counted.
CREATE FUNCTION customer_success.take_runner_allowance(what text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  place text := coalesce(host(inet_client_addr()), 'this machine');
  at timestamptz;
  again timestamptz;
BEGIN
  INSERT INTO customer_success.operation_senders VALUES (session_user, clock_timestamp())
      ON CONFLICT (login) DO UPDATE SET called_at = excluded.called_at;
  at := clock_timestamp();
  DELETE FROM customer_success.operation_calls c
   WHERE c.login = session_user AND c.called_at NOT BETWEEN at - interval '1 minute' AND at;
  again := greatest(
    (SELECT c.called_at FROM customer_success.operation_calls c
      WHERE c.login = session_user AND c.calls = what ORDER BY c.called_at DESC LIMIT 1
     OFFSET (SELECT l.per_minute - 1 FROM customer_success.operation_limits l WHERE l.calls = what)),
    (SELECT c.called_at FROM customer_success.operation_calls c
      WHERE c.address = place AND c.calls = what AND c.called_at BETWEEN at - interval '1 minute' AND at
      ORDER BY c.called_at DESC LIMIT 1
     OFFSET (SELECT l.per_minute - 1 FROM customer_success.operation_limits l WHERE l.calls = what || ' of an address')))
    + interval '1 minute';
  IF again IS NULL THEN
    INSERT INTO customer_success.operation_calls VALUES (session_user, place, what, at);
    RETURN NULL;
  END IF;
  RETURN customer_success.try_again(again, at);
END
$$;

-- Takes the lease where nobody holds it, or renews it for who does. sender: {"machine", "app"}. Answers {"outcome"}:
--   held     it is this host's, under "fence", for another "seconds"
--   taken    somebody else holds it
--   refused  "reason": role, or invalid
--   later    not now; "retry_in_ms"
CREATE FUNCTION customer_success.claim_runner(host uuid, sender json) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s'
  SET client_min_messages = warning AS $$
DECLARE
  lease customer_success.runner_lease;
  said jsonb := customer_success.read_sender(sender);
  again jsonb;
  at timestamptz;
BEGIN
  IF NOT customer_success.may_run(session_user) THEN
    RETURN '{"outcome": "refused", "reason": "role"}';
  ELSIF host IS NULL THEN
    RETURN '{"outcome": "refused", "reason": "invalid"}';
  END IF;
  again := customer_success.take_runner_allowance('claim');
  IF again IS NOT NULL THEN
    RETURN again || '{"outcome": "later"}';
  END IF;
  SELECT l.* INTO lease FROM customer_success.runner_lease l FOR UPDATE;
  at := clock_timestamp();
  IF NOT customer_success.is_held(lease, at) THEN
    lease.fence := lease.fence + 1;
    lease.held_since := at;
  ELSIF lease.host <> claim_runner.host OR lease.login <> session_user THEN
    RETURN '{"outcome": "taken"}';
  END IF;
  UPDATE customer_success.runner_lease l
     SET fence = lease.fence, login = session_user, host = claim_runner.host, machine = said ->> 'machine',
         app = said ->> 'app', held_since = lease.held_since, renewed_at = at,
         held_until = at + make_interval(secs => lease.seconds);
  RETURN jsonb_build_object('outcome', 'held', 'fence', lease.fence, 'seconds', lease.seconds);
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN customer_success.try_again(clock_timestamp() + interval '5 seconds', clock_timestamp()) || '{"outcome": "later"}';
END
$$;

-- Lets go of the lease, so that nobody has to wait for its end. Whether it was held.
CREATE FUNCTION customer_success.release_runner(host uuid, fence bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s' AS $$
BEGIN
  UPDATE customer_success.runner_lease l SET held_until = clock_timestamp()
   WHERE l.host = release_runner.host AND l.fence = release_runner.fence AND l.login = session_user
     AND customer_success.is_held(l, clock_timestamp());
  RETURN FOUND;
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN false;
END
$$;

-- What a write by the runner begins with: holds the lease to the end of the transaction, so that nobody else takes it under
-- the write, and renews it. {} where it goes on; else the answer: refused (role, fence) or later.
CREATE FUNCTION customer_success.begin_run(host uuid, fence bigint) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  lease customer_success.runner_lease;
  again jsonb;
BEGIN
  IF NOT customer_success.may_run(session_user) THEN
    RETURN '{"outcome": "refused", "reason": "role"}';
  END IF;
  again := customer_success.take_runner_allowance('scores');
  IF again IS NOT NULL THEN
    RETURN again || '{"outcome": "later"}';
  END IF;
  SELECT l.* INTO lease FROM customer_success.runner_lease l FOR UPDATE;
  IF NOT customer_success.is_held(lease, clock_timestamp()) OR lease.login <> session_user
     OR lease.host IS DISTINCT FROM begin_run.host OR lease.fence IS DISTINCT FROM begin_run.fence THEN
    RETURN '{"outcome": "refused", "reason": "fence"}';
  END IF;
  UPDATE customer_success.runner_lease l
     SET renewed_at = clock_timestamp(), held_until = clock_timestamp() + make_interval(secs => l.seconds);
  RETURN '{}';
EXCEPTION
  WHEN lock_not_available OR transaction_rollback THEN
    RETURN customer_success.try_again(clock_timestamp() + interval '5 seconds', clock_timestamp()) || '{"outcome": "later"}';
END
$$;

GRANT EXECUTE ON FUNCTION customer_success.claim_runner(uuid, json), customer_success.release_runner(uuid, bigint)
  TO cs_viewer;
