import type { Invariant } from './invariant';

const ofContacts = [
  ...['activity_events', 'support_tickets', 'survey_responses', 'user_health_scores'],
  ...['interventions', 'enrolments', 'user_milestones', 'milestone_achievements', 'user_rewards'],
];

export const ofUseAndScores: readonly Invariant[] = [
  {
    says: 'days of use are the sums of their events, by the company’s clock',
    broken: `
      SELECT format('account %s, contact %s, feature %s on %s: %s, the events %s', organization_id, user_id, feature_id, day, d.events, e.events)
        FROM (SELECT * FROM activity_daily WHERE from_events AND period_days = 1) d
        FULL JOIN (SELECT organization_id, coalesce(user_id, 0) AS user_id, feature_id, (occurred_at AT TIME ZONE zone())::date AS day,
                          count(*) AS events FROM activity_events GROUP BY 1, 2, 3, 4) e
       USING (organization_id, user_id, feature_id, day)
       WHERE d.events IS DISTINCT FROM e.events`,
  },
  {
    says: 'a score is between 0 and 100, and made by settings that the company has',
    broken: `
      SELECT format('account %s on %s: %s by version %s', organization_id, day, score, config_version)
        FROM (SELECT organization_id, day, score, config_version FROM organization_health_scores
              UNION ALL SELECT organization_id, day, score, config_version FROM user_health_scores) s
       WHERE NOT score BETWEEN 0 AND 100
          OR config_version NOT IN (SELECT version FROM score_configurations)`,
  },
  {
    says: 'a risk level that is written down is another than the one before',
    broken: `
      SELECT format('account %s: %s twice, at %s', organization_id, level, assessed_at)
        FROM (SELECT *, lag((level, indicators)) OVER w AS before, row_number() OVER w AS number FROM risk_assessment_history
              WINDOW w AS (PARTITION BY organization_id ORDER BY assessed_at, assessment_id)) r
       WHERE number > 1 AND before IS NOT DISTINCT FROM (level, indicators)`,
  },
  {
    says: 'a contact that a row names is of the row’s account',
    broken: ofContacts
      .map(
        (table) => `
      SELECT format('${table}: contact %s of account %s stands with %s', user_id, u.organization_id, t.organization_id)
        FROM ${table} t JOIN users u USING (user_id) WHERE u.organization_id <> t.organization_id`,
      )
      .join(' UNION ALL '),
  },
];
