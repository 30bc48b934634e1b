// @vitest-environment happy-dom
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { act, cleanup, render, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { answering, asked, press, tell } from './support/in-document';

const { queryClient, trpc } = await import('../../src-renderer/api/client');
const { copyLock, hostState, syncStatus } = await import('../../src-renderer/api/host-signals');
const { accountsMeant, askToLaunch, launchRequest, mostAtOnce, offerAccounts, stopRequest } = await import(
  '../../src-renderer/api/launch-request'
);
const { noteRequest } = await import('../../src-renderer/api/note-request');
const { recentAccounts, recentContacts, recentReports, rememberAccount, rememberContact, rememberReport } =
  await import('../../src-renderer/api/recents');
const { offerCommand, runCommand, runWhenOffered } = await import('../../src-renderer/api/shell-commands');
const { listenToHost } = await import('../../src-renderer/app/listen-to-host');
const { useShellKeys } = await import('../../src-renderer/app/use-shell-keys');

const openPalette = vi.fn();
const openHelp = vi.fn();
const openFind = vi.fn();
const openFigures = vi.fn();

function Shell() {
  useShellKeys({ openPalette, openHelp, openFind, openFigures });
  return <main id="main" />;
}

function shell() {
  const history = createMemoryHistory({ initialEntries: ['/accounts', '/risk'] });
  const router = createRouter({ routeTree: createRootRoute({ component: Shell }), history });
  return { history, router };
}

async function openShell() {
  const { history, router } = shell();
  // Its routes are not those of the app: nothing of them is asked for here.
  render(<RouterProvider router={router as never} />);
  await waitFor(() => expect(document.querySelector('main')).not.toBeNull());
  return { history, router };
}

beforeEach(() => vi.clearAllMocks());
afterEach(() => {
  cleanup();
  launchRequest.set(null);
  noteRequest.set(null);
  stopRequest.set(false);
  document.body.innerHTML = '';
});

describe('keys that work on every screen', () => {
  test('open the palette with Ctrl+K or ⌘K, what finds on the page with Ctrl+F, and the list of keys with ?', async () => {
    await openShell();
    expect(press('k', { ctrlKey: true })).toBe(true);
    expect(press('K', { metaKey: true })).toBe(true);
    expect(press('k')).toBe(false);
    expect(openPalette).toHaveBeenCalledTimes(2);
    expect(press('f', { ctrlKey: true })).toBe(true);
    expect(press('f')).toBe(false);
    expect(openFind).toHaveBeenCalledTimes(1);
    press('?');
    expect(openHelp).toHaveBeenCalledTimes(1);
  });

  test('go back and forward with Alt and the arrows', async () => {
    const { history } = await openShell();
    expect(history.location.pathname).toBe('/risk');
    press('ArrowLeft');
    expect(history.location.pathname).toBe('/risk');
    press('ArrowLeft', { altKey: true });
    expect(history.location.pathname).toBe('/accounts');
    press('ArrowRight', { altKey: true });
    expect(history.location.pathname).toBe('/risk');
  });

  test('take back the last thing with Ctrl+Z, but not where one types', async () => {
    await openShell();
    expect(press('z', { ctrlKey: true })).toBe(true);
    expect(press('z', { ctrlKey: true, shiftKey: true })).toBe(false);
    expect(press('z', { ctrlKey: true, altKey: true })).toBe(false);
    expect(press('z')).toBe(false);
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    expect(press('z', { ctrlKey: true })).toBe(false);
  });

  test('begin a message for whom the screen means, and none where it means nobody', async () => {
    await openShell();
    press('i');
    expect(launchRequest.get()).toBeNull();
    const stop = offerAccounts(() => [4, 5]);
    press('i');
    expect(launchRequest.get()).toEqual({ organizationIds: [4, 5] });
    stop();
  });
});

describe('a command of the menu', () => {
  test('is carried out by the shell while it is there', async () => {
    await openShell();
    act(() => runCommand('palette'));
    act(() => runCommand('shortcuts'));
    act(() => runCommand('find'));
    expect([openPalette, openHelp, openFind].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1]);
    act(() => runCommand('stop'));
    expect(stopRequest.get()).toBe(true);
    cleanup();
    runCommand('palette');
    expect(openPalette).toHaveBeenCalledTimes(1);
  });

  test('begins a note about the one account that is meant, else about whom it will name', async () => {
    await openShell();
    const two = offerAccounts(() => [4, 5]);
    act(() => runCommand('note'));
    expect(noteRequest.get()).toEqual({ meant: null });
    two();
    const one = offerAccounts(() => [4]);
    act(() => runCommand('note'));
    expect(noteRequest.get()).toEqual({ meant: 4 });
    one();
  });

  test('is carried out by the part of the screen that offered it last', () => {
    const did: string[] = [];
    const first = offerCommand('export', () => did.push('first'));
    const second = offerCommand('export', () => did.push('second'));
    runCommand('export');
    second();
    runCommand('export');
    first();
    runCommand('export');
    expect(did).toEqual(['second', 'first']);
  });

  test('waits for the screen that can carry it out, once, where it was asked to', () => {
    const did = vi.fn();
    runWhenOffered('export');
    offerCommand('sync', did)();
    expect(did).not.toHaveBeenCalled();
    offerCommand('export', did)();
    offerCommand('export', did)();
    expect(did).toHaveBeenCalledTimes(1);
  });

  test('waits in a new window only where it is a note', () => {
    const did = vi.fn();
    runCommand('export');
    offerCommand('export', did)();
    expect(did).not.toHaveBeenCalled();
    runCommand('note');
    offerCommand('note', did)();
    expect(did).toHaveBeenCalledTimes(1);
  });
});

describe('whom a key is about', () => {
  test('is who was offered last among those that mean somebody, as many as are written to at once', () => {
    const ends = [
      offerAccounts(() => [1]),
      offerAccounts(() => Array.from({ length: mostAtOnce + 5 }, (_, at) => at + 1)),
      offerAccounts(() => []),
    ];
    expect(accountsMeant()).toHaveLength(mostAtOnce);
    for (const end of ends) end();
    expect(accountsMeant()).toEqual([]);
  });

  test('is else the row that the keyboard is on, if it is one of an account', () => {
    document.body.innerHTML =
      '<div id="main"><table><tr data-account="3"></tr><tr aria-selected="true" data-account="7"></tr></table></div>';
    expect(accountsMeant()).toEqual([7]);
    document.body.innerHTML = '<div id="main"><a aria-current="true" data-account="8"></a></div>';
    expect(accountsMeant()).toEqual([8]);
    for (const odd of ['0', '-1', 'x', '1.5']) {
      document.body.innerHTML = `<div id="main"><a aria-current="true" data-account="${odd}"></a></div>`;
      expect(accountsMeant()).toEqual([]);
    }
  });

  test('is nobody for a message to nobody', () => {
    askToLaunch({ organizationIds: [] });
    expect(launchRequest.get()).toBeNull();
  });
});

test('accounts that were opened last are remembered, the latest first, each once, eight of them', () => {
  for (const id of [1, 2, 3, 4, 5, 6, 7, 8, 9, 3]) rememberAccount(id);
  expect(recentAccounts.get()).toEqual([3, 9, 8, 7, 6, 5, 4, 2]);
  expect(JSON.parse(localStorage.getItem('steward-recent-accounts') ?? '')).toEqual([3, 9, 8, 7, 6, 5, 4, 2]);
});

test('contacts and reports that were opened last are remembered beside them', () => {
  for (const id of [4, 5, 4]) rememberContact(id);
  rememberReport('health');
  rememberReport('books');
  expect([recentContacts.get(), recentReports.get()]).toEqual([
    [4, 5],
    ['books', 'health'],
  ]);
  expect(localStorage.getItem('steward-recent-contacts')).toBe('[4,5]');
});

test('Ctrl+J goes to the account that was open before, and back', async () => {
  const { router } = await openShell();
  const navigate = vi.spyOn(router, 'navigate').mockImplementation(() => Promise.resolve());
  for (const id of [7, 8]) rememberAccount(id);
  press('j', { ctrlKey: true });
  expect(navigate).toHaveBeenLastCalledWith({ to: '/accounts/$id', params: { id: '8' } });
});

describe('what the host tells a window', () => {
  const state = { sync: { zone: 'UTC', currency: 'EUR', asOf: null }, lock: null };
  const stale = (key: readonly unknown[]) => queryClient.getQueryState(key)?.isInvalidated;
  const key = trpc.account.overview.queryKey({ id: 1 });
  const other = trpc.account.overview.queryKey({ id: 2 });
  const today = trpc.today.get.queryKey({ limit: 1 });

  beforeEach(async () => {
    answering.call = async () => ({ ok: true, data: state });
    queryClient.clear();
    for (const one of [key, other, today]) queryClient.setQueryData(one as readonly unknown[], {});
    const { router } = shell();
    listenToHost(queryClient, router as never);
    await waitFor(() => expect(syncStatus.get()).toEqual(state.sync));
  });

  test('makes what it names stale, of the accounts that it names', () => {
    tell({ type: 'invalidate', topics: ['account'], accountIds: [1] });
    expect([stale(key), stale(other), stale(today)]).toEqual([true, false, false]);
    tell({ type: 'invalidate', topics: ['account'] });
    expect([stale(other), stale(today)]).toEqual([true, false]);
    tell({ type: 'invalidate', topics: ['today'], accountIds: [1] });
    expect(stale(today)).toBe(true);
  });

  test('locks the copy: nothing of it stays, and all is asked for again once it opens', () => {
    tell({ type: 'lock', lock: { kind: 'lease' } as never });
    expect(queryClient.getQueryData(today)).toBeUndefined();
    queryClient.setQueryData(today as readonly unknown[], {});
    tell({ type: 'lock', lock: { kind: 'clock' } as never });
    expect(queryClient.getQueryData(today)).toBeDefined();
    tell({ type: 'lock', lock: null });
    expect(stale(today)).toBe(true);
    expect(copyLock.get()).toBeNull();
  });

  test('makes everything stale where it was started anew, and nothing at the first start', () => {
    tell({ type: 'host', state: 'ready', message: null });
    expect(stale(today)).toBe(false);
    tell({ type: 'host', state: 'restarting', message: 'again' });
    expect(hostState.get()).toEqual({ state: 'restarting', message: 'again' });
    tell({ type: 'host', state: 'ready', message: null });
    expect(stale(today)).toBe(true);
  });

  test('asks once how things stand, and takes what was pushed meanwhile for newer', async () => {
    asked.length = 0;
    let answer: () => void = () => undefined;
    answering.call = () =>
      new Promise((resolve) => {
        answer = () => resolve({ ok: true, data: state });
      });
    tell({ type: 'host', state: 'failed', message: null });
    tell({ type: 'host', state: 'ready', message: null });
    const pushed = { ...state.sync, currency: 'USD' };
    tell({ type: 'sync', status: pushed as never });
    answer();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(asked.filter(([path]) => path === 'signIn.state').length).toBeGreaterThan(0);
    expect(syncStatus.get()).toEqual(pushed);
  });
});
