import { featureKinds, lifecycleStages, userRoles } from '../../../src-preload/contract/domain';
import { meansSeats } from '../count-units';
import { type CsvTable, field, organization } from './csv-table';

export const features: CsvTable = {
  name: 'features',
  columns: [
    { name: 'feature_id', kind: 'id', required: true },
    { name: 'name', kind: 'text', required: true },
    { name: 'category', kind: 'text' },
    { name: 'kind', kind: 'choice', of: featureKinds },
    { name: 'is_machine', kind: 'flag' },
  ],
  refersTo: [],
  rules: [],
  key: ['external_id'],
  fields: [
    field('external_id', 'c.feature_id', 'feature_id'),
    field('name'),
    field('category'),
    field('kind', `coalesce(c.kind, 'other')`),
    field('is_machine'),
  ],
};

/** The stage where the company gives none. A day ahead is notice: the account has not left yet. */
function stageBy(row: 'c' | 'n'): string {
  return `CASE WHEN ${row}.churned_at <= now() THEN 'churned' ELSE 'adoption' END`;
}

export const organizations: CsvTable = {
  name: 'organizations',
  columns: [
    { name: 'organization_id', kind: 'id', required: true },
    { name: 'name', kind: 'text', required: true },
    { name: 'segment', kind: 'text' },
    { name: 'lifecycle_stage', kind: 'choice', of: lifecycleStages },
    { name: 'industry', kind: 'text' },
    { name: 'country', kind: 'text' },
    { name: 'timezone', kind: 'text', word: true },
    { name: 'owner_email', kind: 'email' },
    { name: 'owner_name', kind: 'text' },
    { name: 'created_at', kind: 'instant', required: true },
    { name: 'churned_at', kind: 'instant', end: true },
    { name: 'notice_on', kind: 'day' },
    { name: 'parent_id', kind: 'id' },
    { name: 'merged_into', kind: 'id' },
  ],
  refersTo: [],
  rules: [
    { column: 'churned_at', broken: 'v.churned_at < v.created_at', problem: 'is before created_at' },
    { column: 'parent_id', broken: 'v.parent_id = v.organization_id', problem: 'is the account itself' },
    { column: 'merged_into', broken: 'v.merged_into = v.organization_id', problem: 'is the account itself' },
    {
      column: 'timezone',
      broken: 'v.timezone NOT IN (SELECT z.name FROM pg_timezone_names z)',
      problem: 'is no time zone; write one like Europe/Berlin',
    },
  ],
  key: ['external_id'],
  fields: [
    field('external_id', 'c.organization_id', 'organization_id'),
    field('name'),
    field('segment'),
    {
      ...field('lifecycle_stage', `coalesce(c.lifecycle_stage, ${stageBy('c')})`),
      derived: {
        from: 'churned_at',
        value: `CASE WHEN t.stage_given OR t.lifecycle_stage NOT IN ('adoption', 'churned')
                     THEN t.lifecycle_stage ELSE ${stageBy('n')} END`,
      },
    },
    field('stage_given', 'c.lifecycle_stage IS NOT NULL', 'lifecycle_stage'),
    field('industry'),
    field('country'),
    field('timezone'),
    field(
      'owner_id',
      '(SELECT m.manager_id FROM customer_success.managers m WHERE m.email = c.owner_email)',
      'owner_email',
    ),
    field('created_at'),
    field('churned_at'),
    field('notice_on'),
    field('parent_external_id', 'c.parent_id', 'parent_id'),
    {
      // The account of that id may come later in the file: settle-parents.ts looks it up.
      ...field('parent_id', 'NULL::int'),
      known: `CASE WHEN n.parent_external_id = t.parent_external_id THEN t.parent_id END`,
    },
  ],
};

export const users: CsvTable = {
  name: 'users',
  columns: [
    { name: 'user_id', kind: 'id', required: true },
    { name: 'organization_id', kind: 'id', required: true },
    { name: 'name', kind: 'text' },
    { name: 'email', kind: 'text' },
    { name: 'phone', kind: 'text', longest: 100, word: true },
    { name: 'title', kind: 'text' },
    { name: 'role', kind: 'choice', of: userRoles },
    { name: 'created_at', kind: 'instant' },
    { name: 'deactivated_at', kind: 'instant', end: true },
    { name: 'is_internal', kind: 'flag' },
    { name: 'objected_on', kind: 'day', past: true },
    { name: 'merged_into', kind: 'id' },
  ],
  refersTo: ['organization'],
  rules: [
    { column: 'deactivated_at', broken: 'v.deactivated_at < v.created_at', problem: 'is before created_at' },
    { column: 'merged_into', broken: 'v.merged_into = v.user_id', problem: 'is the contact itself' },
  ],
  key: ['organization_id', 'external_id'],
  fields: [
    field('external_id', 'c.user_id', 'user_id'),
    organization,
    field('name', 'coalesce(c.name, c.email, c.user_id)'),
    field('email'),
    field('phone'),
    field('title'),
    field('role', `coalesce(c.role, 'member')`),
    field('created_at', 'coalesce(c.created_at, c.organization_created_at)'),
    field('deactivated_at'),
    field('is_internal'),
    field('objected_on'),
  ],
};

export const subscriptions: CsvTable = {
  name: 'subscriptions',
  columns: [
    { name: 'subscription_id', kind: 'id', required: true },
    { name: 'organization_id', kind: 'id', required: true },
    { name: 'product', kind: 'text' },
    { name: 'started_on', kind: 'day', required: true },
    { name: 'ended_on', kind: 'day', end: true },
    { name: 'mrr', kind: 'price', max: 999_999_999_999 },
    { name: 'currency', kind: 'currency' },
    { name: 'quantity', kind: 'amount', max: 999_999_999_999 },
    { name: 'unit', kind: 'text', word: true },
    { name: 'billing_months', kind: 'whole', min: 1, max: 1200 },
    { name: 'discount', kind: 'amount', max: 1 },
    { name: 'renews_on', kind: 'day', end: true },
    { name: 'payment_failed_at', kind: 'instant', past: true },
    { name: 'is_trial', kind: 'flag' },
  ],
  refersTo: ['organization'],
  rules: [{ column: 'ended_on', broken: 'v.ended_on < v.started_on', problem: 'is before started_on' }],
  key: ['external_id'],
  fields: [
    field('external_id', 'c.subscription_id', 'subscription_id'),
    organization,
    field('product', `coalesce(c.product, 'Subscription')`),
    field('started_on'),
    field('ended_on'),
    field(
      'mrr',
      'round(coalesce(c.mrr, 0), customer_success.minor_digits(coalesce(c.currency, (SELECT customer_success.currency()))))',
    ),
    field('currency'),
    field('quantity'),
    field('unit', `CASE WHEN ${meansSeats('c.unit')} THEN 'users' ELSE c.unit END`),
    field('billing_months', 'coalesce(c.billing_months, 1)'),
    field('discount', 'coalesce(c.discount, 0)'),
    field('renews_on'),
    field('payment_failed_at'),
    field('is_trial'),
  ],
};
