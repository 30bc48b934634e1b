import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import {
  attributeDefinitions,
  bookMovements,
  exchangeRates,
  features,
  interventionHistory,
  managers,
  mergedAccounts,
  organizations,
  subscriptions,
  supportTickets,
  surveyResponses,
  users,
} from '../schema/company';

/** How a value travels: instants as milliseconds since 1970 UTC, days as whole days since 1970-01-01 UTC. */
export type ColumnKind = 'integer' | 'number' | 'text' | 'instant' | 'day';

export interface CopiedColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly required: boolean;
  /** The only values allowed, where there is such a list. */
  readonly choices: readonly string[] | null;
}

/** A table kept row by row under the company's own id. */
export interface EntityTable {
  readonly name: EntityTableName;
  readonly key: string;
  readonly columns: readonly CopiedColumn[];
  /** Whether each row belongs to an organization, and comes and goes with the manager's sight of it. */
  readonly ofOrganization: boolean;
}

/** Copied in this order. */
const schemas = {
  managers,
  attribute_definitions: attributeDefinitions,
  features,
  organizations,
  merged_accounts: mergedAccounts,
  users,
  subscriptions,
  support_tickets: supportTickets,
  survey_responses: surveyResponses,
  intervention_history: interventionHistory,
  exchange_rates: exchangeRates,
  book_movements: bookMovements,
} as const satisfies Record<string, SQLiteTable>;

export type EntityTableName = keyof typeof schemas;
export const pageTableNames = ['activity_daily', 'activity_events'] as const;
export type PageTableName = (typeof pageTableNames)[number];
export type CopiedTable = EntityTableName | PageTableName;

export const entityTableNames = Object.keys(schemas) as EntityTableName[];
export const copiedTables: readonly CopiedTable[] = [...entityTableNames, ...pageTableNames];
export const entityTables: readonly EntityTable[] = entityTableNames.map(describe);

/** Came after the company's first schema. A company that has not run its migration lacks it: it counts as empty. */
export const laterTables = [
  'intervention_history',
  'exchange_rates',
  'attribute_definitions',
  'merged_accounts',
  'book_movements',
] as const satisfies readonly EntityTableName[];

/** Columns that came after their table. A company that lacks one says nothing of it: it stays empty. */
export const laterColumns: Readonly<Partial<Record<EntityTableName, readonly string[]>>> = {
  features: ['is_machine'],
  organizations: ['notice_on', 'parent_id', 'attributes'],
  subscriptions: ['currency', 'is_trial'],
  survey_responses: ['unlisted_user_id'],
  users: ['is_internal', 'attributes'],
};

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

/** What pulls note beside the copy; it goes with the organization, too. */
export const notedTables = ['late_counts'] as const;

export function entityTable(name: EntityTableName): EntityTable {
  const table = entityTables.find((candidate) => candidate.name === name);
  if (table === undefined) throw new Error(`no copied table ${name}`);
  return table;
}

export function isEntityTable(name: string): name is EntityTableName {
  return Object.hasOwn(schemas, name);
}

export function isPageTable(table: CopiedTable): table is PageTableName {
  return pageTableNames.some((name) => name === table);
}

function describe(name: EntityTableName): EntityTable {
  const columns = getTableConfig(schemas[name]).columns;
  const key = columns.find((column) => column.primary);
  if (key === undefined) throw new Error(`${name} has no key`);
  return {
    name,
    key: key.name,
    ofOrganization: columns.some((column) => column.name === 'organization_id'),
    columns: columns.map((column) => ({
      name: column.name,
      kind: kindOf(column.name, column.getSQLType()),
      required: column.notNull,
      choices: column.enumValues?.length ? column.enumValues : null,
    })),
  };
}

/** By the schema's own naming: `created_at` is an instant, `started_on` a day. */
function kindOf(name: string, type: string): ColumnKind {
  if (type === 'real') return 'number';
  if (type === 'text') return 'text';
  if (name.endsWith('_at')) return 'instant';
  return name.endsWith('_on') ? 'day' : 'integer';
}
