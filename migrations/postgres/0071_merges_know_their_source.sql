-- Where somebody agreed to be written to is a column called source, as is the account that a merge takes from: a merge says which
-- of the two it means.
SET LOCAL ROLE cs_owner;

DO $do$
DECLARE
  was text := $of$   WHERE (p.organization_id = source AND source <> target) OR (p.organization_id = target AND numbers ? p.user_id::text);$of$;
  move text := pg_get_functiondef('customer_success.move_entries(int, int, jsonb)'::regprocedure);
BEGIN
  IF position(was IN move) = 0 THEN
    RAISE EXCEPTION 'move_entries is not as it was made';
  END IF;
  EXECUTE replace(move, was, $of$   WHERE (p.organization_id = move_entries.source AND move_entries.source <> target)
      OR (p.organization_id = target AND numbers ? p.user_id::text);$of$);
END
$do$;
