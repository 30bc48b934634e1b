-- Why a rule that acts wrote nothing to a contact, as far as the company decides it; the conditions are the desktops' to judge.
SET LOCAL ROLE cs_owner;

-- {"stopped": everything | rule | null, "judged": whether the account was ever looked at, "state", "is_met", "waits_for", "clear_days" and
-- "fired_on" of where the rule stands with it, "firing": {"fired_on", "held_by", "held_out"} of the last edge, "held_out": whether its mails
-- are withheld, "mailed": whether a mail of it is for this contact, "message": {"stage", "reason", "until", "at"} of the last one to
-- them, "verdict": {"stage", "reason", "until"} on one that were made now, null where it would go}. Null: no rule that acts, or no contact of the caller's.
CREATE FUNCTION customer_success.why_not(rule uuid, contact int) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
DECLARE
  meant customer_success.rules;
  account int := (SELECT u.organization_id FROM customer_success.users u WHERE u.user_id = contact AND u.erased_at IS NULL);
  subject customer_success.rule_subjects;
  firing customer_success.rule_firings;
  message customer_success.interventions;
  asked customer_success.interventions;
  template customer_success.email_templates;
  action jsonb;
  verdict jsonb;
BEGIN
  SELECT r.* INTO meant FROM customer_success.rules r
   WHERE r.rule_id = why_not.rule AND r.state = 'active' AND r.removed_at IS NULL;
  IF meant.rule_id IS NULL OR account IS NULL OR NOT (SELECT customer_success.is_member())
     OR NOT customer_success.sees_account(account) THEN
    RETURN NULL;
  END IF;
  SELECT s.* INTO subject FROM customer_success.rule_subjects s WHERE s.rule_id = meant.rule_id AND s.organization_id = account;
  SELECT f.* INTO firing FROM customer_success.rule_firings f
   WHERE f.rule_id = meant.rule_id AND f.organization_id = account ORDER BY f.generation DESC LIMIT 1;
  SELECT i.* INTO message FROM customer_success.interventions i
   WHERE i.rule_id = meant.rule_id AND i.user_id = contact ORDER BY i.created_at DESC, i.run_id LIMIT 1;
  action := (SELECT a FROM jsonb_array_elements(meant.definition -> 'actions') WITH ORDINALITY x (a, n)
              WHERE a ->> 'kind' = 'email' AND contact IN (SELECT customer_success.mailed_by_rule(account, a ->> 'to')) ORDER BY n LIMIT 1);
  IF action IS NOT NULL THEN
    SELECT t.* INTO template FROM customer_success.email_templates t
     WHERE t.template_id::text = action ->> 'templateId' AND NOT t.archived;
    -- Without the rule, and as if it were approved: what speaks against it is told by itself.
    asked.run_id := gen_random_uuid();
    asked.organization_id := account;
    asked.user_id := contact;
    asked.channel := 'email';
    asked.template_id := template.template_id;
    asked.template_version := (SELECT max(v.version) FROM customer_success.email_template_versions v
                                WHERE v.template_id = template.template_id);
    asked.category := template.category;
    asked.on_cap := 'wait';
    asked.needs_approval := false;
    asked.expires_at := clock_timestamp() + interval '7 days';
    verdict := customer_success.verdict_at(asked, clock_timestamp());
  END IF;
  RETURN jsonb_build_object(
    'stopped', CASE WHEN EXISTS (SELECT FROM customer_success.sending_stops s WHERE s.rule_id IS NULL AND s.released_at IS NULL) THEN 'everything'
                    WHEN customer_success.is_stopped(meant.rule_id) THEN 'rule' END,
    'judged', subject.rule_id IS NOT NULL, 'state', subject.state, 'is_met', subject.is_met, 'waits_for', subject.waits_for,
    'clear_days', subject.clear_days, 'fired_on', subject.fired_on,
    'firing', CASE WHEN firing.rule_id IS NOT NULL THEN jsonb_build_object(
      'fired_on', firing.fired_on, 'held_by', firing.held_by, 'held_out', firing.held_out) END,
    'held_out', EXISTS (SELECT FROM customer_success.rule_holdouts h
                         WHERE h.rule_id = meant.rule_id AND h.organization_id = account AND h.held_out
                           AND h.place < (meant.definition -> 'holdoutPercent')::int * 100),
    'mailed', action IS NOT NULL,
    'message', CASE WHEN message.run_id IS NOT NULL THEN jsonb_build_object(
      'stage', message.stage, 'reason', message.reason, 'at', floor(extract(epoch FROM message.changed_at) * 1000),
      'until', CASE WHEN message.stage = 'waiting' THEN floor(extract(epoch FROM message.next_due) * 1000) END) END,
    'verdict', CASE WHEN verdict ->> 'stage' <> 'claimed' THEN jsonb_build_object(
      'stage', verdict -> 'stage', 'reason', verdict -> 'reason',
      'until', floor(extract(epoch FROM (verdict ->> 'until')::timestamptz) * 1000)) END);
END
$$;
REVOKE ALL ON FUNCTION customer_success.why_not(uuid, int) FROM public;
GRANT EXECUTE ON FUNCTION customer_success.why_not(uuid, int) TO cs_viewer;
