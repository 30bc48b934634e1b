import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { FollowedMilestone, FollowedPlan, Move } from '../../../src-main/engines/health/account-batch';
import { type AccountStory, asOf } from './batch';
import { contacts, measure } from './measured';

const moved = (day: number, progress: number, userId = 0): Move => ({ day, progress, userId });

function milestone(id: string, more: Partial<FollowedMilestone> = {}): FollowedMilestone {
  return {
    id,
    name: id,
    prerequisites: [],
    comesAtOnce: true,
    isByHand: true,
    dueOn: asOf + 40,
    isOfContacts: false,
    moves: [],
    ...more,
  };
}

function plan(milestones: readonly FollowedMilestone[], more: Partial<FollowedPlan> = {}): FollowedPlan {
  return { startedOn: asOf - 20, givenOn: asOf - 20, endedOn: 0, isCounted: true, milestones, ...more };
}

const shareOf = (plans: readonly FollowedPlan[], story: AccountStory = {}) =>
  measure([], { ...story, plans }).raw('milestones_on_pace');

const done = milestone('done', { moves: [moved(asOf - 5, 100)] });
const late = milestone('late', { dueOn: asOf - 3 });

describe('milestones on pace', () => {
  test('are those that are done or on track, of all of an account’s plans', () => {
    expect(shareOf([plan([done, late]), plan([milestone('to come', { dueOn: asOf + 900 }), done])])).toBe(
      0.75,
    );
  });

  test('are not known of an account that follows no plan', () => {
    expect(shareOf([])).toBeNaN();
    expect(measure([]).raw('milestones_on_pace')).toBeNaN();
  });

  test('are not known of what was never counted, nor of what waits for it, unless people say it', () => {
    const counted = milestone('counted', { dueOn: asOf - 3, isByHand: false });
    const after = milestone('after', { dueOn: asOf - 3, prerequisites: ['counted'] });
    const shareOfAll = (isCounted: boolean) => shareOf([plan([done, late, counted, after], { isCounted })]);
    expect(shareOfAll(true)).toBe(0.25);
    expect(shareOfAll(false)).toBe(0.5);
    expect(shareOf([plan([counted, after], { isCounted: false })])).toBeNaN();
  });

  test('are known from the day on which the plan was given to that on which it is ended', () => {
    const all = [late];
    expect(shareOf([plan(all, { givenOn: asOf })])).toBe(0);
    expect(shareOf([plan(all, { givenOn: asOf + 1 })])).toBeNaN();
    expect(shareOf([plan(all, { startedOn: asOf + 1 })])).toBeNaN();
    expect(shareOf([plan(all, { endedOn: asOf + 1 })])).toBe(0);
    expect(shareOf([plan(all, { endedOn: asOf })])).toBeNaN();
  });

  test('of a plan that is done say nothing any more 90 days after its last movement', () => {
    const doneOn = (day: number) =>
      shareOf([plan([milestone('a', { moves: [moved(day, 100)] })], { startedOn: asOf - 200 })]);
    expect(doneOn(asOf - 89)).toBe(1);
    expect(doneOn(asOf - 90)).toBeNaN();
  });

  test('of contacts are as far as the share of those who are there', () => {
    const steps = milestone('steps', {
      isOfContacts: true,
      dueOn: asOf - 1,
      moves: [
        moved(asOf - 9, 50, 1),
        moved(asOf - 8, 100, 1),
        moved(asOf - 8, 100, 2),
        moved(asOf - 8, 20, 3),
      ],
    });
    const people = contacts(1, 2).contacts;
    expect(shareOf([plan([steps])], { contacts: people })).toBe(1);
    expect(shareOf([plan([steps])], { contacts: [...people, { userId: 3 }] })).toBe(0);
    expect(shareOf([plan([steps])], { contacts: [...people, { userId: 3, deactivated: asOf }] })).toBe(1);
  });

  test('that wait for another that is late are late themselves only once they are due', () => {
    const next = (dueOn: number) => milestone('next', { prerequisites: ['late'], dueOn });
    expect(shareOf([plan([late, next(asOf + 1)])])).toBe(0.5);
    expect(shareOf([plan([late, next(asOf - 1)])])).toBe(0);
  });

  it('are told of a day by nothing that moved after it', () => {
    const move = fc.record({
      day: fc.integer({ min: asOf - 60, max: asOf + 60 }),
      progress: fc.integer({ min: 1, max: 100 }),
      userId: fc.constant(0),
    });
    const anyMilestone = fc
      .record({ due: fc.integer({ min: -50, max: 90 }), moves: fc.array(move, { maxLength: 5 }) })
      .map(({ due, moves }) =>
        milestone('any', { dueOn: asOf + due, moves: moves.toSorted((a, b) => a.day - b.day) }),
      );
    fc.assert(
      fc.property(fc.array(anyMilestone, { minLength: 1, maxLength: 5 }), (all) => {
        const known = all.map((one) => ({ ...one, moves: one.moves.filter(({ day }) => day <= asOf) }));
        expect(shareOf([plan(all)])).toEqual(shareOf([plan(known)]));
      }),
    );
  });
});
