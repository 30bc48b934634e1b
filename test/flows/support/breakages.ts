/** Takes every check and index of the schema's tables away that would refuse what is wrong. */
export const withoutChecks = `DO $$
DECLARE c record;
BEGIN
  FOR c IN SELECT conrelid::regclass AS place, conname FROM pg_constraint
            WHERE connamespace = 'customer_success'::regnamespace AND contype IN ('c', 'u') AND conislocal LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', c.place, c.conname);
  END LOOP;
  FOR c IN SELECT indexrelid::regclass AS place FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
            WHERE relnamespace = 'customer_success'::regnamespace AND indisunique AND NOT indisprimary AND relkind = 'i' AND NOT relispartition LOOP
    EXECUTE format('DROP INDEX %s', c.place);
  END LOOP;
END $$`;

/**
 * For each invariant, by its first words, what breaks it and nothing else, of rows that the flows have left. Each is done in a
 * transaction that is taken back, with neither triggers nor references nor checks.
 */
export const breakages: Readonly<Record<string, string>> = {
  'an account’s points and debt': `UPDATE reward_accounts SET balance = balance + 1 WHERE balance > 0`,
  'what is left of a lot': `UPDATE reward_lots SET left_points = left_points - 1 WHERE left_points > 0`,
  'a redemption that stands': `UPDATE user_rewards SET cost = cost + 1 WHERE stage = 'approved'`,
  'an origin is awarded once': `UPDATE reward_transactions SET origin = 'the same' WHERE kind = 'award' AND organization_id =
    (SELECT organization_id FROM reward_transactions WHERE kind = 'award' GROUP BY 1 HAVING count(*) > 1 LIMIT 1)`,
  'nobody owes points': `WITH owing AS (
      INSERT INTO reward_transactions (organization_id, kind, points, owed, author, day)
      SELECT organization_id, 'debt', 0, 5, 'ada', company_today() FROM reward_accounts WHERE balance > 0 LIMIT 1 RETURNING organization_id)
    UPDATE reward_accounts SET owed = 5 WHERE organization_id IN (SELECT organization_id FROM owing)`,
  'an account’s tier': `UPDATE reward_accounts SET tier = 'platinum' WHERE balance > 0`,
  'as many of an item with a stock': `UPDATE rewards_catalog SET taken = taken + 1 WHERE taken = 1`,
  'a milestone is complete': `UPDATE user_milestones SET completed_on = NULL WHERE progress = 100`,
  'what is complete has one': `UPDATE milestone_achievements SET withdrawn_at = now()`,
  'the movements of a milestone': `UPDATE milestone_progress_history SET progress_before = 7 WHERE progress_before > 0`,
  'only a person who says why': `INSERT INTO milestone_progress_history (organization_id, milestone_id, user_id, day, progress_before, progress)
    SELECT organization_id, milestone_id, 424242, company_today(), n.before, n.now
      FROM (SELECT * FROM user_milestones LIMIT 1) m, (VALUES (0, 50), (50, 40)) n (before, now)`,
  'nothing that is counted': `INSERT INTO milestone_definitions (milestone_id, name, definition, author, made_at)
      SELECT '01900000-0000-7000-8000-000000000000', 'Never reached', d.definition, d.author, d.made_at FROM milestone_definitions d LIMIT 1;
    UPDATE milestone_definitions SET definition = jsonb_set(definition, '{prerequisites}', '["01900000-0000-7000-8000-000000000000"]')
    WHERE milestone_id IN (SELECT milestone_id FROM user_milestones WHERE progress = 100 AND set_by IS NULL)`,
  'the last step of a message': `UPDATE interventions SET reason = 'elsewhere' WHERE stage = 'cancelled'`,
  'a message was sent once': `INSERT INTO intervention_steps (run_id, organization_id, at, stage, reason, attempt, login)
    SELECT run_id, organization_id, now(), 'sent', 'sent', attempt, 'ada' FROM interventions WHERE stage = 'sent' AND reason = 'sent' LIMIT 1`,
  'nobody was written to': `UPDATE communication_preferences SET state = 'withdrawn', recorded_at = '2020-01-01'
    WHERE address_digest = (SELECT address_digest FROM interventions WHERE stage = 'sent' AND despite IS NULL LIMIT 1)`,
  'no address got more': `UPDATE sending_settings SET caps = '[{"count": 1, "days": 7}]'`,
  'whoever is inside': `UPDATE enrolments SET user_id = 424242, ended_at = NULL, ended_why = NULL, entry_key = ''`,
  'no message of a sequence': `WITH late AS (
      UPDATE interventions SET stage = 'waiting', reason = 'due' WHERE run_id =
        (SELECT run_id FROM interventions JOIN enrolments USING (enrolment_id) WHERE ended_at IS NOT NULL LIMIT 1) RETURNING *)
    INSERT INTO intervention_steps (run_id, organization_id, at, stage, reason, attempt, login)
    SELECT run_id, organization_id, now(), 'waiting', 'due', attempt, 'ada' FROM late`,
  'a rule fires once': `INSERT INTO rule_firings (rule_id, organization_id, user_id, version, generation, fired_on, why, depth, counts)
    SELECT rule_id, organization_id, user_id, version, generation, fired_on, why, depth, counts FROM rule_firings LIMIT 1`,
  'a rule has one open call': `INSERT INTO ctas SELECT c.* FROM ctas b, jsonb_populate_record(NULL::ctas, to_jsonb(b) ||
        jsonb_build_object('row_id', b.row_id + 1000000, 'cta_id', gen_random_uuid())) c;
    UPDATE ctas SET outcome = NULL, closed_at = NULL, closed_by = NULL, organization_id = 1, type = 'risk',
           rule_id = '01900000-0000-7000-8000-000000000000', rule_version = 1, firings = 1, occurrence = 'x', last_fired_at = now()`,
  'what a rule sends': `UPDATE rule_firings SET held_out = true`,
  'what took effect': `UPDATE operations SET outcome = 'refused', reason = 'field' WHERE op_id =
    (SELECT op_id FROM operations WHERE kind = 'account.name' OR kind = 'milestone.save' AND outcome = 'applied' LIMIT 1)`,
  'the audit’s chains': `UPDATE audit_log SET details = details || '{"more": 1}' WHERE number = 1 AND chain > 0`,
  'what somebody made': `DELETE FROM notes WHERE row_id = (SELECT min(row_id) FROM notes)`,
  'days of use': `UPDATE activity_daily SET events = events + 1 WHERE organization_id = 1`,
  'a score is between': `UPDATE user_health_scores SET config_version = 99 WHERE organization_id > 100`,
  'a risk level': `UPDATE risk_assessment_history SET level = 'low', indicators = '[]' WHERE organization_id > 100`,
  'a contact that a row names': `UPDATE user_milestones SET user_id = 2 WHERE organization_id = 1; UPDATE support_tickets SET user_id = 2 WHERE organization_id = 1`,
};
