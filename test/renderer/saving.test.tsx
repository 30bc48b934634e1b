// @vitest-environment happy-dom
import { act, renderHook, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { InsideChoice } from '../../src-preload/contract/sequences/sequence';
import { answeredByHand, wrapper } from './support/answered-by-hand';
import { asked } from './support/in-document';

/** What a person was told. */
const words: string[] = [];
vi.mock('../../src-renderer/ui/notify', () => ({ notifyDone: (said: string) => words.push(said) }));
/** Where they were led. */
const led: unknown[] = [];
vi.mock('@tanstack/react-router', async (original) => ({
  ...(await original<typeof import('@tanstack/react-router')>()),
  useNavigate: () => (where: unknown) => led.push(where),
}));

const { queryClient, trpc } = await import('../../src-renderer/api/client');
const { useEntryDraft } = await import('../../src-renderer/features/rules/editor/entry-drafts');
const rules = await import('../../src-renderer/features/rules/editor/edited-rule');
const { useRuleSaving } = await import('../../src-renderer/features/rules/editor/use-rule-saving');
const sequences = await import('../../src-renderer/features/rules/sequences/edited-sequence');
const { useSequenceSaving } = await import('../../src-renderer/features/rules/sequences/use-sequence-saving');

const hand = answeredByHand();
const { sent } = hand;
beforeEach(() => {
  words.length = 0;
  led.length = 0;
});

const conditions = {
  combinator: 'and' as const,
  rules: [{ field: 'health.score', operator: 'below' as const, value: 50 }],
};

/** The editor and its saving, as the screen has them. */
function ruleEditor(saved: { id: string; state: string } | null) {
  const rule = { version: saved ? 3 : null, name: 'Silence', definition: rules.newRuleDefinition };
  const base = rules.editedOf({ ...rule, version: rule.version ?? 0 });
  const begun = { ...base, version: rule.version };
  return renderHook(
    () => {
      const editing = useEntryDraft({ key: 'rule', kept: null, saved: begun, isSame: rules.isSameRule });
      return { editing, saving: useRuleSaving({ saved: saved as never, base: begun, editing }) };
    },
    { wrapper },
  ).result;
}

describe('a rule', () => {
  const draft = { id: 'r1', state: 'draft' };
  const active = { id: 'r1', state: 'active' };

  test('that is new is saved as a draft, without the ids of its rows, and its editor becomes that of the rule', async () => {
    hand.answers['rules.save'] = { id: 'r9' };
    const editor = ruleEditor(null);
    act(() =>
      editor.current.editing.change({
        name: ' Quiet ',
        definition: rules.editable({ ...rules.newRuleDefinition, conditions }),
      }),
    );
    act(() => editor.current.saving.save());
    await waitFor(() => expect(words).toEqual(['Quiet is saved as a draft.']));
    expect(sent('rules.save')).toEqual([
      { name: 'Quiet', definition: { ...rules.newRuleDefinition, conditions } },
    ]);
    expect(led).toEqual([{ to: '/rules/$id', params: { id: 'r9' }, replace: true }]);
    expect(editor.current.editing.isChanged).toBe(false);
    // Of a new one nothing else is on the screen.
    expect(asked.map(([path]) => path).filter((path) => path !== 'drafts.keep')).toEqual(['rules.save']);
  });

  test('that is new is saved as it was begun, too', async () => {
    const editor = ruleEditor(null);
    expect(editor.current.saving).toMatchObject({ wasTried: false, isBusy: false });
    act(() => editor.current.saving.save());
    await waitFor(() => expect(sent('rules.save')).toHaveLength(1));
    expect(editor.current.saving.wasTried).toBe(true);
  });

  test('that is a draft is saved at once, on the version it was begun on, and says what changed', async () => {
    const editor = ruleEditor(draft);
    const one = vi.fn(async () => ({}));
    await queryClient.fetchQuery({ ...trpc.rules.one.queryOptions({ id: 'new' }), queryFn: one as never });
    const listed = queryClient.getQueryCache().find(trpc.rules.one.queryFilter({ id: 'new' }));
    act(() => editor.current.editing.change({ name: 'Noise' }));
    act(() => editor.current.saving.save());
    await waitFor(() =>
      expect(words).toEqual(['Saved: name changed. What it was stays among its versions.']),
    );
    expect(sent('rules.save')).toEqual([
      { name: 'Noise', definition: rules.newRuleDefinition, id: 'r1', version: 3 },
    ]);
    expect(listed?.state.dataUpdateCount).toBe(2);
    expect(led).toEqual([]);
    expect(sent('rules.preview')).toEqual([]);
  });

  test('that is as it was saved is not saved again', () => {
    const editor = ruleEditor(draft);
    act(() => editor.current.saving.save());
    expect(sent('rules.save')).toEqual([]);
    expect(editor.current.saving.wasTried).toBe(true);
  });

  test('that acts first shows whom the change would address, and is saved for them as one answers', async () => {
    const difference = { isNone: false };
    hand.answers['rules.preview'] = { difference };
    const editor = ruleEditor(active);
    act(() => editor.current.editing.change({ name: 'Noise' }));
    act(() => editor.current.saving.save());
    expect(editor.current.saving.isBusy).toBe(true);
    // A second key meanwhile asks nothing again.
    act(() => editor.current.saving.save());
    await waitFor(() => expect(editor.current.saving.question).toEqual(difference));
    expect(editor.current.saving.isBusy).toBe(false);
    expect(sent('rules.preview')).toEqual([{ id: 'r1', definition: rules.newRuleDefinition }]);
    act(() => editor.current.saving.withdraw());
    expect([editor.current.saving.question, sent('rules.save')]).toEqual([null, []]);
    act(() => editor.current.saving.save());
    await waitFor(() => expect(editor.current.saving.question).toEqual(difference));
    act(() => editor.current.saving.confirm(true));
    expect(editor.current.saving.question).toBeNull();
    await waitFor(() => expect(words).toHaveLength(1));
    expect(sent('rules.save')).toMatchObject([{ id: 'r1', alsoMatching: true }]);
  });

  test('that acts is saved for the others alone where one says so', async () => {
    hand.answers['rules.preview'] = { difference: { isNone: false } };
    const editor = ruleEditor(active);
    act(() => editor.current.editing.change({ name: 'Noise' }));
    act(() => editor.current.saving.save());
    await waitFor(() => expect(editor.current.saving.question).not.toBeNull());
    act(() => editor.current.saving.confirm(false));
    await waitFor(() => expect(words).toHaveLength(1));
    expect(sent('rules.save')[0]).not.toHaveProperty('alsoMatching');
  });

  test.each([
    ['changes nothing for anybody', { difference: { isNone: true } }],
    ['can’t be compared', { difference: null }],
  ])('whose change %s is saved without a question', async (_, preview) => {
    hand.answers['rules.preview'] = preview;
    const editor = ruleEditor(active);
    act(() => editor.current.editing.change({ name: 'Noise' }));
    act(() => editor.current.saving.save());
    await waitFor(() => expect(words).toHaveLength(1));
    expect(editor.current.saving.question).toBeNull();
  });

  test('whose accounts can’t be looked at is saved, and nothing is asked', async () => {
    hand.refusals['rules.preview'] = { code: 'conflict' };
    const editor = ruleEditor(active);
    act(() => editor.current.editing.change({ name: 'Noise' }));
    act(() => editor.current.saving.save());
    await waitFor(() => expect(sent('rules.save')).toHaveLength(1));
  });

  test('that is refused stays in the editor, and says at which field', async () => {
    hand.refusals['rules.save'] = { code: 'invalid_input', fields: { name: 'There is one of this name.' } };
    const editor = ruleEditor(draft);
    act(() => editor.current.editing.change({ name: 'Noise' }));
    act(() => editor.current.saving.save());
    await waitFor(() => expect(editor.current.saving.fields).toEqual({ name: 'There is one of this name.' }));
    expect(editor.current.saving.failure).toMatchObject({ code: 'invalid_input' });
    expect(editor.current.editing).toMatchObject({ isChanged: true, entry: { name: 'Noise' } });
    expect([words, led]).toEqual([[], []]);
  });
});

test('what was saved is not sent again while the screen is given it', async () => {
  const editor = ruleEditor({ id: 'r1', state: 'draft' });
  hand.answers['rules.save'] = { id: 'r1' };
  let given: () => void = () => undefined;
  await queryClient.fetchQuery({
    ...trpc.rules.one.queryOptions({ id: 'r1' }),
    queryFn: (async () => ({})) as never,
  });
  const listed = queryClient.getQueryCache().find(trpc.rules.one.queryFilter({ id: 'r1' }));
  listed?.setOptions({
    ...listed.options,
    queryFn: () =>
      new Promise((resolve) => {
        given = () => resolve({});
      }),
  } as never);
  act(() => editor.current.editing.change({ name: 'Noise' }));
  act(() => editor.current.saving.save());
  await waitFor(() => expect(listed?.state.fetchStatus).toBe('fetching'));
  expect(editor.current.saving.isBusy).toBe(true);
  act(() => editor.current.saving.save());
  await act(async () => given());
  await waitFor(() => expect(words).toHaveLength(1));
  expect([sent('rules.save').length, editor.current.saving.isBusy]).toEqual([1, false]);
});

function sequenceEditor(saved: { id: string; inside: number } | null) {
  const version = saved ? 2 : null;
  const begun = { ...sequences.blankSequence(), version, name: 'Welcome' };
  const listed = saved && { id: saved.id, health: { inside: saved.inside } };
  return renderHook(
    () => {
      const editing = useEntryDraft({
        ...{ key: 'sequence', kept: null, saved: begun },
        isSame: sequences.isSameSequence,
      });
      return { editing, saving: useSequenceSaving(listed as never, begun, editing) };
    },
    { wrapper },
  ).result;
}

describe('a sequence', () => {
  const { definition } = sequences.blankSequence();
  const other = { ...definition, description: 'Another why' };
  const inside: InsideChoice = { rest: 'move', steps: {} };

  test('that is new is saved as a draft, and its editor becomes that of the sequence', async () => {
    hand.answers['sequences.save'] = { id: 's9' };
    const editor = sequenceEditor(null);
    act(() => editor.current.editing.change({ name: ' Hello ' }));
    expect(editor.current.saving.wasTried).toBe(false);
    act(() => editor.current.saving.save());
    await waitFor(() => expect(words).toEqual(['Hello is saved as a draft.']));
    expect(editor.current.saving.wasTried).toBe(true);
    expect(sent('sequences.save')).toEqual([{ name: 'Hello', definition }]);
    expect(led).toEqual([{ to: '/sequences/$id', params: { id: 's9' }, replace: true }]);
  });

  test('whose steps change while people are inside asks what becomes of them', async () => {
    const editor = sequenceEditor({ id: 's1', inside: 1 });
    act(() => editor.current.editing.change({ definition: other }));
    act(() => editor.current.saving.save());
    expect([editor.current.saving.isAsking, sent('sequences.save')]).toEqual([true, []]);
    act(() => editor.current.saving.withdraw());
    expect(editor.current.saving.isAsking).toBe(false);
    act(() => editor.current.saving.save());
    act(() => editor.current.saving.confirm(inside));
    expect(editor.current.saving.isAsking).toBe(false);
    await waitFor(() => expect(words).toEqual(['Welcome is saved.']));
    expect(sent('sequences.save')).toEqual([
      { name: 'Welcome', definition: other, id: 's1', version: 2, inside },
    ]);
    expect(led).toEqual([]);
  });

  test.each([
    ['nobody is inside', 0, { definition: other }],
    ['its steps stay', 5, { name: 'Hello' }],
  ])('is saved without a question where %s', async (_, people, change) => {
    const editor = sequenceEditor({ id: 's1', inside: people });
    act(() => editor.current.editing.change(change));
    act(() => editor.current.saving.save());
    await waitFor(() => expect(words).toHaveLength(1));
    expect(editor.current.saving.isAsking).toBe(false);
    expect(sent('sequences.save')[0]).not.toHaveProperty('inside');
  });

  test('that is as it was saved, or on its way already, is not sent again', async () => {
    const editor = sequenceEditor({ id: 's1', inside: 0 });
    act(() => editor.current.saving.save());
    expect(sent('sequences.save')).toEqual([]);
    act(() => editor.current.editing.change({ name: 'Hello' }));
    act(() => editor.current.saving.save());
    expect(editor.current.saving.isBusy).toBe(true);
    act(() => editor.current.saving.save());
    await waitFor(() => expect(words).toHaveLength(1));
    expect(sent('sequences.save')).toHaveLength(1);
  });

  test('that is refused stays in the editor', async () => {
    hand.refusals['sequences.save'] = { code: 'conflict' };
    const editor = sequenceEditor({ id: 's1', inside: 0 });
    act(() => editor.current.editing.change({ name: 'Hello' }));
    act(() => editor.current.saving.save());
    await waitFor(() => expect(editor.current.saving.failure).toMatchObject({ code: 'conflict' }));
    expect([editor.current.editing.isChanged, words, led]).toEqual([true, [], []]);
  });
});
