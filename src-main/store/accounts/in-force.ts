import { and, ne, type SQL, sql } from 'drizzle-orm';
import { instantOfDay } from '../../lib/day';
import { organizations } from '../schema/company';

/** Accounts that have not churned by this day. */
export function inForce(today: number): SQL | undefined {
  return and(
    ne(organizations.lifecycleStage, 'churned'),
    sql`(${organizations.churnedAt} is null or ${organizations.churnedAt} >= ${instantOfDay(today + 1)})`,
  );
}
