-- Mentions in notes: whom the marks of a text (`@[Name]`) mean, one for each mark in its order.
SET LOCAL ROLE cs_owner;

-- [{"manager": number, "at": milliseconds since 1970}, {"contact": number}, null, …]; null: nobody that is known. A colleague's says since
-- when. Numbers of contacts stay where one leaves the list, as those of who took part do.
ALTER TABLE customer_success.notes ADD COLUMN mentions jsonb;

-- The mentions of a patch, checked, with numbers. Who sees nothing of the account is mentioned by name alone.
CREATE FUNCTION customer_success.mentions_of(patch jsonb, account int, before jsonb, made_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  given jsonb := patch -> 'mentions';
  one jsonb;
  number int;
  known bigint;
  found jsonb := '[]';
BEGIN
  IF given IS NULL OR given = 'null' THEN
    RETURN NULL;
  ELSIF jsonb_typeof(given) <> 'array' OR jsonb_array_length(given) > 50 THEN
    PERFORM customer_success.refuse_field('mentions', 'must be a list of at most 50');
  END IF;
  FOR one IN SELECT x.value FROM jsonb_array_elements(given) x (value) LOOP
    IF one <> 'null' AND jsonb_typeof(one) <> 'object' THEN
      PERFORM customer_success.refuse_field('mentions', 'must be of colleagues and contacts');
    ELSIF one ? 'manager' THEN
      PERFORM customer_success.allow_fields(one, 'manager');
      SELECT m.manager_id INTO number FROM customer_success.managers m
       WHERE m.email = customer_success.text_of(one, 'manager', 500)
         AND (NOT EXISTS (SELECT FROM customer_success.memberships s WHERE s.manager_id = m.manager_id)
           OR EXISTS (SELECT FROM customer_success.memberships s
                       WHERE s.manager_id = m.manager_id AND (s.scope = 'all' OR EXISTS (
                         SELECT FROM customer_success.organizations o
                          WHERE o.organization_id = account AND o.owner_id = m.manager_id))));
      SELECT min((x.value ->> 'at')::bigint) INTO known FROM jsonb_array_elements(coalesce(before, '[]')) x (value)
       WHERE x.value -> 'manager' = to_jsonb(number);
      one := CASE WHEN number IS NULL THEN 'null' ELSE jsonb_build_object(
        'manager', number, 'at', coalesce(known, (extract(epoch FROM made_at) * 1000)::bigint)) END;
    ELSIF one <> 'null' THEN
      PERFORM customer_success.allow_fields(one, 'contact');
      number := customer_success.contact_named(account, customer_success.text_of(one, 'contact', 1000));
      one := CASE WHEN number IS NULL THEN 'null' ELSE jsonb_build_object('contact', number) END;
    END IF;
    found := found || jsonb_build_array(one);
  END LOOP;
  RETURN CASE WHEN EXISTS (SELECT FROM jsonb_array_elements(found) x (value) WHERE x.value <> 'null') THEN found END;
END
$$;
REVOKE EXECUTE ON FUNCTION customer_success.mentions_of(jsonb, int, jsonb, timestamptz) FROM PUBLIC;

-- Each: a function, what is looked for in it, and what takes its place.
DO $do$
DECLARE
  change record;
  present text;
BEGIN
  FOR change IN SELECT * FROM (VALUES
    ('op_note_add', $of$'contact', 'activity');$of$, $of$'contact', 'activity', 'mentions');$of$),
    ('op_note_add', $of$made_at, text, activity)$of$, $of$made_at, text, activity, mentions)$of$),
    ('op_note_add', $of$customer_success.activity_of(patch, op.organization_id));$of$,
     $of$customer_success.activity_of(patch, op.organization_id),
          customer_success.mentions_of(patch, op.organization_id, NULL, op.made_at));$of$),
    ('op_note_change', $of$(patch, 'text', 'activity');$of$, $of$(patch, 'text', 'activity', 'mentions');$of$),
    -- They go with the text, whose marks they are of.
    ('op_note_change', $of$patch || CASE WHEN patch ? 'activity'$of$, $of$(patch - 'mentions') || CASE WHEN patch ? 'activity'$of$),
    ('op_note_change', $of$           activity = CASE$of$, $of$           mentions = CASE WHEN merged -> 'fields' ? 'text'
                           THEN customer_success.mentions_of(patch, op.organization_id, n.mentions, op.made_at) ELSE n.mentions END,
           activity = CASE$of$)) AS x (name, was, becomes)
  LOOP
    present := pg_get_functiondef(format('customer_success.%I(customer_success.operations, jsonb)', change.name)::regprocedure);
    IF position(change.was IN present) = 0 THEN
      RAISE EXCEPTION '% is not as it was made: %', change.name, change.was;
    END IF;
    EXECUTE replace(present, change.was, change.becomes);
  END LOOP;
END
$do$;
