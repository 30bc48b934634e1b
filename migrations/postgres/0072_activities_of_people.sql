-- Activities: a note says, where it is of one, what took place (a call, a meeting, a review …), when, how long and with whom.
SET LOCAL ROLE cs_owner;

-- {"kind", "at": milliseconds since 1970, "minutes" or null, "contacts": [numbers]}; null: a note alone. Numbers of contacts
-- stay where one leaves the list, as that of a note's contact does.
ALTER TABLE customer_success.notes ADD COLUMN activity jsonb;

-- The activity of a patch, checked, with the numbers of its contacts; null where the note is to be of none.
CREATE FUNCTION customer_success.activity_of(patch jsonb, account int) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  given jsonb := patch -> 'activity';
  person text;
  number int;
  people jsonb := '[]';
  -- What took place did so by now; a desktop's clock may be ahead.
  latest bigint := (extract(epoch FROM clock_timestamp()) * 1000)::bigint + 86400000;
BEGIN
  IF given IS NULL OR given = 'null' THEN
    RETURN NULL;
  END IF;
  IF jsonb_typeof(given) <> 'object' THEN
    PERFORM customer_success.refuse_field('activity', 'must be what took place');
  END IF;
  PERFORM customer_success.allow_fields(given, 'kind', 'at', 'minutes', 'contacts');
  IF given ->> 'kind' IS NULL
     OR given ->> 'kind' NOT IN ('call', 'meeting', 'business_review', 'onboarding_call', 'renewal_talk') THEN
    PERFORM customer_success.refuse_field('kind', 'is not known here');
  END IF;
  PERFORM customer_success.whole_of(given, 'at', 946684800000, latest);
  PERFORM customer_success.whole_of(given, 'minutes', 1, 1440, optional => true);
  FOREACH person IN ARRAY customer_success.lines_of(given, 'contacts', 50, 1000) LOOP
    number := customer_success.contact_named(account, person);
    IF number IS NULL THEN
      PERFORM customer_success.refuse_field('contacts', 'must be contacts of this account');
    END IF;
    IF NOT people @> to_jsonb(number) THEN
      people := people || to_jsonb(number);
    END IF;
  END LOOP;
  RETURN jsonb_build_object('kind', given -> 'kind', 'at', given -> 'at', 'minutes', given -> 'minutes', 'contacts', people);
END
$$;
REVOKE EXECUTE ON FUNCTION customer_success.activity_of(jsonb, int) FROM PUBLIC;

-- Each: a function, what is looked for in it, and what takes its place.
DO $do$
DECLARE
  change record;
  present text;
BEGIN
  FOR change IN SELECT * FROM (VALUES
    ('op_note_add', $of$'text', 'contact');$of$, $of$'text', 'contact', 'activity');$of$),
    ('op_note_add', $of$earlier_author, made_at, text)$of$, $of$earlier_author, made_at, text, activity)$of$),
    ('op_note_add', $of$op.made_at, written);$of$,
     $of$op.made_at, written, customer_success.activity_of(patch, op.organization_id));$of$),
    ('op_note_change', $of$  PERFORM customer_success.allow_fields(patch, 'text');
  PERFORM customer_success.text_of(patch, 'text', 10000);$of$,
     $of$  PERFORM customer_success.allow_fields(patch, 'text', 'activity');
  IF patch ? 'text' OR NOT patch ? 'activity' THEN
    PERFORM customer_success.text_of(patch, 'text', 10000);
  END IF;$of$),
    ('op_note_change', $of$merge_fields(patch, jsonb_build_object('text', note.text), op.base_version$of$,
     $of$merge_fields(
    patch || CASE WHEN patch ? 'activity'
                  THEN jsonb_build_object('activity', customer_success.activity_of(patch, op.organization_id)) ELSE '{}' END,
    jsonb_build_object('text', note.text, 'activity', note.activity), op.base_version$of$),
    -- What lost goes back as it came, so that it can be sent once more.
    ('op_note_change', $of$'lost', merged -> 'lost',$of$,
     $of$'lost', (SELECT coalesce(jsonb_object_agg(key, patch -> key), '{}') FROM jsonb_object_keys(merged -> 'lost') key),$of$),
    ('op_note_change', $of$'before', jsonb_build_object('text', note.text), 'after'$of$,
     $of$'before', jsonb_build_object('text', note.text) || CASE WHEN patch ? 'activity'
                              THEN jsonb_build_object('activity', note.activity) ELSE '{}' END, 'after'$of$),
    ('op_note_change', $of$SET text = merged #>> '{fields,text}', version$of$,
     $of$SET text = coalesce(merged #>> '{fields,text}', n.text),
           activity = CASE WHEN merged -> 'fields' ? 'activity' THEN nullif(merged #> '{fields,activity}', 'null') ELSE n.activity END,
           version$of$)) AS x (name, was, becomes)
  LOOP
    present := pg_get_functiondef(format('customer_success.%I(customer_success.operations, jsonb)', change.name)::regprocedure);
    IF position(change.was IN present) = 0 THEN
      RAISE EXCEPTION '% is not as it was made: %', change.name, change.was;
    END IF;
    EXECUTE replace(present, change.was, change.becomes);
  END LOOP;
END
$do$;
