import type { Invariant } from './invariant';

export const ofMessages: readonly Invariant[] = [
  {
    says: 'the last step of a message is how it stands',
    broken: `
      SELECT format('message %s: %s %s, its last step %s %s', i.run_id, i.stage, i.reason, s.stage, s.reason)
        FROM interventions i
        LEFT JOIN LATERAL (SELECT x.stage, x.reason FROM intervention_steps x WHERE x.run_id = i.run_id ORDER BY x.step_id DESC LIMIT 1) s
          ON true
       WHERE (i.stage, i.reason) IS DISTINCT FROM (s.stage, s.reason)`,
  },
  {
    says: 'a message was sent once, and at its last byte before that, where the company has not forgotten it',
    broken: `
      SELECT format('message %s, sent: %s times at its last byte, %s times sent', i.run_id,
                    count(*) FILTER (WHERE s.stage = 'dot'), count(*) FILTER (WHERE s.stage = 'sent'))
        FROM interventions i LEFT JOIN intervention_steps s USING (run_id) WHERE i.stage = 'sent'
       GROUP BY i.run_id, i.sent_at, i.dot_at, i.reason
      HAVING count(*) FILTER (WHERE s.stage = 'sent') <> 1
          OR (count(*) FILTER (WHERE s.stage = 'dot') = 0 AND i.reason <> 'restored')
          OR i.sent_at IS NULL OR i.dot_at IS NULL OR i.dot_at > i.sent_at`,
  },
  {
    says: 'nobody was written to who had said no before, but by a person who says why',
    broken: `
      SELECT format('message %s to contact %s at %s', i.run_id, i.user_id, i.dot_at)
        FROM interventions i
        LEFT JOIN email_templates t USING (template_id)
       CROSS JOIN LATERAL (SELECT p.state, p.recorded_at FROM communication_preferences p
                            WHERE p.address_digest = i.address_digest AND p.category IN (i.category, '*') AND p.recorded_at < i.dot_at
                            ORDER BY p.recorded_at DESC, p.category = '*' DESC LIMIT 1) said
       WHERE i.stage = 'sent' AND said.state = 'withdrawn' AND i.despite IS NULL AND NOT coalesce(t.transactional, false)`,
  },
  {
    says: 'no address got more than the caps allow',
    broken: `
      SELECT format('message %s: %s in %s days where %s may be', i.run_id, had.count, cap.days, cap.count)
        FROM interventions i, sending_settings, jsonb_to_recordset(caps) AS cap (count int, days int),
             LATERAL (SELECT count(*) FROM interventions o WHERE o.address_digest = i.address_digest AND o.counted_at <= i.counted_at
                         AND o.counted_at > i.counted_at - cap.days * interval '24 hours') had
       WHERE had.count > cap.count`,
  },
  {
    says: 'whoever is inside of a sequence is inside once',
    broken: `
      SELECT format('contact %s: %s times inside of %s', user_id, count(*), sequence_id)
        FROM enrolments WHERE ended_at IS NULL GROUP BY sequence_id, user_id, entry_key HAVING count(*) > 1`,
  },
  {
    says: 'no message of a sequence waits for somebody who is out of it',
    broken: `
      SELECT format('message %s: %s, %s ended', i.run_id, i.stage, i.enrolment_id)
        FROM interventions i JOIN enrolments e USING (enrolment_id)
       WHERE e.ended_at IS NOT NULL AND i.stage IN ('proposed', 'waiting')`,
  },
];
