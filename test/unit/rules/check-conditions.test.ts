import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileConditions } from '../../../src-main/engines/rules/compile-conditions';
import { sayConditions } from '../../../src-main/engines/rules/say-conditions';
import { checkConditions } from '../../../src-main/lib/rules/check-conditions';
import {
  type Condition,
  type ConditionGroup,
  conditionsSchema,
  deepestGroup,
  mostConditions,
  operators,
} from '../../../src-preload/contract/rules/condition';
import { catalogueOf, fact, givenColumns, levelWords } from '../../support/rules/fact-builder';

const facts = catalogueOf(
  fact('score', 'number', { label: 'Health score' }),
  fact('chance', 'share', { label: 'Probability' }),
  fact('due', 'day', { label: 'Renewal' }),
  fact('level', 'choice', { label: 'Level', words: levelWords, isOrdered: true }),
  fact('country', 'text', { label: 'Country', past: 'present' }),
  fact('failed', 'yes-no', { label: 'Payment failed' }),
  fact('title', 'text', { label: 'Title', subject: 'contact' }),
  fact('events', 'number', {
    label: 'Events',
    parameters: [{ name: 'days', label: 'Days', type: 'days', least: 1, most: 90, usual: 28 }],
  }),
);

function all(...rules: (Condition | ConditionGroup)[]): ConditionGroup {
  return { combinator: 'and', rules };
}

function faultsOf(tree: ConditionGroup, segments: Record<string, ConditionGroup> = {}): string[] {
  const named = Object.entries(segments).map(
    ([id, conditions]) => [id, { name: id.toUpperCase(), conditions }] as const,
  );
  const checked = checkConditions(tree, { subject: 'account', facts, segments: new Map(named) });
  return checked.ok
    ? []
    : checked.faults.map(({ path, part, message }) => `${path.join('.')} ${part}: ${message}`);
}

const fine: Condition = { field: 'score', operator: 'below', value: 50 };
const inSegment = (id: string): Condition => ({
  field: 'account.saved_segment',
  operator: 'inSegment',
  value: id,
});

describe('what makes no sense is said beside the part where it is:', () => {
  test.each<[string, Condition, string]>([
    ['no fact chosen', { ...fine, field: '' }, 'field: Choose a fact.'],
    [
      'a fact that is not there',
      { ...fine, field: 'gone' },
      'field: There is no fact “gone”: choose another.',
    ],
    ['no value', { ...fine, value: null }, 'value: Give a number.'],
    ['a text in place of a number', { ...fine, value: '50' }, 'value: Give a number.'],
    [
      'a text for a day',
      { field: 'due', operator: 'after', value: '06 Apr 2021' },
      'value: Give a day, as 2026-01-31.',
    ],
    [
      'a day that no calendar has',
      { field: 'due', operator: 'after', value: '2026-02-30' },
      'value: Give a day, as 2026-01-31.',
    ],
    [
      'a day cut short',
      { field: 'due', operator: 'after', value: '2026-1-5' },
      'value: Give a day, as 2026-01-31.',
    ],
    [
      'half a range',
      { ...fine, operator: 'between', value: [null, 10] },
      'value: The lower bound is missing.',
    ],
    [
      'the other half',
      { ...fine, operator: 'between', value: [10, null] },
      'value: The upper bound is missing.',
    ],
    ['an empty range', { ...fine, operator: 'between', value: ['', ''] }, 'value: Give both bounds.'],
    [
      'a range turned round',
      { ...fine, operator: 'between', value: [10, 1] },
      'value: The lower bound is above the upper one.',
    ],
    [
      'a share of more than all',
      { field: 'chance', operator: 'above', value: 40 },
      'value: Give a share from 0 to 100%.',
    ],
    [
      'a word that is none of its words',
      { field: 'level', operator: 'atLeast', value: 'severe' },
      'value: “severe” is none of its words: choose another.',
    ],
    ['an empty list', { field: 'level', operator: 'oneOf', value: [] }, 'value: Choose at least one.'],
    ['a blank text', { field: 'country', operator: 'contains', value: '  ' }, 'value: Give a text.'],
    [
      'an operator of another type',
      { field: 'country', operator: 'below', value: 3 },
      'operator: “Country” can’t be asked about like this: choose how it is to be compared.',
    ],
    [
      'a change of what has no past',
      { field: 'country', operator: 'becameYes' },
      'operator: “Country” can’t be asked about like this: choose how it is to be compared.',
    ],
    [
      'a fall by more than all',
      { ...fine, operator: 'fellBy', value: { by: 120, unit: 'percent', days: 7 } },
      'value: Nothing falls by more than 100%.',
    ],
    [
      'a change by nothing',
      { ...fine, operator: 'fellBy', value: { by: 0, unit: 'absolute', days: 7 } },
      'value: Give by how much, more than 0.',
    ],
    [
      'a change without days',
      { ...fine, operator: 'fellBy', value: { by: 5, unit: 'absolute', days: null } },
      'value: Give within how many days, from 1 to 3650.',
    ],
    [
      'days in a row of something that happens once',
      { ...fine, operator: 'fellBelow', forDays: 3 },
      'forDays: What happens on one day can’t hold for several in a row.',
    ],
    [
      'days in a row of what has no past',
      { field: 'country', operator: 'equals', value: 'France', forDays: 3 },
      'forDays: Of “Country” only its value of now is known: it can’t be asked for days in a row.',
    ],
    ['no days in a row', { ...fine, forDays: 0 }, 'forDays: Give whole days in a row from 1 to 90.'],
    [
      'a parameter out of its range',
      { ...fine, field: 'events', params: { days: 400 } },
      'params: Days: give whole days from 1 to 90.',
    ],
    [
      'a parameter that the fact does not take',
      { ...fine, params: { days: 4 } },
      'params: “Health score” takes no “days”.',
    ],
    [
      'a contact’s fact in a rule about accounts',
      { field: 'title', operator: 'contains', value: 'CEO' },
      'field: “Title” is a contact’s: this is about accounts.',
    ],
    [
      'a value where none belongs',
      { field: 'failed', operator: 'isYes', value: 3 },
      'value: No value belongs here.',
    ],
  ])('%s', (_what, condition, fault) => {
    expect(faultsOf(all(fine, condition))).toEqual([`1 ${fault}`]);
  });

  test('all faults at once, each in its place', () => {
    const tree = all({ ...fine, value: null }, { combinator: 'or', rules: [fine, { ...fine, field: '' }] });
    expect(faultsOf(tree)).toEqual(['0 value: Give a number.', '1.1 field: Choose a fact.']);
  });

  test('no conditions at all would mean everybody, and an empty group nobody knows what', () => {
    expect(faultsOf(all())).toEqual([' group: Add a condition: without one every account would match.']);
    expect(faultsOf(all(fine, { combinator: 'or', rules: [] }))).toEqual([
      '1 group: This group is empty: add a condition, or remove the group.',
    ]);
  });
});

test('0 is a value', () => {
  expect(faultsOf(all({ ...fine, value: 0 }))).toEqual([]);
});

describe('a segment', () => {
  test('may be used by another', () => {
    expect(faultsOf(all(inSegment('a')), { a: all(fine, inSegment('b')), b: all(fine) })).toEqual([]);
  });

  test('that leads back to itself is refused with the way it goes', () => {
    expect(faultsOf(all(inSegment('a')), { a: all(inSegment('b')), b: all(inSegment('a')) })).toEqual([
      '0 value: Segments can’t feed each other: “A” uses “B”, which uses “A”.',
    ]);
    expect(faultsOf(all(inSegment('a')), { a: all(inSegment('a')) })).toEqual([
      '0 value: Segments can’t feed each other: “A” uses itself.',
    ]);
  });

  test('that is gone, or no longer makes sense, is said', () => {
    expect(faultsOf(all(inSegment('a')))).toEqual([
      '0 value: This segment is not there any more: choose another.',
    ]);
    expect(faultsOf(all(inSegment('a')), { a: all({ ...fine, field: 'gone' }) })).toEqual([
      '0 value: In the segment “A”: There is no fact “gone”: choose another.',
    ]);
  });

  test('of segments of segments is refused before it grows beyond bounds', () => {
    const twice = (id: string) => all(inSegment(id), inSegment(id));
    const segments = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`s${at}`, at === 39 ? all(fine) : twice(`s${at + 1}`)]),
    );
    expect(faultsOf(all(inSegment('s0')), segments)[0]).toMatch(/more than 200 conditions/);
  });
});

test(`more than ${mostConditions} conditions are refused`, () => {
  const group = all(...Array.from({ length: 101 }, () => fine));
  expect(faultsOf(all(group, group))).toEqual([
    ' group: With its segments these are more than 200 conditions: split them.',
  ]);
});

test('groups deeper than they may be are refused without being walked, however deep', () => {
  const nested = (depth: number) => {
    let tree: ConditionGroup = all(fine);
    for (let at = 1; at < depth; at++) tree = all(tree);
    return tree;
  };
  expect(conditionsSchema.safeParse(nested(deepestGroup)).success).toBe(true);
  for (const depth of [deepestGroup + 1, 100_000])
    expect(conditionsSchema.safeParse(nested(depth)).error?.issues[0]?.message).toBe(
      'groups may stand 8 deep in one another',
    );
});

const anyCondition = fc.record(
  {
    field: fc.constantFrom(...facts.keys(), 'account.saved_segment', ''),
    operator: fc.constantFrom(...operators),
    params: fc.dictionary(fc.constantFrom('days', 'other'), fc.oneof(fc.integer(), fc.string()), {
      noNullPrototype: true,
    }),
    value: fc.oneof(
      fc.integer(),
      fc.double({ noNaN: true }),
      fc.string({ maxLength: 20 }),
      fc.constantFrom('2026-01-31', 'high', null),
      fc.array(fc.oneof(fc.integer(), fc.string({ maxLength: 5 }), fc.constant(null)), { maxLength: 3 }),
      fc.record({
        by: fc.option(fc.double({ noNaN: true })),
        unit: fc.constantFrom('absolute' as const, 'percent' as const),
        days: fc.option(fc.integer()),
      }),
    ),
    forDays: fc.option(fc.integer()),
  },
  { requiredKeys: ['field', 'operator'] },
);

test('whatever is asked of whichever fact, it is either refused in words or can be judged and said', () => {
  const columns = givenColumns(2, { [20_000]: {} });
  fc.assert(
    fc.property(anyCondition, (condition) => {
      const checked = checkConditions(all(condition), { subject: 'account', facts, segments: new Map() });
      if (!checked.ok) {
        expect(checked.faults.every(({ message }) => message.endsWith('.'))).toBe(true);
        return;
      }
      expect(sayConditions(checked.conditions)).not.toMatch(/undefined|NaN|null|\{/);
      const verdicts = compileConditions(checked.conditions)({ columns, day: 20_000, lastDay: 19_999 });
      expect(verdicts).toHaveLength(2);
    }),
    { numRuns: 2000 },
  );
});
