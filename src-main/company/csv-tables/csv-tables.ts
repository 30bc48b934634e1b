import { features, organizations, subscriptions, users } from './accounts';
import { activityDaily, activityEvents } from './activity';
import { attributeDefinitions } from './attributes';
import type { CsvTable } from './csv-table';
import { rates } from './rates';
import { interventions, supportTickets, surveyResponses } from './touchpoints';

/** In the order in which rows refer to each other. */
export const csvTables: readonly CsvTable[] = [
  attributeDefinitions,
  features,
  organizations,
  users,
  subscriptions,
  activityDaily,
  activityEvents,
  supportTickets,
  surveyResponses,
  interventions,
  // After subscriptions, which may have told the company's currency.
  rates,
];
