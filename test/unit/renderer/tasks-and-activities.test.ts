import { beforeAll, describe, expect, test } from 'vitest';
import type { Task, TaskCounts } from '../../../src-preload/contract/ctas/task';
import { activityHeading } from '../../../src-renderer/features/account/notes/activity-heading';
import { readTaskSearch } from '../../../src-renderer/features/tasks/task-search';
import { countsInWords, partsInWords } from '../../../src-renderer/features/tasks/task-words';
import { keysOfBoard, neighbourOf } from '../../../src-renderer/ui/board/walk-board';
import { readAs } from '../../../src-renderer/ui/format/reader';
import {
  activityOf,
  draftOf,
  inputOf,
  isSame,
  newActivity,
} from '../../../src-renderer/ui/notes/activity-draft';
import { keepingOf, stepKeysInWords, withTasks } from '../../../src-renderer/ui/notes/chosen-steps';

beforeAll(() => readAs('en-US'));

const none: TaskCounts = { overdue: 0, today: 0, week: 0, later: 0, undated: 0, resting: 0, done: 0 };

describe('how many tasks there are', () => {
  test('is told group by group, those that hold one and more, done ones only where no other is', () => {
    expect(countsInWords({ ...none, overdue: 1200, today: 1, undated: 2, resting: 3, done: 9 })).toBe(
      '1,200 overdue, 1 due today, 2 without a day, 3 snoozed',
    );
    expect(countsInWords({ ...none, done: 1 })).toBe('None open, 1 done');
    expect(countsInWords(none)).toBe('None yet');
  });
});

test('a task says of which CTA it is a step, whose it is, how it comes again, and where it stands', () => {
  const task = { cta: null, owner: null, every: null, column: 'open' } as unknown as Task;
  expect(partsInWords(task)).toBe('nobody’s');
  const whole = { cta: { title: 'Save Acme' }, owner: { name: 'Ann' }, every: 'quarter', column: 'waiting' };
  expect(partsInWords(whole as unknown as Task)).toBe(
    'a step of “Save Acme” · Ann · every quarter · waiting',
  );
  expect(partsInWords({ ...task, column: 'in_progress' })).toBe('nobody’s · in progress');
  expect(partsInWords({ ...task, column: 'done' })).toBe('nobody’s');
});

test('the address of the tasks is read as it was written, and loses what doesn’t fit', () => {
  const whole = {
    ...{ show: 'board', priority: 'critical', source: 'cta', group: 'overdue', words: 'call' },
    ...{ day: '2026-11-30', week: true, newFor: 3 },
  };
  const read = readTaskSearch(whole);
  for (const [name, value] of Object.entries(read))
    expect(value).toBe((whole as Record<string, unknown>)[name]);
  expect(Object.keys(read)).toEqual(
    expect.arrayContaining(['show', 'group', 'words', 'day', 'week', 'newFor']),
  );
  const odd = {
    show: 'list',
    priority: 'x',
    source: 'y',
    group: 'z',
    words: '',
    day: '2026-02-30',
    week: 1,
    newFor: -1,
  };
  expect(readTaskSearch(odd)).toEqual({});
  expect(readTaskSearch({ show: 'calendar', newFor: 0 })).toEqual({ show: 'calendar', newFor: 0 });
  expect(readTaskSearch({ words: 'x'.repeat(101), newFor: 1.5 })).toEqual({});
});

test.each(['2000-01-01', '2028-02-29', '2099-12-31'])('the calendar looks at %s', (day) => {
  expect(readTaskSearch({ day })).toEqual({ day });
});

test.each([
  '1999-12-31',
  '2026-02-29',
  '2026-04-31',
  '2026-13-01',
  '2026-00-10',
  '2100-01-01',
  '99999-01-01',
  20_260_101,
])('the calendar does not look at %s', (day) => {
  expect(readTaskSearch({ day })).toEqual({});
});

describe('walking a board', () => {
  const columns = [['a', 'b', 'c'], [], ['d']];
  function go(from: string, key: keyof ReturnType<typeof keysOfBoard>): string | undefined {
    let found: string | undefined;
    keysOfBoard((move) => {
      found = neighbourOf(columns, from, move);
    })[key]();
    return found;
  }

  test('goes up and down a column, and not beyond its ends', () => {
    expect([go('a', 'j'), go('b', 'ArrowDown'), go('b', 'k'), go('c', 'ArrowUp')]).toEqual([
      'b',
      'c',
      'a',
      'b',
    ]);
    expect([go('a', 'k'), go('c', 'j')]).toEqual([undefined, undefined]);
  });

  test('goes to the next column that holds a card, to its last where it is shorter', () => {
    expect([go('c', 'ArrowRight'), go('d', 'ArrowLeft')]).toEqual(['d', 'a']);
    expect([go('d', 'ArrowRight'), go('a', 'ArrowLeft')]).toEqual([undefined, undefined]);
  });
});

describe('an activity that is written down', () => {
  const now = new Date(2026, 10, 30, 9, 5).getTime();
  const draft = newActivity('call', now, 7);

  test('took place just now, with whom it is written of', () => {
    expect(draft).toEqual({ kind: 'call', at: '2026-11-30T09:05', minutes: '', contacts: ['7'] });
    expect(newActivity('call', now).contacts).toEqual([]);
    expect(activityOf(draft, now)).toEqual({ kind: 'call', at: now, minutes: null, contacts: [7] });
  });

  test.each([
    ['1', 1],
    [' 1440 ', 1440],
  ])('may have taken %s minutes', (minutes, taken) => {
    expect(activityOf({ ...draft, minutes }, now)).toMatchObject({ minutes: taken });
  });

  test.each(['0', '1441', '1.5', 'long'])('didn’t take %s minutes', (minutes) => {
    expect(activityOf({ ...draft, minutes }, now)).toBeNull();
  });

  test('did not take place in time to come, nor at no time', () => {
    expect(activityOf({ ...draft, at: '2026-11-30T09:06' }, now)).toBeNull();
    expect(activityOf({ ...draft, at: '' }, now)).toBeNull();
  });

  test('goes up again as it came, without those who are not known by number any more', () => {
    const contacts = [
      { id: 7, name: 'Ada' },
      { id: null, name: null },
    ];
    const activity = { kind: 'meeting', at: now, minutes: 30, contacts } as Parameters<typeof draftOf>[0];
    expect(draftOf(activity)).toEqual({
      kind: 'meeting',
      at: '2026-11-30T09:05',
      minutes: '30',
      contacts: ['7'],
    });
    expect(inputOf(activity)).toEqual({ kind: 'meeting', at: now, minutes: 30, contacts: [7] });
    expect(draftOf({ ...activity, minutes: null }).minutes).toBe('');
    expect(isSame(draftOf(activity), draftOf({ ...activity }))).toBe(true);
    expect(isSame(draftOf(activity), draftOf({ ...activity, minutes: 31 }))).toBe(false);
    expect(isSame(null, draft)).toBe(false);
  });

  test('is headed by what it was, with whom, when and how long', () => {
    const activity = { kind: 'call', at: now, minutes: 30, contacts: [] } as Parameters<typeof draftOf>[0];
    const people = [
      { id: 7, name: 'Ada' },
      { id: null, name: null },
    ];
    expect(activityHeading({ ...activity, contacts: people })).toBe(
      'Call with Ada, a contact who left the list, Nov 30, 2026, 9:05 AM, 30 minutes',
    );
    expect(activityHeading({ ...activity, minutes: null })).toBe('Call, Nov 30, 2026, 9:05 AM');
  });
});

describe('a key that keeps a note', () => {
  const text = 'Talk\n- [ ] Send\n- [ ] Call';
  const press = (
    keys: Partial<Parameters<typeof keepingOf>[0]>,
    caret: number | null = text.length,
    of = text,
  ) =>
    keepingOf(
      { ...{ key: 'Enter', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }, ...keys },
      of,
      caret,
    );

  test('makes tasks of none, of all, or of the step under the caret', () => {
    expect(press({ ctrlKey: true })).toEqual({ steps: null });
    expect(press({ metaKey: true })).toEqual({ steps: null });
    expect(press({ ctrlKey: true, shiftKey: true })).toEqual({ steps: 'all' });
    expect(press({ ctrlKey: true, shiftKey: true }, 0, 'Talk')).toEqual({ steps: null });
    expect(press({ altKey: true })).toEqual({ steps: ['Call'] });
    expect(press({ altKey: true }, text.indexOf('Send'))).toEqual({ steps: ['Send'] });
  });

  test('is no other', () => {
    for (const keys of [{}, { shiftKey: true }, { altKey: true, ctrlKey: true }, { key: 'a', ctrlKey: true }])
      expect(press(keys)).toBeUndefined();
    expect(press({ altKey: true }, 1)).toBeUndefined();
    expect(press({ altKey: true }, null)).toBeUndefined();
  });

  test('is named while there are next steps, that of all where there is more than one', () => {
    expect(stepKeysInWords('Talk', 'linux')).toBeNull();
    expect(stepKeysInWords('Next: Call', 'linux')).toBe(
      'Alt+Enter keeps it and makes a task of the next step under the caret.',
    );
    expect(stepKeysInWords(text, 'darwin')).toBe(
      '⌥Enter keeps it and makes a task of the next step under the caret, ⌘⇧Enter of all 2.',
    );
    expect([withTasks(0), withTasks(1), withTasks(2)]).toEqual(['', ', with 1 task', ', with 2 tasks']);
  });
});
