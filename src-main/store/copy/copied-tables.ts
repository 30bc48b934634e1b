import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { copiedActivityTemplates } from '../schema/activity-templates';
import { noteAttachments } from '../schema/attachments';
import { badges, celebrationMessages, celebrationSettings, celebrations } from '../schema/celebrations';
import {
  attributeDefinitions,
  bookMovements,
  exchangeRates,
  features,
  interventionHistory,
  managers,
  mergedAccounts,
  organizations,
  ownerChanges,
  subscriptions,
  supportTickets,
  surveyResponses,
  users,
} from '../schema/company';
import { copiedCtas, copiedCtaTasks, copiedHolidays } from '../schema/ctas';
import { contactDepartures, incomingMails } from '../schema/incoming';
import {
  communicationPreferences,
  interventionSteps,
  interventions,
  sendingSettings,
  sendingStops,
} from '../schema/interventions';
import {
  copiedMilestones,
  copiedMilestoneVersions,
  copiedPlans,
  copiedPlanVersions,
  milestoneAchievements,
  milestoneProgressHistory,
  planAssignments,
  userMilestones,
} from '../schema/milestones';
import {
  rewardAccounts,
  rewardPrograms,
  rewardsCatalog,
  rewardTierHistory,
  rewardTransactions,
  userRewards,
} from '../schema/rewards';
import { copiedRules, copiedRuleVersions, copiedSegments, copiedSegmentVersions } from '../schema/rules';
import { copiedDocuments } from '../schema/runner';
import { copiedSequences, copiedSequenceVersions, enrolments } from '../schema/sequences';
import {
  copiedConfigurations,
  copiedDispositions,
  copiedNotes,
  copiedObjections,
  copiedOverrides,
  copiedPulses,
  copiedViews,
} from '../schema/shared-entries';
import { copiedBrands, copiedTemplates, copiedTemplateVersions } from '../schema/templates';
import { copiedFirings, copiedHoldouts, copiedStandings } from '../schema/triggers';

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
  /** The column that says which entry of a person a row is; null where nobody's. */
  readonly entry: string | null;
  /** Whether row security shows each login rows of its own, whatever accounts it sees. */
  readonly ofLogin: boolean;
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
  notes: copiedNotes,
  pulses: copiedPulses,
  score_overrides: copiedOverrides,
  profiling_objections: copiedObjections,
  today_dispositions: copiedDispositions,
  saved_views: copiedViews,
  score_configurations: copiedConfigurations,
  book_documents: copiedDocuments,
  email_templates: copiedTemplates,
  email_template_versions: copiedTemplateVersions,
  brand_settings: copiedBrands,
  rules: copiedRules,
  rule_versions: copiedRuleVersions,
  segments: copiedSegments,
  segment_versions: copiedSegmentVersions,
  interventions,
  intervention_steps: interventionSteps,
  communication_preferences: communicationPreferences,
  sending_stops: sendingStops,
  sending_settings: sendingSettings,
  ctas: copiedCtas,
  cta_tasks: copiedCtaTasks,
  holidays: copiedHolidays,
  rule_standings: copiedStandings,
  rule_firings: copiedFirings,
  rule_holdouts: copiedHoldouts,
  sequences: copiedSequences,
  sequence_versions: copiedSequenceVersions,
  enrolments,
  reward_programs: rewardPrograms,
  rewards_catalog: rewardsCatalog,
  reward_accounts: rewardAccounts,
  user_rewards: userRewards,
  reward_transactions: rewardTransactions,
  reward_tier_history: rewardTierHistory,
  milestone_definitions: copiedMilestones,
  milestone_definition_versions: copiedMilestoneVersions,
  success_plans: copiedPlans,
  success_plan_versions: copiedPlanVersions,
  plan_assignments: planAssignments,
  user_milestones: userMilestones,
  milestone_progress_history: milestoneProgressHistory,
  milestone_achievements: milestoneAchievements,
  celebration_settings: celebrationSettings,
  celebrations,
  celebration_messages: celebrationMessages,
  badges,
  incoming_mails: incomingMails,
  contact_departures: contactDepartures,
  owner_changes: ownerChanges,
  note_attachments: noteAttachments,
  activity_templates: copiedActivityTemplates,
} as const satisfies Record<string, SQLiteTable>;

export type EntityTableName = keyof typeof schemas;
/** Use by the company's days, by the instants of events, and by the days of accounts that have a zone of their own. */
export const pageTableNames = ['activity_daily', 'activity_events', 'activity_zone_days'] as const;
export type PageTableName = (typeof pageTableNames)[number];
export type CopiedTable = EntityTableName | PageTableName;

/** What people wrote, by the column that says which entry a row is. */
const entryColumns: Readonly<Partial<Record<EntityTableName, string>>> = {
  notes: 'note_id',
  pulses: 'pulse_id',
  score_overrides: 'override_id',
  profiling_objections: 'objection_id',
  today_dispositions: 'disposition_id',
  saved_views: 'view_id',
  score_configurations: 'op_id',
  email_templates: 'template_id',
  brand_settings: 'brand_id',
  rules: 'rule_id',
  segments: 'segment_id',
  sequences: 'sequence_id',
  ctas: 'cta_id',
  cta_tasks: 'task_id',
  holidays: 'holiday_id',
  milestone_definitions: 'milestone_id',
  success_plans: 'plan_id',
  activity_templates: 'template_id',
};

/** Their `login` is who did something, and decides nothing about who sees the row. */
const loginsThatAct: ReadonlySet<string> = new Set<EntityTableName>(['interventions', 'intervention_steps']);

export const entityTableNames = Object.keys(schemas) as EntityTableName[];
export const copiedTables: readonly CopiedTable[] = [...entityTableNames, ...pageTableNames];
export const entityTables: readonly EntityTable[] = entityTableNames.map(describe);

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
    entry: entryColumns[name] ?? null,
    ofLogin: !loginsThatAct.has(name) && columns.some((column) => column.name === 'login'),
    columns: columns.map((column) => ({
      name: column.name,
      kind: kindOf(column.name, column.getSQLType()),
      required: column.notNull,
      choices: column.enumValues?.length ? column.enumValues : null,
    })),
  };
}

/** By the schema's own naming: `created_at`, `next_due` and `until` are instants, `started_on` and `until_day` are days. */
function kindOf(name: string, type: string): ColumnKind {
  if (type === 'real') return 'number';
  if (type === 'text') return 'text';
  if (/(^|_)at$|_due$|^until$/.test(name)) return 'instant';
  return /(_on|^day|_day)$/.test(name) ? 'day' : 'integer';
}

/** What screens read under the company's name is folded from some of the copies, which have a name of their own. */
export function localName(table: CopiedTable): string {
  return isPageTable(table) ? table : getTableConfig(schemas[table]).name;
}
