import {
  featureKinds,
  interventionChannels,
  interventionKinds,
  interventionOutcomes,
  lifecycleStages,
  ticketSeverities,
  userRoles,
} from '../../src-preload/contract/domain';
import type { CsvColumn } from './csv-columns';

/** One file of a company folder: its columns, and how its rows become rows of a table. */
export interface CsvTable {
  /** The table's name, and the file's where `file` gives no other. */
  readonly name: string;
  readonly file?: string;
  readonly columns: readonly CsvColumn[];
  /** Which of our rows a row of the file names by the company's ids. */
  readonly refersTo: readonly ('organization' | 'user' | 'feature')[];
  /** Conditions between columns, over the checked values `v`; a row that breaks one is set aside. */
  readonly rules: readonly CsvRule[];
  /** Two rows that agree in these (columns of the table) are the same row. None: rows have no id. */
  readonly key: readonly string[];
  /** Columns of the table from the checked row `c`. */
  readonly fields: readonly CsvField[];
}

export interface CsvRule {
  readonly column: string;
  /** SQL over the checked values `v`, true where the row is bad. */
  readonly broken: string;
  readonly problem: string;
}

export interface CsvField {
  readonly column: string;
  /** SQL over the checked row `c`. */
  readonly value: string;
  /** The file's column it comes from: a file without it leaves the field of known rows alone. */
  readonly from: string;
}

const organization = { column: 'organization_id', value: 'c.organization_ref', from: 'organization_id' };
const user = { column: 'user_id', value: 'c.user_ref', from: 'user_id' };
const feature = { column: 'feature_id', value: 'c.feature_ref', from: 'feature_id' };

function field(column: string, value = `c.${column}`, from = column): CsvField {
  return { column, value, from };
}

const features: CsvTable = {
  name: 'features',
  columns: [
    { name: 'feature_id', kind: 'id', required: true },
    { name: 'name', kind: 'text', required: true },
    { name: 'category', kind: 'text' },
    { name: 'kind', kind: 'choice', of: featureKinds },
  ],
  refersTo: [],
  rules: [],
  key: ['external_id'],
  fields: [
    field('external_id', 'c.feature_id', 'feature_id'),
    field('name'),
    field('category'),
    field('kind', `coalesce(c.kind, 'other')`),
  ],
};

const organizations: CsvTable = {
  name: 'organizations',
  columns: [
    { name: 'organization_id', kind: 'id', required: true },
    { name: 'name', kind: 'text', required: true },
    { name: 'segment', kind: 'text' },
    { name: 'lifecycle_stage', kind: 'choice', of: lifecycleStages },
    { name: 'industry', kind: 'text' },
    { name: 'country', kind: 'text' },
    { name: 'timezone', kind: 'text' },
    { name: 'owner_email', kind: 'email' },
    { name: 'owner_name', kind: 'text' },
    { name: 'created_at', kind: 'instant', required: true },
    { name: 'churned_at', kind: 'instant' },
  ],
  refersTo: [],
  rules: [
    { column: 'churned_at', broken: 'v.churned_at < v.created_at', problem: 'is before created_at' },
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
    field(
      'lifecycle_stage',
      `coalesce(c.lifecycle_stage, CASE WHEN c.churned_at IS NULL THEN 'adoption' ELSE 'churned' END)`,
    ),
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
  ],
};

const users: CsvTable = {
  name: 'users',
  columns: [
    { name: 'user_id', kind: 'id', required: true },
    { name: 'organization_id', kind: 'id', required: true },
    { name: 'name', kind: 'text' },
    { name: 'email', kind: 'text' },
    { name: 'title', kind: 'text' },
    { name: 'role', kind: 'choice', of: userRoles },
    { name: 'created_at', kind: 'instant' },
    { name: 'deactivated_at', kind: 'instant' },
  ],
  refersTo: ['organization'],
  rules: [
    { column: 'deactivated_at', broken: 'v.deactivated_at < v.created_at', problem: 'is before created_at' },
  ],
  key: ['organization_id', 'external_id'],
  fields: [
    field('external_id', 'c.user_id', 'user_id'),
    organization,
    field('name', 'coalesce(c.name, c.email, c.user_id)'),
    field('email'),
    field('title'),
    field('role', `coalesce(c.role, 'member')`),
    field('created_at', 'coalesce(c.created_at, c.organization_created_at)'),
    field('deactivated_at'),
  ],
};

const subscriptions: CsvTable = {
  name: 'subscriptions',
  columns: [
    { name: 'subscription_id', kind: 'id', required: true },
    { name: 'organization_id', kind: 'id', required: true },
    { name: 'product', kind: 'text' },
    { name: 'started_on', kind: 'day', required: true },
    { name: 'ended_on', kind: 'day' },
    { name: 'mrr', kind: 'amount', max: 999_999_999_999 },
    { name: 'quantity', kind: 'amount', max: 999_999_999_999 },
    { name: 'unit', kind: 'text' },
    { name: 'billing_months', kind: 'whole', min: 1, max: 1200 },
    { name: 'discount', kind: 'amount', max: 1 },
    { name: 'renews_on', kind: 'day' },
    { name: 'payment_failed_at', kind: 'instant', past: true },
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
    field('mrr', 'round(coalesce(c.mrr, 0), 2)'),
    field('quantity'),
    field('unit'),
    field('billing_months', 'coalesce(c.billing_months, 1)'),
    field('discount', 'coalesce(c.discount, 0)'),
    field('renews_on'),
    field('payment_failed_at'),
  ],
};

const activityDaily: CsvTable = {
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

const activityEvents: CsvTable = {
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
    user,
    feature,
    field('occurred_at'),
    field('value'),
    field('source_id', 'c.event_id', 'event_id'),
  ],
};

const supportTickets: CsvTable = {
  name: 'support_tickets',
  columns: [
    { name: 'ticket_id', kind: 'id', required: true },
    { name: 'organization_id', kind: 'id', required: true },
    { name: 'user_id', kind: 'id' },
    { name: 'subject', kind: 'text' },
    { name: 'severity', kind: 'choice', of: ticketSeverities },
    { name: 'opened_at', kind: 'instant', required: true, past: true },
    { name: 'resolved_at', kind: 'instant', past: true },
    { name: 'satisfaction', kind: 'whole', min: 1, max: 5 },
  ],
  refersTo: ['organization', 'user'],
  rules: [{ column: 'resolved_at', broken: 'v.resolved_at < v.opened_at', problem: 'is before opened_at' }],
  key: ['external_id'],
  fields: [
    field('external_id', 'c.ticket_id', 'ticket_id'),
    organization,
    user,
    field('subject', `coalesce(c.subject, '')`),
    field('severity', `coalesce(c.severity, 'normal')`),
    field('opened_at'),
    field('resolved_at'),
    field('satisfaction'),
  ],
};

const surveyResponses: CsvTable = {
  name: 'survey_responses',
  columns: [
    { name: 'response_id', kind: 'id', required: true },
    { name: 'organization_id', kind: 'id', required: true },
    { name: 'user_id', kind: 'id' },
    { name: 'kind', kind: 'choice', of: ['nps', 'csat', 'ces'], required: true },
    { name: 'score', kind: 'whole', min: 0, max: 10, required: true },
    { name: 'comment', kind: 'text' },
    { name: 'responded_at', kind: 'instant', required: true, past: true },
  ],
  refersTo: ['organization', 'user'],
  rules: [
    {
      column: 'score',
      broken: `v.kind <> 'nps' AND v.score NOT BETWEEN 1 AND CASE v.kind WHEN 'csat' THEN 5 ELSE 7 END`,
      problem: 'is outside its scale: nps 0 to 10, csat 1 to 5, ces 1 to 7',
    },
  ],
  key: ['external_id'],
  fields: [
    field('external_id', 'c.response_id', 'response_id'),
    organization,
    user,
    field('kind'),
    field('score'),
    field('comment'),
    field('responded_at'),
  ],
};

const interventions: CsvTable = {
  name: 'intervention_history',
  file: 'interventions',
  columns: [
    { name: 'intervention_id', kind: 'id', required: true },
    { name: 'organization_id', kind: 'id', required: true },
    { name: 'user_id', kind: 'id' },
    { name: 'kind', kind: 'choice', of: interventionKinds, required: true },
    { name: 'channel', kind: 'choice', of: interventionChannels },
    { name: 'started_at', kind: 'instant', required: true, past: true },
    { name: 'ended_at', kind: 'instant', past: true },
    { name: 'outcome', kind: 'choice', of: interventionOutcomes },
    { name: 'is_automatic', kind: 'flag' },
    { name: 'is_held_out', kind: 'flag' },
  ],
  refersTo: ['organization', 'user'],
  rules: [{ column: 'ended_at', broken: 'v.ended_at < v.started_at', problem: 'is before started_at' }],
  key: ['external_id'],
  fields: [
    field('external_id', 'c.intervention_id', 'intervention_id'),
    organization,
    user,
    field('kind'),
    field('channel'),
    field('started_at'),
    field('ended_at'),
    field('outcome'),
    field('is_automatic', 'coalesce(c.is_automatic, false)'),
    field('is_held_out', 'coalesce(c.is_held_out, false)'),
  ],
};

/** `users.csv` */
export function csvNameOf({ file, name }: CsvTable): string {
  return `${file ?? name}.csv`;
}

/** In the order in which rows refer to each other. */
export const csvTables: readonly CsvTable[] = [
  features,
  organizations,
  users,
  subscriptions,
  activityDaily,
  activityEvents,
  supportTickets,
  surveyResponses,
  interventions,
];
