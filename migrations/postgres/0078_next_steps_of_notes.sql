-- Next steps of notes: a task says of which note it is one, and is made once of each step.
SET LOCAL ROLE cs_owner;

-- Null: of none, or of one that is gone.
ALTER TABLE customer_success.cta_tasks
  ADD COLUMN note_id uuid REFERENCES customer_success.notes (note_id) ON DELETE SET NULL;
CREATE INDEX cta_tasks_by_note ON customer_success.cta_tasks (note_id) WHERE note_id IS NOT NULL;

-- The key of the task of a next step, by the digest of its words and how many tasks of it were removed before: each desktop makes out the
-- same, so that it is made once, whoever makes it.
CREATE FUNCTION customer_success.step_task(note uuid, step text, again bigint) RETURNS uuid
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT overlay(overlay(left(encode(sha256(convert_to(note || '/step/' || step || '/' || again, 'UTF8')), 'hex'), 32)
    PLACING '8' FROM 13) PLACING '8' FROM 17)::uuid
$$;

-- The task of a next step of a note, as a desktop made it out. Who comes second finds it there, and changes nothing.
CREATE FUNCTION customer_success.op_task_step(op customer_success.operations, patch jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  note customer_success.notes;
  made jsonb := customer_success.read_task(patch);
  step text := customer_success.text_of(patch, 'step', 64);
  again bigint := customer_success.whole_of(patch, 'again', 0, 4);
  found_version int;
BEGIN
  PERFORM customer_success.allow_fields(patch, 'note', 'step', 'again', 'title', 'due_day', 'given_to');
  IF NOT patch ? 'title' THEN
    PERFORM customer_success.refuse_field('title', 'must be a text that is not empty');
  ELSIF step !~ '^[0-9a-f]{64}$' THEN
    PERFORM customer_success.refuse_field('step', 'must be the digest of the words');
  END IF;
  -- Held, so that of two that come at once one is second.
  SELECT n.* INTO note FROM customer_success.notes n
   WHERE n.note_id::text = lower(customer_success.text_of(patch, 'note', 36)) AND n.organization_id = op.organization_id FOR UPDATE;
  IF NOT FOUND OR note.removed_at IS NOT NULL THEN
    PERFORM customer_success.refuse('gone');
  ELSIF op.entry IS DISTINCT FROM customer_success.step_task(note.note_id, step, again) THEN
    PERFORM customer_success.refuse_field('step', 'has another task');
  ELSIF again > 0 AND EXISTS (SELECT FROM customer_success.cta_tasks t
      WHERE t.task_id = customer_success.step_task(note.note_id, step, again - 1) AND t.removed_at IS NULL) THEN
    PERFORM customer_success.refuse_field('again', 'is not needed: its task is there');
  END IF;
  SELECT t.version INTO found_version FROM customer_success.cta_tasks t WHERE t.task_id = op.entry;
  IF found_version IS NULL THEN
    PERFORM customer_success.refuse_tasks_beyond(op.organization_id);
    INSERT INTO customer_success.cta_tasks (task_id, note_id, organization_id, title, due_day, given_to, author, made_at)
    VALUES (op.entry, note.note_id, op.organization_id, made ->> 'title', (made ->> 'due_day')::date,
            customer_success.given_of(made, op.organization_id), op.login, op.made_at);
  END IF;
  RETURN jsonb_build_object('entry', op.entry, 'version', coalesce(found_version, 1),
    'after', CASE WHEN found_version IS NULL THEN made ELSE '{}' END);
END
$$;
REVOKE EXECUTE ON FUNCTION customer_success.op_task_step(customer_success.operations, jsonb) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION customer_success.step_task(uuid, text, bigint) FROM PUBLIC;

INSERT INTO customer_success.operation_kinds VALUES ('task.step', 'op_task_step', 'manager', 'account', 2000);
