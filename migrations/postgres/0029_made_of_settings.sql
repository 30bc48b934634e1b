-- Score settings name those that they take the place of by their key: after a restored dump another may have their number.
SET LOCAL ROLE cs_owner;

-- One that is not made of the configuration in force is refused: whoever publishes has seen what it takes the place of. An
-- earlier desktop says no more than its number.
CREATE OR REPLACE FUNCTION customer_success.op_config_publish(op customer_success.operations, patch jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  in_force customer_success.score_configurations;
  number int;
BEGIN
  PERFORM customer_success.allow_fields(patch, 'config', 'note');
  IF jsonb_typeof(patch -> 'config') IS DISTINCT FROM 'object' THEN
    PERFORM customer_success.refuse_field('config', 'must be an object');
  END IF;
  SELECT c.* INTO in_force FROM customer_success.score_configurations c ORDER BY c.version DESC LIMIT 1;
  number := coalesce(in_force.version, 0);
  IF coalesce(op.base_version, 0) <> number OR op.entry <> in_force.op_id OR (op.entry IS NOT NULL AND number = 0) THEN
    PERFORM customer_success.refuse('conflict', jsonb_build_object('version', number));
  END IF;
  INSERT INTO customer_success.score_configurations (version, config, note, author, earlier_author, op_id)
  VALUES (number + 1, patch -> 'config', customer_success.text_of(patch, 'note', 500, optional => true), op.login,
          op.earlier_author, op.op_id);
  RETURN jsonb_build_object('version', number + 1, 'after', patch);
END
$$;
