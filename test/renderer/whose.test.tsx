// @vitest-environment happy-dom
import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Me } from '../../src-preload/contract/settings';
import { answering } from './support/in-document';

const key = 'steward-owner';

/** A window that opens with what the last one kept. */
async function openedBy(me: Partial<Me>) {
  vi.resetModules();
  const { queryClient } = await import('../../src-renderer/api/client');
  const { ofOwner, ownerShownFirst, useOwnerChoice } = await import('../../src-renderer/api/owner-choice');
  answering.call = async () => ({ ok: true, data: { login: 'ann', managerId: 7, ownAccounts: 12, ...me } });
  const shownFirst = ownerShownFirst();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(useOwnerChoice, { wrapper });
  await waitFor(() => expect(localStorage.getItem(key)).not.toBeNull());
  await waitFor(() => expect(result.current.me).toBe(me.managerId === undefined ? 7 : me.managerId));
  return { shownFirst, now: () => result.current, ofOwner };
}

beforeEach(() => localStorage.clear());
afterEach(cleanup);

test('whoever owns accounts sees theirs first; whoever owns none, everybody’s', async () => {
  expect((await openedBy({})).now()).toMatchObject({ choice: 'mine', ownerId: 7, me: 7 });
  localStorage.clear();
  expect((await openedBy({ ownAccounts: 0 })).now()).toMatchObject({ choice: 'all', ownerId: null });
});

test('what was chosen holds at the next start, before the host has said who one is', async () => {
  const { now } = await openedBy({});
  act(() => now().choose(9));
  expect(now()).toMatchObject({ choice: 9, ownerId: 9 });
  const next = await openedBy({});
  expect(next.shownFirst).toBe(9);
  expect(next.now()).toMatchObject({ choice: 9, ownerId: 9 });
  act(() => next.now().choose('all'));
  expect((await openedBy({})).shownFirst).toBeNull();
});

test('another login on this computer begins with its own', async () => {
  const { now } = await openedBy({});
  act(() => now().choose('all'));
  expect((await openedBy({ login: 'ben', managerId: 8 })).now()).toMatchObject({
    choice: 'mine',
    ownerId: 8,
  });
});

test('who chose their own accounts and owns none any more sees everybody’s', async () => {
  const { now } = await openedBy({});
  act(() => now().choose('mine'));
  expect((await openedBy({ managerId: null, ownAccounts: 0 })).now()).toMatchObject({
    choice: 'all',
    ownerId: null,
  });
});

test('what was kept and can’t be read counts for nothing', async () => {
  localStorage.setItem(key, '{"choice":"theirs"}');
  const { shownFirst, now, ofOwner } = await openedBy({});
  expect(shownFirst).toBeNull();
  await waitFor(() => expect(now().choice).toBe('mine'));
  expect([ofOwner(7), ofOwner(null)]).toEqual([{ ownerIds: [7] }, {}]);
});

test('a list of the book is of the owner chosen, unless it says whose it is or is a view that was saved', async () => {
  const { heldBy } = await import('../../src-renderer/app/held-by-owner');
  const filter = { segments: ['SMB'] };
  expect(heldBy({ filter }, 7)).toEqual({ filter: { ownerIds: [7], segments: ['SMB'] } });
  expect(heldBy({ filter }, null)).toEqual({ filter });
  const ofAnother = { filter: { ...filter, ownerIds: [3] } };
  expect(heldBy(ofAnother, 7)).toEqual(ofAnother);
  const view = { filter, view: 'v1' };
  expect(heldBy(view, 7)).toEqual(view);
  expect(heldBy({}, 7)).toEqual({});
});
