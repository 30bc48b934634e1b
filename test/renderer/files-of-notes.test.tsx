// @vitest-environment happy-dom
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ClipboardEvent, DragEvent } from 'react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Attachment } from '../../src-preload/contract/attachments';
import { answeredByHand, wrapper } from './support/answered-by-hand';

const notices: { readonly words: string; readonly undo: (() => void) | undefined }[] = [];
vi.mock('../../src-renderer/ui/notify', () => ({
  notifyDone: (words: string, undo?: () => void) => notices.push({ words, undo }),
  notifyFailure: () => undefined,
}));

const { fileDrop } = await import('../../src-renderer/features/account/notes/files/file-drop');
const { useFilesOfNote } = await import('../../src-renderer/features/account/notes/files/use-files-of-note');
const { useHoldFiles } = await import('../../src-renderer/features/account/notes/files/use-hold-files');

const hand = answeredByHand();
beforeEach(() => {
  notices.length = 0;
});
const hook = <Result,>(use: () => Result) => renderHook(use, { wrapper }).result;
const fileOf = (name: string, size = 3) => new File([new Uint8Array(size).fill(65)], name);
const held = { name: 'plan.png', type: 'image/png', size: 3, sha256: '0'.repeat(64) } as const;

describe('files that are chosen', () => {
  test('are handed over one by one as they are, and those that can’t be taken are named', async () => {
    hand.answers['account.holdFile'] = held;
    const result = hook(useHoldFiles);
    const taken = await act(() => result.current.hold([fileOf('a.png'), fileOf('large.pdf', 1_048_577)], 0));
    expect(taken).toEqual([held]);
    expect(hand.sent('account.holdFile')).toEqual([{ name: 'a.png', content: btoa('AAA') }]);
    expect(result.current.problems).toEqual([
      '“large.pdf” has 1.1 MB; a file may have 1 MB. Make it smaller, or write down where it lies.',
    ]);
    expect(result.current.isBusy).toBe(false);
    act(() => result.current.clear());
    expect(result.current.problems).toEqual([]);
  });

  test('of a megabyte arrive whole', async () => {
    hand.answers['account.holdFile'] = held;
    const result = hook(useHoldFiles);
    await act(() => result.current.hold([fileOf('a.txt', 1_048_576)], 0));
    const [sent] = hand.sent('account.holdFile') as { content: string }[];
    expect(atob(sent?.content ?? '')).toBe('A'.repeat(1_048_576));
  });

  test('are no more than a note has room for, and one that is refused holds up none of the others', async () => {
    const result = hook(useHoldFiles);
    hand.answers['account.holdFile'] = held;
    const taken = await act(() => result.current.hold([fileOf('fifth.png'), fileOf('sixth.png')], 4));
    expect([taken.length, result.current.problems]).toEqual([
      1,
      ['“sixth.png” is one file too many: a note can have 5.'],
    ]);
    hand.refusals['account.holdFile'] = { code: 'invalid_input' };
    expect(await act(() => result.current.hold([fileOf('a.exe')], 0))).toEqual([]);
    expect(result.current.problems).toEqual(['It can’t be saved.']);
  });
});

describe('files of a note that is kept', () => {
  const there = { ...held, id: 'f1', author: 'ann', at: 1, isPending: false, isHere: true, isOwn: true };

  test('are attached and taken back, removed and brought back', async () => {
    hand.answers['account.holdFile'] = held;
    hand.answers['account.attachFile'] = { attachmentId: 'f2' };
    const result = hook(() => useFilesOfNote(7, { id: 'n1', files: [] }));
    await act(() => result.current.add([fileOf('plan.png')]));
    const attached = { id: 7, noteId: 'n1', file: { name: 'plan.png', sha256: held.sha256 } };
    expect(hand.sent('account.attachFile')).toEqual([attached]);
    expect(notices.map(({ words }) => words)).toEqual(['“plan.png” is attached.']);
    act(() => notices[0]?.undo?.());
    await waitFor(() => expect(hand.sent('account.detachFile')).toEqual([{ id: 7, attachmentId: 'f2' }]));
    act(() => result.current.remove(there satisfies Attachment));
    await waitFor(() => expect(notices[1]?.words).toBe('“plan.png” is removed.'));
    act(() => notices[1]?.undo?.());
    await waitFor(() => expect(hand.sent('account.attachFile')).toEqual([attached, attached]));
  });
});

describe('what is dropped or pasted', () => {
  const file = fileOf('a.png');
  function pasted(files: File[], types: string[]): { taken: File[]; isPrevented: boolean } {
    const taken: File[] = [];
    const preventDefault = vi.fn();
    const event = { clipboardData: { files, types }, preventDefault } as unknown as ClipboardEvent;
    fileDrop((found) => taken.push(...found)).onPaste(event);
    return { taken, isPrevented: preventDefault.mock.calls.length > 0 };
  }

  test('is a file where it is one alone; words stay words, with a picture of them or without', () => {
    expect(pasted([file], ['Files'])).toEqual({ taken: [file], isPrevented: true });
    expect(pasted([file], ['text/plain', 'Files'])).toEqual({ taken: [], isPrevented: false });
    expect(pasted([], ['text/plain'])).toEqual({ taken: [], isPrevented: false });
  });

  test('from elsewhere on the desktop is taken, and a dragged text is left to the field', () => {
    const taken: File[] = [];
    const preventDefault = vi.fn();
    const dropped = (files: File[], types: string[]) =>
      ({ dataTransfer: { files, types }, preventDefault }) as unknown as DragEvent;
    const { onDragOver, onDrop } = fileDrop((found) => taken.push(...found));
    onDragOver(dropped([], ['text/plain']));
    onDrop(dropped([], ['text/plain']));
    expect([taken, preventDefault.mock.calls.length]).toEqual([[], 0]);
    onDragOver(dropped([], ['Files']));
    onDrop(dropped([file], ['Files']));
    expect([taken, preventDefault.mock.calls.length]).toEqual([[file], 2]);
  });
});
