-- A person before a rule before a backfill: what a desktop offers again, or offers of what it kept before, and what a rule does
-- have allowances of their own, so that none of it uses up a person's. Which of them a call is, it says itself: that can
-- only set it behind.
SET LOCAL ROLE cs_owner;

-- Every sort of call that has an allowance is a row; one without a row has none.
ALTER TABLE customer_success.operation_limits DROP CONSTRAINT IF EXISTS operation_limits_calls_check;
ALTER TABLE customer_success.operation_limits ADD CONSTRAINT operation_limits_calls_check CHECK (calls <> '');
INSERT INTO customer_success.operation_limits (calls, per_minute) VALUES
  ('single of a rule', 60), ('batch of a rule', 10),
  ('single of a rule of an address', 600), ('batch of a rule of an address', 100),
  ('single of a backfill', 20), ('batch of a backfill', 10),
  ('single of a backfill of an address', 200), ('batch of a backfill of an address', 100);

-- The allowance that a call of operations is of: that of the foremost among them, and a person's where nothing is said.
CREATE FUNCTION customer_success.allowance_of(operations jsonb[]) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN cardinality(operations) > 1 THEN 'batch' ELSE 'single' END
      || CASE WHEN bool_and(coalesce(operation ->> 'origin' = 'backfill', false)) THEN ' of a backfill'
              WHEN bool_and(coalesce(operation ->> 'origin' IN ('rule', 'backfill'), false)) THEN ' of a rule'
              ELSE '' END
    FROM unnest(operations) operation
$$;

-- When such a call may be made again, where its allowance is used up; null where it goes on, and then it is counted. An
-- allowance is of any 60 seconds, by the server's clock.
CREATE FUNCTION customer_success.take_allowance(what text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  place text := coalesce(host(inet_client_addr()), 'this machine');
  mine int := (SELECT l.per_minute FROM customer_success.operation_limits l WHERE l.calls = what);
  ours int := (SELECT l.per_minute FROM customer_success.operation_limits l WHERE l.calls = what || ' of an address');
  at timestamptz;
  again timestamptz;
BEGIN
  INSERT INTO customer_success.operation_senders VALUES (session_user, clock_timestamp())
      ON CONFLICT (login) DO UPDATE SET called_at = excluded.called_at;
  at := clock_timestamp();
  IF mine IS NULL OR ours IS NULL THEN
    RETURN customer_success.try_again(at + interval '1 minute', at);
  END IF;
  -- A clock that was set back leaves calls of the future.
  DELETE FROM customer_success.operation_calls c
   WHERE c.login = session_user AND c.called_at NOT BETWEEN at - interval '1 minute' AND at;
  again := greatest(
    (SELECT c.called_at FROM customer_success.operation_calls c
      WHERE c.login = session_user AND c.calls = what ORDER BY c.called_at DESC LIMIT 1 OFFSET mine - 1),
    (SELECT c.called_at FROM customer_success.operation_calls c
      WHERE c.address = place AND c.calls = what AND c.called_at BETWEEN at - interval '1 minute' AND at
      ORDER BY c.called_at DESC LIMIT 1 OFFSET ours - 1)) + interval '1 minute';
  IF again IS NULL THEN
    INSERT INTO customer_success.operation_calls VALUES (session_user, place, what, at);
    RETURN NULL;
  END IF;
  RETURN customer_success.try_again(again, at);
END
$$;

DO $$
DECLARE
  begin_call text := pg_get_functiondef('customer_success.begin_call(jsonb[])'::regprocedure);
  before text := 'customer_success.take_allowance(cardinality(operations) > 1)';
BEGIN
  IF position(before IN begin_call) = 0 THEN
    RAISE EXCEPTION 'begin_call is not as it was made';
  END IF;
  EXECUTE replace(begin_call, before, 'customer_success.take_allowance(customer_success.allowance_of(operations))');
END
$$;
DROP FUNCTION customer_success.take_allowance(boolean);
