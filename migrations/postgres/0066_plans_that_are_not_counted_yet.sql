-- What a plan asks of use is judged once it was counted: until then nobody knows how far an account has come, and none of it is late.
SET LOCAL ROLE cs_owner;

-- Since when what the plan asks has waited to be counted for the account; null: it was.
ALTER TABLE customer_success.plan_assignments ADD COLUMN uncounted_at timestamptz;
UPDATE customer_success.plan_assignments a SET uncounted_at = clock_timestamp()
  FROM customer_success.milestone_looks l
 WHERE l.counted_at IS NULL OR (a.given_by IS NOT NULL AND a.given_at > l.counted_at) OR l.changed_at > l.counted_at;
ALTER TABLE customer_success.plan_assignments ALTER COLUMN uncounted_at SET DEFAULT now();

-- What a plan that asks something else by now had counted says nothing of it.
CREATE FUNCTION customer_success.let_count_again() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE customer_success.plan_assignments a SET uncounted_at = clock_timestamp()
    FROM customer_success.success_plans p
   WHERE a.plan_id = p.plan_id AND a.ended_at IS NULL
     AND CASE TG_TABLE_NAME WHEN 'success_plans' THEN p.row_id = NEW.row_id
         ELSE EXISTS (SELECT FROM customer_success.milestones_before(p.definition -> 'milestones') b
                       WHERE b.milestone = to_jsonb(NEW) ->> 'milestone_id') END;
  RETURN NULL;
END
$$;
CREATE TRIGGER let_count_again AFTER UPDATE OF definition ON customer_success.success_plans FOR EACH ROW
  WHEN (OLD.definition -> 'milestones' IS DISTINCT FROM NEW.definition -> 'milestones')
  EXECUTE FUNCTION customer_success.let_count_again();
CREATE TRIGGER let_count_again AFTER UPDATE OF definition ON customer_success.milestone_definitions FOR EACH ROW
  WHEN ((OLD.definition -> 'completion', OLD.definition -> 'prerequisites', OLD.definition -> 'audience')
        IS DISTINCT FROM (NEW.definition -> 'completion', NEW.definition -> 'prerequisites', NEW.definition -> 'audience'))
  EXECUTE FUNCTION customer_success.let_count_again();

DO $do$
DECLARE
  change record;
  was text;
BEGIN
  FOR change IN SELECT * FROM (VALUES
    ('op_plan_assign(customer_success.operations, jsonb)', $of$given_at = EXCLUDED.given_at, $of$,
     $of$given_at = EXCLUDED.given_at, uncounted_at = EXCLUDED.uncounted_at, $of$),
    -- Who gives a plan by its own stage and segment has counted it by then, and told that before.
    ('milestones_counted(uuid, bigint, double precision)', $of$  RETURN '{"outcome": "applied"}';$of$,
     $of$  UPDATE customer_success.plan_assignments a SET uncounted_at = NULL
   WHERE a.uncounted_at <= to_timestamp(facts_at / 1000) OR (a.given_by IS NULL AND a.uncounted_at <= a.given_at);
  RETURN '{"outcome": "applied"}';$of$)
  ) AS x (name, old, new) LOOP
    was := pg_get_functiondef(('customer_success.' || change.name)::regprocedure);
    IF position(change.old IN was) = 0 THEN
      RAISE EXCEPTION '% is not as it was made', change.name;
    END IF;
    EXECUTE replace(was, change.old, change.new);
  END LOOP;
END
$do$;
