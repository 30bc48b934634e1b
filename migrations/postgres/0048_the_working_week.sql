-- Which days of the week a company works is its own to say; until then Monday to Friday. Due days, tasks of rules and the hours that messages
-- are offered for count by it, at the company and on desktops alike.
SET LOCAL ROLE cs_owner;

ALTER TABLE customer_success.sending_settings
  -- ISO: Monday is 1, Sunday 7; the earlier first, and never none.
  ADD COLUMN worked_days jsonb NOT NULL DEFAULT '[1, 2, 3, 4, 5]'
    CHECK (jsonb_typeof(worked_days) = 'array' AND jsonb_array_length(worked_days) BETWEEN 1 AND 7
           AND worked_days <@ '[1, 2, 3, 4, 5, 6, 7]');

-- Whoever has a copy already hears of it.
INSERT INTO customer_success.sync_log (table_name, pk)
SELECT 'sending_settings', s.row_id FROM customer_success.sending_settings s;

-- The day that lies so many working days after a day; with 0 the day itself, where it is worked, else the next that is. country: of the
-- account, whose holidays count as well.
CREATE OR REPLACE FUNCTION customer_success.working_day_after(day date, days int, country text DEFAULT NULL) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((
    SELECT w.day FROM (
      SELECT working_day_after.day + n AS day
        FROM generate_series(least(days, 1), 7 * (days + (
               SELECT count(*)::int FROM customer_success.holidays h
                WHERE h.removed_at IS NULL AND h.day >= working_day_after.day)) + 7) n) w,
           (SELECT s.worked_days FROM customer_success.sending_settings s) week
     WHERE week.worked_days @> to_jsonb(extract(isodow FROM w.day)::int) AND NOT EXISTS (
       SELECT FROM customer_success.holidays h
        WHERE h.day = w.day AND h.removed_at IS NULL AND (h.country IS NULL OR h.country = upper(working_day_after.country)))
     ORDER BY w.day OFFSET greatest(days - 1, 0) LIMIT 1), working_day_after.day + days)
$$;

-- As before, with the days that are worked.
DO $do$
DECLARE
  present text := pg_get_functiondef('customer_success.set_sending(json)'::regprocedure);
  piece text;
BEGIN
  FOREACH piece IN ARRAY ARRAY[$was$'per_domain_per_minute', 'unsubscribe_url');$was$, $was$    IF given ? 'unsubscribe_url' THEN$was$,
                               $was$unsubscribe_proved_at = present.unsubscribe_proved_at;$was$] LOOP
    IF position(piece IN present) = 0 THEN
      RAISE EXCEPTION 'set_sending is not as it was made';
    END IF;
  END LOOP;
  present := replace(present, $was$'per_domain_per_minute', 'unsubscribe_url');$was$,
    $is$'per_domain_per_minute', 'unsubscribe_url', 'worked_days');$is$);
  present := replace(present, $was$unsubscribe_proved_at = present.unsubscribe_proved_at;$was$,
    $is$unsubscribe_proved_at = present.unsubscribe_proved_at, worked_days = present.worked_days;$is$);
  EXECUTE replace(present, $was$    IF given ? 'unsubscribe_url' THEN$was$, $is$    IF given ? 'worked_days' THEN
      IF jsonb_typeof(given -> 'worked_days') <> 'array' OR NOT given -> 'worked_days' <@ '[1, 2, 3, 4, 5, 6, 7]'
         OR jsonb_array_length(given -> 'worked_days') = 0 THEN
        PERFORM customer_success.refuse_field('worked_days', 'must be days of the week, 1 for Monday to 7 for Sunday, at least one');
      END IF;
      present.worked_days := (SELECT jsonb_agg(DISTINCT d.day ORDER BY d.day) FROM jsonb_array_elements(given -> 'worked_days') d (day));
    END IF;
    IF given ? 'unsubscribe_url' THEN$is$);
END
$do$;
