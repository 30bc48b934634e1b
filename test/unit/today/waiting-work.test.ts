import { describe, expect, it } from 'vitest';
import { composeToday } from '../../../src-main/engines/today/compose-today';
import type { Disposition, TodayAccount, Waiting } from '../../../src-main/engines/today/today-facts';
import { account, today } from './today-account';

function shown(accounts: readonly TodayAccount[], dispositions: readonly Disposition[] = []) {
  const more = { dispositions, movement: null, scoring: false, progress: null, synced: true };
  return composeToday({ asOf: today, accounts, ...more }, today, { limit: 10 }).items;
}

function waiting<First>(first: First, count = 1): Waiting<First> {
  return { first, count, latestDay: today, latestAt: 5000 };
}
const approvals = waiting({ about: 'Welcome', name: 'Ana Lopez', untilDay: today + 2 });
const unsettled = waiting({ about: null, name: 'Ana Lopez', day: today - 1 });
const stuck = { ...waiting({ plan: 'Onboarding', heldUp: 'First use' }), latestDay: null, latestAt: null };
const setBacks = waiting({
  ...{ title: 'Pulse: Worried', day: today - 2, why: 'Your role does not let you do this' },
  next: 'What you wrote is kept here: ask your administrator, or hand it over as text',
});
const celebrations = waiting({ milestone: 'First use', name: null, day: today - 1 });

describe('what waits for the manager', () => {
  it.each([
    [
      { approvals },
      '“Welcome” to Ana Lopez can be approved until Oct 6, 2024.',
      'Read it, then approve, change or reject it.',
    ],
    [
      { approvals: waiting({ about: null, name: null, untilDay: today }, 3) },
      'A message to a contact who left can be approved until Oct 4, 2024; 2 more messages ask.',
      'Read it, then approve, change or reject it.',
    ],
    [
      { unsettled },
      'Nobody knows whether a message reached Ana Lopez on Oct 3, 2024.',
      'Ask Ana Lopez whether it arrived, then settle it.',
    ],
    [
      { unsettled: waiting({ about: 'Hello', name: null, day: today }, 2) },
      'Nobody knows whether “Hello” reached a contact who left on Oct 4, 2024; 1 more message is like it.',
      'Find out whether it arrived, then settle it.',
    ],
    [
      { stuck },
      'The plan “Onboarding” is stuck on “First use”.',
      'Find out what is in the way, and agree on a day.',
    ],
    [
      { stuck: { ...stuck, count: 2 } },
      'The plan “Onboarding” is stuck on “First use”; 1 more plan is stuck.',
      'Find out what is in the way, and agree on a day.',
    ],
    [
      { celebrations },
      '“First use” was reached on Oct 3, 2024, and its celebration is still to go.',
      'Look at it before it goes, and add words of your own.',
    ],
    [
      { celebrations: waiting({ milestone: 'First use', name: 'Ana Lopez', day: today }, 3) },
      '“First use” was reached by Ana Lopez on Oct 4, 2024, and its celebration is still to go; 2 more wait.',
      'Look at it before it goes, and add words of your own.',
    ],
    [
      { setBacks },
      '“Pulse: Worried” of Oct 2, 2024 came back from the company: your role does not let you do this.',
      'What you wrote is kept here: ask your administrator, or hand it over as text.',
    ],
    [
      { setBacks: { ...setBacks, count: 3 } },
      '“Pulse: Worried” of Oct 2, 2024 came back from the company: your role does not let you do this; 2 more came back.',
      'What you wrote is kept here: ask your administrator, or hand it over as text.',
    ],
  ])('is one sentence, and what to do about it another (%#)', (waits, reason, suggestion) => {
    expect(shown([account(waits)])).toMatchObject([{ reason, suggestion }]);
  });

  it('stands in one row with what presses more, and is told there as well', () => {
    const [item, ...others] = shown([
      account({
        risk: 'critical',
        band: 'poor',
        score: 20,
        approvals,
        unsettled,
        stuck,
        celebrations,
        setBacks,
      }),
    ]);
    expect(others).toEqual([]);
    expect(item?.kind).toBe('at_risk');
    expect(item?.alsoKinds).toEqual(['approval', 'set_back', 'unsettled', 'stuck', 'celebration']);
    expect(item?.suggestion).toMatch(
      /To approve as well: “Welcome”.* To settle as well: Nobody knows.* To decide as well: “Pulse: Worried” of .* To clear as well: The plan.* To celebrate as well: “First use”/,
    );
  });

  it('presses more as its last day comes near', () => {
    const until = (id: number, untilDay: number) =>
      account({ id, approvals: waiting({ about: null, name: null, untilDay }) });
    const ids = shown([until(1, today + 6), until(2, today), until(3, today + 3)]).map(
      (item) => item.accountId,
    );
    expect(ids).toEqual([2, 3, 1]);
  });

  it('comes after an account in danger, and before a renewal with which nothing is wrong', () => {
    const ids = shown([
      account({ id: 1, renewsOn: today + 30 }),
      account({ id: 2, stuck }),
      account({ id: 3, risk: 'high', band: 'poor', score: 30 }),
    ]).map((item) => item.accountId);
    expect(ids).toEqual([3, 2, 1]);
  });
});

describe('what was put away as done', () => {
  const done = (at: number, day = today): Disposition => ({
    ...{ key: '1:approval', state: 'done', day, untilDay: null, reason: null, at },
  });

  it('comes again for what came later on the same day', () => {
    expect(shown([account({ approvals })], [done(4999)])).toHaveLength(1);
    expect(shown([account({ approvals })], [done(5000)])).toEqual([]);
  });

  it('stays away for what came before it, whatever the clock of an earlier day said', () => {
    expect(shown([account({ approvals: { ...approvals, latestDay: today - 1 } })], [done(0)])).toEqual([]);
  });
});
