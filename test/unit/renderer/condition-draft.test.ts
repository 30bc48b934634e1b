import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkConditions } from '../../../src-main/lib/rules/check-conditions';
import {
  type Condition,
  type ConditionGroup,
  conditionSchema,
  conditionsSchema,
} from '../../../src-preload/contract/rules/condition';
import type { RuleFinding } from '../../../src-preload/contract/rules/finding';
import { operatorsOf } from '../../../src-preload/contract/rules/operators';
import {
  aboutSegments,
  isUnfinished,
  mayHoldForDays,
  withFact,
  withOperator,
} from '../../../src-renderer/features/rules/conditions/condition-draft';
import { faultsOf } from '../../../src-renderer/features/rules/conditions/faults-of';
import { joiningOf, joinings, withJoining } from '../../../src-renderer/features/rules/conditions/joining';
import { catalogueOf, fact, levelWords } from '../../support/rules/fact-builder';

const score = fact('score', 'number', { digits: 1 });
const tickets = fact('tickets', 'number');
const silent = fact('silent', 'number', { unit: 'day' });
const due = fact('due', 'day');
const level = fact('level', 'choice', { words: levelWords, isOrdered: true });
const name = fact('name', 'text', { past: 'present' });
const events = fact('events', 'number', {
  parameters: [{ name: 'days', label: 'Days', type: 'days', least: 1, most: 90, usual: 28 }],
});
const all = [
  score,
  tickets,
  silent,
  due,
  level,
  name,
  events,
  fact('arr', 'money'),
  fact('chance', 'share'),
  fact('failed', 'yes-no'),
];
const catalogue = catalogueOf(...all);
const below50: Condition = { field: 'score', operator: 'below', value: 50 };

describe('a condition about another fact', () => {
  test('keeps how it is compared and with what where the new fact is of the same kind', () => {
    expect(withFact(below50, score, tickets)).toEqual({ field: 'tickets', operator: 'below', value: 50 });
  });

  test('is at first compared as most ask it', () => {
    const empty: Condition = { field: '', operator: 'equals', value: null };
    expect(withFact(empty, undefined, score).operator).toBe('below');
    expect(withFact(empty, undefined, level).operator).toBe('equals');
  });

  test('forgets a value of another unit', () => {
    expect(withFact(below50, score, silent)).toMatchObject({ operator: 'below', value: null });
  });

  test('is compared as that fact can be', () => {
    expect(withFact(below50, score, due)).toMatchObject({ operator: 'withinNext', value: null });
    expect(withFact(below50, score, name)).toMatchObject({ operator: 'contains', value: null });
  });

  test('is told what that fact has to be told, and nothing of the former', () => {
    const told = withFact(below50, score, events);
    expect(told.params).toEqual({ days: 28 });
    expect(withFact(told, events, score)).not.toHaveProperty('params');
  });

  test('is not asked for days in a row where only its value of now is known', () => {
    expect(withFact({ ...below50, forDays: 5 }, score, tickets)).toHaveProperty('forDays', 5);
    expect(withFact({ ...below50, forDays: 5 }, score, name)).not.toHaveProperty('forDays');
  });
});

describe('a condition that is compared otherwise', () => {
  test('keeps a value that means the same in another form', () => {
    expect(withOperator(below50, score, 'atMost').value).toBe(50);
    expect(withOperator(below50, score, 'between').value).toEqual([50, null]);
    expect(withOperator({ ...below50, operator: 'between', value: [50, 60] }, score, 'above').value).toBe(50);
    expect(withOperator({ field: 'level', operator: 'equals', value: 'high' }, level, 'oneOf').value).toEqual(
      ['high'],
    );
  });

  test('asks no event for days in a row', () => {
    expect(withOperator({ ...below50, forDays: 5 }, score, 'fellBelow')).not.toHaveProperty('forDays');
  });

  test('forgets what cannot be meant', () => {
    expect(withOperator(below50, score, 'isMissing').value).toBeNull();
    expect(withOperator(below50, score, 'fellBy').value).toEqual({ by: null, unit: 'absolute', days: 28 });
  });
});

describe('whatever is chosen in a row,', () => {
  const choices = fc.array(
    fc.oneof(
      fc.constantFrom(...all).map((chosen) => ({ fact: chosen })),
      fc.nat(40).map((place) => ({ place })),
    ),
    { maxLength: 12 },
  );

  test('it stays what the company takes, and an operator that the fact takes', () => {
    fc.assert(
      fc.property(choices, (chosen) => {
        let condition: Condition = { field: '', operator: 'equals', value: null };
        for (const choice of chosen) {
          const now = catalogue.get(condition.field);
          if ('fact' in choice) condition = withFact(condition, now, choice.fact);
          else if (now !== undefined) {
            const offered = operatorsOf(now);
            condition = withOperator(condition, now, offered[choice.place % offered.length] ?? 'equals');
          }
          expect(conditionSchema.safeParse(condition).success).toBe(true);
          const known = catalogue.get(condition.field);
          if (known === undefined) continue;
          expect(operatorsOf(known)).toContain(condition.operator);
          if (condition.forDays != null) expect(mayHoldForDays(known, condition.operator)).toBe(true);
          const checked = checkConditions(
            { combinator: 'and', rules: [condition] },
            { subject: 'account', facts: catalogue, segments: new Map() },
          );
          // All that can be wrong is a value that isn't filled in, and that the row knows.
          if (!checked.ok) {
            expect(checked.faults.map(({ part }) => part)).toEqual(['value']);
            expect(isUnfinished(condition)).toBe(true);
          }
        }
      }),
    );
  });
});

test('a group’s word and its turning round are one choice of four', () => {
  const group: ConditionGroup = { combinator: 'and', rules: [below50] };
  for (const joining of joinings) {
    const joined = withJoining(group, joining);
    expect(joiningOf(joined)).toBe(joining);
    expect(conditionsSchema.safeParse(joined).success).toBe(true);
  }
  expect(withJoining(withJoining(group, 'none'), 'all')).toEqual(group);
});

test('what is said of a part that this Steward doesn’t know is of the whole row', () => {
  const finding: RuleFinding = {
    ...{ field: 'conditions', path: [0], part: 'value', message: 'No.' },
    severity: 'error',
  };
  expect(
    faultsOf([finding, { ...finding, part: 'mood' }, { ...finding, field: 'rearm' }], 'conditions').map(
      ({ part }) => part,
    ),
  ).toEqual(['value', 'group']);
});

test('a question about segments is the same part as before, asks for none yet and keeps nothing of the former', () => {
  const before: Condition = { id: 'c1', field: 'score', operator: 'below', value: 50, forDays: 3 };
  const asked = { field: 'account.segment', operator: 'inSegment', value: null };
  expect(aboutSegments(before, 'account.segment')).toStrictEqual({ id: 'c1', ...asked });
  const { id: _, ...nameless } = before;
  expect(aboutSegments(nameless, 'account.segment')).toStrictEqual(asked);
});
