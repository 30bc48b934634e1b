import type { CtaGroup } from '../../src-preload/contract/ctas/cta';
import type { CtaState } from '../../src-preload/contract/ctas/cta-kinds';
import { mondayOf } from './day';

/** What says when a call to action needs somebody. Days are whole days since 1970. */
export interface CtaDays {
  readonly outcome: string | null;
  readonly snoozedUntil: number | null;
  readonly dueDay: number;
  /** Due days of its tasks that are not done. */
  readonly openTaskDays: readonly number[];
}

/** How one stands on a day; one that was snoozed wakes by itself as its day begins. */
export function stateOf({ outcome, snoozedUntil }: CtaDays, today: number): CtaState {
  if (outcome !== null) return 'closed';
  return snoozedUntil !== null && snoozedUntil > today ? 'snoozed' : 'open';
}

/** The day on which something of it is due next: the whole, or a task before. */
export function nextDueOf({ dueDay, openTaskDays }: CtaDays): number {
  return Math.min(dueDay, ...openTaskDays);
}

/** Where it stands in lists; weeks end on Sunday. */
export function groupOf(cta: CtaDays, today: number): CtaGroup {
  const state = stateOf(cta, today);
  if (state !== 'open') return state;
  const due = nextDueOf(cta);
  if (due < today) return 'overdue';
  if (due === today) return 'today';
  return due <= mondayOf(today) + 6 ? 'week' : 'later';
}

/** Whether it waits for somebody on this day. */
export function isDue(cta: CtaDays, today: number): boolean {
  return stateOf(cta, today) === 'open' && nextDueOf(cta) <= today;
}
