/** Keys of a place, by `KeyboardEvent.key`, and what each does. Several that do the same are told in one line. */
interface Place {
  readonly title: string;
  readonly keys: Readonly<Record<string, string>>;
}

const down = { j: 'Next', ArrowDown: 'Next' } as const;
const up = { k: 'Previous', ArrowUp: 'Previous' } as const;
const walk = { ...down, ...up } as const;
const boardWalk = {
  ...walk,
  ArrowLeft: 'The column to the left',
  ArrowRight: 'The column to the right',
} as const;

/**
 * Every single key that a screen acts on, by its place: what a place does with its keys is given to `useKeys`, which takes
 * these keys and no others, and the help shows them.
 */
export const keyMap = {
  shell: {
    title: 'Everywhere',
    keys: { i: 'New message, to the account that is open or chosen', '?': 'This help' },
  },
  tour: {
    title: 'The tour',
    keys: { ArrowRight: 'Next step', ArrowLeft: 'The step before', Escape: 'End it' },
  },
  today: { title: 'Today', keys: { u: 'Undo the last done or snooze, then those before' } },
  queue: {
    title: 'The queue of Today',
    keys: {
      ...walk,
      Enter: 'Open the account',
      x: 'Choose, to put several away at once',
      e: 'Done',
      s: 'Snooze',
      Escape: 'Choose none',
    },
  },
  putAway: {
    title: 'Done and Snoozed',
    keys: { ...walk, Enter: 'Open the account', b: 'Bring back' },
  },
  ctas: { title: 'CTAs', keys: { n: 'New CTA' } },
  ctaList: {
    title: 'The list of CTAs',
    keys: {
      ...walk,
      Enter: 'Open the account',
      e: 'Close; then 1 to 5 for how it ended',
      s: 'Snooze',
      b: 'Wake',
      t: 'Write a task',
    },
  },
  tasks: {
    title: 'Tasks',
    keys: { n: 'New task', l: 'List', b: 'Board', v: 'Calendar' },
  },
  taskList: {
    title: 'Tasks as a list',
    keys: {
      ...walk,
      Enter: 'Open the account',
      x: 'Choose, to do something with several at once',
      e: 'Done, or open again',
      d: 'Move to another day',
      s: 'Snooze',
      g: 'Give to a colleague',
      c: 'Change',
      Escape: 'Choose none',
    },
  },
  taskBoard: {
    title: 'Tasks as a board',
    keys: {
      ...boardWalk,
      e: 'Done',
      d: 'Move to another day',
      s: 'Snooze',
      g: 'Give to a colleague',
      c: 'Change',
      1: 'Put it into the first column',
      2: 'Put it into the second',
      3: 'Put it into the third',
      4: 'Put it into the fourth',
    },
  },
  taskCalendar: {
    title: 'Tasks as a calendar',
    keys: {
      ArrowLeft: 'The day before',
      ArrowRight: 'The day after',
      '[': 'A week before',
      ']': 'A week after',
      PageUp: 'The month or week before',
      PageDown: 'The month or week after',
      t: 'Today',
      m: 'Show the month',
      w: 'Show the week',
    },
  },
  milestones: {
    title: 'Milestones',
    keys: { ...boardWalk, e: 'Its next milestone is done' },
  },
  celebrations: {
    title: 'Celebrations that wait',
    keys: {
      ...walk,
      w: 'Add words of your own',
      Enter: 'Add words of your own',
      g: 'Let it go now',
      s: 'Skip it',
    },
  },
  chosenAccounts: {
    title: 'Accounts that are chosen',
    keys: {
      e: 'Done, for those that wait on Today',
      s: 'Snooze them',
      u: 'Undo the last done or snooze',
    },
  },
  accountInQueue: {
    title: 'An account in the queue',
    keys: {
      j: 'Next of the queue',
      k: 'Previous of the queue',
      e: 'Done',
      s: 'Snooze',
      u: 'Undo the last done or snooze',
      b: 'Bring this account back',
    },
  },
  notes: { title: 'Notes', keys: { n: 'Write a note' } },
  approvals: {
    title: 'Approvals',
    keys: { ...walk, a: 'Approve', e: 'Edit before it goes', r: 'Reject', Enter: 'Look at it' },
  },
  replies: {
    title: 'Replies and returned mails',
    keys: { ...walk, Enter: 'Read it', e: 'Answered, or open again', o: 'Open the messages of the account' },
  },
  redemptions: {
    title: 'Redemptions to approve',
    keys: { ...walk, a: 'Approve', r: 'Refuse' },
  },
  search: { title: 'Accounts', keys: { '/': 'Search in the list' } },
  table: {
    title: 'Tables',
    keys: {
      ...walk,
      PageDown: 'A page down',
      PageUp: 'A page up',
      Home: 'First',
      End: 'Last',
      Enter: 'Open',
      x: 'Choose, where several can be',
    },
  },
} as const satisfies Readonly<Record<string, Place>>;

export type KeyPlace = keyof typeof keyMap;
export type KeyOf<P extends KeyPlace> = Extract<keyof (typeof keyMap)[P]['keys'], string | number>;
