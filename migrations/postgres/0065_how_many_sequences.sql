-- Of rules and of sequences there are as many as a list shows: another is refused in words, and not lost at the end of a list.
SET LOCAL ROLE cs_owner;

-- Refuses a new one beside so many that stand.
CREATE FUNCTION customer_success.refuse_beyond(standing bigint, most int, what text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF standing >= most THEN
    PERFORM customer_success.refuse_field('name', format('can''t be added: there are %s %s already; remove one first', most, what));
  END IF;
END
$$;

-- Each: a function, what is looked for in it, and what takes its place.
DO $do$
DECLARE
  change record;
  present text;
BEGIN
  FOR change IN SELECT * FROM (VALUES
    ('op_sequence_save', $of$    INSERT INTO customer_success.sequences (sequence_id,$of$,
     $of$    PERFORM customer_success.refuse_beyond((SELECT count(*) FROM customer_success.sequences s WHERE s.removed_at IS NULL), 500, 'sequences');
    INSERT INTO customer_success.sequences (sequence_id,$of$),
    ('op_rule_save', $of$    INSERT INTO customer_success.rules (rule_id,$of$,
     $of$    PERFORM customer_success.refuse_beyond((SELECT count(*) FROM customer_success.rules r WHERE r.removed_at IS NULL), 500, 'rules');
    INSERT INTO customer_success.rules (rule_id,$of$)) AS x (name, was, becomes)
  LOOP
    present := pg_get_functiondef(format('customer_success.%I(customer_success.operations, jsonb)', change.name)::regprocedure);
    IF position(change.was IN present) = 0 THEN
      RAISE EXCEPTION '% is not as it was made', change.name;
    END IF;
    EXECUTE replace(present, change.was, change.becomes);
  END LOOP;
END
$do$;
