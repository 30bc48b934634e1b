import type { AuditFilter } from '../../src-preload/contract/audit/audit';
import type { AuditChoice } from '../company/audit/read-audit';
import type { CompanyCalendar } from '../lib/company-calendar';
import { dayOfInput } from './day-of-input';

/** A filter's days are the company's. @throws StewardError invalid_input for what is no day of the calendar */
export function auditChoice({ from, to, ...rest }: AuditFilter, calendar: CompanyCalendar): AuditChoice {
  return {
    ...rest,
    ...(from !== undefined && { since: calendar.startOf(dayOfInput(from)) }),
    ...(to !== undefined && { before: calendar.startOf(dayOfInput(to) + 1) }),
  };
}
