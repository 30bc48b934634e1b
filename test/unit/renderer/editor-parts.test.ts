import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { HealthConfig, Profile } from '../../../src-preload/contract/health-config';
import type { Condition, ConditionGroup } from '../../../src-preload/contract/rules/condition';
import { isUnfinished, withOperator } from '../../../src-renderer/features/rules/conditions/condition-draft';
import {
  grouped,
  moved,
  ungrouped,
  withInserted,
  without,
  withPart,
} from '../../../src-renderer/features/rules/conditions/condition-tree';
import { addressText, serverOf } from '../../../src-renderer/features/settings/connection/company-address';
import {
  isDefaultProfile,
  profileOf,
  withMovedProfile,
  withNewProfile,
  withoutProfile,
} from '../../../src-renderer/features/settings/scores/draft/config-draft';
import { completeLiquid, completionsAt } from '../../../src-renderer/features/templates/editor/completions';
import { setupFor } from '../../../src-renderer/features/templates/editor/editor-setup';
import * as templates from '../../../src-renderer/features/templates/editor/template-draft';
import { kindOfView, placeIn, queueOf } from '../../../src-renderer/features/today/desk-session';

describe('a condition that is not finished', () => {
  const asked = (value: unknown, field = 'score') => ({ field, operator: 'below', value }) as Condition;

  test('has no fact, or nothing of what it is compared with', () => {
    for (const value of [
      null,
      undefined,
      '',
      [],
      [null, ''],
      ['', ''],
      { by: null, unit: 'absolute', days: 7 },
    ])
      expect([value, isUnfinished(asked(value))]).toEqual([value, true]);
    expect(isUnfinished(asked({ by: 3, unit: 'absolute', days: null }))).toBe(true);
    expect(isUnfinished(asked(5, ''))).toBe(true);
    for (const value of [0, 'a', [null, 5], { by: 3, unit: 'absolute', days: 7 }])
      expect([value, isUnfinished(asked(value))]).toEqual([value, false]);
  });

  test('keeps the one value of a list, and of several or none forgets all', () => {
    const list = (...value: string[]) => withOperator(asked(value), undefined, 'equals').value;
    const listed = { ...asked(['a']), operator: 'oneOf' as const };
    expect(withOperator(listed, undefined, 'equals').value).toBe('a');
    expect(withOperator({ ...listed, value: ['a', 'b'] }, undefined, 'equals').value).toBeNull();
    expect(withOperator({ ...listed, value: [] }, undefined, 'equals').value).toBeNull();
    expect(list('a', 'b')).toEqual(withOperator(asked(['a', 'b']), undefined, 'equals').value);
    expect(withOperator(asked(''), undefined, 'oneOf').value).toEqual([]);
  });
});

describe('a tree of conditions', () => {
  const leaf: Condition = { id: 'leaf', field: 'score', operator: 'below', value: 5 };
  const inner: ConditionGroup = { id: 'inner', combinator: 'or', rules: [leaf] };
  const tree: ConditionGroup = { id: 'all', combinator: 'and', rules: [inner, { ...leaf, id: 'last' }] };

  test('stays as it is where nothing stands at a path, or no group', () => {
    for (const path of [[7], [1, 0], [0, 0, 0], [0, 3]]) {
      expect([path, grouped(tree, path, 'new')]).toEqual([path, tree]);
      expect([path, ungrouped(tree, path)]).toEqual([path, tree]);
      expect([path, moved(tree, path, 'up')]).toEqual([path, null]);
    }
    expect(ungrouped(tree, [1])).toBe(tree);
    expect(withInserted(tree, [1], 0, leaf)).toBe(tree);
    expect(withInserted(tree, [7], 0, leaf)).toBe(tree);
    expect(without(tree, [1, 0])).toEqual(tree);
  });

  test('is itself no part that is grouped, taken out, moved or lost', () => {
    expect([grouped(tree, [], 'new'), ungrouped(tree, []), without(tree, [])]).toEqual([tree, tree, tree]);
    expect(moved(tree, [], 'down')).toBeNull();
    expect([withPart(tree, [], leaf), withPart(tree, [], inner)]).toEqual([tree, inner]);
  });
});

describe('an address of a database', () => {
  test.each(['host', 'port', 'database', 'login'])('is not shown as long as its %s is not known', (part) => {
    const whole = { host: 'db', port: 5432, database: 'book', login: 'ann' };
    expect(addressText(whole)).toBe('postgres://ann@db:5432/book');
    expect(addressText({ ...whole, [part]: null })).toBe('');
  });

  test('says in a sentence whom it names, and where', () => {
    expect(serverOf('postgres://ann:secret@db.example:5433/book')).toEqual({
      login: 'ann',
      database: 'book',
      place: 'db.example:5433, database book',
    });
    expect(serverOf('book')).toEqual({ login: '', database: '', place: '' });
  });
});

describe('the profiles of a configuration', () => {
  const named = (id: string) => ({ id, name: id }) as Profile;
  const config = {
    userProfile: named('contacts'),
    organizationProfiles: ['a', 'b', 'default'].map(named),
  } as HealthConfig;
  const ids = (of: HealthConfig) => of.organizationProfiles.map(({ id }) => id);

  test('are found by their place, and the last is the default', () => {
    expect([profileOf(config, 'user')?.id, profileOf(config, 1)?.id, profileOf(config, 3)]).toEqual([
      'contacts',
      'b',
      null,
    ]);
    expect([0, 2, 'user' as const].map((target) => isDefaultProfile(config, target))).toEqual([
      false,
      true,
      false,
    ]);
  });

  test('are left out one at a time, and move one place', () => {
    expect(ids(withoutProfile(config, 1))).toEqual(['a', 'default']);
    expect(ids(withMovedProfile(config, 0, 1))).toEqual(['b', 'a', 'default']);
    expect(ids(withMovedProfile(config, 1, -1))).toEqual(['b', 'a', 'default']);
    expect(withMovedProfile(config, 1, 1)).toBe(config);
    expect(withMovedProfile(config, 9, -1)).toBe(config);
  });

  test('get no new one where there is none to copy', () => {
    const none = { ...config, organizationProfiles: [] };
    expect(withNewProfile(none, 'Big')).toBe(none);
  });
});

describe('what may be written in a template', () => {
  const labels = (before: string) => completionsAt(before)?.map(({ label }) => label) ?? null;

  test('is offered within what Liquid reads, and nowhere else', () => {
    for (const before of ['', 'Hi ', '{{ contact.name }} and', '{% if x %}', '{{ "a'])
      expect(labels(before)).toBeNull();
    expect(labels('{{ ')).toContain('account.name');
    expect(labels('{{ account.name | ')).toContain('default');
    expect(labels('{{ "a" | de')).toContain('default');
    expect(labels('{%- ')).toContain('endif');
    expect(labels('{% if ')).toContain('account.name');
    expect(labels('{% if x %}{{ ')).toContain('account.name');
  });

  test('says of a variable what stands there where it is missing', () => {
    const infos = completionsAt('{{ ')?.map(({ info }) => String(info)) ?? [];
    expect(infos.some((info) => info.includes(' Missing: '))).toBe(true);
    expect(infos.some((info) => !info.includes('Missing: '))).toBe(true);
    expect(infos.some((info) => info.includes('null'))).toBe(false);
  });
});

describe('a template in its editor', () => {
  const kept = new Map<string, string>();
  beforeEach(() => {
    kept.clear();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      removeItem: (key: string) => kept.delete(key),
    });
    return () => vi.unstubAllGlobals();
  });

  test('gives way to another form only where nobody has written yet', () => {
    const begun = templates.begunWith(undefined);
    const asText = templates.goingBy(begun, 'sms');
    expect(asText).toMatchObject({ channel: 'sms', mjml: '{{ account.name }}: \n' });
    expect(templates.goingBy({ ...begun, ...asText }, 'email')).toEqual({
      channel: 'email',
      mjml: begun.mjml,
    });
    expect(templates.goingBy({ ...begun, mjml: 'Hi' }, 'sms')).toEqual({ channel: 'sms' });
  });

  test.each([
    'name',
    'category',
    'language',
    'isTransactional',
    'channel',
    'subject',
    'preheader',
    'mjml',
  ] as const)('is another once its %s is', (field) => {
    const begun = templates.begunWith(undefined);
    expect(templates.isSameContent(begun, { ...begun, version: 9 })).toBe(true);
    expect(templates.isSameContent(begun, { ...begun, [field]: 'other' } as typeof begun)).toBe(false);
  });

  test('that a Steward of before kept beside the store is taken from there, once', () => {
    const begun = { ...templates.begunWith(undefined), name: 'Hello' };
    const { channel: _channel, ...before } = begun;
    kept.set('steward-template-draft ann 7', JSON.stringify(before));
    expect(templates.takeLeftDraft('bob', '7')).toBeNull();
    expect(templates.takeLeftDraft('ann', '7')).toEqual(begun);
    expect(templates.takeLeftDraft('ann', '7')).toBeNull();
    for (const broken of ['{', '{"name":7}', 'null']) {
      kept.set('steward-template-draft ann 7', broken);
      expect(templates.takeLeftDraft('ann', '7')).toBeNull();
      expect(kept.size).toBe(0);
    }
  });
});

test('a place in one queue says nothing of another', () => {
  const place = { queue: queueOf(null, null), index: 4, accountId: 7 };
  expect([queueOf(null, null), queueOf(3, 'renewal')]).toEqual(['all of all', 'renewal of 3']);
  expect(placeIn(place, 'all of all')).toBe(place);
  expect(placeIn(place, 'all of 3')).toEqual({ queue: 'all of 3', index: 0, accountId: null });
  expect([kindOfView('all'), kindOfView('done'), kindOfView('renewal')]).toEqual([null, null, 'renewal']);
});

describe('the field of a single line', () => {
  const line = EditorState.create({ doc: 'Hello', extensions: setupFor('line') });
  const typed = (state: EditorState, insert: string) =>
    state.update({ changes: { from: state.doc.length, insert } }).state.doc.toString();

  test('takes words, and no second line', () => {
    expect(typed(line, ' there')).toBe('Hello there');
    expect(typed(line, '\nthere')).toBe('Hello');
    expect(typed(EditorState.create({ doc: 'Hello', extensions: setupFor('text') }), '\nthere')).toBe(
      'Hello\nthere',
    );
  });

  test('takes what is pasted in one line, with a space where another began', () => {
    const pasted = line
      .facet(EditorView.clipboardInputFilter)
      .reduce((text, filter) => filter(text, line), 'One \n\n  two\nthree');
    expect(pasted).toBe('One two three');
  });
});

test('a name is completed from where it begins, within what Liquid reads and not within quotes', () => {
  const at = (doc: string) =>
    completeLiquid(new CompletionContext(EditorState.create({ doc }), doc.length, false));
  const doc = 'Dear all,\nyour {{ account.na';
  expect(at(doc)?.from).toBe(doc.indexOf('account.na'));
  expect(at('{{ ')?.from).toBe(3);
  expect([at('account.na'), at('{{"na'), at('{{ x | default: "na')]).toEqual([null, null, null]);
  expect(at('{{""')).not.toBeNull();
});
