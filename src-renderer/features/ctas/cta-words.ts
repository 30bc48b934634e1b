import { type Cta, type CtaCounts, type CtaGroup, ctaGroups } from '../../../src-preload/contract/ctas/cta';
import { formatDay } from '../../ui/format/day';
import { formatCount } from '../../ui/format/number';

export const groupWords: Readonly<Record<CtaGroup, string>> = {
  overdue: 'Overdue',
  today: 'Today',
  week: 'This week',
  later: 'Later',
  snoozed: 'Snoozed',
  closed: 'Closed',
};

const countWords: Readonly<Record<CtaGroup, string>> = {
  overdue: 'overdue',
  today: 'due today',
  week: 'later this week',
  later: 'later',
  snoozed: 'snoozed',
  closed: 'closed',
};

/** `3 overdue, 1 due today, 4 later`; closed ones are told where nothing else is. */
export function countsInWords(counts: CtaCounts): string {
  const told = ctaGroups.filter((group) => group !== 'closed' && counts[group] > 0);
  if (told.length === 0)
    return counts.closed === 0 ? 'None yet' : `None open, ${formatCount(counts.closed)} closed`;
  return told.map((group) => `${formatCount(counts[group])} ${countWords[group]}`).join(', ');
}

/** Tasks done, of all: `1 of 3 tasks`; empty where it has none. */
export function tasksInWords({ tasks }: Pick<Cta, 'tasks'>): string {
  if (tasks.length === 0) return '';
  const done = tasks.filter((task) => task.done !== null).length;
  return `${formatCount(done)} of ${formatCount(tasks.length)} ${tasks.length === 1 ? 'task' : 'tasks'}`;
}

export function snoozeInWords({ until, reason, firedAgain }: NonNullable<Cta['snooze']>): string {
  const again = firedAgain ? ' Its rule fired again meanwhile.' : '';
  return `Snoozed until ${formatDay(until)}: ${/[.!?]$/.test(reason) ? reason : `${reason}.`}${again}`;
}

/** Who wants it: a rule, or somebody. */
export function sourceInWords({ rule, author }: Pick<Cta, 'rule' | 'author'>): string {
  if (rule === null) return `By ${author}`;
  return rule.name === null ? 'By a rule that was removed' : `By the rule “${rule.name}”`;
}
