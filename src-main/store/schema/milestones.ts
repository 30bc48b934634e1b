/** Milestones and success plans: as the company has them, as screens read them, and what is counted here. */
import { sql } from 'drizzle-orm';
import { blob, check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

const written = {
  name: text('name').notNull(),
  /** JSON of a MilestoneDefinition or PlanDefinition (contract/milestones). */
  definition: text('definition').notNull(),
};
const copiedEntry = {
  author: text('author').notNull(),
  madeAt: integer('made_at').notNull(),
  version: integer('version').notNull(),
  changed: text('changed').notNull(),
  removedAt: integer('removed_at'),
  createdAt: integer('created_at').notNull(),
};
const version = {
  version: integer('version').notNull(),
  definition: text('definition').notNull(),
  author: text('author').notNull(),
  madeAt: integer('made_at').notNull(),
};
const shown = {
  ...written,
  version: integer('version').notNull(),
  author: text('author').notNull(),
  createdAt: integer('created_at').notNull(),
};
const rowId = integer('row_id').primaryKey();

export const copiedMilestones = sqliteTable(
  'copied_milestone_definitions',
  { rowId, milestoneId: text('milestone_id').notNull(), ...written, ...copiedEntry },
  (table) => [index('copied_milestones_by_entry').on(table.milestoneId)],
);
export const copiedMilestoneVersions = sqliteTable(
  'milestone_definition_versions',
  { rowId, milestoneId: text('milestone_id').notNull(), ...version },
  (table) => [index('milestone_versions_by_milestone').on(table.milestoneId, table.version)],
);
export const copiedPlans = sqliteTable(
  'copied_success_plans',
  { rowId, planId: text('plan_id').notNull(), ...written, ...copiedEntry },
  (table) => [index('copied_plans_by_entry').on(table.planId)],
);
export const copiedPlanVersions = sqliteTable(
  'success_plan_versions',
  { rowId, planId: text('plan_id').notNull(), ...version },
  (table) => [index('plan_versions_by_plan').on(table.planId, table.version)],
);

export const planAssignments = sqliteTable(
  'plan_assignments',
  {
    rowId,
    organizationId: integer('organization_id').notNull(),
    planId: text('plan_id').notNull(),
    startedOn: integer('started_on').notNull(),
    givenBy: text('given_by'),
    givenAt: integer('given_at').notNull(),
    endedAt: integer('ended_at'),
    endedBy: text('ended_by'),
    /** Since when what the plan asks has waited to be counted for the account; null: it was. */
    uncountedAt: integer('uncounted_at'),
  },
  (table) => [index('plan_assignments_by_organization').on(table.organizationId)],
);

export const userMilestones = sqliteTable(
  'user_milestones',
  {
    rowId,
    organizationId: integer('organization_id').notNull(),
    /** Null: the account's own. */
    userId: integer('user_id'),
    milestoneId: text('milestone_id').notNull(),
    progress: integer('progress').notNull(),
    value: integer('value'),
    target: integer('target'),
    movedOn: integer('moved_on').notNull(),
    completedOn: integer('completed_on'),
    awardedAt: integer('awarded_at'),
    evidenceRemoved: integer('evidence_removed').notNull(),
    setBy: text('set_by'),
    reason: text('reason'),
    version: integer('version').notNull(),
  },
  (table) => [index('user_milestones_by_organization').on(table.organizationId)],
);

export const milestoneProgressHistory = sqliteTable(
  'milestone_progress_history',
  {
    rowId,
    organizationId: integer('organization_id').notNull(),
    userId: integer('user_id'),
    milestoneId: text('milestone_id').notNull(),
    day: integer('day').notNull(),
    progressBefore: integer('progress_before').notNull(),
    progress: integer('progress').notNull(),
    value: integer('value'),
    author: text('author'),
    reason: text('reason'),
    recordedAt: integer('recorded_at').notNull(),
  },
  (table) => [index('milestone_history_by_organization').on(table.organizationId, table.milestoneId)],
);

export const milestoneAchievements = sqliteTable(
  'milestone_achievements',
  {
    rowId,
    achievementId: text('achievement_id').notNull(),
    organizationId: integer('organization_id').notNull(),
    userId: integer('user_id'),
    milestoneId: text('milestone_id').notNull(),
    points: integer('points').notNull(),
    achievedOn: integer('achieved_on').notNull(),
    awardedAt: integer('awarded_at').notNull(),
    withdrawnAt: integer('withdrawn_at'),
  },
  (table) => [
    index('milestone_achievements_by_organization').on(table.organizationId),
    index('milestone_achievements_by_id').on(table.achievementId),
  ],
);

export const milestoneDefinitions = sqliteTable('milestone_definitions', {
  milestoneId: text('milestone_id').primaryKey(),
  ...shown,
});
export const successPlans = sqliteTable('success_plans', { planId: text('plan_id').primaryKey(), ...shown });

/** How far each has come by what is counted here; `completed_on` is kept by a trigger, as the company keeps its own. */
export const milestoneProgress = sqliteTable(
  'milestone_progress',
  {
    organizationId: integer('organization_id').notNull(),
    /** 0: the account's own. */
    userId: integer('user_id').notNull(),
    milestoneId: text('milestone_id').notNull(),
    /** Of the definition by which it was counted. */
    version: integer('version').notNull(),
    progress: integer('progress').notNull(),
    value: integer('value'),
    target: integer('target'),
    movedOn: integer('moved_on').notNull(),
    completedOn: integer('completed_on'),
    /** 1: the company has it as it is. */
    isTold: integer('is_told').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.userId, table.milestoneId] }),
    index('milestone_progress_untold').on(table.organizationId).where(sql`is_told = 0`),
    check('milestone_progress_percent', sql`progress between 0 and 100`),
  ],
);

/** What counting remembers of an account, through the last whole day. */
export const milestoneStates = sqliteTable('milestone_states', {
  organizationId: integer('organization_id').primaryKey(),
  throughDay: integer('through_day').notNull(),
  /** By which milestones, and what use was set apart: with others it is counted anew. */
  made: text('made').notNull(),
  payload: blob('payload', { mode: 'buffer' }).notNull(),
});

/** Which accounts' use changed, and from which day on. Triggers write it along with `activity_dirty`. */
export const milestoneDirty = sqliteTable('milestone_dirty', {
  organizationId: integer('organization_id').primaryKey(),
  fromDay: integer('from_day').notNull(),
});

/** Plans to be given to accounts that match them, until the company has heard of it. */
export const outgoingPlans = sqliteTable(
  'outgoing_plans',
  {
    organizationId: integer('organization_id').notNull(),
    planId: text('plan_id').notNull(),
    startedOn: integer('started_on').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.planId] })],
);
