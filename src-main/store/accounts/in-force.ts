import { type SQL, sql } from 'drizzle-orm';
import { companyCalendar } from '../copy/company-calendar';
import { organizations } from '../schema/company';
import { accountSummaries } from '../schema/health';
import type { ReadDb } from '../types';

/**
 * Where an account stands on a day, by the last scoring: who was to leave has left since. Before the first scoring only
 * the stage and the company's word are known.
 */
export function standingOn(db: ReadDb, today: number): SQL<string> {
  return sql<string>`case
    when ${accountSummaries.standing} = 'leaving' and ${accountSummaries.lifeDay} < ${today} then 'left'
    when ${accountSummaries.standing} is not null then ${accountSummaries.standing}
    when ${organizations.lifecycleStage} = 'churned' or ${organizations.churnedAt} < ${companyCalendar(db).startOf(today)} then 'left'
    else 'customer' end`;
}

/** Accounts to look after: customers, those on trial, and those that ended without a word. */
export function inForce(db: ReadDb, today: number): SQL {
  return sql`${standingOn(db, today)} not in ('left', 'trial_over')`;
}

/** Customers, those that are leaving among them. */
export function isCustomerOn(db: ReadDb, today: number): SQL {
  return sql`${standingOn(db, today)} in ('customer', 'leaving')`;
}

/** The lifecycle stage as shown: who left is churned, and who came back isn't any more. */
export function stageOn(db: ReadDb, today: number): SQL<string> {
  return sql<string>`case
    when ${standingOn(db, today)} = 'left' then 'churned'
    when ${organizations.lifecycleStage} = 'churned' and ${standingOn(db, today)} in ('customer', 'leaving', 'trial') then 'adoption'
    else ${organizations.lifecycleStage} end`;
}
