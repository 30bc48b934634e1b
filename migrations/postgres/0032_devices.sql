-- The devices that a login signs in on: each copy of the company's data tells of itself, its owner and admins see it, and may
-- sign it out. The device hears so at its next contact, destroys its key and erases the copy.
SET LOCAL ROLE cs_owner;

CREATE TABLE customer_success.devices (
  login name NOT NULL,
  -- The copy on the device: made by chance, and gone with the copy. One that was erased and loaded anew is another.
  copy uuid NOT NULL,
  -- The installation, made by chance once.
  device uuid,
  kind text NOT NULL DEFAULT 'desktop' CHECK (kind IN ('desktop', 'service')),
  -- The name of the machine, as it says; null: it has not been heard of.
  machine text,
  -- Another one that the same copy came from before: it was renamed, or its folder was copied.
  machine_before text,
  -- As its owner calls it.
  name text,
  app text,
  platform text,
  first_seen timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_seen timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- When the device heard that it is signed out.
  told_at timestamptz,
  PRIMARY KEY (login, copy)
);
ALTER TABLE customer_success.devices ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON customer_success.devices TO cs_owner USING (true) WITH CHECK (true);
CREATE POLICY members ON customer_success.devices FOR SELECT TO cs_viewer USING (
  (SELECT customer_success.is_member()) AND (login = session_user OR (SELECT customer_success.is_admin())));
GRANT SELECT ON customer_success.devices TO cs_viewer;

-- Apart from the devices, and a row for each who does it, so that nobody who leaves a transaction open holds up that
-- somebody else signs them out. For good: a copy may come back after years, and what is loaded anew has another number.
CREATE TABLE customer_success.device_sign_outs (
  login name NOT NULL,
  copy uuid NOT NULL,
  signed_out_by name NOT NULL,
  signed_out_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (login, copy, signed_out_by)
);
ALTER TABLE customer_success.device_sign_outs ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON customer_success.device_sign_outs TO cs_owner USING (true) WITH CHECK (true);
CREATE POLICY members ON customer_success.device_sign_outs FOR SELECT TO cs_viewer USING (
  (SELECT customer_success.is_member()) AND (login = session_user OR (SELECT customer_success.is_admin())));
GRANT SELECT ON customer_success.device_sign_outs TO cs_viewer;

-- A line of text as a machine says it: no marks that can't be seen, at most so long. Null where nothing is left.
CREATE FUNCTION customer_success.plain_line(said text, longest int) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT nullif(btrim(left(regexp_replace(said,
    '[\u0001-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]', '', 'g'), longest)), '')
$$;

-- A device tells of itself, with each contact. about: {"device", "kind", "machine", "app", "platform"}. Answers {"outcome"}:
--   known
--   signed out  "by" and "at" (milliseconds since 1970): the copy is to be erased
--   unknown     it could not be written down: no member, too many devices, or nothing that says what it is
CREATE FUNCTION customer_success.report_device(copy uuid, about json) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s' AS $$
DECLARE
  before customer_success.devices;
  ended customer_success.device_sign_outs;
  said customer_success.devices;
  at timestamptz := clock_timestamp();
BEGIN
  IF NOT customer_success.is_member() OR copy IS NULL OR about IS NULL OR octet_length(about::text) > 10000 THEN
    RETURN '{"outcome": "unknown"}';
  END IF;
  SELECT d.* INTO before FROM customer_success.devices d WHERE d.login = session_user AND d.copy = report_device.copy;
  SELECT s.* INTO ended FROM customer_success.device_sign_outs s
   WHERE s.login = session_user AND s.copy = report_device.copy ORDER BY s.signed_out_at LIMIT 1;
  IF ended.login IS NOT NULL THEN
    IF before.told_at IS NULL AND NOT pg_is_in_recovery() THEN
      UPDATE customer_success.devices d SET told_at = at
       WHERE d.login = session_user AND d.copy = report_device.copy AND d.told_at IS NULL;
    END IF;
    RETURN jsonb_build_object('outcome', 'signed out', 'by', ended.signed_out_by,
                              'at', floor(extract(epoch FROM ended.signed_out_at) * 1000));
  ELSIF pg_is_in_recovery() THEN
    RETURN '{"outcome": "known"}';
  END IF;
  said.device := (about ->> 'device')::uuid;
  said.kind := CASE WHEN about ->> 'kind' = 'service' THEN 'service' ELSE 'desktop' END;
  said.machine := customer_success.plain_line(about ->> 'machine', 200);
  said.app := customer_success.plain_line(about ->> 'app', 50);
  said.platform := customer_success.plain_line(about ->> 'platform', 50);
  IF before.login IS NULL THEN
    DELETE FROM customer_success.devices d WHERE d.last_seen < at - interval '180 days';
    IF (SELECT count(*) FROM customer_success.devices d WHERE d.login = session_user) >= 100 THEN
      RETURN '{"outcome": "unknown"}';
    END IF;
    INSERT INTO customer_success.devices (login, copy, device, kind, machine, app, platform)
    VALUES (session_user, report_device.copy, said.device, said.kind, said.machine, said.app, said.platform)
        ON CONFLICT DO NOTHING;
  ELSIF before.last_seen NOT BETWEEN at - interval '5 minutes' AND at
     OR (before.device, before.kind, before.machine, before.app, before.platform)
        IS DISTINCT FROM (said.device, said.kind, said.machine, said.app, said.platform) THEN
    UPDATE customer_success.devices d
       SET device = said.device, kind = said.kind, machine = said.machine, app = said.app, platform = said.platform,
           machine_before = CASE WHEN d.machine <> said.machine THEN d.machine ELSE d.machine_before END, last_seen = at
     WHERE d.login = session_user AND d.copy = report_device.copy;
  END IF;
  RETURN '{"outcome": "known"}';
EXCEPTION
  WHEN lock_not_available OR data_exception OR program_limit_exceeded THEN
    RETURN '{"outcome": "unknown"}';
END
$$;

-- Signs a device out: one's own, or as an admin any member's. Also one that the company does not know: it may have been
-- restored from before the device was there. Whether it is signed out now; nothing else is told.
CREATE FUNCTION customer_success.sign_out_device(whose text, copy uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s' AS $$
BEGIN
  IF NOT customer_success.is_member() OR copy IS NULL OR (whose IS DISTINCT FROM session_user::text
     AND NOT (customer_success.is_admin()
              AND EXISTS (SELECT FROM customer_success.memberships m WHERE m.login::text = whose)))
     OR (SELECT count(*) >= 1000 FROM customer_success.device_sign_outs s
          WHERE s.login::text = whose AND s.signed_out_by = session_user) THEN
    RETURN false;
  ELSIF EXISTS (SELECT FROM customer_success.device_sign_outs s
                 WHERE s.login::text = whose AND s.copy = sign_out_device.copy) THEN
    RETURN true;
  END IF;
  INSERT INTO customer_success.device_sign_outs (login, copy, signed_out_by)
  VALUES (whose, sign_out_device.copy, session_user) ON CONFLICT DO NOTHING;
  -- Nobody below an admin holds the company's chain, so nobody below an admin puts off what an admin does.
  PERFORM customer_success.write_audit(CASE WHEN customer_success.is_admin() THEN 0 ELSE -1 END, 'device.sign-out',
    jsonb_build_object('of', whose, 'copy', copy), NULL);
  RETURN true;
EXCEPTION
  WHEN lock_not_available THEN
    RETURN false;
END
$$;

-- Calls a device of one's own something. Whether it is there.
CREATE FUNCTION customer_success.name_device(copy uuid, called text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET lock_timeout = '5s' AS $$
BEGIN
  IF NOT customer_success.is_member() THEN
    RETURN false;
  END IF;
  UPDATE customer_success.devices d SET name = customer_success.plain_line(called, 80)
   WHERE d.login = session_user AND d.copy = name_device.copy;
  RETURN FOUND;
EXCEPTION
  WHEN lock_not_available THEN
    RETURN false;
END
$$;
GRANT EXECUTE ON FUNCTION customer_success.report_device(uuid, json), customer_success.sign_out_device(text, uuid),
  customer_success.name_device(uuid, text) TO cs_viewer;
