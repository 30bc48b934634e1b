import type { Cta, CtaTask } from '../../../src-preload/contract/ctas/cta';
import { ctaEndSchema, ctaPrioritySchema, ctaTypeSchema } from '../../../src-preload/contract/ctas/cta-kinds';
import { type CtaDays, groupOf, nextDueOf, stateOf } from '../../lib/cta-due';
import { dayOrNull, formatDay } from '../../lib/day';
import type { CtaRow, TaskRow } from '../../store/ctas/read-ctas';

/** Firings may bring more than people may add. */
const mostTasksShown = 1_000;

/** @param today whole days since 1970 @returns the days of one that decide when it needs somebody */
export function daysOf(row: CtaRow, tasks: readonly TaskRow[], today: number): CtaDays {
  const open = tasks.filter(({ doneAt, restsUntil }) => doneAt === null && (restsUntil ?? 0) <= today);
  return { ...row, openTaskDays: open.flatMap(({ dueDay }) => (dueDay === null ? [] : [dueDay])) };
}

/**
 * A call to action as screens show it. Null for one that this Steward can't read, of a newer one perhaps.
 * @param today whole days since 1970
 */
export function ctaOf(row: CtaRow, tasks: readonly TaskRow[], today: number): Cta | null {
  const type = ctaTypeSchema.safeParse(row.type).data;
  const priority = ctaPrioritySchema.safeParse(row.priority).data;
  const outcome = row.outcome === null ? null : ctaEndSchema.safeParse(row.outcome).data;
  if (type === undefined || priority === undefined || outcome === undefined) return null;
  const days = daysOf(row, tasks, today);
  const state = stateOf(days, today);
  const { id, accountId, accountName, title, reason, author, createdAt: at } = row;
  return {
    ...{ id, accountId, accountName, type, title, reason, priority, state, author, at },
    due: formatDay(row.dueDay),
    nextDue: formatDay(nextDueOf(days)),
    owner: row.ownerId === null || row.ownerName === null ? null : { id: row.ownerId, name: row.ownerName },
    isGiven: row.givenTo !== null && row.givenTo !== row.accountOwnerId,
    group: groupOf(days, today),
    snooze: state === 'snoozed' ? snoozeOf(row) : null,
    end: outcome === null ? null : { outcome, by: row.closedBy ?? '', at: row.closedAt ?? at },
    rule: ruleOf(row),
    tasks: tasks.slice(0, mostTasksShown).map(taskOf),
    isPending: row.isPending === 1 || tasks.some((task) => task.isPending === 1),
  };
}

function snoozeOf({ snoozedUntil, snoozeReason, snoozedAt, lastFiredAt }: CtaRow): Cta['snooze'] {
  const until = dayOrNull(snoozedUntil);
  if (until === null) return null;
  return { until, reason: snoozeReason ?? '', firedAgain: (lastFiredAt ?? 0) > (snoozedAt ?? 0) };
}

function ruleOf({ ruleId, ruleName, ruleVersion, firings, lastFiredAt, createdAt }: CtaRow): Cta['rule'] {
  if (ruleId === null) return null;
  return { id: ruleId, name: ruleName, version: ruleVersion ?? 0, firings, lastAt: lastFiredAt ?? createdAt };
}

function taskOf({ id, title, dueDay, doneAt, doneBy, isPending }: TaskRow): CtaTask {
  return {
    id,
    title,
    due: dayOrNull(dueDay),
    done: doneAt === null ? null : { by: doneBy ?? '', at: doneAt },
    isPending: isPending === 1,
  };
}
