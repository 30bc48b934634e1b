import { eq, inArray } from 'drizzle-orm';
import type { z } from 'zod';
import {
  type AccountRow,
  type accountFacetsSchema,
  type accountListInputSchema,
  type accountListSchema,
  accountRowSchema,
} from '../../../src-preload/contract/accounts';
import { lifecycleStages } from '../../../src-preload/contract/domain';
import { arrOf } from '../../../src-preload/contract/words';
import { dayOrNull } from '../../lib/day';
import { managers, organizations } from '../schema/company';
import { accountSummaries } from '../schema/health';
import type { ReadDb } from '../types';
import type { AccountChoice } from './account-filter';
import { accountIdsInOrder } from './account-order';
import { accountsWithSummary } from './accounts-with-summary';
import { stageOn } from './in-force';
import { standingOf } from './standing-of';

const sparklineSchema = accountRowSchema.shape.sparkline;

/** One page of the account list, with the total of the whole filter. */
export function listAccounts(
  db: ReadDb,
  input: Omit<z.infer<typeof accountListInputSchema>, 'filter'> & { readonly filter: AccountChoice },
  today: number,
): z.infer<typeof accountListSchema> {
  const order = accountIdsInOrder(db, input.filter, input.sort, today);
  const ids = [...order.ids.subarray(input.offset, input.offset + input.limit)];
  return { total: order.ids.length, arrTotal: order.arrTotal, rows: readAccountRows(db, ids, today) };
}

/** Rows of these accounts, in this order; an account that is gone is left out. */
export function readAccountRows(db: ReadDb, ids: readonly number[], today: number): AccountRow[] {
  if (ids.length === 0) return [];
  const rows = accountsWithSummary(db, today)
    .where(inArray(organizations.organizationId, [...ids]))
    .all();
  const byId = new Map(rows.map((row) => [row.organization.organizationId, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (row === undefined) return [];
    const { organization, summary, shown, owner, stage, standing } = row;
    return {
      id,
      name: organization.name,
      owner,
      segment: organization.segment,
      stage,
      ...standingOf(standing, summary, organization),
      arr: arrOf(summary?.mrr ?? 0),
      seats: summary?.seats ?? null,
      activeUsers: summary?.activeUsers ?? null,
      renewsOn: dayOrNull(summary?.renewsOn),
      lastActivity: dayOrNull(summary?.lastActivityDay),
      score: shown.score,
      band: shown.band,
      confidence: summary?.confidence ?? null,
      change28: shown.change28,
      trend: shown.trend,
      risk: shown.level,
      indicatorCount: summary?.indicatorCount ?? 0,
      overridden: shown.byHand === 1,
      computedScore: summary?.score ?? null,
      sparkline: summary === null ? [] : sparklineSchema.parse(JSON.parse(summary.sparkline)),
    } satisfies AccountRow;
  });
}

/** What the filters can offer. */
export function readAccountFacets(db: ReadDb, today: number): z.infer<typeof accountFacetsSchema> {
  const segments = db.selectDistinct({ segment: organizations.segment }).from(organizations).all();
  const stages = new Set(
    db
      .selectDistinct({ stage: stageOn(today) })
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
  };
}
