import type { EntityTableName } from './copied-tables';

/** Came after the company's first schema. A company that has not run its migration lacks it: it counts as empty. */
export const laterTables = [
  'intervention_history',
  'exchange_rates',
  'attribute_definitions',
  'merged_accounts',
  'book_movements',
  'notes',
  'pulses',
  'score_overrides',
  'profiling_objections',
  'today_dispositions',
  'saved_views',
  'score_configurations',
  'book_documents',
  'email_templates',
  'email_template_versions',
  'brand_settings',
  'rules',
  'rule_versions',
  'segments',
  'segment_versions',
  'interventions',
  'intervention_steps',
  'communication_preferences',
  'sending_stops',
  'sending_settings',
  'ctas',
  'cta_tasks',
  'holidays',
  'rule_standings',
  'rule_firings',
] as const satisfies readonly EntityTableName[];

/** Columns that came after their table. A company that lacks one says nothing of it: it stays empty. */
export const laterColumns: Readonly<Partial<Record<EntityTableName, readonly string[]>>> = {
  features: ['is_machine'],
  organizations: ['notice_on', 'parent_id', 'attributes'],
  subscriptions: ['currency', 'is_trial'],
  survey_responses: ['unlisted_user_id'],
  rule_firings: ['user_id'],
  users: ['is_internal', 'objected_on', 'attributes'],
};
