-- Whether people see figures of their own book and work. Others never see those of one; where an admin ends them, nobody sees their own either.
SET LOCAL ROLE cs_owner;

ALTER TABLE customer_success.sending_settings ADD COLUMN personal_figures boolean NOT NULL DEFAULT true;

-- Whoever has a copy already hears of it.
INSERT INTO customer_success.sync_log (table_name, pk)
SELECT 'sending_settings', s.row_id FROM customer_success.sending_settings s;

-- As before, with the switch.
DO $do$
DECLARE
  present text := pg_get_functiondef('customer_success.set_sending(json)'::regprocedure);
  piece text;
BEGIN
  FOREACH piece IN ARRAY ARRAY[$was$'return_address', 'most_soft_bounces');$was$, $was$    IF given ? 'unsubscribe_url' THEN$was$,
                               $was$most_soft_bounces = present.most_soft_bounces;$was$] LOOP
    IF position(piece IN present) = 0 THEN
      RAISE EXCEPTION 'set_sending is not as it was made';
    END IF;
  END LOOP;
  present := replace(present, $was$'return_address', 'most_soft_bounces');$was$,
    $is$'return_address', 'most_soft_bounces', 'personal_figures');$is$);
  present := replace(present, $was$most_soft_bounces = present.most_soft_bounces;$was$,
    $is$most_soft_bounces = present.most_soft_bounces, personal_figures = present.personal_figures;$is$);
  EXECUTE replace(present, $was$    IF given ? 'unsubscribe_url' THEN$was$, $is$    IF given ? 'personal_figures' THEN
      IF jsonb_typeof(given -> 'personal_figures') <> 'boolean' THEN
        PERFORM customer_success.refuse_field('personal_figures', 'must be true or false');
      END IF;
      present.personal_figures := (given -> 'personal_figures')::boolean;
    END IF;
    IF given ? 'unsubscribe_url' THEN$is$);
END
$do$;
