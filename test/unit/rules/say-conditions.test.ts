import { describe, expect, test } from 'vitest';
import { explainerOf } from '../../../src-main/engines/rules/explain-conditions';
import { sayConditions } from '../../../src-main/engines/rules/say-conditions';
import type { Condition, ConditionGroup } from '../../../src-preload/contract/rules/condition';
import { catalogueOf, checkedOf, fact, givenColumns, levelWords } from '../../support/rules/fact-builder';

const day = 20_786; // 2026-11-29
const facts = catalogueOf(
  fact('score', 'number', {
    phrase: 'health score',
    digits: 1,
    unknownWhen: 'too little is known for a score',
  }),
  fact('tickets', 'number', { phrase: 'open tickets', isPlural: true, unknownWhen: 'no ticket data' }),
  fact('arr', 'money', { phrase: 'ARR' }),
  fact('chance', 'share', { phrase: 'the probability to leave', digits: 1 }),
  fact('due', 'day', { phrase: 'the renewal date' }),
  fact('level', 'choice', { phrase: 'risk level', words: levelWords, isOrdered: true }),
  fact('country', 'text', { phrase: 'the country' }),
  fact('failed', 'yes-no', { phrase: 'the sign “payment failed”' }),
  fact('silent', 'number', { phrase: 'days without use', isPlural: true, unit: 'day' }),
  fact('events', 'number', {
    phrase: 'events of {days}',
    isPlural: true,
    parameters: [{ name: 'days', label: 'Days', type: 'days', least: 1, most: 90, usual: 28 }],
  }),
);
const all = (...rules: (Condition | ConditionGroup)[]): ConditionGroup => ({ combinator: 'and', rules });
const below50: Condition = { field: 'score', operator: 'below', value: 50 };

describe('conditions are said in a sentence:', () => {
  test.each<[Condition | ConditionGroup, string]>([
    [below50, 'health score is below 50.0'],
    [{ field: 'score', operator: 'fellBelow', value: 49.25 }, 'health score falls below 49.25'],
    [{ field: 'tickets', operator: 'atLeast', value: 3 }, 'open tickets are at least 3'],
    [{ field: 'tickets', operator: 'differs', value: 3 }, 'open tickets are not 3'],
    [{ field: 'tickets', operator: 'roseAbove', value: 3 }, 'open tickets rise above 3'],
    [
      { field: 'tickets', operator: 'atLeast', value: 3, forDays: 5 },
      'open tickets are at least 3 on 5 days in a row',
    ],
    [{ field: 'silent', operator: 'above', value: 1 }, 'days without use are above 1 day'],
    [{ field: 'events', operator: 'below', value: 3, params: { days: 7 } }, 'events of 7 days are below 3'],
    [
      { field: 'events', operator: 'fellBy', value: { by: 20, unit: 'percent', days: 28 } },
      'events of 28 days fell by at least 20% in 28 days',
    ],
    [
      { field: 'arr', operator: 'between', value: [12_000, 47_868.84] },
      'ARR is between 12,000 and 47,868.84',
    ],
    [{ field: 'chance', operator: 'above', value: 0.125 }, 'the probability to leave is above 12.5%'],
    [
      { field: 'chance', operator: 'roseBy', value: { by: 0.05, unit: 'absolute', days: 7 } },
      'the probability to leave rose by at least 5.0 percentage points in 7 days',
    ],
    [{ field: 'due', operator: 'withinNext', value: 90 }, 'the renewal date is within the next 90 days'],
    [{ field: 'due', operator: 'daysBefore', value: 30 }, 'the renewal date is exactly 30 days away'],
    [{ field: 'due', operator: 'before', value: '2026-12-01' }, 'the renewal date is before Dec 1, 2026'],
    [{ field: 'level', operator: 'roseTo', value: 'high' }, 'risk level rises to “high”'],
    [{ field: 'level', operator: 'atLeast', value: 'high' }, 'risk level is “high” or “critical”'],
    [
      { field: 'country', operator: 'noneOf', value: ['France', 'Spain', 'Italy'] },
      'the country is not “France”, “Spain” or “Italy”',
    ],
    [{ field: 'country', operator: 'lacks', value: 'land' }, 'the country does not contain “land”'],
    [{ field: 'country', operator: 'isMissing' }, 'the country is not known'],
    [{ field: 'failed', operator: 'becameYes' }, 'the sign “payment failed” becomes true'],
    [
      { combinator: 'or', rules: [below50, all({ field: 'failed', operator: 'isYes' }, below50)] },
      'health score is below 50.0 or (the sign “payment failed” is true and health score is below 50.0)',
    ],
    [{ combinator: 'or', not: true, rules: [below50] }, 'it is not so that health score is below 50.0'],
  ])('%o', (rules, sentence) => {
    expect(sayConditions(checkedOf('combinator' in rules ? rules : all(rules), facts))).toBe(sentence);
  });

  test('a segment by its name', () => {
    const conditions = all({ field: 'account.saved_segment', operator: 'notInSegment', value: 's' });
    const segments = new Map([['s', { name: 'Big ones', conditions: all(below50) }]]);
    expect(sayConditions(checkedOf(conditions, facts, segments))).toBe(
      'the account is not in the segment “Big ones”',
    );
  });
});

describe('why conditions hold is said with the value that decided:', () => {
  const columns = givenColumns(3, {
    [day]: {
      score: [43.2, 61, null],
      tickets: [5, 0, 2],
      level: ['high', 'low', null],
      events: [9, 30, 0],
      failed: [1, 0, null],
    },
    [day - 1]: { score: [51, 62, 50], level: ['medium', 'low', 'low'] },
    [day - 28]: { events: [16, 30, 0] },
  });
  const reasonsOf = (rules: Condition[], row: number) =>
    explainerOf(checkedOf(all(...rules), facts), { columns, day, lastDay: day - 1 })(row).map(
      ({ text, verdict }) => `${verdict}: ${text}`,
    );

  test.each<[Condition, string, string]>([
    [below50, 'holds: Health score (43.2) is below 50.0.', 'fails: Health score (61.0) is not below 50.0.'],
    [
      { field: 'score', operator: 'fellBelow', value: 50 },
      'holds: Health score (43.2, 51.0 on Nov 28, 2026) falls below 50.0.',
      'fails: Health score (61.0, 62.0 on Nov 28, 2026) does not fall below 50.0.',
    ],
    [
      { field: 'events', operator: 'fellBy', value: { by: 20, unit: 'percent', days: 28 } },
      'holds: Events of 28 days (9, 16 on Nov 1, 2026) fell by at least 20% in 28 days.',
      'fails: Events of 28 days (30, 30 on Nov 1, 2026) did not fall by at least 20% in 28 days.',
    ],
    [
      { field: 'level', operator: 'roseTo', value: 'high' },
      'holds: Risk level (“high”, “medium” on Nov 28, 2026) rises to “high”.',
      'fails: Risk level (“low”, “low” on Nov 28, 2026) does not rise to “high”.',
    ],
    [
      { field: 'failed', operator: 'isYes' },
      'holds: The sign “payment failed” is true.',
      'fails: The sign “payment failed” is not true.',
    ],
  ])('%o', (condition, holds, fails) => {
    expect([...reasonsOf([condition], 0), ...reasonsOf([condition], 1)]).toEqual([holds, fails]);
  });

  test('and what is not known is said with why', () => {
    expect(reasonsOf([below50, { field: 'tickets', operator: 'atLeast', value: 3, forDays: 2 }], 2)).toEqual([
      'unknown: Health score is not known: too little is known for a score.',
      'fails: Open tickets (2) are not at least 3 on 2 days in a row.',
    ]);
  });
});
