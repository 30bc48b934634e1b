-- A celebration goes by the way of its template, to whom it reaches by that: what the product shows, to contacts without a mail address
-- as well.
SET LOCAL ROLE cs_owner;

DO $do$
DECLARE
  change record;
  was text;
BEGIN
  FOR change IN SELECT * FROM (VALUES
    ('celebrate(customer_success.milestone_achievements)',
     $of$achievement.user_id) m LIMIT most);$of$,
     $of$achievement.user_id, customer_success.template_channel(template)) m LIMIT most);$of$),
    ('mail_by_celebration(customer_success.celebrations, customer_success.celebration_settings, customer_success.email_templates, int)',
     $of$(SELECT customer_success.address_digest(u.email) FROM$of$,
     $of$(SELECT customer_success.digest_on(customer_success.template_channel(template), u) FROM$of$)
  ) AS x (name, old, new) LOOP
    was := pg_get_functiondef(('customer_success.' || change.name)::regprocedure);
    IF position(change.old IN was) = 0 THEN
      RAISE EXCEPTION '% is not as it was made', change.name;
    END IF;
    EXECUTE replace(was, change.old, change.new);
  END LOOP;
END
$do$;
