import { and, gte, inArray, isNotNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { AccountFilter, AccountSort } from '../../../src-preload/contract/accounts';
import { managers, organizations } from '../schema/company';
import { accountSummaries } from '../schema/health';
import type { ReadDb } from '../types';
import { inForce, stageOn, standingOn } from './in-force';

/** A filter whose search has been carried out. */
export interface AccountChoice extends Omit<AccountFilter, 'search'> {
  /** Of these accounts alone. */
  readonly among?: readonly number[] | undefined;
}

/** A year's revenue as it is shown, exactly, so that an account is in the range of its own figure. */
const arr = sql`round(12 * ${accountSummaries.mrr}, 4)`;

/** The choice as a condition over organizations and account_summaries. */
export function accountCondition(db: ReadDb, filter: AccountChoice, today: number): SQL | undefined {
  return and(
    filter.includeChurned === true || isGiven(filter.standings) ? undefined : inForce(db, today),
    anyIn(standingOn(db, today), filter.standings),
    filter.among === undefined ? undefined : isAmong(filter.among),
    anyOf(accountSummaries.band, filter.bands),
    anyOf(accountSummaries.riskLevel, filter.riskLevels),
    anyOf(accountSummaries.trend, filter.trends),
    anyIn(stageOn(db, today), filter.stages),
    anyOf(organizations.segment, filter.segments),
    anyOf(organizations.ownerId, filter.ownerIds),
    filter.renewsWithinDays === undefined
      ? undefined
      : // A renewal that is overdue is open all the same.
        lte(accountSummaries.renewsOn, today + filter.renewsWithinDays),
    filter.silentForDays === undefined
      ? undefined
      : or(
          lte(accountSummaries.lastActivityDay, sql`${accountSummaries.asOf} - ${filter.silentForDays}`),
          and(sql`${accountSummaries.lastActivityDay} is null`, isNotNull(accountSummaries.organizationId)),
        ),
    filter.minArr === undefined ? undefined : gte(arr, filter.minArr),
    filter.maxArr === undefined ? undefined : lte(arr, filter.maxArr),
  );
}

/** Largest first where asked; accounts without a value come last either way. */
export function accountOrder(sort: AccountSort): SQL[] {
  const value = sortValues[sort.key];
  return [
    sql`${value} is null`,
    sort.descending ? sql`${value} desc` : sql`${value} asc`,
    sql`${organizations.organizationId} asc`,
  ];
}

const sortValues: Readonly<Record<AccountSort['key'], SQL>> = {
  name: sql`${organizations.name} collate nocase`,
  score: sql`${accountSummaries.score}`,
  change28: sql`${accountSummaries.change28}`,
  arr: sql`${accountSummaries.mrr}`,
  seats: sql`${accountSummaries.seats}`,
  renewsOn: sql`${accountSummaries.renewsOn}`,
  lastActivity: sql`${accountSummaries.lastActivityDay}`,
  risk: sql`case ${accountSummaries.riskLevel} when 'critical' then 3 when 'high' then 2 when 'medium' then 1 when 'low' then 0 end`,
  owner: sql`${managers.name} collate nocase`,
  segment: sql`${organizations.segment} collate nocase`,
  stage: sql`case ${organizations.lifecycleStage} when 'onboarding' then 0 when 'adoption' then 1 when 'growth' then 2 when 'renewal' then 3 else 4 end`,
  activeUsers: sql`${accountSummaries.activeUsers}`,
};

/** One parameter, however many there are. */
function isAmong(ids: readonly number[]): SQL {
  return sql`${organizations.organizationId} in (select value from json_each(${JSON.stringify(ids)}))`;
}

function isGiven(values: readonly string[] | undefined): boolean {
  return values !== undefined && values.length > 0;
}

function anyIn(value: SQL, values: readonly string[] | undefined): SQL | undefined {
  return isGiven(values) ? sql`${value} in ${values}` : undefined;
}

function anyOf<T extends string | number>(
  column: Parameters<typeof inArray>[0],
  values: readonly T[] | undefined,
): SQL | undefined {
  return values === undefined || values.length === 0 ? undefined : inArray(column, [...values]);
}
