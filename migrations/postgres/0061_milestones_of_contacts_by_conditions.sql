-- Conditions complete milestones of contacts, too: of the contact and its account, as rules about contacts ask them.
SET LOCAL ROLE cs_owner;

DO $do$
DECLARE
  was text := pg_get_functiondef('customer_success.check_completion(jsonb, text)'::regprocedure);
  old text := $of$      IF audience <> 'account' THEN
        PERFORM customer_success.refuse_field('completion', 'by conditions is for accounts');
      ELSIF customer_success.has_empty_group(completion -> 'conditions') THEN$of$;
BEGIN
  IF position(old IN was) = 0 THEN
    RAISE EXCEPTION 'check_completion is not as it was made';
  END IF;
  EXECUTE replace(was, old, $of$      IF customer_success.has_empty_group(completion -> 'conditions') THEN$of$);
END
$do$;
