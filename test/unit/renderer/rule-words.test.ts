import { describe, expect, test } from 'vitest';
import type { RuleDefinition } from '../../../src-preload/contract/rules/rule-definition';
import { newSequence } from '../../../src-preload/contract/sequences/definition';
import {
  editable,
  inOrder,
  isSameDefinition,
  newRuleDefinition,
  sentOf,
} from '../../../src-renderer/features/rules/editor/edited-rule';
import { addresseesOf, settingsOf } from '../../../src-renderer/features/rules/editor/setting-words';
import { usedByWords } from '../../../src-renderer/features/rules/segments/segment-words';
import {
  changedDefinition,
  changedParts,
  changedSequence,
} from '../../../src-renderer/features/rules/versions/changed-parts';

const asked: RuleDefinition = {
  ...newRuleDefinition,
  conditions: { combinator: 'and', rules: [{ field: 'health.score', operator: 'below', value: 50 }] },
};

describe('what changed in a rule', () => {
  test('is said by its parts', () => {
    expect(changedDefinition(newRuleDefinition, asked)).toBe('conditions');
    expect(
      changedParts(
        { name: 'A', definition: asked },
        { name: 'B', definition: { ...asked, coolDownDays: 14, holdoutPercent: 10 } },
      ),
    ).toBe('name, days between two firings and share held out');
    expect(changedDefinition(asked, { ...asked })).toBe('nothing');
  });

  test('is nothing where only the ids of rows came, or keys stand in another order', () => {
    const other = JSON.parse(
      JSON.stringify({
        ...asked,
        conditions: { rules: [{ value: 50, operator: 'below', field: 'health.score' }], combinator: 'and' },
      }),
    ) as RuleDefinition;
    expect(isSameDefinition(editable(asked), other)).toBe(true);
    expect(sentOf(editable(asked))).toEqual(asked);
    expect(changedDefinition(editable(asked), other)).toBe('nothing');
  });
});

test('what changed in a sequence is said by its parts', () => {
  expect(changedSequence(newSequence, newSequence)).toBe('nothing');
  expect(
    changedSequence(newSequence, {
      ...newSequence,
      onReply: false,
      hours: null,
      steps: [{ id: 'wait1', kind: 'wait', wait: { kind: 'elapsed', hours: 2 } }],
    }),
  ).toBe('steps, what a reply does and its hours');
});

test('a rule’s settings are said in words, each where it always stands', () => {
  const said = (definition: RuleDefinition) =>
    Object.fromEntries(settingsOf(definition).map(({ label, words }) => [label, words]));
  expect(said(newRuleDefinition)).toMatchObject({
    'Not again within': '28 days',
    'Limit for an account': 'none',
    'Held out': '0%',
    'Why it is there': 'not said',
  });
  expect(
    said({
      ...newRuleDefinition,
      limits: { perAccount: { most: 1, days: 7 }, perContact: null, perDay: 20 },
    }),
  ).toMatchObject({ 'Limit for an account': '1 firing in 7 days', 'Limit for a day': '20 firings' });
});

test('what uses a segment is said by name', () => {
  const nothing = { rules: [], segments: [], sequences: [], plans: [], milestones: [] };
  expect(usedByWords(nothing)).toBe('nothing');
  expect(usedByWords({ ...nothing, rules: ['A', 'B'], plans: ['C'] })).toBe(
    '2 rules (A, B) and 1 success plan (C)',
  );
});

test('an action is for people of the account, in a rule about contacts for the one it fires for; what was chosen stays', () => {
  const account = [
    { value: 'champion', label: 'The champions' },
    { value: 'admin', label: 'The admins' },
    { value: 'every-contact', label: 'Every contact' },
  ];
  const contact = { value: 'contact', label: 'The contact' };
  expect(new Set(addresseesOf('account', 'champion'))).toEqual(new Set(account));
  expect(new Set(addresseesOf('account', 'contact'))).toEqual(new Set([...account, contact]));
  expect(addresseesOf('contact', 'contact')).toEqual([contact]);
  expect(new Set(addresseesOf('contact', 'admin'))).toEqual(new Set([account[1], contact]));
});

test('two definitions are the same in whatever order their parts were written, but for lists', () => {
  const written = (value: unknown) => JSON.stringify(inOrder(value));
  expect(written({ b: [{ d: 1, c: undefined }, 2], a: null })).toBe('{"a":null,"b":[{"d":1},2]}');
  expect(written([2, 1])).toBe('[2,1]');
});
