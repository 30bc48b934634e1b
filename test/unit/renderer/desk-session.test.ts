import { describe, expect, test } from 'vitest';
import { kindOfView, placeIn, queueOf } from '../../../src-renderer/features/today/desk-session';
import { neighboursOf } from '../../../src-renderer/features/today/queue/neighbours';
import { type UndoStack, withoutAccount, withStep } from '../../../src-renderer/features/today/undo-stack';

const step = (accountId: number, kind = 'silent') => ({
  key: `${accountId}:${kind}`,
  accountId,
  accountName: `Account ${accountId}`,
  day: '2026-11-22',
});
const keys = (stack: UndoStack) => stack.map(({ key }) => key);

describe('the steps to undo', () => {
  test('are taken back in reverse order', () => {
    const stack = [1, 2, 3].reduce<UndoStack>((steps, id) => withStep(steps, step(id)), []);
    expect(keys(stack)).toEqual(['1:silent', '2:silent', '3:silent']);
  });
  test('hold an account once, at its latest', () => {
    const stack = [step(1), step(2), step(1, 'renewal')].reduce<UndoStack>(withStep, []);
    expect(keys(stack)).toEqual(['2:silent', '1:renewal']);
  });
  test('lose an account that came back by other ways, and no other', () => {
    expect(keys(withoutAccount([step(1), step(2)], 1))).toEqual(['2:silent']);
    expect(keys(withoutAccount([step(1)], 7))).toEqual(['1:silent']);
  });
  test('reach back 500', () => {
    const stack = Array.from({ length: 501 }, (_, id) => step(id)).reduce<UndoStack>(withStep, []);
    expect([stack.length, stack[0]?.accountId]).toEqual([500, 1]);
  });
});

describe('beside an account in the queue stand', () => {
  const queue = [1, 2, 3].map((accountId) => ({ accountId }));
  const [one, two, three] = queue;
  const nowhere = { index: 0, accountId: null };
  test('those before and after it, and nothing at the ends', () => {
    expect(neighboursOf(queue, 1, nowhere)).toEqual({ position: 1, previous: null, next: two });
    expect(neighboursOf(queue, 2, nowhere)).toEqual({ position: 2, previous: one, next: three });
    expect(neighboursOf(queue, 3, nowhere)).toEqual({ position: 3, previous: two, next: null });
  });
  test('what took its place once it was put away', () => {
    expect(neighboursOf(queue, 9, { index: 1, accountId: 9 })).toEqual({
      position: null,
      previous: one,
      next: two,
    });
    expect(neighboursOf(queue, 9, { index: 3, accountId: 9 })).toEqual({
      position: null,
      previous: three,
      next: null,
    });
  });
  test('nothing for one that was never in it', () => {
    expect(neighboursOf(queue, 9, nowhere)).toEqual({ position: null, previous: null, next: null });
    expect(neighboursOf([], 1, nowhere)).toEqual({ position: null, previous: null, next: null });
  });
});

describe('the place in the queue', () => {
  test('holds for its own queue; another begins at its beginning', () => {
    const place = { queue: queueOf(1, null), index: 4, accountId: 9 };
    expect(placeIn(place, queueOf(1, null))).toEqual(place);
    for (const other of [queueOf(2, null), queueOf(null, null), queueOf(1, 'silent')]) {
      expect(placeIn(place, other)).toEqual({ queue: other, index: 0, accountId: null });
    }
  });
  test('of what was put away is that of every kind', () => {
    expect(['all', 'done', 'snoozed', 'silent'].map((view) => kindOfView(view as 'all'))).toEqual([
      null,
      null,
      null,
      'silent',
    ]);
  });
});
