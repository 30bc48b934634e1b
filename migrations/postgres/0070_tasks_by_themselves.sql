-- Tasks by themselves: of an account, without a call to action. With whose they are, how much they press, whether they are in
-- hand or wait for somebody, until when they rest, and how they come again.
SET LOCAL ROLE cs_owner;

ALTER TABLE customer_success.cta_tasks
  ALTER COLUMN cta_id DROP NOT NULL,
  -- Whose it is; null: of whoever has the call to action, else the account.
  ADD COLUMN given_to int REFERENCES customer_success.managers ON DELETE SET NULL,
  -- Null: as its call to action has it, else the usual.
  ADD COLUMN priority text CHECK (priority IN ('high', 'usual', 'low')),
  -- As long as it is not done; null: nobody has begun it.
  ADD COLUMN state text CHECK (state IN ('in_progress', 'waiting')),
  -- It rests until that day begins.
  ADD COLUMN until_day date,
  -- It comes again in this rhythm, counted from a day: the first of all of them, so that the 31st stays the 31st.
  ADD COLUMN every text CHECK (every IN ('week', 'month', 'quarter')),
  ADD COLUMN from_day date,
  ADD CHECK ((every IS NULL) = (from_day IS NULL)),
  -- What belongs to a call to action ends with it.
  ADD CHECK (every IS NULL OR (cta_id IS NULL AND due_day IS NOT NULL));

CREATE OR REPLACE FUNCTION customer_success.task_fields(task customer_success.cta_tasks) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object(
    'title', task.title, 'due_day', task.due_day, 'done', task.done_at IS NOT NULL,
    'given_to', (SELECT m.email FROM customer_success.managers m WHERE m.manager_id = task.given_to),
    'priority', task.priority, 'state', task.state, 'until_day', task.until_day, 'every', task.every)
$$;

-- The fields of a task that a patch holds, checked and as they are written down.
CREATE OR REPLACE FUNCTION customer_success.read_task(patch jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  field text;
BEGIN
  IF patch ? 'title' THEN
    patch := patch || jsonb_build_object('title', customer_success.line_of(patch, 'title', 200));
  END IF;
  FOREACH field IN ARRAY ARRAY['due_day', 'until_day'] LOOP
    IF patch ? field AND patch -> field <> 'null' THEN
      PERFORM customer_success.due_day_of(patch, field);
    END IF;
  END LOOP;
  IF patch ? 'done' AND jsonb_typeof(patch -> 'done') <> 'boolean' THEN
    PERFORM customer_success.refuse_field('done', 'must be true or false');
  ELSIF NOT coalesce(patch ->> 'priority' IN ('high', 'usual', 'low'), true) THEN
    PERFORM customer_success.refuse_field('priority', 'must be high, usual or low');
  ELSIF NOT coalesce(patch ->> 'state' IN ('in_progress', 'waiting'), true) THEN
    PERFORM customer_success.refuse_field('state', 'must be in_progress or waiting');
  ELSIF NOT coalesce(patch ->> 'every' IN ('week', 'month', 'quarter'), true) THEN
    PERFORM customer_success.refuse_field('every', 'must be week, month or quarter');
  END IF;
  RETURN patch;
END
$$;

-- What a task is to be once its fields are merged: one that comes again is nobody's step, and has a day to be counted from.
CREATE FUNCTION customer_success.check_rhythm(cta uuid, becomes jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF becomes ->> 'every' IS NULL THEN
    RETURN;
  ELSIF cta IS NOT NULL THEN
    PERFORM customer_success.refuse_field('every', 'is for tasks by themselves: those of a CTA end with it');
  ELSIF becomes ->> 'due_day' IS NULL THEN
    PERFORM customer_success.refuse_field('every', 'needs a day by which it is due');
  END IF;
END
$$;

-- Room for one more by itself on an account.
CREATE FUNCTION customer_success.refuse_tasks_beyond(account int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (SELECT count(*) FROM customer_success.cta_tasks t
       WHERE t.organization_id = account AND t.cta_id IS NULL AND t.removed_at IS NULL AND t.done_at IS NULL) >= 500 THEN
    PERFORM customer_success.refuse_field('title', 'is one more than the 500 that an account can have open');
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION customer_success.op_task_add(op customer_success.operations, patch jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  cta customer_success.ctas;
  made jsonb := customer_success.read_task(patch);
BEGIN
  PERFORM customer_success.allow_fields(patch, 'cta', 'title', 'due_day', 'given_to', 'priority', 'every');
  IF NOT patch ? 'title' THEN
    PERFORM customer_success.refuse_field('title', 'must be a text that is not empty');
  ELSIF coalesce(patch -> 'cta', 'null') = 'null' THEN
    PERFORM customer_success.refuse_tasks_beyond(op.organization_id);
  ELSE
    SELECT c.* INTO cta FROM customer_success.ctas c
     WHERE c.cta_id::text = lower(customer_success.text_of(patch, 'cta', 36)) AND c.organization_id = op.organization_id FOR UPDATE;
    IF NOT FOUND THEN
      PERFORM customer_success.refuse('gone');
    ELSIF (SELECT count(*) FROM customer_success.cta_tasks t WHERE t.cta_id = cta.cta_id AND t.removed_at IS NULL) >= 200 THEN
      PERFORM customer_success.refuse_field('cta', 'has 200 tasks, which is as many as it can have');
    END IF;
  END IF;
  PERFORM customer_success.check_rhythm(cta.cta_id, made);
  INSERT INTO customer_success.cta_tasks
    (task_id, cta_id, organization_id, title, due_day, given_to, priority, every, from_day, author, made_at)
  VALUES (op.op_id, cta.cta_id, op.organization_id, made ->> 'title', (made ->> 'due_day')::date,
          customer_success.given_of(made, op.organization_id), made ->> 'priority', made ->> 'every',
          CASE WHEN made ->> 'every' IS NOT NULL THEN (made ->> 'due_day')::date END, op.login, op.made_at);
  RETURN jsonb_build_object('entry', op.op_id, 'version', 1, 'after', made);
END
$$;

CREATE OR REPLACE FUNCTION customer_success.op_task_change(op customer_success.operations, patch jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  task customer_success.cta_tasks := customer_success.held_task(op);
  present jsonb := customer_success.task_fields(task);
  made jsonb := customer_success.read_task(patch);
  merged jsonb;
  becomes jsonb;
BEGIN
  PERFORM customer_success.allow_fields(patch, 'title', 'due_day', 'done', 'given_to', 'priority', 'state', 'until_day', 'every');
  IF task.removed_at IS NOT NULL THEN
    PERFORM customer_success.refuse('gone');
  ELSIF (made ->> 'until_day')::date > customer_success.company_today() + 366 THEN
    PERFORM customer_success.refuse_field('until_day', 'must be a day within a year');
  END IF;
  merged := customer_success.merge_fields(made, present, op.base_version, task.version, task.changed);
  becomes := present || (merged -> 'fields');
  PERFORM customer_success.check_rhythm(task.cta_id, becomes);
  IF merged -> 'changed' <> task.changed THEN
    UPDATE customer_success.cta_tasks t
       SET title = becomes ->> 'title', due_day = (becomes ->> 'due_day')::date,
           done_at = CASE WHEN (becomes -> 'done')::boolean THEN coalesce(t.done_at, op.made_at) END,
           done_by = CASE WHEN (becomes -> 'done')::boolean THEN coalesce(t.done_by, op.login) END,
           given_to = CASE WHEN becomes -> 'given_to' = present -> 'given_to' THEN t.given_to
                           ELSE customer_success.given_of(becomes, t.organization_id) END,
           priority = becomes ->> 'priority', state = becomes ->> 'state', until_day = (becomes ->> 'until_day')::date,
           every = becomes ->> 'every',
           from_day = CASE WHEN becomes -> 'every' = present -> 'every' THEN t.from_day
                           WHEN becomes ->> 'every' IS NOT NULL THEN (becomes ->> 'due_day')::date END,
           version = t.version + 1, changed = merged -> 'changed'
     WHERE t.row_id = task.row_id RETURNING t.version INTO task.version;
  END IF;
  RETURN jsonb_build_object('entry', task.task_id, 'version', task.version, 'lost', merged -> 'lost', 'after', merged -> 'fields',
    'before', (SELECT jsonb_object_agg(f.key, f.value) FROM jsonb_each(present) f WHERE patch ? f.key));
END
$$;

-- The key of the one that comes after a task: each desktop makes out the same, so that it is made once, whoever makes it.
CREATE FUNCTION customer_success.next_task(task uuid) RETURNS uuid
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT overlay(overlay(left(encode(sha256(convert_to(task || '/next', 'UTF8')), 'hex'), 32) PLACING '8' FROM 13) PLACING '8' FROM 17)::uuid
$$;

-- The next of a task that comes again, as a desktop made it out. Who comes second finds it there, and changes nothing.
CREATE FUNCTION customer_success.op_task_repeat(op customer_success.operations, patch jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  task customer_success.cta_tasks;
  made jsonb := customer_success.read_task(patch);
  found_version int;
BEGIN
  PERFORM customer_success.allow_fields(patch, 'of', 'title', 'due_day', 'given_to', 'priority', 'every', 'from_day');
  IF NOT patch ?& ARRAY['of', 'title', 'due_day', 'every', 'from_day'] THEN
    PERFORM customer_success.refuse_field('patch', 'must hold of, title, due_day, every and from_day');
  END IF;
  SELECT t.* INTO task FROM customer_success.cta_tasks t
   WHERE t.task_id::text = lower(customer_success.text_of(patch, 'of', 36)) AND t.organization_id = op.organization_id FOR UPDATE;
  IF NOT FOUND OR task.removed_at IS NOT NULL THEN
    PERFORM customer_success.refuse('gone');
  ELSIF task.every IS NULL THEN
    PERFORM customer_success.refuse_field('of', 'comes only once');
  ELSIF op.entry IS DISTINCT FROM customer_success.next_task(task.task_id) THEN
    PERFORM customer_success.refuse_field('of', 'has another next one');
  ELSIF made ->> 'every' IS NULL OR coalesce(customer_success.due_day_of(made, 'due_day') <= task.from_day, true) THEN
    PERFORM customer_success.refuse_field('due_day', 'must lie after the day from which it is counted');
  ELSIF customer_success.due_day_of(made, 'from_day') IS NULL THEN
    PERFORM customer_success.refuse_field('from_day', 'must be a day');
  END IF;
  SELECT t.version INTO found_version FROM customer_success.cta_tasks t WHERE t.task_id = op.entry;
  IF found_version IS NULL THEN
    PERFORM customer_success.refuse_tasks_beyond(op.organization_id);
    INSERT INTO customer_success.cta_tasks
      (task_id, organization_id, title, due_day, given_to, priority, every, from_day, author, made_at)
    VALUES (op.entry, op.organization_id, made ->> 'title', (made ->> 'due_day')::date,
            customer_success.given_of(made, op.organization_id), made ->> 'priority', made ->> 'every',
            (made ->> 'from_day')::date, op.login, op.made_at);
  END IF;
  RETURN jsonb_build_object('entry', op.entry, 'version', coalesce(found_version, 1),
    'after', CASE WHEN found_version IS NULL THEN made ELSE '{}' END);
END
$$;

INSERT INTO customer_success.operation_kinds VALUES ('task.repeat', 'op_task_repeat', 'manager', 'account', 2000);

-- Those by themselves that are done go as calls to action that are closed do.
DO $do$
DECLARE
  was text := $of$      'ctas', format('t.closed_at < %L', before), most, dry))$of$;
  piece text := pg_get_functiondef('customer_success.work_piece(text, int, int, boolean)'::regprocedure);
BEGIN
  IF position(was IN piece) = 0 THEN
    RAISE EXCEPTION 'work_piece is not as it was made';
  END IF;
  EXECUTE replace(piece, was, $of$      'ctas', format('t.closed_at < %L', before), most, dry),
      'cta_tasks', customer_success.sweep_rows(
        'cta_tasks', format('t.cta_id IS NULL AND t.done_at < %L', before), most, dry))$of$);
END
$do$;
