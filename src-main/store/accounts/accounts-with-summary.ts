import { eq, type SQL } from 'drizzle-orm';
import type { LifecycleStage, Standing } from '../../../src-preload/contract/domain';
import { standingFigures } from '../risk/standing-sql';
import { managers, organizations } from '../schema/company';
import { accountSummaries } from '../schema/health';
import { accountHeadlines } from '../schema/risk';
import type { ReadDb } from '../types';
import { stageOn, standingOn } from './in-force';

/** Accounts with what the last scoring left of them, null before the first, and their owner's name; to be narrowed. */
export function accountsWithSummary(db: ReadDb, today: number) {
  return db
    .select({
      organization: organizations,
      summary: accountSummaries,
      shown: standingFigures(today),
      owner: managers.name,
      standing: standingOn(db, today) as SQL<Standing>,
      stage: stageOn(db, today) as SQL<LifecycleStage>,
    })
    .from(organizations)
    .leftJoin(accountSummaries, eq(accountSummaries.organizationId, organizations.organizationId))
    .leftJoin(accountHeadlines, eq(accountHeadlines.organizationId, organizations.organizationId))
    .leftJoin(managers, eq(managers.managerId, organizations.ownerId));
}
