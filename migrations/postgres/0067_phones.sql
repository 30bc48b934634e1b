-- Contacts have a phone number, as the company's list writes it. What it is by E.164 is told from that, so that one which nobody can send
-- to stays where it is seen and mended.
SET LOCAL ROLE cs_owner;

ALTER TABLE customer_success.users ADD COLUMN phone text;

-- As it is dialed from anywhere: +, its country and its number; null: none, or its country isn't said.
CREATE FUNCTION customer_success.phone_number(phone text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN n.digits ~ '^\+[1-9][0-9]{6,14}$' THEN n.digits END
    FROM (SELECT regexp_replace(regexp_replace(replace(phone, '(0)', ''), '[ \t\u00a0\u2007\u2009\u202f\u2010\u2011\u2013()./-]', '', 'g'), '^00', '+') AS digits) n
$$;

-- Of somebody erased no number comes back.
DO $do$
DECLARE
  was text := pg_get_functiondef('customer_success.keep_erased()'::regprocedure);
  old text := '    NEW.email := NULL;';
BEGIN
  IF position(old IN was) = 0 THEN
    RAISE EXCEPTION 'keep_erased is not as it was made';
  END IF;
  EXECUTE replace(was, old, old || E'\n    NEW.phone := NULL;');
END
$do$;
