import type { AccountRow } from '../../../src-preload/contract/accounts';
import type { Standing } from '../../../src-preload/contract/domain';
import { standingWords } from '../../../src-preload/contract/life';
import type { CompanyCalendar } from '../../lib/company-calendar';
import { dayOrNull } from '../../lib/day';
import type { organizations } from '../schema/company';
import type { accountSummaries } from '../schema/health';

/** Where an account stands, with its day and in words. */
export function standingOf(
  standing: Standing,
  summary: Pick<typeof accountSummaries.$inferSelect, 'lifeDay' | 'standing'> | null,
  { churnedAt }: Pick<typeof organizations.$inferSelect, 'churnedAt'>,
  calendar: CompanyCalendar,
): Pick<AccountRow, 'standing' | 'standingDay' | 'standingText'> {
  const word = churnedAt === null || standing !== 'left' ? null : calendar.dayOf(churnedAt);
  const day = summary?.standing ? summary.lifeDay : word;
  return { standing, standingDay: dayOrNull(day), standingText: standingWords(standing, day) };
}
