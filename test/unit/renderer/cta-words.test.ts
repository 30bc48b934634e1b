import { beforeAll, describe, expect, test } from 'vitest';
import type { Cta, CtaCounts, CtaTask } from '../../../src-preload/contract/ctas/cta';
import {
  countsInWords,
  snoozeInWords,
  sourceInWords,
  tasksInWords,
} from '../../../src-renderer/features/ctas/cta-words';
import { readAs } from '../../../src-renderer/ui/format/reader';

beforeAll(() => readAs('en-US'));

const none: CtaCounts = { overdue: 0, today: 0, week: 0, later: 0, snoozed: 0, closed: 0 };

describe('how many CTAs there are', () => {
  test('is told group by group, those that hold one and more', () => {
    expect(countsInWords({ ...none, overdue: 3, today: 1, week: 2, snoozed: 1200 })).toBe(
      '3 overdue, 1 due today, 2 later this week, 1,200 snoozed',
    );
    expect(countsInWords({ ...none, later: 1 })).toBe('1 later');
  });

  test('says nothing of closed ones while any is open', () => {
    expect(countsInWords({ ...none, later: 4, closed: 9 })).toBe('4 later');
  });

  test('tells the closed ones where none is open, and none where there are none', () => {
    expect(countsInWords({ ...none, closed: 1 })).toBe('None open, 1 closed');
    expect(countsInWords(none)).toBe('None yet');
  });
});

describe('the tasks of a CTA', () => {
  const tasks = (...done: boolean[]) =>
    done.map((isDone) => ({ done: isDone ? { at: 1, by: 'ann' } : null })) as unknown as CtaTask[];

  test('are told by how many are done', () => {
    expect(tasksInWords({ tasks: tasks(true, false, false) })).toBe('1 of 3 tasks');
    expect(tasksInWords({ tasks: tasks(false) })).toBe('0 of 1 task');
    expect(tasksInWords({ tasks: tasks(true, true) })).toBe('2 of 2 tasks');
    expect(tasksInWords({ tasks: [] })).toBe('');
  });
});

describe('a CTA that sleeps', () => {
  const snooze: NonNullable<Cta['snooze']> = {
    until: '2026-12-03',
    reason: 'They are away',
    firedAgain: false,
  };

  test('says until when and why, with one full stop', () => {
    expect(snoozeInWords(snooze)).toBe('Snoozed until Dec 3, 2026: They are away.');
    expect(snoozeInWords({ ...snooze, reason: 'Really?' })).toBe('Snoozed until Dec 3, 2026: Really?');
  });

  test('says that its rule fired again', () => {
    expect(snoozeInWords({ ...snooze, firedAgain: true })).toBe(
      'Snoozed until Dec 3, 2026: They are away. Its rule fired again meanwhile.',
    );
  });
});

test('who wants a CTA is a rule by its name, one that was removed, or somebody', () => {
  expect(sourceInWords({ rule: { id: 'r', name: 'Silence' }, author: 'ann' } as Cta)).toBe(
    'By the rule “Silence”',
  );
  expect(sourceInWords({ rule: { id: 'r', name: null }, author: 'ann' } as Cta)).toBe(
    'By a rule that was removed',
  );
  expect(sourceInWords({ rule: null, author: 'ann' } as Cta)).toBe('By ann');
});
