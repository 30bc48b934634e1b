import { eq, inArray } from 'drizzle-orm';
import type { z } from 'zod';
import {
  type AccountRow,
  type accountFacetsSchema,
  type accountListInputSchema,
  type accountListSchema,
  accountRowSchema,
} from '../../../src-preload/contract/accounts';
import type { AttributeValue } from '../../../src-preload/contract/attributes';
import { lifecycleStages } from '../../../src-preload/contract/domain';
import { minorDigits } from '../../../src-preload/contract/money';
import { arrOf, expectedLossOf } from '../../../src-preload/contract/words';
import { dayOrNull } from '../../lib/day';
import { othersAs } from '../../lib/other-money';
import { companyCalendar } from '../copy/company-calendar';
import { companyMoney } from '../copy/company-money';
import { managers, organizations } from '../schema/company';
import { accountSummaries } from '../schema/health';
import { isAllOther, otherArrOf } from '../scores/stored-money';
import { tooLittleOf } from '../scores/too-little';
import type { ReadDb } from '../types';
import type { AccountChoice } from './account-filter';
import { accountIdsInOrder } from './account-order';
import { accountsWithSummary } from './accounts-with-summary';
import { readAttributes, valuesOf } from './attributes';
import { stageOn } from './in-force';
import { lastContactSql } from './last-contact';
import { standingOf } from './standing-of';
import { npsSql, openTicketsSql } from './voice-of-account';

const sparklineSchema = accountRowSchema.shape.sparkline;

/** One page of the account list, with the total of the whole filter. */
export function listAccounts(
  db: ReadDb,
  input: Omit<z.infer<typeof accountListInputSchema>, 'filter'> & { readonly filter: AccountChoice },
  today: number,
): z.infer<typeof accountListSchema> {
  const order = accountIdsInOrder(db, input.filter, input.sort, today);
  const ids = [...order.ids.subarray(input.offset, input.offset + input.limit)];
  return {
    total: order.ids.length,
    arrTotal: order.arrTotal,
    ...othersAs('otherArrTotal', order.otherArrTotal),
    rows: readAccountRows(db, ids, today).map(withShortTexts),
  };
}

/** A list shows the beginning of a text; a page of whole ones could be more than a screen is sent at once. */
function withShortTexts(row: AccountRow): AccountRow {
  const short = (value: AttributeValue) =>
    typeof value === 'string' && value.length > longestShown ? `${value.slice(0, longestShown)}…` : value;
  const attributes = Object.entries(row.attributes).map(([name, value]) => [name, short(value)]);
  return { ...row, attributes: Object.fromEntries(attributes) };
}

const longestShown = 120;

/** Rows of these accounts, in this order; an account that is gone is left out. */
export function readAccountRows(db: ReadDb, ids: readonly number[], today: number): AccountRow[] {
  if (ids.length === 0) return [];
  const rows = accountsWithSummary(db, today)
    .where(inArray(organizations.organizationId, [...ids]))
    .all();
  const calendar = companyCalendar(db);
  const digits = minorDigits(companyMoney(db).currency);
  const catalogue = readAttributes(db, 'account');
  const more = readFurther(db, ids, today);
  const byId = new Map(rows.map((row) => [row.organization.organizationId, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (row === undefined) return [];
    const { organization, summary, shown, owner, stage, standing } = row;
    const { churn90, nps, openTickets, lastContact } = more.get(id) ?? nothingFurther;
    return {
      id,
      name: organization.name,
      owner,
      segment: organization.segment,
      stage,
      ...standingOf(standing, summary, organization, calendar),
      arr: arrOf(summary?.mrr ?? 0),
      ...othersAs('otherArr', otherArrOf(summary?.otherMoney)),
      seats: summary?.seats ?? null,
      activeUsers: summary?.activeUsers ?? null,
      renewsOn: dayOrNull(summary?.renewsOn),
      lastActivity: dayOrNull(summary?.lastActivityDay),
      score: shown.score,
      band: shown.band,
      confidence: summary?.confidence ?? null,
      tooLittle: shown.byHand === 1 ? null : tooLittleOf(summary),
      change28: shown.change28,
      trend: shown.trend,
      risk: shown.level,
      indicatorCount: summary?.indicatorCount ?? 0,
      overridden: shown.byHand === 1,
      computedScore: summary?.score ?? null,
      churn90,
      expectedLoss:
        churn90 === null || isAllOther(summary?.mrr ?? 0, summary?.otherMoney)
          ? null
          : expectedLossOf(summary?.mrr ?? 0, churn90, digits),
      nps,
      openTickets,
      lastContact: dayOrNull(lastContact),
      country: organization.country,
      sparkline: summary === null ? [] : sparklineSchema.parse(JSON.parse(summary.sparkline)),
      attributes: valuesOf(catalogue, organization.attributes),
    } satisfies AccountRow;
  });
}

interface Further extends Pick<AccountRow, 'churn90' | 'nps' | 'openTickets'> {
  /** Whole days since 1970. */
  readonly lastContact: number | null;
}

const nothingFurther: Further = { churn90: null, nps: null, openTickets: 0, lastContact: null };

/** What of these accounts stands in other rows than their own. */
function readFurther(db: ReadDb, ids: readonly number[], today: number): ReadonlyMap<number, Further> {
  const calendar = companyCalendar(db);
  const rows = db
    .prepared<[{ ids: string }], Further & { id: number }>(
      `select one.value as id, forecast.p90 as churn90, ${npsSql('one.value', today, calendar)} as nps,
         ${openTicketsSql('one.value', today, calendar)} as openTickets,
         ${lastContactSql('one.value', today, calendar)} as lastContact
       from json_each(:ids) one left join churn_forecasts forecast on forecast.organization_id = one.value`,
    )
    .all({ ids: JSON.stringify(ids) });
  return new Map(
    rows.map(({ id, lastContact: at, ...further }) => [
      id,
      { ...further, lastContact: at === null ? null : calendar.dayOf(at) },
    ]),
  );
}

/** What the filters can offer. */
export function readAccountFacets(db: ReadDb, today: number): z.infer<typeof accountFacetsSchema> {
  const segments = db.selectDistinct({ segment: organizations.segment }).from(organizations).all();
  const countries = db.selectDistinct({ country: organizations.country }).from(organizations).all();
  const stages = new Set(
    db
      .selectDistinct({ stage: stageOn(db, today) })
      .from(organizations)
      .leftJoin(accountSummaries, eq(accountSummaries.organizationId, organizations.organizationId))
      .all()
      .map(({ stage }) => stage),
  );
  const owners = db
    .select({ id: managers.managerId, name: managers.name })
    .from(managers)
    .orderBy(managers.name)
    .all();
  return {
    segments: segments.flatMap(({ segment }) => (segment === null ? [] : [segment])).sort(),
    stages: lifecycleStages.filter((stage) => stages.has(stage)),
    owners,
    attributes: readAttributes(db, 'account'),
    countries: countries.flatMap(({ country }) => (country === null ? [] : [country])).sort(),
  };
}
