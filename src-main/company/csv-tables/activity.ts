import { anyUser, type CsvTable, feature, field, organization } from './csv-table';

export const activityDaily: CsvTable = {
  name: 'activity_daily',
  columns: [
    { name: 'organization_id', kind: 'id', required: true },
    { name: 'user_id', kind: 'id' },
    { name: 'feature_id', kind: 'id', required: true },
    { name: 'day', kind: 'day', required: true, past: true },
    { name: 'period_days', kind: 'whole', min: 1, max: 7 },
    { name: 'events', kind: 'whole', min: 0, max: 999_999_999, required: true },
    { name: 'active_users', kind: 'whole', min: 0, max: 999_999_999 },
    { name: 'value', kind: 'number' },
  ],
  refersTo: ['organization', 'user', 'feature'],
  rules: [
    {
      column: 'period_days',
      broken: 'v.period_days NOT IN (1, 7)',
      problem: 'is neither 1 (a day) nor 7 (a week)',
    },
  ],
  key: ['organization_id', 'day', 'period_days', 'user_id', 'feature_id'],
  fields: [
    organization,
    field('user_id', 'coalesce(c.user_ref, 0)'),
    feature,
    field('day'),
    field('period_days', 'coalesce(c.period_days, 1)', 'day'),
    field('events'),
    field('active_users'),
    field('value', 'coalesce(c.value, 0)'),
  ],
};

export const activityEvents: CsvTable = {
  name: 'activity_events',
  columns: [
    { name: 'event_id', kind: 'id' },
    { name: 'organization_id', kind: 'id', required: true },
    { name: 'user_id', kind: 'id' },
    { name: 'feature_id', kind: 'id', required: true },
    { name: 'occurred_at', kind: 'instant', required: true, past: true },
    { name: 'value', kind: 'number' },
  ],
  refersTo: ['organization', 'user', 'feature'],
  rules: [],
  key: [],
  fields: [
    organization,
    anyUser,
    feature,
    field('occurred_at'),
    field('value'),
    field('source_id', 'c.event_id', 'event_id'),
  ],
};
