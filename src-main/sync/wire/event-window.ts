import { dayOfInstant } from '../../lib/day';
import type { CompanyState } from './company-state';

/** The window of raw events that are kept, today being its last day. @returns its first day */
export function firstEventDay(company: CompanyState, rawEventDays: number): number {
  return dayOfInstant(company.now) - rawEventDays + 1;
}
