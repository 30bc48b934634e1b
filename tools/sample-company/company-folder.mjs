// @ts-check
import { mkdirSync } from 'node:fs';
import { openTable } from './csv.mjs';

/** @typedef {ReturnType<typeof openCompanyFolder>} CompanyFolder */

/**
 * Opens a folder for `company create --from`: all its tables with all their columns (docs/company-data.md).
 * @param {string} folder made when missing
 */
export function openCompanyFolder(folder) {
  mkdirSync(folder, { recursive: true });
  return {
    organizations: openTable(folder, 'organizations', [
      'organization_id',
      'name',
      'segment',
      'lifecycle_stage',
      'industry',
      'country',
      'timezone',
      'owner_email',
      'owner_name',
      'created_at',
      'churned_at',
    ]),
    users: openTable(folder, 'users', [
      'user_id',
      'organization_id',
      'name',
      'email',
      'title',
      'role',
      'created_at',
      'deactivated_at',
    ]),
    features: openTable(folder, 'features', ['feature_id', 'name', 'category', 'kind']),
    subscriptions: openTable(folder, 'subscriptions', [
      'subscription_id',
      'organization_id',
      'product',
      'started_on',
      'ended_on',
      'mrr',
      'quantity',
      'unit',
      'billing_months',
      'discount',
      'renews_on',
      'payment_failed_at',
    ]),
    activityDaily: openTable(folder, 'activity_daily', [
      'organization_id',
      'user_id',
      'feature_id',
      'day',
      'period_days',
      'events',
      'active_users',
      'value',
    ]),
    activityEvents: openTable(folder, 'activity_events', [
      'event_id',
      'organization_id',
      'user_id',
      'feature_id',
      'occurred_at',
      'value',
    ]),
    supportTickets: openTable(folder, 'support_tickets', [
      'ticket_id',
      'organization_id',
      'user_id',
      'subject',
      'severity',
      'opened_at',
      'resolved_at',
      'satisfaction',
    ]),
    surveyResponses: openTable(folder, 'survey_responses', [
      'response_id',
      'organization_id',
      'user_id',
      'kind',
      'score',
      'comment',
      'responded_at',
    ]),
    interventions: openTable(folder, 'interventions', [
      'intervention_id',
      'organization_id',
      'user_id',
      'kind',
      'channel',
      'started_at',
      'ended_at',
      'outcome',
      'is_automatic',
      'is_held_out',
    ]),
  };
}

/** @param {CompanyFolder} folder @returns {Record<keyof CompanyFolder, number>} rows by table */
export function closeCompanyFolder(folder) {
  const counts = Object.entries(folder).map(([name, table]) => [name, table.close()]);
  return Object.fromEntries(counts);
}
