/** Tables that scoring makes from the copy; what they say of an organization goes when the organization goes. */
export const derivedTables = [
  'activity_state',
  'activity_dirty',
  'account_summaries',
  'account_spells',
  'account_days',
  'user_health_scores',
  'churn_forecasts',
  'churn_forecast_history',
  'risk_assessment_history',
] as const;

/** What is noted beside the copy, by pulls and for the company's sake; it goes with the organization, too. */
export const notedTables = [
  'late_counts',
  'outgoing_scores',
  'pushed_scores',
  'outgoing_verdicts',
  'milestone_progress',
  'milestone_states',
  'milestone_dirty',
  'outgoing_plans',
] as const;
