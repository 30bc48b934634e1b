import { describe, expect, it } from 'vitest';
import { composeToday } from '../../../src-main/engines/today/compose-today';
import { findingsOf } from '../../../src-main/engines/today/findings';
import type { TodayAccount } from '../../../src-main/engines/today/today-facts';
import { formatDay } from '../../../src-main/lib/day';
import { account, today } from './today-account';

type Told = { readonly [Key in keyof TodayAccount]?: unknown };
const told = (changes: Told) => account(changes as Partial<TodayAccount>);
const waiting = (first: object) => ({ first, count: 1, latestDay: today, latestAt: 0 });
const indicator = (id: string, severity: string) => ({
  indicators: [{ id, severity, since: null, text: 'x' }],
});
const leaving = (severity: string, lifeDay: number | null) => ({
  ...indicator('notice_given', severity),
  lifeDay,
});
const cta = (overdue: number, isHigh = false) => ({
  ctas: { ...waiting({ dueDay: today - overdue, isHigh }) },
});

describe('how much presses', () => {
  it.each<[string, number, Told]>([
    ['critical risk', 1, { risk: 'critical' }],
    ['high risk', 0.7, { risk: 'high' }],
    ['a fall of ten points', 0.25, { change28: -10 }],
    ['a fall of 36 points', 0.9, { change28: -36 }],
    ['a fall of 50 points, no more than that', 0.9, { change28: -50 }],
    ['an end that has come', 0.9, indicator('subscriptions_ended', 'serious')],
    ['notice whose day is today', 1, leaving('serious', today)],
    ['notice whose day is over', 1, leaving('serious', today - 9)],
    ['notice for in 90 days', 0.875, leaving('serious', today + 90)],
    ['notice for in half a year', 0.75, leaving('serious', today + 180)],
    ['notice for later than that', 0.75, leaving('serious', today + 400)],
    ['notice for no known day', 0.5, leaving('serious', null)],
    ['notice that may still be taken back, in 90 days', 0.375, leaving('watch', today + 90)],
    ['an urgent ticket that waits too long', 0.8, indicator('urgent_ticket_open', 'serious')],
    ['an urgent ticket', 0.6, indicator('urgent_ticket_open', 'watch')],
    ['a CTA due today', 0.65, cta(0)],
    ['a CTA of high priority', 0.7, cta(0, true)],
    ['a CTA a week overdue', 0.75, cta(7)],
    ['a CTA two weeks overdue', 0.85, cta(14)],
    ['a CTA three weeks overdue, no more than that', 0.85, cta(21)],
    ['a reply of today', 0.7, { replies: waiting({ day: today }) }],
    ['a reply of a week ago', 0.85, { replies: waiting({ day: today - 7 }) }],
    ['a reply of two weeks ago, no more than that', 0.85, { replies: waiting({ day: today - 14 }) }],
    ['a message to approve today', 0.8, { approvals: waiting({ untilDay: today }) }],
    ['a message that was to be approved', 0.8, { approvals: waiting({ untilDay: today - 1 }) }],
    ['a message to approve within a week', 0.68, { approvals: waiting({ untilDay: today + 7 }) }],
    ['a message to approve later', 0.68, { approvals: waiting({ untilDay: today + 20 }) }],
    ['a message nobody knows of', 0.6, { unsettled: waiting({}) }],
    ['a decision that came back', 0.6, { setBacks: waiting({}) }],
    ['a mention', 0.55, { mentions: waiting({}) }],
    ['a plan that is stuck', 0.45, { stuck: waiting({}) }],
    ['a celebration', 0.35, { celebrations: waiting({}) }],
    ['a poor account that renews today', 0.95, { renewsOn: today, band: 'poor' }],
    ['a healthy account that renews in 50 days', 0.1, { renewsOn: today + 50, band: 'healthy' }],
    ['a middle account that renews in 50 days', 0.3, { renewsOn: today + 50, band: 'middle' }],
    ['an account without a score that renews in 50 days', 0.25, { renewsOn: today + 50, band: null }],
    ['silence of 35 days', 0.5, { lastActivityDay: today - 35 }],
    ['silence of 70 days, no more than that', 0.85, { lastActivityDay: today - 70 }],
  ])('%s: %d', (_, urgency, changes) => {
    const [first, ...others] = findingsOf(told(changes), today);
    expect(first?.urgency).toBeCloseTo(urgency, 10);
    expect(others).toEqual([]);
  });

  it('comes first, whatever it is', () => {
    const all = findingsOf(
      told({ ...cta(0), mentions: waiting({}), replies: waiting({ day: today - 7 }) }),
      today,
    );
    expect(all.map(({ kind }) => kind)).toEqual(['reply', 'cta', 'mention']);
  });

  it('of an account lent for its work is that work alone', () => {
    const lent = { ...cta(0), setBacks: waiting({}), mentions: waiting({}), risk: 'critical', isLent: true };
    const kinds = findingsOf(told({ ...lent, replies: waiting({ day: today }) }), today).map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(['cta', 'set_back', 'mention']);
  });
});

describe('the day of a renewal', () => {
  it.each([
    [-2, 'Renewal 2 days overdue'],
    [-1, 'Renewal 1 day overdue'],
    [0, 'Renews today'],
    [1, 'Renews in 1 day'],
    [2, 'Renews in 2 days'],
  ])('in %i days: %s', (days, said) => {
    const facts = {
      asOf: today,
      dispositions: [],
      scoring: false,
      synced: true,
      movement: null,
      progress: null,
    };
    const [item] = composeToday({ ...facts, accounts: [told({ renewsOn: today + days })] }, today, {
      limit: 1,
    }).items;
    expect(item?.reason, formatDay(today)).toMatch(new RegExp(`^${said}[ ;]`));
  });
});
