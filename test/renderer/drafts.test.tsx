// @vitest-environment happy-dom
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { temporaryStore } from '../support/store-builder';
import { asked } from './support/in-document';
import { answerFrom } from './support/on-store';

const { forgetDraft, keepDraft, sendDrafts, useKeptDraft } = await import(
  '../../src-renderer/api/kept-drafts'
);
const { queryClient } = await import('../../src-renderer/api/client');
const { useEntryDraft } = await import('../../src-renderer/features/rules/editor/entry-drafts');
const { keepFileDraft, keepNoteDraft, restoreNoteDraft, useFileDraft, useNoteDraft } = await import(
  '../../src-renderer/features/account/notes/note-drafts'
);
const { QueryClientProvider } = await import('@tanstack/react-query');

const schema = z.object({ name: z.string() });
const saved = { name: 'Silence' };
const wrapper = ({ children }: { children: React.ReactNode }) => (
  <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
);

let end: () => Promise<void>;
beforeEach(() => {
  const temporary = temporaryStore();
  const stop = answerFrom(temporary.store);
  end = async () => {
    await stop();
    temporary.remove();
  };
});
afterEach(async () => {
  vi.useRealTimers();
  cleanup();
  queryClient.clear();
  asked.length = 0;
  await end();
});

async function draftOf(key: string): Promise<{ name: string } | null | undefined> {
  const { result, unmount } = renderHook(() => useKeptDraft(key, schema), { wrapper });
  await waitFor(() => expect(result.current.data).toBeDefined());
  const { data } = result.current;
  unmount();
  return data;
}
const sent = () => asked.filter(([path]) => path === 'drafts.keep').map(([, input]) => input);

describe('what an editor holds', () => {
  test('is in the store after a moment, and there again when the window is opened anew', async () => {
    keepDraft('rule:1', { name: 'Sile' });
    keepDraft('rule:1', { name: 'Silence!' });
    await waitFor(() => expect(sent()).toEqual([{ key: 'rule:1', draft: '{"name":"Silence!"}' }]), {
      timeout: 5000,
    });
    queryClient.clear();
    expect(await draftOf('rule:1')).toEqual({ name: 'Silence!' });
    expect(await draftOf('rule:2')).toBeNull();
  });

  test('is there at once for who opens the editor before it is written', async () => {
    keepDraft('rule:1', { name: 'Sile' });
    expect(sent()).toEqual([]);
    expect(await draftOf('rule:1')).toEqual({ name: 'Sile' });
  });

  test('is written before the window goes', async () => {
    keepDraft('rule:1', { name: 'Last words' });
    window.dispatchEvent(new Event('pagehide'));
    expect(sent()).toHaveLength(1);
  });

  test('is forgotten at once when it was saved, with what was on its way', async () => {
    keepDraft('rule:1', { name: 'Sile' });
    forgetDraft('rule:1');
    expect(sent()).toEqual([{ key: 'rule:1', draft: null }]);
    sendDrafts();
    expect(sent()).toHaveLength(1);
    queryClient.clear();
    expect(await draftOf('rule:1')).toBeNull();
  });

  test('that no longer fits its shape is none', async () => {
    keepDraft('rule:1', { title: 'of an older Steward' });
    expect(await draftOf('rule:1')).toBeNull();
  });
});

describe('an editor', () => {
  const editing = (kept: { name: string } | null = null) =>
    renderHook(() =>
      useEntryDraft({
        key: 'rule:1',
        kept,
        saved,
        isSame: (a: typeof saved, b: typeof saved) => a.name === b.name,
      }),
    ).result;

  test('shows what is saved until something is changed, then the draft', () => {
    const editor = editing();
    expect(editor.current).toMatchObject({ entry: saved, isChanged: false });
    act(() => editor.current.change({ name: 'Noise' }));
    expect(editor.current).toMatchObject({ entry: { name: 'Noise' }, isChanged: true });
  });

  test('begins with the draft that was left', () => {
    expect(editing({ name: 'Left' }).current).toMatchObject({ entry: { name: 'Left' }, isChanged: true });
  });

  test('has no draft any more once all is as it was saved, or discarded', () => {
    const editor = editing({ name: 'Left' });
    act(() => editor.current.change({ name: saved.name }));
    expect([editor.current.isChanged, sent().at(-1)]).toEqual([false, { key: 'rule:1', draft: null }]);
    act(() => editor.current.change({ name: 'Again' }));
    act(() => editor.current.discard());
    expect(editor.current).toMatchObject({ entry: saved, isChanged: false });
  });

  test('keeps what was typed after it was sent', () => {
    const editor = editing();
    act(() => editor.current.change({ name: 'Sent' }));
    act(() => editor.current.change({ name: 'Sent and more' }));
    act(() => editor.current.settle({ name: 'Sent' }));
    expect(editor.current.isChanged).toBe(true);
    act(() => editor.current.settle({ name: 'Sent and more' }));
    expect(editor.current.isChanged).toBe(false);
  });
});

describe('a note that was begun', () => {
  const account = { id: 1, name: 'Acme' };
  const contact = { ...account, contactId: 2 };
  const elsewhere = { id: 2, name: 'Other' };
  const noteOf = (subject: Parameters<typeof useNoteDraft>[0]) =>
    renderHook(() => useNoteDraft(subject)).result.current;

  test('waits by whom it is about: an account, or one of its contacts', () => {
    keepNoteDraft(account, 'of the account');
    keepNoteDraft(contact, 'of the contact');
    expect([noteOf(account), noteOf(contact), noteOf(elsewhere)]).toEqual([
      'of the account',
      'of the contact',
      '',
    ]);
    keepNoteDraft(account, '');
    expect([noteOf(account), noteOf(contact)]).toEqual(['', 'of the contact']);
    keepNoteDraft(contact, '');
  });

  test('that was taken back comes into its field again, unless another was begun there', () => {
    const file = { name: 'plan.png', type: 'image/png', size: 3, sha256: '0'.repeat(64) } as const;
    const filesOf = () => renderHook(() => useFileDraft(account)).result.current;
    restoreNoteDraft(account, 'back', [file]);
    expect([noteOf(account), filesOf()]).toEqual(['back', [file]]);
    restoreNoteDraft(account, 'older', []);
    expect([noteOf(account), filesOf()]).toEqual(['back', [file]]);
    keepNoteDraft(account, '');
    keepFileDraft(account, () => []);
  });
});
