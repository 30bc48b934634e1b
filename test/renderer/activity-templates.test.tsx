// @vitest-environment happy-dom
import { act, renderHook, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { ActivityTemplate } from '../../src-preload/contract/activity-templates';
import { answeredByHand, wrapper } from './support/answered-by-hand';

/** What a person was told, and by which they can take it back. */
const notices: { readonly words: string; readonly undo: (() => void) | undefined }[] = [];
vi.mock('../../src-renderer/ui/notify', () => ({
  notifyDone: (words: string, undo?: () => void) => notices.push({ words, undo }),
}));

const { useEditedTemplate } = await import(
  '../../src-renderer/features/settings/activities/use-edited-template'
);
const { useTemplateSteps } = await import(
  '../../src-renderer/features/settings/activities/use-template-steps'
);
const { useActivityTemplates } = await import('../../src-renderer/api/use-activity-templates');

const hand = answeredByHand();
const { sent } = hand;
beforeEach(() => {
  notices.length = 0;
});

const template = (id: string, part: Partial<ActivityTemplate> = {}): ActivityTemplate => ({
  ...{ id, name: `Template ${id}`, kind: 'call', text: 'Next:', isShipped: false, isHidden: false },
  ...{ version: 3, author: 'ann', isPending: false },
  ...part,
});

describe('a template in its editor', () => {
  const begun = template('a');
  const edit = (present: ActivityTemplate | null | undefined) =>
    renderHook(({ now }) => useEditedTemplate(begun, now), { initialProps: { now: present } });

  test('that is new says what it began with, until it is changed', () => {
    const { result } = edit(null);
    expect(result.current).toMatchObject({ saved: null, isGone: false, clashes: [] });
    act(() => result.current.change({ name: 'Ours' }));
    expect(result.current.says).toEqual({ name: 'Ours', kind: 'call', text: 'Next:' });
  });

  test('follows a colleague in what the person left alone, upon the version that came', () => {
    const { result, rerender } = edit(begun);
    act(() => result.current.change({ name: 'Ours' }));
    rerender({ now: template('a', { text: 'Theirs:', version: 4 }) });
    expect(result.current).toMatchObject({
      ...{ clashes: [], saved: { id: 'a', version: 4 } },
      says: { name: 'Ours', text: 'Theirs:' },
    });
  });

  test('asks which is to stand where both changed the same: theirs', () => {
    const { result, rerender } = edit(begun);
    act(() => result.current.change({ name: 'Ours', text: 'Mine:' }));
    rerender({ now: template('a', { text: 'Theirs:', version: 4 }) });
    expect(result.current).toMatchObject({ clashes: ['text'], says: { name: 'Ours', text: 'Mine:' } });
    act(() => result.current.takeTheirs());
    expect(result.current).toMatchObject({ clashes: [], says: { name: 'Ours', text: 'Theirs:' } });
  });

  test('or mine, and asks again where a colleague goes on', () => {
    const { result, rerender } = edit(begun);
    act(() => result.current.change({ text: 'Mine:' }));
    rerender({ now: template('a', { text: 'Theirs:', version: 4 }) });
    act(() => result.current.keepMine());
    expect(result.current).toMatchObject({ clashes: [], says: { text: 'Mine:' }, saved: { version: 4 } });
    rerender({ now: template('a', { text: 'Theirs again:', version: 5 }) });
    expect(result.current.clashes).toEqual(['text']);
  });

  test('that a colleague removed is saved as a new one of the same words', () => {
    const { result, rerender } = edit(begun);
    act(() => result.current.change({ text: 'Mine:' }));
    rerender({ now: undefined });
    expect(result.current).toMatchObject({
      ...{ isGone: true, saved: null },
      says: { name: 'Template a', kind: 'call', text: 'Mine:' },
    });
  });
});

describe('a template of the list', () => {
  const templates = [template('a'), template('b', { isHidden: true }), template('c')];
  const steps = () => renderHook(() => useTemplateSteps(templates), { wrapper }).result;

  test('is moved before its neighbor, and not beyond the ends', async () => {
    const list = steps();
    act(() => list.current.move('b', 'up'));
    await waitFor(() => expect(sent('activityTemplates.move')).toEqual([{ id: 'b', before: 'a' }]));
    act(() => list.current.move('a', 'up'));
    act(() => list.current.move('c', 'down'));
    expect(sent('activityTemplates.move')).toHaveLength(1);
  });

  test('is hidden, and shown again by its way back; one that is hidden the other way around', async () => {
    const list = steps();
    act(() => list.current.hide(templates[0] as ActivityTemplate));
    await waitFor(() => expect(notices[0]?.words).toBe('“Template a” is offered no more.'));
    act(() => notices[0]?.undo?.());
    act(() => list.current.hide(templates[1] as ActivityTemplate));
    await waitFor(() => expect(notices[1]?.words).toBe('“Template b” is offered again.'));
    expect(sent('activityTemplates.hide')).toEqual([
      { id: 'a', hidden: true },
      { id: 'a', hidden: false },
      { id: 'b', hidden: false },
    ]);
  });

  test('is removed, and comes back with its words in its place', async () => {
    const list = steps();
    hand.answers['activityTemplates.save'] = { id: 'again' };
    act(() => list.current.remove(templates[1] as ActivityTemplate));
    await waitFor(() => expect(notices[0]?.words).toMatch(/is removed\. Notes that began with it stay/));
    expect(sent('activityTemplates.remove')).toEqual([{ id: 'b' }]);
    act(() => notices[0]?.undo?.());
    await waitFor(() => expect(sent('activityTemplates.move')).toEqual([{ id: 'again', before: 'c' }]));
    expect(sent('activityTemplates.save')).toEqual([{ name: 'Template b', kind: 'call', text: 'Next:' }]);
  });
});

test('notes can begin with Steward’s own until the team’s are known', async () => {
  hand.answers['activityTemplates.list'] = { templates: [template('a')] };
  const { result } = renderHook(useActivityTemplates, { wrapper });
  expect(result.current.map(({ name }) => name)).toEqual([
    'Business review',
    'Onboarding call',
    'Renewal talk',
  ]);
  await waitFor(() => expect(result.current.map(({ name }) => name)).toEqual(['Template a']));
});
