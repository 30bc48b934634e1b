-- Messages that came to their end, and what rules did, are kept as long as the company says.
SET LOCAL ROLE cs_owner;

INSERT INTO customer_success.retention_settings (kind, days, least_days, at_company) VALUES
  -- No cap, limit or link to unsubscribe looks back further than a year; what was brought about is compared with the year before.
  ('messages', NULL, 400, true);
INSERT INTO customer_success.upkeep_runs (work) VALUES ('messages');

DO $do$
DECLARE
  work text := $of$    WHEN 'removed' THEN$of$;
  piece text := pg_get_functiondef('customer_success.work_piece(text, int, int, boolean)'::regprocedure);
BEGIN
  IF position(work IN piece) = 0 THEN
    RAISE EXCEPTION 'work_piece is not as it was made';
  END IF;
  EXECUTE replace(piece, work, $of$    WHEN 'messages' THEN jsonb_build_object(
      'interventions', customer_success.sweep_rows('interventions', format(
        't.changed_at < %L AND t.stage NOT IN (''proposed'', ''waiting'', ''claimed'', ''dot'')', before), most, dry),
      'rule_firings', customer_success.sweep_rows('rule_firings', format('t.fired_at < %L', before), most, dry))
$of$ || work);
END
$do$;
