-- Who was let in with a password for the first sign-in alone. The server ends that password by its own date (VALID UNTIL);
-- who has changed it says so here, and whoever may lifts the date.
SET LOCAL ROLE cs_owner;

-- Apart from memberships, so that nobody who leaves a transaction open holds up their own revocation.
CREATE TABLE customer_success.invitations (
  login name PRIMARY KEY,
  invited_by name NOT NULL,
  valid_until timestamptz NOT NULL,
  -- When the login said that it has a password of its own.
  accepted_at timestamptz,
  -- When the server's date on the password was lifted.
  settled_at timestamptz
);
ALTER TABLE customer_success.invitations ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON customer_success.invitations TO cs_owner USING (true) WITH CHECK (true);
CREATE POLICY members ON customer_success.invitations FOR SELECT TO cs_viewer USING (
  (SELECT customer_success.is_member()) AND (login = session_user OR (SELECT customer_success.is_admin())));
GRANT SELECT ON customer_success.invitations TO cs_viewer;

-- Says that this login has changed the password it was invited with. True where an invitation waited for that. It opens
-- nothing: whoever says so without having done it keeps a password that somebody else has seen.
CREATE FUNCTION customer_success.accept_invitation() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '5s' AS $$
DECLARE
  until timestamptz;
BEGIN
  IF NOT customer_success.is_member() THEN
    RETURN false;
  END IF;
  UPDATE customer_success.invitations i SET accepted_at = clock_timestamp()
   WHERE i.login = session_user AND i.accepted_at IS NULL RETURNING i.valid_until INTO until;
  IF until IS NULL THEN
    RETURN false;
  END IF;
  PERFORM customer_success.write_audit(-1, 'invitation.accept', jsonb_build_object('valid_until', until), NULL);
  RETURN true;
END
$$;
GRANT EXECUTE ON FUNCTION customer_success.accept_invitation() TO cs_viewer;
