// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, renderHook, screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
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

const { queryClient, trpc } = await import('../../src-renderer/api/client');
const { ActivitiesScreen } = await import(
  '../../src-renderer/features/settings/activities/activities-screen'
);
const { TemplateDialog } = await import('../../src-renderer/features/settings/activities/template-dialog');

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

// Fields that grow listen for fonts, of which this document has none.
Object.assign(document, { fonts: new EventTarget() });
const dressed = (drawn: ReactNode) => (
  <MantineProvider>
    <QueryClientProvider client={queryClient}>{drawn}</QueryClientProvider>
  </MantineProvider>
);

describe('the editor', () => {
  const id = '00000000-0000-7000-8000-0000000000aa';
  const ours = template(id, { name: 'Ours' });
  const edit = (now: ActivityTemplate | null | undefined, onClose = () => undefined) =>
    dressed(<TemplateDialog begun={ours} present={now} onClose={onClose} />);
  const write = (label: string | RegExp, value: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
  const theirs = { ...ours, text: 'Theirs:', version: 4 };

  test('says what is missing, and sends nothing of it', () => {
    render(edit(null));
    write(/^Name/, ' ');
    write('What a note begins with', ' \n');
    press('Add it');
    expect(screen.getByText('give it a name')).toBeTruthy();
    expect(screen.getByText('write what a note of it begins with')).toBeTruthy();
    expect(sent('activityTemplates.save')).toEqual([]);
  });

  test('tells which lines make next steps', () => {
    render(edit(null));
    expect(screen.getByText('What is written below “Next:” becomes next steps')).toBeTruthy();
    write('What a note begins with', 'Asked:');
    expect(screen.getByText(/below a heading “Next:” would become next steps/)).toBeTruthy();
    write('What a note begins with', 'To do:\nNext:\nTo do:');
    expect(screen.getByText('What is written below “To do:” and “Next:” becomes next steps')).toBeTruthy();
  });

  test('sends nothing while it has to be chosen between a colleague and oneself, and then upon what came', async () => {
    const { rerender } = render(edit(ours));
    write('What a note begins with', 'Mine:');
    rerender(edit(theirs));
    expect(screen.getByText(/A colleague changed the text of this template while you did/)).toBeTruthy();
    press('Save it');
    expect(sent('activityTemplates.save')).toEqual([]);
    press('Mine');
    expect(screen.queryByText(/A colleague changed/)).toBeNull();
    write(/^Name/, 'Mine');
    press('Save it');
    await waitFor(() =>
      expect(sent('activityTemplates.save')).toEqual([
        { id, version: 4, name: 'Mine', kind: 'call', text: 'Mine:' },
      ]),
    );
    await waitFor(() => expect(notices[0]?.words).toBe('“Mine” is saved, for the whole team.'));
  });

  test('has theirs in its place where one takes it', () => {
    const { rerender } = render(edit(ours));
    write('What a note begins with', 'Mine:');
    rerender(edit(theirs));
    press('Theirs');
    expect(screen.getByLabelText<HTMLTextAreaElement>('What a note begins with').value).toBe('Theirs:');
  });

  test('saves one that a colleague removed as a new one', async () => {
    const { rerender } = render(edit(ours));
    rerender(edit(undefined));
    expect(screen.getByRole('alert').textContent).toMatch(/A colleague removed this template meanwhile/);
    press('Add it');
    await waitFor(() =>
      expect(sent('activityTemplates.save')).toEqual([{ name: 'Ours', kind: 'call', text: 'Next:' }]),
    );
  });

  test('stays open with what the host says where it is refused', async () => {
    hand.refusals['activityTemplates.save'] = { code: 'conflict', fields: { name: 'This name is taken.' } };
    const close = vi.fn();
    render(edit(null, close));
    press('Add it');
    expect(await screen.findByText('This name is taken.')).toBeTruthy();
    expect([close.mock.calls, notices]).toEqual([[], []]);
  });
});

describe('the list', () => {
  const shipped = template('s', { isShipped: true, author: null, isHidden: true });
  function show(role: string) {
    hand.answers['settings.me'] = { role, login: 'ann', managerId: null, ownAccounts: 0 };
    hand.answers['activityTemplates.list'] = { templates: [template('a'), shipped] };
    render(dressed(<ActivitiesScreen />));
  }
  const rows = async () => (await screen.findAllByRole('row')).slice(1);
  const names = (row: HTMLElement | undefined) =>
    row === undefined
      ? []
      : within(row)
          .queryAllByRole('button')
          .map((button) => button.getAttribute('aria-label')?.split(':')[0]);

  test('offers a manager what can be done with each', async () => {
    show('manager');
    await screen.findByRole('button', { name: 'Add a template' });
    const [own, steward] = await rows();
    expect(names(own)).toEqual(['Move up', 'Move down', 'Hide', 'Make an own one of', 'Change', 'Remove']);
    expect(names(steward)).toEqual(['Move up', 'Move down', 'Show again', 'Make an own one of']);
    expect(steward?.textContent).toContain('Hidden');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Move up: Template a' }).disabled).toBe(
      true,
    );
  });

  test('offers a viewer nothing but to read', async () => {
    show('viewer');
    await waitFor(() => expect(queryClient.getQueryData(trpc.settings.me.queryKey())).toBeDefined());
    for (const row of await rows()) expect(names(row)).toEqual([]);
    expect(screen.queryByRole('button', { name: 'Add a template' })).toBeNull();
    expect(screen.getByText(/Managers and admins change them/)).toBeTruthy();
  });

  test('keeps the focus at the row that is moved, by the other button where it came to the end', async () => {
    show('manager');
    const down = await screen.findByRole('button', { name: 'Move down: Template a' });
    act(() => down.focus());
    fireEvent.click(down);
    act(() => {
      queryClient.setQueryData(trpc.activityTemplates.list.queryKey(), {
        templates: [shipped, template('a')],
      });
    });
    await waitFor(() =>
      expect(document.activeElement?.getAttribute('aria-label')).toBe('Move up: Template a'),
    );
    expect(screen.getByText('Template a is 2 of 2.')).toBeTruthy();
  });
});
