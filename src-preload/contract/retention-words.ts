import type { Retention, RetentionKind, Sweep } from './retention';
import { counted } from './words';

interface KindWords {
  readonly title: string;
  /** What goes, and what stays of it. */
  readonly what: string;
  /** Why no fewer days than the least. */
  readonly why: string;
}

export const retentionWords: Readonly<Record<RetentionKind, KindWords>> = {
  audit: {
    title: 'Audit',
    what: 'Rows of the audit, whole months at a time. Each chain says what went, and verifies as before; its last row stays.',
    why: 'because a contract is renewed each year and may be disputed for one more',
  },
  events: {
    title: 'Raw events of use',
    what: 'Single events, whole months at a time. Their daily counts stay, and scores with them.',
    why: 'because desktops show the last 90 days of them',
  },
  scores: {
    title: 'Scores written down',
    what: 'Scores and levels in the company’s database, for reports. Of levels the last one before stays.',
    why: 'because a score is compared with the same month a year ago',
  },
  operations: {
    title: 'Answers to decisions',
    what: 'What the company answered, by which a decision that arrives twice is known. One that arrives later than this comes back to whoever made it.',
    why: 'so that a desktop that was away for a year still hears how its decisions were answered',
  },
  removed: {
    title: 'Removed entries',
    what: 'Notes with their files, files, pulses, scores by hand, objections, views, tasks, holidays and templates of activities that were removed or taken back, and what was put away from Today. They go from every desktop, too.',
    why: 'because desktops offer again for 90 days what a restored company has forgotten',
  },
  ctas: {
    title: 'Closed CTAs',
    what: 'Calls to action that were closed, with their tasks. Those that are open stay. They go from every desktop, too.',
    why: 'because what a rule brought about is compared with the same month a year ago',
  },
  messages: {
    title: 'Messages and firings',
    what: 'Messages to contacts that came to their end, with their steps, and what rules did when. Those under way stay. They go from every desktop, too.',
    why: 'because limits look back for up to a year, and a contact may still follow the link of a mail',
  },
  devices: {
    title: 'Devices not seen any more',
    what: 'Copies of the company’s data that were not in contact any more. That one was signed out stays for good.',
    why: 'so that nobody’s device is forgotten over a holiday',
  },
  changes: {
    title: 'Log of changes',
    what: 'Lines by which desktops follow. A desktop that was away longer loads everything again.',
    why: 'so that a desktop that was off for a week need not load everything',
  },
  loads: {
    title: 'Records of loads',
    what: 'How many rows were set aside, and when totals were made.',
    why: 'so that last week’s load can be looked at',
  },
  'desktop decisions': {
    title: 'Decisions on desktops',
    what: 'What was decided there and has arrived. By it a desktop offers again what a restored company has forgotten.',
    why: 'because a company may be restored from a backup of some weeks ago',
  },
  'desktop backups': {
    title: 'Backups on desktops',
    what: 'Older backups of one’s own rows, and damaged copies that were put aside. The newest backup stays.',
    why: 'so that a loss that is noticed after some days can be mended',
  },
};

/** How a kind is kept where no days are said. */
export function foreverWords(kind: RetentionKind): string {
  return kind === 'desktop backups' ? 'the newest three' : 'for ever';
}

/** `for ever`, `730 days` */
export function daysWords(kind: RetentionKind, days: number | null): string {
  return days === null ? foreverWords(kind) : counted(days, 'day');
}

/** `at least 730 days, because …` */
export function leastWords({ kind, leastDays }: Pick<Retention, 'kind' | 'leastDays'>): string {
  return `at least ${counted(leastDays, 'day')}, ${retentionWords[kind].why}`;
}

const tableWords: Readonly<Record<string, readonly [one: string, many: string]>> = {
  audit_log: ['row of the audit', 'rows of the audit'],
  'chains left as they are': [
    'chain of the audit is left as it is: it doesn’t verify',
    'chains of the audit are left as they are: they don’t verify',
  ],
  activity_events: ['event', 'events'],
  organization_health_scores: ['score of an account', 'scores of accounts'],
  user_health_scores: ['score of a contact', 'scores of contacts'],
  risk_assessment_history: ['level', 'levels'],
  score_events: ['change of a score', 'changes of scores'],
  operations: ['answer', 'answers'],
  notes: ['note', 'notes'],
  pulses: ['pulse', 'pulses'],
  score_overrides: ['score by hand', 'scores by hand'],
  profiling_objections: ['objection', 'objections'],
  today_dispositions: ['entry of Today', 'entries of Today'],
  saved_views: ['view', 'views'],
  ctas: ['closed CTA', 'closed CTAs'],
  cta_tasks: ['task', 'tasks'],
  holidays: ['holiday', 'holidays'],
  activity_templates: ['template of activities', 'templates of activities'],
  interventions: ['message', 'messages'],
  rule_firings: ['firing of a rule', 'firings of rules'],
  devices: ['device', 'devices'],
  sync_log: ['line', 'lines'],
  set_aside_rows: ['count of rows set aside', 'counts of rows set aside'],
  metrics_aggregation_jobs: ['run of totals', 'runs of totals'],
};

/** `3 notes, 1 pulse`; `nothing` */
export function sweptWords(rows: Readonly<Record<string, number>>): string {
  const parts = Object.entries(rows)
    .filter(([, count]) => count > 0)
    .map(([table, count]) => counted(count, ...(tableWords[table] ?? ([table, table] as const))));
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

/** Lines for a person, one a kind that is not kept for ever. */
export function sweepLines({ kinds }: Sweep): string[] {
  if (kinds.length === 0) return ['Everything is kept for ever: nothing goes.'];
  return kinds.map(
    ({ kind, rows, waits }) =>
      `${retentionWords[kind].title}: ${sweptWords(rows)}${waits ? '; somebody reads or changes it just now, the rest goes another time' : ''}`,
  );
}
