import { beforeAll, expect, test } from 'vitest';
import type { TriedOnPast } from '../../../src-preload/contract/rules/trial';
import { figuresOf, type TrialReport } from '../../../src-renderer/features/rules/past/trial-words';
import { readAs } from '../../../src-renderer/ui/format/reader';

beforeAll(() => readAs('en-US'));

const report = {
  ...{ days: 365, firings: 52, accounts: 1200, firingsAWeek: 1, hours: 1.5, followed: 40, leftShare: 0.25 },
  ...{ chanceShare: 0.051, lift: 4.9, departures: 20, caught: 8, missed: 12, caughtShare: 0.4 },
  ...{
    caughtEarlyShare: 0.3,
    medianWarningDays: 41,
    flapping: 3,
    cooling: 7,
    unknownShare: 0.013,
    weeks: [],
  },
} as TrialReport;

function told(part: Partial<TrialReport> = {}, tried: Partial<TriedOnPast> = {}): Record<string, string> {
  const whole = { mails: 0, mostMailsAnAccount: 0, ...tried } as TriedOnPast;
  return Object.fromEntries(
    figuresOf(90).map(({ label, words }) => [label, words(whole, { ...report, ...part })]),
  );
}

test('a look back says how often a rule would have fired, for whom, and whether it was right', () => {
  expect(told()).toEqual({
    Fires: '52 times, 1 a week',
    'For accounts': '1,200',
    Work: '1.5 hours',
    'Left within 90 days': '25% of 40 firings',
    'By chance': '5.1%; the rule 4.9 times as often',
    'Departures warned of': '8 of 20, 40%',
    '30 days ahead or more': '30%; 41 days in the middle',
    Mails: 'none',
    'Again within 28 days': '3; 7 held back',
    'Not known': '1.3% of days',
  });
});

test('what isn’t known is said to be so, and is no 0', () => {
  const nothing = {
    leftShare: null,
    chanceShare: null,
    lift: null,
    caughtEarlyShare: null,
    unknownShare: null,
  };
  expect(told(nothing)).toMatchObject({
    'Left within 90 days': 'not known yet',
    'By chance': 'not known yet',
    '30 days ahead or more': '–',
    'Not known': '–',
  });
  expect(told({ lift: null })['By chance']).toBe('5.1%');
  expect(told({ caughtShare: null })['Departures warned of']).toBe('8 of 20');
  expect(told({ medianWarningDays: null })['30 days ahead or more']).toBe('30%');
  expect(told({ departures: 0 })['Departures warned of']).toBe('nobody left');
});

test('a rule that fires now and then doesn’t fire not at all', () => {
  expect(told({ firings: 1, firingsAWeek: 0.02 }).Fires).toBe('1 time, less than 0.1 a week');
  expect(told({ firingsAWeek: 0.05 }).Fires).toBe('52 times, 0.1 a week');
  expect(told({ firings: 0, firingsAWeek: 0 }).Fires).toBe('0 times, 0 a week');
});

test('work and mails are told where there are any', () => {
  expect(told({ hours: 0 }).Work).toBe('none');
  expect(told({}, { mails: 30, mostMailsAnAccount: 4 }).Mails).toBe(
    '30; at most 4 for an account in 28 days',
  );
});
