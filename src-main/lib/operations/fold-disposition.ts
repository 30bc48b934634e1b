import { parseDay } from '../day';
import type { OpenOperation, OperationSubject } from './operation';

export type TodayOperationKind = 'today.dispose' | 'today.restore';

export interface StoredDisposition extends OperationSubject {
  readonly kind: string;
  readonly day: number;
  readonly state: 'done' | 'snoozed';
  readonly untilDay: number | null;
  readonly reason: string | null;
  /** Milliseconds since 1970 by the clock of the desktop where it was put away. */
  readonly at: number;
  readonly companyRow: number;
  readonly isRemoved: boolean;
}

/** What was done with an item of Today, with one more operation. What was brought back stays so. */
export function foldDisposition(
  disposition: StoredDisposition | null,
  operation: OpenOperation<TodayOperationKind>,
): StoredDisposition | null {
  if (operation.kind === 'today.restore') return disposition && { ...disposition, isRemoved: true };
  const { subject, madeAt: at, patch, place } = operation;
  const { kind, day, state, until_day: until = null, reason = null } = patch;
  if (disposition !== null || subject === null) return disposition;
  if (kind === undefined || day === undefined || state === undefined) return null;
  const untilDay = until === null ? null : parseDay(until);
  return {
    ...subject,
    kind,
    day: parseDay(day),
    state,
    untilDay,
    reason,
    at,
    companyRow: place,
    isRemoved: false,
  };
}
