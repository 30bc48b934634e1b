-- Roles belong to the whole server, so they may exist already (another database of it holds a company, too).
-- cs_owner   owns every object; nobody logs in as it
-- cs_viewer  < cs_manager < cs_admin: what a person's login is granted; which rows it sees is said in memberships
-- cs_loader  the company's data pipeline: writes the company's tables, sees all of them
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['cs_owner', 'cs_viewer', 'cs_manager', 'cs_admin', 'cs_loader'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
      EXCEPTION
        WHEN duplicate_object OR unique_violation THEN
          NULL; -- made this very moment for another database
      END;
    END IF;
  END LOOP;

  IF EXISTS (SELECT FROM pg_roles WHERE rolname LIKE 'cs\_%' AND (rolsuper OR rolbypassrls)
             AND rolname IN ('cs_owner', 'cs_viewer', 'cs_manager', 'cs_admin', 'cs_loader')) THEN
    RAISE EXCEPTION 'a cs_ role has SUPERUSER or BYPASSRLS, so row security would not hold'
      USING HINT = 'ALTER ROLE … NOSUPERUSER NOBYPASSRLS';
  END IF;

  IF NOT pg_has_role('cs_manager', 'cs_viewer', 'USAGE') THEN
    GRANT cs_viewer TO cs_manager;
  END IF;
  IF NOT pg_has_role('cs_admin', 'cs_manager', 'USAGE') THEN
    GRANT cs_manager TO cs_admin;
  END IF;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
     AND NOT pg_has_role(current_user, 'cs_owner', 'USAGE') THEN
    EXECUTE format('GRANT cs_owner TO %I', current_user);
  END IF;
END
$$;

CREATE SCHEMA customer_success AUTHORIZATION cs_owner;

SET LOCAL ROLE cs_owner;

-- Functions are for nobody unless granted by name.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

GRANT USAGE ON SCHEMA customer_success TO cs_viewer, cs_loader;

CREATE TABLE customer_success.schema_migrations (
  version int PRIMARY KEY,
  name text NOT NULL,
  -- sha256 of the file, to notice one that was edited after it ran.
  checksum text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
GRANT SELECT ON customer_success.schema_migrations TO cs_viewer, cs_loader;
