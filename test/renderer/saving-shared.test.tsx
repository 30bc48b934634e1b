// @vitest-environment happy-dom
import { act, renderHook, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { templateCategories } from '../../src-preload/contract/templates/templates';
import { answeredByHand, wrapper } from './support/answered-by-hand';
import { answering, asked } from './support/in-document';

/** What a person was told. */
const words: string[] = [];
vi.mock('../../src-renderer/ui/notify', () => ({ notifyDone: (said: string) => words.push(said) }));
/** Where they were led. */
const led: unknown[] = [];
vi.mock('@tanstack/react-router', async (original) => ({
  ...(await original<typeof import('@tanstack/react-router')>()),
  useNavigate: () => (where: unknown) => led.push(where),
}));

const { queryClient } = await import('../../src-renderer/api/client');
const { runCommand } = await import('../../src-renderer/api/shell-commands');
const { useAccountExport } = await import('../../src-renderer/features/accounts/use-account-export');
const { useEntryDraft } = await import('../../src-renderer/features/rules/editor/entry-drafts');
const segments = await import('../../src-renderer/features/rules/segments/edited-segment');
const { useSegmentSaving } = await import('../../src-renderer/features/rules/segments/use-segment-saving');
const templates = await import('../../src-renderer/features/templates/editor/template-draft');
const { useEditedTemplate } = await import(
  '../../src-renderer/features/templates/editor/use-edited-template'
);
const { useReasonReadOnly } = await import(
  '../../src-renderer/features/templates/editor/use-reason-read-only'
);
const { useSaving } = await import('../../src-renderer/features/templates/editor/use-saving');

const hand = answeredByHand();
const { sent } = hand;
beforeEach(() => {
  words.length = 0;
  led.length = 0;
});

function segmentEditor(saved: { id: string } | null) {
  const begun = { ...segments.newSegment(), version: saved ? 4 : null, name: 'Small' };
  return renderHook(
    () => {
      const editing = useEntryDraft({
        ...{ key: 'segment', kept: null, saved: begun },
        isSame: segments.isSameSegment,
      });
      return { editing, saving: useSegmentSaving({ saved: saved as never, editing }) };
    },
    { wrapper },
  ).result;
}

describe('a segment', () => {
  const empty = { description: '', conditions: { combinator: 'and', rules: [] } };

  test('that is new is saved for the whole company, as it was begun, too', async () => {
    hand.answers['segments.save'] = { id: 'g9' };
    const editor = segmentEditor(null);
    expect(editor.current.saving.wasTried).toBe(false);
    act(() => editor.current.saving.save());
    expect(editor.current.saving.wasTried).toBe(true);
    await waitFor(() => expect(words).toEqual(['Small is saved, for the whole company.']));
    expect(sent('segments.save')).toEqual([{ name: 'Small', definition: empty }]);
    expect(led).toEqual([{ to: '/segments/$id', params: { id: 'g9' }, replace: true }]);
  });

  test('that is changed is saved as a new version; as it was it is not sent', async () => {
    const editor = segmentEditor({ id: 'g1' });
    act(() => editor.current.saving.save());
    expect(sent('segments.save')).toEqual([]);
    act(() => editor.current.editing.change({ name: ' Smaller ' }));
    act(() => editor.current.saving.save());
    expect(editor.current.saving.isBusy).toBe(true);
    act(() => editor.current.saving.save());
    await waitFor(() => expect(words).toEqual(['Saved as a new version.']));
    expect(sent('segments.save')).toEqual([{ name: 'Smaller', definition: empty, id: 'g1', version: 4 }]);
    expect([led, editor.current.editing.isChanged]).toEqual([[], false]);
  });

  test('that is refused stays in the editor, and says at which field', async () => {
    hand.refusals['segments.save'] = {
      code: 'invalid_input',
      fields: { name: 'There is one of this name.' },
    };
    const editor = segmentEditor({ id: 'g1' });
    expect(editor.current.saving.fields).toEqual({});
    act(() => editor.current.editing.change({ name: 'Smaller' }));
    act(() => editor.current.saving.save());
    await waitFor(() => expect(editor.current.saving.fields).toEqual({ name: 'There is one of this name.' }));
    expect(editor.current.saving.failure).toMatchObject({ code: 'invalid_input' });
    expect([editor.current.editing.isChanged, words]).toEqual([true, []]);
  });
});

function templateEditor(saved: { id: string } | null, category: string = templateCategories[0]) {
  const begun = { ...templates.begunWith(undefined), version: saved ? 7 : null, name: 'Hello', category };
  return renderHook(
    () => {
      const editing = useEditedTemplate('template', null, begun);
      return { editing, saving: useSaving({ saved: saved as never, base: begun, editing }) };
    },
    { wrapper },
  ).result;
}

describe('a template', () => {
  test('that is new is saved for the whole company', async () => {
    hand.answers['templates.save'] = { id: 't9' };
    const editor = templateEditor(null);
    act(() => editor.current.editing.change({ name: ' Welcome ', subject: 'Hi' }));
    act(() => editor.current.saving.save());
    await waitFor(() => expect(words).toEqual(['Welcome is saved, for the whole company.']));
    expect(sent('templates.save')).toMatchObject([
      { name: 'Welcome', subject: 'Hi', category: templateCategories[0], channel: 'email' },
    ]);
    for (const key of ['id', 'version']) expect(sent('templates.save')[0]).not.toHaveProperty(key);
    expect(led).toEqual([{ to: '/templates/$id', params: { id: 't9' }, replace: true }]);
    expect(asked.map(([path]) => path).filter((path) => path !== 'drafts.keep')).toEqual(['templates.save']);
  });

  test('that is changed is saved as a new version and says what changed; as it was it is not sent', async () => {
    const editor = templateEditor({ id: 't1' });
    act(() => editor.current.saving.save());
    expect(sent('templates.save')).toEqual([]);
    act(() => editor.current.editing.change({ subject: 'Hi' }));
    act(() => editor.current.saving.save());
    expect(editor.current.saving.isBusy).toBe(true);
    act(() => editor.current.saving.save());
    await waitFor(() =>
      expect(words).toEqual(['Saved: subject changed. What it was stays among its versions.']),
    );
    expect(sent('templates.save')).toMatchObject([{ id: 't1', version: 7, subject: 'Hi' }]);
    expect([led, editor.current.editing.isChanged]).toEqual([[], false]);
  });

  test('of a category that this Steward does not know is not sent', () => {
    const editor = templateEditor(null, 'of a later Steward');
    act(() => editor.current.saving.save());
    expect(sent('templates.save')).toEqual([]);
  });

  test('that is refused stays in the editor, and says at which field', async () => {
    hand.refusals['templates.save'] = { code: 'invalid_input', fields: { mjml: 'Line 3 is not closed.' } };
    const editor = templateEditor({ id: 't1' });
    act(() => editor.current.editing.change({ subject: 'Hi' }));
    act(() => editor.current.saving.save());
    await waitFor(() => expect(editor.current.saving.fields).toEqual({ mjml: 'Line 3 is not closed.' }));
    expect([editor.current.editing.isChanged, words, led]).toEqual([true, [], []]);
  });

  test('holds what was typed after it was sent, and nothing once all is as it was', async () => {
    const editor = templateEditor({ id: 't1' });
    act(() => editor.current.editing.change({ subject: 'Hi' }));
    act(() => {
      editor.current.editing.change({ preheader: 'there' });
      editor.current.editing.change({ name: 'Both' });
    });
    expect(editor.current.editing.template).toMatchObject({
      subject: 'Hi',
      preheader: 'there',
      name: 'Both',
    });
    const now = editor.current.editing.template;
    act(() => editor.current.editing.settle({ ...now, subject: 'H' }));
    expect(editor.current.editing.isChanged).toBe(true);
    act(() => editor.current.editing.settle(now));
    expect(editor.current.editing).toMatchObject({ isChanged: false, template: { name: 'Hello' } });
    act(() => editor.current.editing.change({ subject: 'Hi' }));
    act(() => editor.current.editing.discard());
    expect(editor.current.editing.template.subject).toBe('');
    expect(sent('drafts.keep').at(-1)).toEqual({ key: 'template', draft: null });
  });
});

describe('a list that is saved to a file', () => {
  const sort = { key: 'arr', descending: true } as const;
  const list = () =>
    renderHook(() => useAccountExport({ segments: ['SMB'] }, sort, ['arr', 'owner']), { wrapper });

  test('has what it is narrowed to, in its order and columns, and says how much of it is where', async () => {
    let finish: () => void = () => undefined;
    answering.call = () =>
      new Promise((resolve) => {
        finish = () => resolve({ ok: true, data: { path: '/home/ada/list.csv', rows: 1_200 } });
      });
    const { result } = list();
    expect(result.current.writing).toBeNull();
    act(() => result.current.run());
    await waitFor(() => expect(result.current.writing).toBe('csv'));
    act(() => finish());
    await waitFor(() => expect(words).toEqual(['1,200 accounts saved to /home/ada/list.csv']));
    expect(sent('accounts.export')).toEqual([
      { filter: { segments: ['SMB'] }, sort, format: 'csv', columns: ['arr', 'owner'] },
    ]);
    expect(result.current).toMatchObject({ isPending: false, writing: null });
  });

  test('has those that were chosen, also who churned, whatever it is narrowed to', async () => {
    hand.answers['accounts.export'] = { path: null, rows: 0 };
    const { result } = list();
    act(() => result.current.run({ ids: [4, 7], format: 'xlsx' }));
    await waitFor(() => expect(result.current.isPending).toBe(false));
    await waitFor(() => expect(sent('accounts.export')).toHaveLength(1));
    expect(sent('accounts.export')).toEqual([
      { filter: { includeChurned: true }, sort, format: 'xlsx', columns: ['arr', 'owner'], ids: [4, 7] },
    ]);
    // Nobody chose a place for it.
    expect(words).toEqual([]);
  });

  test('is asked for by the palette, too, as long as the list is shown', async () => {
    hand.answers['accounts.export'] = { path: null, rows: 0 };
    const { unmount } = list();
    act(() => void runCommand('export'));
    await waitFor(() => expect(sent('accounts.export')).toHaveLength(1));
    unmount();
    act(() => void runCommand('export'));
    expect(sent('accounts.export')).toHaveLength(1);
  });
});

describe('a template is read only', () => {
  const saved = { isTransactional: false, isArchived: false };
  const reasonOf = async (role: string, template: object | null) => {
    hand.answers['settings.me'] = { login: 'ann', role };
    const { result, unmount } = renderHook(() => useReasonReadOnly(template as never), { wrapper });
    expect(result.current).toBe('');
    await waitFor(() => expect(result.current).not.toBe(''));
    const reason = result.current;
    unmount();
    queryClient.clear();
    return reason;
  };

  test('for viewers, and for managers where it is transactional; for all where it is archived', async () => {
    expect(await reasonOf('viewer', saved)).toMatch(/managers write them/);
    expect(await reasonOf('viewer', null)).toMatch(/managers write them/);
    const transactional = { ...saved, isTransactional: true };
    expect(await reasonOf('manager', transactional)).toMatch(/Only admins change it/);
    expect(await reasonOf('admin', transactional)).toBeNull();
    const archived = { ...saved, isArchived: true };
    expect(await reasonOf('admin', archived)).toMatch(/is archived/);
    expect([await reasonOf('manager', saved), await reasonOf('manager', null)]).toEqual([null, null]);
  });
});
