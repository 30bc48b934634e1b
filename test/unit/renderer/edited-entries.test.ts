import { describe, expect, test } from 'vitest';
import type { Rule } from '../../../src-preload/contract/rules/rule-entry';
import type { SequenceDefinition } from '../../../src-preload/contract/sequences/definition';
import * as rules from '../../../src-renderer/features/rules/editor/edited-rule';
import * as segments from '../../../src-renderer/features/rules/segments/edited-segment';
import * as sequences from '../../../src-renderer/features/rules/sequences/edited-sequence';

const condition = { field: 'account.score', operator: '<', value: 40 } as const;
const conditions = { combinator: 'and', rules: [condition] } as const;
const asTree = conditions as unknown as Rule['definition']['conditions'];
const idsIn = (value: unknown) => [...JSON.stringify(value).matchAll(/"id":"p[^"]*"/g)].length;

describe('a segment in the editor', () => {
  const saved = { version: 3, name: 'Small', definition: { description: 'd', conditions: asTree } };

  test('knows its conditions by ids that are not sent', () => {
    const edited = segments.editedSegmentOf(saved);
    expect(edited).toMatchObject({ version: 3, name: 'Small' });
    expect(idsIn(edited.definition)).toBe(2);
    expect(segments.sentSegment(edited.definition)).toEqual(saved.definition);
  });

  test('is the same as it was saved until its name, words or conditions change', () => {
    const edited = segments.editedSegmentOf(saved);
    const same = { ...edited, definition: { conditions: asTree, description: 'd' } };
    expect(segments.isSameSegment(edited, same)).toBe(true);
    expect(segments.isSameSegment(edited, { ...same, version: 9 })).toBe(true);
    expect(segments.isSameSegment(edited, { ...same, name: 'Large' })).toBe(false);
    expect(
      segments.isSameSegment(edited, { ...same, definition: { ...same.definition, description: 'e' } }),
    ).toBe(false);
  });

  test('begins without a name, a version or a condition', () => {
    expect(segments.newSegment()).toMatchObject({ version: null, name: '', definition: { description: '' } });
    expect(segments.sentSegment(segments.newSegment().definition).conditions.rules).toEqual([]);
  });
});

describe('a sequence in the editor', () => {
  const definition = {
    ...sequences.blankSequence().definition,
    goal: asTree,
    steps: [
      { id: 'a', kind: 'branch', conditions: asTree, otherwise: null, unknown: 'fails' },
      { id: 'b', kind: 'exit' },
    ],
  } as SequenceDefinition;
  const saved = { version: 2, name: 'Welcome', definition };

  test('knows the conditions of its goal and of each branch by ids that are not sent', () => {
    const edited = sequences.editedOf(saved);
    expect(idsIn(edited.definition)).toBe(4);
    expect(sequences.sentOf(edited.definition)).toEqual(definition);
    expect(
      sequences.editedOf({ ...saved, definition: { ...definition, goal: null } }).definition.goal,
    ).toBeNull();
  });

  test('is the same as it was saved until its name or a step changes', () => {
    const edited = sequences.editedOf(saved);
    expect(sequences.isSameSequence(edited, { ...saved, version: 7 })).toBe(true);
    expect(sequences.isSameSequence(edited, { ...saved, name: 'Hello' })).toBe(false);
    const shorter = { ...definition, steps: definition.steps.slice(0, 1) };
    expect(sequences.isSameSequence(edited, { ...saved, definition: shorter })).toBe(false);
    expect(sequences.isSameSteps(definition, { ...definition, goal: null })).toBe(false);
  });

  test('begins without a name or a version', () => {
    expect(sequences.blankSequence()).toMatchObject({ version: null, name: '' });
  });
});

describe('a rule in the editor', () => {
  const definition = { ...rules.newRuleDefinition, conditions: asTree, rearm: asTree };
  const saved = { version: 5, name: 'Silence', definition };

  test('knows its conditions, and those to arm again, by ids that are not sent', () => {
    const edited = rules.editedOf(saved);
    expect(idsIn(edited.definition)).toBe(4);
    expect(rules.sentOf(edited.definition)).toEqual(definition);
    expect(rules.isSameRule(edited, { ...saved, version: 1 })).toBe(true);
    expect(rules.isSameRule(edited, { ...saved, definition: { ...definition, rearm: null } })).toBe(false);
  });

  test('asks first, and writes to nobody, while it is new', () => {
    expect(rules.newRule()).toMatchObject({
      ...{ version: null, name: '' },
      definition: { mode: 'approval', trigger: 'edge', actions: [], clearDays: 2, coolDownDays: 28 },
    });
  });

  test('is copied under a name that says so, as long as that is not too long', () => {
    expect(rules.copyOf(saved)).toMatchObject({ version: null, name: 'Copy of Silence' });
    const fits = 'x'.repeat(rules.longestName - 'Copy of '.length);
    expect(rules.copyOf({ ...saved, name: fits }).name).toBe(`Copy of ${fits}`);
    expect(rules.copyOf({ ...saved, name: `${fits}x` }).name).toBe(`${fits}x`);
  });

  test('about contacts writes to the contact, about accounts to their champions, and its other actions stay', () => {
    const mail = { kind: 'email', to: 'owner' };
    const cta = { kind: 'cta', title: 'Call' };
    const account = { ...definition, actions: [mail, cta] } as unknown as Rule['definition'];
    expect(rules.about(account, 'account')).toBe(account);
    const contact = rules.about(account, 'contact');
    expect(contact).toMatchObject({ subject: 'contact', actions: [{ ...mail, to: 'contact' }, cta] });
    expect(rules.about(contact, 'account').actions).toMatchObject([{ to: 'champion' }, cta]);
  });
});
