-- Who objects to profiling is looked at by no rule about contacts, whoever sends it, and what such rules found of them goes.
SET LOCAL ROLE cs_owner;

-- As before; and what rules about contacts found of them.
CREATE OR REPLACE FUNCTION customer_success.drop_scores_of_objecting() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  objecting int[] := (SELECT array_agg(a.user_id) FROM added a
                       WHERE a.user_id IN (SELECT customer_success.objecting_contacts(a.organization_id)));
BEGIN
  DELETE FROM customer_success.user_health_scores s WHERE s.user_id = ANY (objecting);
  DELETE FROM customer_success.rule_firings f WHERE f.user_id = ANY (objecting);
  DELETE FROM customer_success.rule_subjects s WHERE s.user_id = ANY (objecting);
  RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION customer_success.drop_scores_of_listed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM customer_success.user_health_scores s WHERE s.user_id = NEW.user_id;
  DELETE FROM customer_success.rule_firings f WHERE f.user_id = NEW.user_id;
  DELETE FROM customer_success.rule_subjects s WHERE s.user_id = NEW.user_id;
  RETURN NULL;
END
$$;

DO $do$
DECLARE
  was text := pg_get_functiondef(('customer_success.judge_rule(uuid,bigint,uuid,int,date,float8,int[],date[],boolean[],boolean[],text[],'
                                  'text[],int[])')::regprocedure);
  now text := replace(was, $of$AND u.organization_id = g.organization_id AND u.erased_at IS NULL$of$,
    $of$AND u.organization_id = g.organization_id AND u.erased_at IS NULL
       AND u.objected_on IS NULL AND NOT EXISTS (SELECT FROM customer_success.profiling_objections o
                                                  WHERE o.organization_id = u.organization_id AND o.user_id = u.user_id AND o.withdrawn_at IS NULL)$of$);
BEGIN
  IF now = was THEN
    RAISE EXCEPTION 'judge_rule is not as it was made';
  END IF;
  EXECUTE now;
END
$do$;
