// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SyncStatus } from '../../src-preload/contract/sync';
import { answering, asked, press } from './support/in-document';

const { queryClient, trpc } = await import('../../src-renderer/api/client');
const { copyLock, hostState, syncStatus } = await import('../../src-renderer/api/host-signals');
const { runCommand } = await import('../../src-renderer/api/shell-commands');
const { beginTour, endTour, isTourDue, keptTour, offerTour, tourStep } = await import(
  '../../src-renderer/api/tour'
);
const { actionsOffered } = await import('../../src-renderer/app/palette-actions');
const { TourHost } = await import('../../src-renderer/app/tour/tour-host');
// Read now: a test waits for it no longer than for an answer.
await import('../../src-renderer/app/tour/tour');
const { todayView } = await import('../../src-renderer/features/today/desk-session');
const { TourOffer } = await import('../../src-renderer/features/today/tour-offer');
const { TourSection } = await import('../../src-renderer/features/settings/desktop/tour-section');
const { useKeys } = await import('../../src-renderer/ui/keys/use-keys');

const key = 'steward-tour';
const me = { login: 'ann', managerId: 7, ownAccounts: 3, role: 'manager' };
const calm = { phase: 'idle', asOf: 1, zone: 'UTC', currency: null } as SyncStatus;
const row = (accountId: number, band: string | null, tooLittle: string | null = null) => ({
  ...{ id: accountId, accountId, band, tooLittle },
});
const habits = { hasNoteKey: true };

let answers: Record<string, unknown>;
beforeEach(() => {
  answers = {
    'settings.me': me,
    'today.get': { items: [row(4, null), row(5, 'poor')] },
    'accounts.list': { rows: [] },
    'desktop.state': { habits, noteKey: 'Ctrl+Alt+N', isNoteKeyTaken: false },
  };
  answering.call = async (path) => ({ ok: true, data: answers[path] });
  asked.length = 0;
  localStorage.clear();
  keptTour.set({ offered: true, shownTo: [] });
  syncStatus.set(calm);
  copyLock.set(null);
  hostState.set({ state: 'ready', message: null });
  todayView.set('all');
});
afterEach(() => {
  cleanup();
  act(endTour);
  vi.useRealTimers();
  queryClient.clear();
  document.body.innerHTML = '';
});

const kept = () => JSON.parse(localStorage.getItem(key) ?? 'null');

describe('by itself the tour', () => {
  /** Today with something to show, for one who is known. */
  function showToday(login: string | null = 'ann') {
    queryClient.setQueryData(trpc.settings.me.queryKey(), { ...me, login } as never);
    return render(
      <QueryClientProvider client={queryClient}>
        <TourOffer />
      </QueryClientProvider>,
    );
  }

  test('comes to a login that is new on this computer, once', () => {
    showToday();
    expect([tourStep.get(), kept()]).toEqual([0, { offered: true, shownTo: ['ann'] }]);
    act(endTour);
    cleanup();
    showToday();
    expect(tourStep.get()).toBeNull();
    cleanup();
    showToday('ben');
    expect([tourStep.get(), kept().shownTo]).toEqual([0, ['ben', 'ann']]);
  });

  test('waits until it is known who one is', () => {
    showToday(null);
    expect([tourStep.get(), kept()]).toEqual([null, null]);
  });

  test('comes not where another window has shown it meanwhile', () => {
    localStorage.setItem(key, '{"offered":true,"shownTo":["ann"]}');
    showToday();
    expect(tourStep.get()).toBeNull();
  });

  test('comes to nobody on a computer that is set so', () => {
    offerTour(false);
    showToday();
    expect([tourStep.get(), kept()]).toEqual([null, { offered: false, shownTo: [] }]);
  });

  const inTheWay: Record<string, () => void> = {
    'nothing is known of the copy': () => syncStatus.set(undefined),
    'the first load': () => syncStatus.set({ ...calm, phase: 'loading', asOf: null }),
    'a load of all': () => syncStatus.set({ ...calm, phase: 'loading' }),
    'a login that was refused': () => syncStatus.set({ ...calm, phase: 'revoked' }),
    'a sync that failed': () => syncStatus.set({ ...calm, phase: 'failed' }),
    'an update that waits for a decision': () => syncStatus.set({ ...calm, phase: 'held' }),
    'a copy that is not there': () => syncStatus.set({ ...calm, asOf: null }),
    'a lock': () => copyLock.set({ why: 'too long' } as never),
    'an engine that is down': () => hostState.set({ state: 'failed', message: null }),
    'a dialog': () => document.body.insertAdjacentHTML('beforeend', '<div id="odd" role="dialog"></div>'),
    'a menu': () => document.body.insertAdjacentHTML('beforeend', '<div id="odd" role="menu"></div>'),
    'a window that nobody sees': () =>
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true }),
    'what is typed': () => {
      document.body.insertAdjacentHTML('beforeend', '<input id="odd">');
      document.getElementById('odd')?.focus();
    },
  };

  test.each(Object.entries(inTheWay))('waits for the end of %s', (_what, begin) => {
    vi.useFakeTimers();
    begin();
    showToday();
    expect(tourStep.get()).toBeNull();
    act(() => {
      vi.advanceTimersByTime(16_000);
    });
    expect([tourStep.get(), kept()]).toEqual([null, null]);
    act(() => {
      syncStatus.set(calm);
      copyLock.set(null);
      hostState.set({ state: 'ready', message: null });
      document.getElementById('odd')?.remove();
      Reflect.deleteProperty(document, 'visibilityState');
      vi.advanceTimersByTime(16_000);
    });
    expect(tourStep.get()).toBe(0);
  });

  test.each(['pulling', 'offline'] as const)('comes while the copy is whole and %s', (phase) => {
    syncStatus.set({ ...calm, phase });
    showToday();
    expect(tourStep.get()).toBe(0);
  });
});

describe('what is kept of the tour', () => {
  test('is who had it, each once, the latest twenty', () => {
    for (let nth = 0; nth < 25; nth += 1) beginTour(`login ${nth}`);
    beginTour('login 20');
    expect(kept().shownTo).toHaveLength(20);
    expect(kept().shownTo.slice(0, 3)).toEqual(['login 20', 'login 24', 'login 23']);
    expect([isTourDue('login 4'), isTourDue('login 5')]).toEqual([true, false]);
  });

  test('is nothing of somebody who is not known', () => {
    beginTour(null);
    expect([tourStep.get(), kept()]).toEqual([0, null]);
  });

  test.each(['', '{', '{"offered":1,"shownTo":[]}', '{"shownTo":["ann"]}', '[]'])(
    'counts for nothing where it can’t be read: %s',
    (text) => {
      localStorage.setItem(key, text);
      expect(isTourDue('ann')).toBe(true);
    },
  );

  test('is set under Settings, and who had it stays known', () => {
    beginTour('ann');
    render(
      <MantineProvider>
        <TourSection />
      </MantineProvider>,
    );
    fireEvent.click(screen.getByRole('checkbox'));
    expect(kept()).toEqual({ offered: false, shownTo: ['ann'] });
    fireEvent.click(screen.getByRole('checkbox'));
    expect(kept()).toEqual({ offered: true, shownTo: ['ann'] });
  });
});

const chooseNone = vi.fn();
function Shell() {
  // A screen that had these keys first.
  useKeys('queue', {
    ...{ j: vi.fn(), k: vi.fn(), ArrowDown: vi.fn(), ArrowUp: vi.fn(), Enter: vi.fn(), x: vi.fn() },
    ...{ e: vi.fn(), s: vi.fn(), Escape: chooseNone },
  });
  return (
    <>
      <main id="main" tabIndex={-1}>
        <button type="button" id="opener">
          Opener
        </button>
      </main>
      <aside id="overlays" />
      <TourHost />
    </>
  );
}

describe('on the screens the tour', () => {
  async function openShell() {
    const history = createMemoryHistory({ initialEntries: ['/risk'] });
    const root = createRootRoute({ component: Shell });
    const screens = ['/', '/risk', '/accounts', '/accounts/$id'].map((path) =>
      createRoute({ getParentRoute: () => root, path }),
    );
    const router = createRouter({ routeTree: root.addChildren(screens), history });
    render(
      <MantineProvider>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router as never} />
        </QueryClientProvider>
      </MantineProvider>,
    );
    await waitFor(() => expect(document.getElementById('opener')).not.toBeNull());
    document.getElementById('opener')?.focus();
    return history;
  }

  /** Asked for from the palette. */
  async function take() {
    const history = await openShell();
    await act(async () => runCommand('tour'));
    await at('Who needs you, and why');
    return history;
  }
  const at = (title: string) => screen.findByRole('region', { name: title });
  const focused = () => document.activeElement?.textContent;

  beforeEach(() => chooseNone.mockClear());

  test('leads from Today to the first account of the queue that has a score, and back', async () => {
    todayView.set('done');
    const history = await take();
    expect([history.location.pathname, todayView.get(), focused()]).toEqual(['/', 'all', 'Next']);
    press('ArrowRight');
    await at('A score that adds up');
    await waitFor(() => expect(history.location.pathname).toBe('/accounts/5'));
    fireEvent.click(screen.getByRole('button', { name: 'Next' }));
    await at('Everything by the keyboard');
    expect(history.location.pathname).toBe('/accounts/5');
    press('ArrowRight');
    await at('Written down at once');
    expect(focused()).toBe('Done');
    press('ArrowRight');
    expect(tourStep.get()).toBe(3);
    for (let back = 0; back < 4; back += 1) press('ArrowLeft');
    await at('Who needs you, and why');
    await waitFor(() => expect(history.location.pathname).toBe('/'));
    expect([tourStep.get(), focused()]).toEqual([0, 'Next']);
  });

  test('shows the largest account with a score where none of those that wait has one', async () => {
    answers['today.get'] = { items: [row(4, null), row(6, 'poor', 'few facts')] };
    answers['accounts.list'] = { rows: [row(8, 'healthy', 'few facts'), row(9, 'healthy'), row(10, 'poor')] };
    const history = await take();
    press('ArrowRight');
    await waitFor(() => expect(history.location.pathname).toBe('/accounts/9'));
    const [, input] = asked.find(([path]) => path === 'accounts.list') ?? [];
    expect(input).toMatchObject({
      filter: { ownerIds: [7], bands: ['poor', 'middle', 'healthy'] },
      sort: { key: 'arr', descending: true },
    });
  });

  test('says so where no account has a score, and where nobody waits', async () => {
    answers['today.get'] = { items: [] };
    const history = await take();
    await screen.findByText(/Nothing needs you right now/);
    press('ArrowRight');
    await screen.findByText(/None has one yet/);
    expect(history.location.pathname).toBe('/accounts');
  });

  test('says so, too, where the engine does not answer', async () => {
    answering.call = async () => ({ ok: false, error: { code: 'internal', message: 'down' } });
    await take();
    press('ArrowRight');
    await screen.findByText(/Each account has a score/);
  });

  test('has nothing of notes for a login that reads', async () => {
    answers['settings.me'] = { ...me, role: 'viewer' };
    await take();
    for (let step = 0; step < 3; step += 1) press('ArrowRight');
    await at('Without a connection as well');
  });

  test('tells of the key for notes only where it is this program’s', async () => {
    await take();
    for (let step = 0; step < 3; step += 1) press('ArrowRight');
    await screen.findByText('Ctrl+Alt+N');
    cleanup();
    queryClient.clear();
    act(endTour);
    answers['desktop.state'] = { habits, noteKey: 'Ctrl+Alt+N', isNoteKeyTaken: true };
    await take();
    for (let step = 0; step < 3; step += 1) press('ArrowRight');
    await at('Written down at once');
    await waitFor(() => expect(queryClient.isFetching()).toBe(0));
    expect(screen.queryByText('Ctrl+Alt+N')).toBeNull();
  });

  test.each([
    ['Esc', () => press('Escape')],
    ['its button', () => fireEvent.click(screen.getByRole('button', { name: 'End the tour' }))],
  ])(
    'ends at once by %s, gives the focus back, and leaves what is chosen on the screen',
    async (_by, end) => {
      await take();
      end();
      await waitFor(() => expect(screen.queryByRole('region')).toBeNull());
      await waitFor(() => expect(document.activeElement?.id).toBe('opener'));
      expect(chooseNone).not.toHaveBeenCalled();
      press('Escape');
      expect(chooseNone).toHaveBeenCalledTimes(1);
    },
  );

  test('leaves its keys to a dialog, a menu and a field over it', async () => {
    await take();
    for (const html of [
      '<div role="dialog"><button id="there"></button></div>',
      '<div role="menu"><button role="menuitem" id="there"></button></div>',
      '<input id="there">',
    ]) {
      const over = document.createElement('div');
      over.innerHTML = html;
      document.body.append(over);
      document.getElementById('there')?.focus();
      press('ArrowRight');
      press('Escape');
      expect([html, tourStep.get()]).toEqual([html, 0]);
      over.remove();
    }
  });

  test('is heard: who listens is told of each step, and of the first by what has the focus', async () => {
    await take();
    const status = screen.getByRole('status');
    const next = screen.getByRole('button', { name: 'Next' });
    expect(next.getAttribute('aria-describedby')).toBe(status.id);
    expect(status.textContent).toContain('Tour, step 1 of 4');
    press('ArrowRight');
    await at('A score that adds up');
    expect(screen.getByRole('status')).toBe(status);
    expect(status.textContent).toContain('Tour, step 2 of 4');
  });

  test('ends as the copy locks or goes, and comes not back by itself', async () => {
    for (const [leave, comeBack] of [
      [() => copyLock.set({ why: 'too long' } as never), () => copyLock.set(null)],
      [() => syncStatus.set({ ...calm, asOf: null }), () => syncStatus.set(calm)],
    ] as const) {
      await take();
      act(leave);
      expect([screen.queryByRole('region'), tourStep.get()]).toEqual([null, null]);
      act(comeBack);
      expect(screen.queryByRole('region')).toBeNull();
      cleanup();
    }
  });

  test('that was asked for comes not by itself any more', async () => {
    queryClient.setQueryData(trpc.settings.me.queryKey(), me as never);
    await take();
    expect(isTourDue('ann')).toBe(false);
  });
});

test('the palette offers the tour where there is a copy to show', () => {
  const behind = { engine: true, connected: true, copy: true, accounts: false, manages: false };
  const offers = (part: object) =>
    actionsOffered({ ...behind, ...part }).some((one) => 'command' in one && one.command === 'tour');
  expect([offers({}), offers({ copy: false }), offers({ engine: false })]).toEqual([true, false, false]);
});
