import { parseDay } from '../day';
import type { OpenOperation } from './operation';

export type HolidayKind = 'holiday.add' | 'holiday.remove';

/** A day on which nobody works: everywhere, or for accounts in one country. */
export interface StoredHoliday {
  readonly day: number;
  readonly name: string;
  readonly country: string | null;
  readonly companyRow: number;
  readonly isRemoved: boolean;
}

/** The holiday as it is with one more operation. What was removed stays so. */
export function foldHoliday(
  holiday: StoredHoliday | null,
  operation: OpenOperation<HolidayKind>,
): StoredHoliday | null {
  if (operation.kind === 'holiday.remove') return holiday && { ...holiday, isRemoved: true };
  const { day, name, country = null } = operation.patch;
  if (holiday !== null || day === undefined || name === undefined) return holiday;
  return { day: parseDay(day), name, country, companyRow: operation.place, isRemoved: false };
}
