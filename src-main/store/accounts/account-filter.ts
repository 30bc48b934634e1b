import { and, between, gte, inArray, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { AccountFilter, AccountSort, accountSortKeys } from '../../../src-preload/contract/accounts';
import { attributeOfKey } from '../../../src-preload/contract/attributes';
import type { HealthState } from '../../../src-preload/contract/domain';
import { standingFigures } from '../risk/standing-sql';
import { managers, organizations } from '../schema/company';
import { accountSummaries } from '../schema/health';
import { churnForecasts } from '../schema/risk';
import type { ReadDb } from '../types';
import { attributeCondition, type SettledTest } from './attribute-tests';
import { attributeSql } from './attributes';
import { inForce, stageOn, standingOn } from './in-force';

/** A filter whose search and segments have been carried out. */
export interface AccountChoice extends Omit<AccountFilter, 'search' | 'segmentIds'> {
  /** Those in the saved segments that were chosen: a part like any other. */
  readonly inSegments?: readonly number[] | undefined;
  /** Of these accounts alone. */
  readonly among?: readonly number[] | undefined;
}

/** A year's revenue as it is shown, exactly, so that an account is in the range of its own figure. */
const arr = sql`round(12 * ${accountSummaries.mrr}, 4)`;

const loss = sql`round(12 * ${accountSummaries.mrr} * ${churnForecasts.p90}, 2)`;

/** What people said and asked, from what the query joins under these names where `asksVoice` says that it is needed. */
const nps = sql.raw('voice_nps.nps');
const openTickets = sql.raw('coalesce(voice_tickets.open, 0)');
const lastContact = sql.raw('voice_contact.at');

/** Which of the voices of accounts a filter and a sort ask for: each is gathered over all accounts, at a cost. */
export function asksVoice(
  { minNps, maxNps, minOpenTickets }: Pick<AccountFilter, 'minNps' | 'maxNps' | 'minOpenTickets'>,
  { key }: AccountSort,
): { readonly nps: boolean; readonly openTickets: boolean; readonly lastContact: boolean } {
  return {
    nps: key === 'nps' || minNps !== undefined || maxNps !== undefined,
    openTickets: key === 'openTickets' || minOpenTickets !== undefined,
    lastContact: key === 'lastContact',
  };
}

/** The choice as a condition over organizations, account_summaries, account_headlines, churn_forecasts and the voices. */
export function accountCondition(
  db: ReadDb,
  filter: Omit<AccountChoice, 'attributes'>,
  tests: readonly SettledTest[],
  today: number,
): SQL | undefined {
  const parts = [...partsOf(db, filter, today), ...tests.map(attributeCondition)];
  return and(
    filter.includeChurned === true || isGiven(filter.standings) ? undefined : inForce(db, today),
    filter.among === undefined ? undefined : isAmong(filter.among),
    filter.fits === 'any' ? or(...parts) : and(...parts),
  );
}

/** Each part of a filter that can be chosen by itself. */
function partsOf(db: ReadDb, filter: Omit<AccountChoice, 'attributes'>, today: number): (SQL | undefined)[] {
  const shown = standingFigures(today);
  return [
    anyIn(standingOn(db, today), filter.standings),
    healthIn(filter.bands, shown),
    anyIn(shown.level, filter.riskLevels),
    anyIn(shown.trend, filter.trends),
    anyIn(stageOn(db, today), filter.stages),
    anyOf(organizations.segment, filter.segments),
    anyOf(organizations.country, filter.countries),
    or(
      anyOf(organizations.ownerId, filter.ownerIds),
      filter.noOwner === true ? isNull(organizations.ownerId) : undefined,
    ),
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
    within(arr, filter.minArr, filter.maxArr),
    within(sql`round(${churnForecasts.p90}, 3)`, filter.minChurn90, filter.maxChurn90),
    within(loss, filter.minExpectedLoss, undefined),
    within(nps, filter.minNps, filter.maxNps),
    within(openTickets, filter.minOpenTickets, undefined),
    filter.inSegments === undefined ? undefined : isAmong(filter.inSegments),
  ];
}

/** Both ends count; what is unknown is in no range. */
function within(value: SQL, least: number | undefined, most: number | undefined): SQL | undefined {
  if (least === undefined && most === undefined) return undefined;
  if (most === undefined) return gte(value, least);
  return least === undefined ? lte(value, most) : between(value, least, most);
}

/** Largest first where asked; accounts without a value come last either way. */
export function accountOrder(db: ReadDb, sort: AccountSort, today: number): SQL[] {
  const value = sortValue(db, sort.key, today);
  return [
    sql`${value} is null`,
    sort.descending ? sql`${value} desc` : sql`${value} asc`,
    sql`${organizations.organizationId} asc`,
  ];
}

function sortValue(db: ReadDb, key: AccountSort['key'], today: number): SQL {
  const attribute = attributeOfKey(key);
  if (attribute !== null) return sql`${attributeSql(organizations.attributes, attribute)} collate nocase`;
  if (key === 'nps') return nps;
  if (key === 'openTickets') return openTickets;
  if (key === 'lastContact') return lastContact;
  if (key === 'stage') return placeOfStage(stageOn(db, today));
  return sortValues(today)[key as StoredKey];
}

/** Stages in the order of a customer's life. */
function placeOfStage(stage: SQL): SQL {
  return sql`case ${stage} when 'onboarding' then 0 when 'adoption' then 1 when 'growth' then 2 when 'renewal' then 3 else 4 end`;
}

type StoredKey = Exclude<(typeof accountSortKeys)[number], 'nps' | 'openTickets' | 'lastContact' | 'stage'>;

function sortValues(today: number): Readonly<Record<StoredKey, SQL>> {
  const shown = standingFigures(today);
  return {
    name: sql`${organizations.name} collate nocase`,
    score: shown.score,
    change28: shown.change28,
    arr: sql`${accountSummaries.mrr}`,
    seats: sql`${accountSummaries.seats}`,
    renewsOn: sql`${accountSummaries.renewsOn}`,
    lastActivity: sql`${accountSummaries.lastActivityDay}`,
    risk: sql`case ${shown.level} when 'critical' then 3 when 'high' then 2 when 'medium' then 1 when 'low' then 0 end`,
    owner: sql`${managers.name} collate nocase`,
    segment: sql`${organizations.segment} collate nocase`,
    activeUsers: sql`${accountSummaries.activeUsers}`,
    churn90: sql`${churnForecasts.p90}`,
    expectedLoss: loss,
    country: sql`${organizations.country} collate nocase`,
  };
}

/** One parameter, however many there are. */
function isAmong(ids: readonly number[]): SQL {
  return sql`${organizations.organizationId} in (select value from json_each(${JSON.stringify(ids)}))`;
}

/** Accounts in one of these bands, or of which too little is known, where that is asked for. */
function healthIn(
  states: readonly HealthState[] | undefined,
  shown: ReturnType<typeof standingFigures>,
): SQL | undefined {
  if (!isGiven(states)) return undefined;
  const bands = (states ?? []).filter((state) => state !== 'too_little_known');
  return or(
    anyIn(shown.band, bands),
    states?.includes('too_little_known') ? isNotNull(shown.tooLittleSince) : undefined,
  );
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
