import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { saveMilestone, savePlan } from '../../src-main/actions/milestones/definitions';
import { removeRule, saveRule, setRuleState } from '../../src-main/actions/rules/rules';
import { readSegmentUsers, usersOf } from '../../src-main/actions/rules/segment-users';
import { removeSegment, saveSegment } from '../../src-main/actions/rules/segments';
import { saveSequence } from '../../src-main/actions/sequences/sequences';
import { readRule, readRules } from '../../src-main/store/rules/read-rules';
import { readSegments } from '../../src-main/store/rules/read-segments';
import { newMilestone } from '../../src-preload/contract/milestones/milestone-definition';
import type { Role } from '../../src-preload/contract/roles';
import type { RuleDefinition } from '../../src-preload/contract/rules/rule-definition';
import { decisionsOn } from '../support/action-context';
import { all, inSegment, ruleDefinition, segmentPatch } from '../support/rules/entries';
import { sequenceDefinition } from '../support/sequences/entries';
import { type TemporaryStore, temporaryStore } from '../support/store-builder';

const now = 1_795_000_000_000;
let temporary: TemporaryStore;
beforeEach(() => {
  temporary = temporaryStore(() => now);
  become('manager');
});
afterEach(() => temporary.remove());

const as = (author: string) => decisionsOn(temporary.store, now, { author });
const patches = () =>
  temporary.store.read
    .prepared<[], { kind: string; patch: string; base: number | null }>(
      'select kind, patch, base_version as base from operations order by seq',
    )
    .all()
    .map(({ patch, ...row }) => ({ ...row, patch: JSON.parse(patch) }));

function write(name: string, more: Partial<RuleDefinition> = {}, author = 'Ann'): string {
  return saveRule(as(author), { id: undefined, version: undefined, name, definition: ruleDefinition(more) });
}
function cut(name: string, conditions = segmentPatch().definition.conditions, author = 'Ann'): string {
  const segment = { id: undefined, version: undefined, ...segmentPatch(name, conditions) };
  return saveSegment(as(author), segment, []);
}
/** An admin switches it on. */
function switchOn(id: string): void {
  become('admin');
  setRuleState(
    as('Ada'),
    { id, version: readRule(temporary.store.read, id)?.version ?? 0, state: 'preview' },
    [],
  );
  become('manager');
}

describe('a rule', () => {
  test('is there at once as a draft, on its way to the company', () => {
    const id = write('Low');
    expect(readRules(temporary.store.read)).toMatchObject([
      { id, name: 'Low', state: 'draft', version: 1, author: 'Ann', isPending: true },
    ]);
  });

  test('is changed by what differs alone, on the version that was seen', () => {
    const id = write('Low');
    const definition = ruleDefinition();
    saveRule(as('Ann'), { id, version: 1, name: 'Lower', definition });
    saveRule(as('Ann'), { id, version: undefined, name: 'Lower', definition });
    expect(patches().slice(1)).toEqual([{ kind: 'rule.save', patch: { name: 'Lower' }, base: 1 }]);
  });

  test('takes no name of another, letter case and spaces aside', () => {
    const id = write('Low');
    expect(() => write(' LOW ')).toThrow(/exists already/);
    expect(saveRule(as('Ann'), { id, version: 1, name: 'LOW', definition: ruleDefinition() })).toBe(id);
  });

  test('is a draft of whoever writes it: colleagues are told whose it is', () => {
    const id = write('Low');
    const change = () => saveRule(as('Bob'), { id, version: 1, name: 'Bobs', definition: ruleDefinition() });
    expect(change).toThrow(/^Ann writes this draft: only they and admins change it/);
    expect(() => removeRule(as('Bob'), id)).toThrow(/Ann writes this draft/);
    become('viewer');
    expect(change).toThrow(/Only managers and admins/);
    become('admin');
    expect(change()).toBe(id);
  });

  test('is switched on by admins alone, and changed by them alone from then on', () => {
    const id = write('Low');
    const on = { id, version: 1, state: 'preview' as const };
    expect(() => setRuleState(as('Ann'), on, [])).toThrow(/Only admins switch rules on and off/);
    switchOn(id);
    expect(readRule(temporary.store.read, id)).toMatchObject({ state: 'preview' });
    expect(() => saveRule(as('Ann'), { id, version: 1, name: 'x', definition: ruleDefinition() })).toThrow(
      /switched on.*only admins change it\. Save it under another name/,
    );
    expect(() => removeRule(as('Ann'), id)).toThrow(/only admins/);
  });

  test('with anything wrong in it stays off, and it is said what', () => {
    const id = write('Low');
    become('admin');
    const on = { id, version: 1, state: 'preview' as const };
    expect(() => setRuleState(as('Ada'), on, ['Give the CTA a title.'])).toThrow(
      /“Low” can’t be switched on yet: Give the CTA a title\./,
    );
    setRuleState(as('Ada'), { ...on, state: 'paused' }, ['Give the CTA a title.']);
    expect(readRule(temporary.store.read, id)).toMatchObject({ state: 'paused' });
  });

  test('that was changed since it was looked at is not switched', () => {
    const id = write('Low');
    become('admin');
    const on = { id, version: 2, state: 'preview' as const };
    expect(() => setRuleState(as('Ada'), on, [])).toThrow(/changed since you looked at it/);
  });

  test('that is removed is gone from the screens, and can’t be saved any more', () => {
    const id = write('Low');
    removeRule(as('Ann'), id);
    removeRule(as('Ann'), id);
    expect(readRules(temporary.store.read)).toEqual([]);
    expect(() => saveRule(as('Ann'), { id, version: 1, name: 'x', definition: ruleDefinition() })).toThrow(
      /not in your copy any more. What you wrote is still here/,
    );
  });
});

describe('a segment', () => {
  test('with anything wrong in it is not saved, and it is said what', () => {
    const segment = { id: undefined, version: undefined, ...segmentPatch() };
    expect(() => saveSegment(as('Ann'), segment, ['Choose a fact.'])).toThrow(
      /can’t be saved.*Choose a fact/,
    );
    expect(readSegments(temporary.store.read)).toEqual([]);
  });

  test('that is used is not removed, and it is said by what', () => {
    const id = cut('Low ones');
    write('A rule', { conditions: all(inSegment(id)) });
    const over = cut('Over', all(inSegment(id)));
    expect(() => removeSegment(as('Ann'), id)).toThrow(/“Low ones” is used by “A rule”, “Over”/);
    expect(usersOf(readSegmentUsers(temporary.store.read), readSegments(temporary.store.read))(id)).toEqual({
      rules: ['A rule'],
      segments: ['Over'],
      sequences: [],
      plans: [],
      milestones: [],
    });
    removeSegment(as('Ann'), over);
    expect(readSegments(temporary.store.read).map(({ name }) => name)).toEqual(['Low ones']);
  });

  test('on which a rule that is switched on stands is changed by admins alone', () => {
    const ground = cut('Ground');
    const rule = write('Low', { rearm: all(inSegment(cut('Over', all(inSegment(ground))))) });
    const rename = (author: string) =>
      saveSegment(as(author), { id: ground, version: undefined, ...segmentPatch('Renamed') }, []);
    expect(() => rename('Bob')).toThrow(/Ann wrote this segment/);
    switchOn(rule);
    expect(() => rename('Ann')).toThrow(/The rule “Low” stands on this segment.*only admins change it/);
    become('admin');
    expect(rename('Ada')).toBe(ground);
  });

  test('on which a sequence, a plan or a milestone stands is not removed, and admins’ where these are', () => {
    const id = cut('Low ones');
    const fresh = { id: undefined, version: undefined };
    const goal = all(inSegment(id));
    saveSequence(as('Ann'), { ...fresh, name: 'Welcome', definition: sequenceDefinition({ goal }) }, []);
    expect(() => removeSegment(as('Ann'), id)).toThrow(/“Low ones” is used by “Welcome”/);
    become('admin');
    const completion = { by: 'conditions', conditions: goal } as const;
    saveMilestone(as('Ada'), { ...fresh, name: 'Well', definition: { ...newMilestone, completion } }, []);
    const plan = { description: '', milestones: [], stage: null, segment: id, isOn: false };
    savePlan(as('Ada'), { ...fresh, name: 'Care', definition: plan });
    expect(() => removeSegment(as('Ada'), id)).toThrow(/used by “Welcome”, “Care”, “Well”/);
    become('manager');
    expect(() => removeSegment(as('Ann'), id)).toThrow(/The success plan “Care” stands on this segment/);
  });
});

function become(role: Role): void {
  temporary.store.db.client.exec(`replace into settings (key, value) values ('role', '${role}')`);
}
