-- One desktop computes for the whole company: the runner. It holds a lease by the server's clock, and what it makes over all
-- accounts it publishes for every desktop. Whoever comes after it holds a higher fence, and a
-- late write under a lower one is refused.
SET LOCAL ROLE cs_owner;

-- A member who is no admin may have the duty, too: an admin gives it, and the audit tells.
ALTER TABLE customer_success.memberships ADD COLUMN is_runner boolean NOT NULL DEFAULT false;

INSERT INTO customer_success.operation_limits VALUES
  ('claim', 30), ('claim of an address', 300), ('runner', 1200), ('runner of an address', 2400);

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
  -- When the last model was published, by whoever it was.
  trained_at timestamptz
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
  again := customer_success.take_allowance('claim');
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
  again := customer_success.take_allowance('runner');
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

-- What is computed over the whole book, for every desktop: the churn model with the book that its chances are held against,
-- that book anew, what interventions went along with, and facts that scores stand on. Versions are the company's, by kind.
CREATE TABLE customer_success.book_documents (
  document_id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('churn_model', 'churn_book', 'effects', 'facts')),
  version int NOT NULL CHECK (version > 0),
  -- Of the document: a desktop that reads none so high leaves the one before in force.
  format int NOT NULL CHECK (format > 0),
  -- Of the churn model that it belongs to, and of the configuration of scores in force; null: none.
  model_version int,
  config_version int,
  document jsonb NOT NULL CHECK (jsonb_typeof(document) = 'object' AND octet_length(document::text) <= 2000000),
  login name NOT NULL,
  machine text,
  app text,
  fence bigint NOT NULL,
  published_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (kind, version)
);
ALTER TABLE customer_success.book_documents ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON customer_success.book_documents TO cs_owner USING (true) WITH CHECK (true);
-- Figures of a whole book say nothing of one account in it.
CREATE POLICY members ON customer_success.book_documents FOR SELECT TO cs_viewer USING (
  (SELECT customer_success.is_member()));
GRANT SELECT ON customer_success.book_documents TO cs_viewer;
CREATE TRIGGER log_insert AFTER INSERT ON customer_success.book_documents REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_row_changes('document_id', 'shared');
CREATE TRIGGER log_update AFTER UPDATE ON customer_success.book_documents
  REFERENCING OLD TABLE AS removed NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_row_changes('document_id', 'shared');
CREATE TRIGGER log_delete AFTER DELETE ON customer_success.book_documents REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_row_changes('document_id', 'shared');
CREATE TRIGGER log_truncate AFTER TRUNCATE ON customer_success.book_documents
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_truncate();

-- Publishes the next version of a kind. Answers {"outcome": applied, "version"}, where the latest says the same its own; else
-- refused ("reason": role, fence, invalid, too_large, lower: of an earlier format than the latest) or later.
CREATE FUNCTION customer_success.publish_document(host uuid, fence bigint, kind text, format int, model_version int,
  config_version int, document json) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s'
  SET client_min_messages = warning AS $$
DECLARE
  answer jsonb := customer_success.begin_run(publish_document.host, publish_document.fence);
  latest customer_success.book_documents;
  asked customer_success.book_documents;
BEGIN
  IF answer <> '{}' THEN
    RETURN answer;
  ELSIF octet_length(publish_document.document::text) > 2000000 THEN
    RETURN '{"outcome": "refused", "reason": "too_large"}';
  END IF;
  SELECT d.* INTO latest FROM customer_success.book_documents d
   WHERE d.kind = publish_document.kind ORDER BY d.version DESC LIMIT 1;
  BEGIN
    asked.document := publish_document.document::jsonb;
    IF latest.document = asked.document AND latest.format = publish_document.format
       AND latest.model_version IS NOT DISTINCT FROM publish_document.model_version THEN
      RETURN jsonb_build_object('outcome', 'applied', 'version', latest.version);
    ELSIF publish_document.format < latest.format THEN
      RETURN '{"outcome": "refused", "reason": "lower"}';
    END IF;
    INSERT INTO customer_success.book_documents
      (kind, version, format, model_version, config_version, document, login, machine, app, fence)
    SELECT publish_document.kind, coalesce(latest.version, 0) + 1, publish_document.format, publish_document.model_version,
           publish_document.config_version, asked.document, session_user, l.machine, l.app, l.fence
      FROM customer_success.runner_lease l;
  EXCEPTION
    WHEN data_exception OR integrity_constraint_violation OR program_limit_exceeded THEN
      RETURN '{"outcome": "refused", "reason": "invalid"}';
  END;
  -- The latest few of each kind: some desktops can't read the latest.
  DELETE FROM customer_success.book_documents d
   WHERE d.kind = publish_document.kind AND d.version <= coalesce(latest.version, 0) - 4;
  UPDATE customer_success.runner_lease l SET trained_at = clock_timestamp() WHERE publish_document.kind = 'churn_model';
  RETURN jsonb_build_object('outcome', 'applied', 'version', coalesce(latest.version, 0) + 1);
END
$$;
GRANT EXECUTE ON FUNCTION
  customer_success.publish_document(uuid, bigint, text, int, int, int, json) TO cs_viewer;
