// @vitest-environment happy-dom
import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Cta } from '../../src-preload/contract/ctas/cta';
import type { IncomingMail } from '../../src-preload/contract/interventions/incoming';
import type { Message } from '../../src-preload/contract/interventions/messages';
import type { Redemption } from '../../src-preload/contract/rewards/rewards';
import type { Today } from '../../src-preload/contract/today';
import { answering, asked } from './support/in-document';

/** What a person was told, and by which they can take it back. */
const notices: { readonly words: string; readonly undo: (() => void) | undefined }[] = [];
vi.mock('../../src-renderer/ui/notify', () => ({
  notifyDone: (words: string, undo?: () => void) => notices.push({ words, undo }),
  notifyFailure: () => undefined,
  undoLatest: () => undefined,
}));

const { queryClient, trpc } = await import('../../src-renderer/api/client');
const { useCtaActions } = await import('../../src-renderer/features/ctas/use-cta-actions');
const approvals = await import('../../src-renderer/features/interventions/message/use-deciding');
const { useMailDeeds } = await import('../../src-renderer/features/interventions/replies/use-mail-deeds');
const rewards = await import('../../src-renderer/features/rewards/lists/use-deciding');
const { undoStack } = await import('../../src-renderer/features/today/desk-session');
const { useDisposing } = await import('../../src-renderer/features/today/queue/use-disposing');

const wrapper = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
);
/** What the host answers, by path; anything else is done. */
let answers: Record<string, unknown> = {};
let refused: ReadonlySet<string> = new Set();

beforeEach(() => {
  answers = { 'settings.me': { role: 'admin', login: 'ann', managerId: null, ownAccounts: 0 } };
  refused = new Set();
  answering.call = async (path) =>
    refused.has(path)
      ? { ok: false, error: { code: 'conflict', message: 'no' } }
      : { ok: true, data: answers[path] ?? {} };
  asked.length = 0;
  notices.length = 0;
});
afterEach(() => {
  cleanup();
  queryClient.clear();
  undoStack.set([]);
});

const told = (path: string) => asked.filter(([one]) => one === path).map(([, input]) => input);
const words = () => notices.map((notice) => notice.words);
const hook = <Result,>(use: () => Result) => renderHook(use, { wrapper }).result;

describe('a CTA', () => {
  const cta = { id: 'c1', title: 'Call Acme', end: null, snooze: null } as unknown as Cta;

  test('is closed with its outcome, and opened again by its way back', async () => {
    const actions = hook(useCtaActions);
    act(() => actions.current.close(cta, 'resolved'));
    await waitFor(() => expect(words()).toHaveLength(1));
    expect(told('ctas.close')).toEqual([{ ctaId: 'c1', outcome: 'resolved' }]);
    act(() => notices[0]?.undo?.());
    await waitFor(() => expect(told('ctas.reopen')).toEqual([{ ctaId: 'c1' }]));
  });

  test('that was closed before gets its former outcome back, but for one that was merged', async () => {
    const actions = hook(useCtaActions);
    const closed = (outcome: string) => ({ ...cta, end: { outcome } }) as unknown as Cta;
    act(() => actions.current.close(closed('lost'), 'resolved'));
    await waitFor(() => expect(words()).toHaveLength(1));
    act(() => notices[0]?.undo?.());
    await waitFor(() => expect(told('ctas.close').at(-1)).toEqual({ ctaId: 'c1', outcome: 'lost' }));
    act(() => actions.current.reopen(closed('merged')));
    await waitFor(() => expect(words()).toHaveLength(2));
    expect(notices[1]?.undo).toBeUndefined();
    act(() => actions.current.reopen(closed('lost')));
    await waitFor(() => expect(words()).toHaveLength(3));
    expect(notices[2]).toMatchObject({ words: '“Call Acme” is open again', undo: expect.any(Function) });
  });

  test('sleeps until its day, and its way back is its former sleep or none', async () => {
    const actions = hook(useCtaActions);
    act(() => actions.current.snooze(cta, '2026-12-24', 'Holidays'));
    await waitFor(() => expect(words()).toEqual(['“Call Acme” sleeps until Dec 24, 2026']));
    act(() => notices[0]?.undo?.());
    await waitFor(() => expect(told('ctas.wake')).toEqual([{ ctaId: 'c1' }]));
    const asleep = {
      ...cta,
      snooze: { until: '2026-12-01', reason: 'Away', firedAgain: false },
    } as unknown as Cta;
    act(() => actions.current.wake(asleep));
    await waitFor(() => expect(words()).toHaveLength(2));
    act(() => notices[1]?.undo?.());
    await waitFor(() =>
      expect(told('ctas.snooze').at(-1)).toEqual({ ctaId: 'c1', until: '2026-12-01', reason: 'Away' }),
    );
    act(() => actions.current.wake(cta));
    await waitFor(() => expect(words()).toHaveLength(3));
    expect(notices[2]?.undo).toBeUndefined();
  });

  test('loses a task, which comes back as it was: done, if it was done', async () => {
    answers['ctas.addTask'] = { taskId: 't2' };
    const actions = hook(useCtaActions);
    const task = { id: 't1', title: 'Agenda', due: '2026-12-02', done: { at: 1, by: 'ann' } } as never;
    act(() => actions.current.removeTask(cta, task));
    await waitFor(() => expect(words()).toEqual(['The task “Agenda” is removed']));
    act(() => notices[0]?.undo?.());
    await waitFor(() => expect(told('ctas.changeTask')).toEqual([{ taskId: 't2', done: true }]));
    expect(told('ctas.addTask')).toEqual([{ ctaId: 'c1', title: 'Agenda', due: '2026-12-02' }]);
  });

  test('says nothing is done where the company refuses', async () => {
    refused = new Set(['ctas.close', 'ctas.changeTask']);
    const actions = hook(useCtaActions);
    const failed = vi.fn();
    act(() => actions.current.close(cta, 'resolved'));
    act(() => actions.current.tick({ id: 't1' } as never, true, failed));
    await waitFor(() => expect(failed).toHaveBeenCalledTimes(1));
    expect(words()).toEqual([]);
  });
});

describe('a message that asks first', () => {
  const message = { runId: 'r1', contact: 'Ada' } as unknown as Message;

  test('goes once it is approved, with words that were changed, and is taken back by its way back', async () => {
    const done = vi.fn();
    const deciding = hook(() => approvals.useDeciding(done));
    act(() => deciding.current.approve(message, { subject: 's', text: 't' }));
    await waitFor(() => expect(words()).toEqual(['Approved: it goes to Ada in ten seconds.']));
    expect(done).toHaveBeenCalledTimes(1);
    expect(told('interventions.decide')).toEqual([
      { runId: 'r1', decision: 'approve', subject: 's', text: 't' },
    ]);
    act(() => notices[0]?.undo?.());
    await waitFor(() =>
      expect(told('interventions.decide').at(-1)).toEqual({ runId: 'r1', decision: 'withdraw' }),
    );
  });

  test('is rejected for a reason, for good', async () => {
    const deciding = hook(() => approvals.useDeciding());
    act(() => deciding.current.reject(message, 'Not now'));
    await waitFor(() => expect(words()).toEqual(['Rejected: Ada gets nothing of it.']));
    expect(told('interventions.decide')).toEqual([{ runId: 'r1', decision: 'reject', reason: 'Not now' }]);
    expect(notices[0]?.undo).toBeUndefined();
  });
});

test('a redemption is approved, refused, withdrawn or taken back, each in its own words', async () => {
  const done = vi.fn();
  const deciding = hook(() => rewards.useDeciding(done));
  const redemption = { id: 'p1', item: 'Mug', account: 'Acme' } as unknown as Redemption;
  act(() => deciding.current.approve(redemption));
  await waitFor(() => expect(words()).toHaveLength(1));
  act(() => deciding.current.refuse(redemption, 'Too many'));
  await waitFor(() => expect(words()).toHaveLength(2));
  act(() => deciding.current.withdraw(redemption));
  await waitFor(() => expect(words()).toHaveLength(3));
  act(() => deciding.current.takeBack('e1', 'The award', 'A mistake'));
  await waitFor(() => expect(words()).toHaveLength(4));
  expect(words()).toEqual([
    'Approved: Mug for Acme.',
    'Refused: Mug. The points go back.',
    'Withdrawn: Mug. The points go back.',
    'The award is taken back.',
  ]);
  expect(told('rewards.decide')).toEqual([
    { id: 'p1', decision: 'approve', reason: null },
    { id: 'p1', decision: 'refuse', reason: 'Too many' },
    { id: 'p1', decision: 'withdraw', reason: null },
  ]);
  expect(told('rewards.reverse')).toEqual([{ id: 'e1', reason: 'A mistake' }]);
  expect(done).toHaveBeenCalledTimes(4);
});

describe('a mail that came back', () => {
  const mail = (part: object) =>
    ({
      mailId: 'm1',
      contact: 'Ada',
      isWaiting: true,
      departure: null,
      address: null,
      ...part,
    }) as IncomingMail;
  async function deedsOf(role: string) {
    answers['settings.me'] = { role, login: 'ann', managerId: null, ownAccounts: 0 };
    const deeds = hook(useMailDeeds);
    await waitFor(() => expect(asked.map(([path]) => path)).toContain('settings.me'));
    await waitFor(() => expect(deeds.current.settle === undefined).toBe(role === 'viewer'));
    return deeds;
  }

  test('is taken care of, or waits again, and back', async () => {
    const deeds = await deedsOf('manager');
    act(() => deeds.current.settle?.(mail({})));
    await waitFor(() => expect(words()).toEqual(['Taken care of: what Ada wrote.']));
    act(() => notices[0]?.undo?.());
    await waitFor(() =>
      expect(told('interventions.replies.settle')).toEqual([
        { mailId: 'm1', answered: true },
        { mailId: 'm1', answered: false },
      ]),
    );
    act(() => deeds.current.settle?.(mail({ isWaiting: false, contact: null })));
    await waitFor(() => expect(words()[1]).toBe('What a contact who left wrote waits again.'));
  });

  test('by a manager who says that they are there, and whose list only an admin changes', async () => {
    const deeds = await deedsOf('manager');
    expect(deeds.current.letAgain).toBeUndefined();
    act(() => deeds.current.isThere?.(mail({})));
    act(() => deeds.current.isThere?.(mail({ departure: { departureId: 'd1' } })));
    await waitFor(() => expect(words()).toEqual(['Ada is there again.']));
    expect(told('interventions.replies.settleDeparture')).toEqual([{ departureId: 'd1' }]);
  });

  test('lets an admin write to its address again, and says where that changes nothing', async () => {
    const deeds = await deedsOf('admin');
    await waitFor(() => expect(deeds.current.letAgain).toBeDefined());
    act(() => deeds.current.letAgain?.(mail({})));
    answers['sending.suppress'] = { changed: true };
    act(() => deeds.current.letAgain?.(mail({ address: 'ada@acme.test' })));
    await waitFor(() => expect(words()).toEqual(['ada@acme.test may get mail again.']));
    answers['sending.suppress'] = { changed: false };
    act(() => deeds.current.letAgain?.(mail({ address: 'ada@acme.test' })));
    await waitFor(() => expect(words()[1]).toContain('is not on the list'));
    expect(told('sending.suppress')[0]).toEqual({ address: 'ada@acme.test', suppressed: false });
  });

  test('is only read by a viewer', async () => {
    expect((await deedsOf('viewer')).current).toEqual({
      settle: undefined,
      isThere: undefined,
      letAgain: undefined,
    });
  });
});

describe('an account that is put away from Today', () => {
  const key = trpc.today.get.queryKey({ limit: 200 });
  const item = (accountId: number) => ({
    key: `${accountId}:silent`,
    accountId,
    accountName: `Account ${accountId}`,
  });
  const shown = () => queryClient.getQueryData<Today>(key as readonly unknown[]);
  const left = () => shown()?.items.map(({ accountId }) => accountId);

  beforeEach(() => {
    const items = [1, 2, 3].map(item);
    queryClient.setQueryData(key as readonly unknown[], { items, total: 3, doneToday: 0, snoozed: 0 });
  });

  test('leaves the queue at once, and a second key meanwhile changes nothing', async () => {
    let answer: () => void = () => undefined;
    answering.call = (path) =>
      path === 'today.done'
        ? new Promise((resolve) => {
            answer = () => resolve({ ok: true, data: {} });
          })
        : Promise.resolve({ ok: true, data: shown() });
    const disposing = hook(useDisposing);
    act(() => {
      disposing.current.markDone(item(2));
      disposing.current.markDone(item(2));
    });
    expect(left()).toEqual([1, 3]);
    expect(shown()).toMatchObject({ total: 2, doneToday: 1, snoozed: 0 });
    await waitFor(() => expect(told('today.done')).toEqual([{ key: '2:silent' }]));
    expect(words()).toEqual([]);
    await act(async () => answer());
    await waitFor(() => expect(words()).toEqual(['Account 2 is done']));
    expect(told('today.done')).toHaveLength(1);
    expect(undoStack.get().map(({ accountId }) => accountId)).toEqual([2]);
  });

  test('sleeps until its day for its reason', async () => {
    const disposing = hook(useDisposing);
    act(() => disposing.current.markSnoozed(item(1), '2026-12-24', 'Holidays'));
    expect(shown()).toMatchObject({ total: 2, doneToday: 0, snoozed: 1 });
    await waitFor(() => expect(words()).toEqual(['Account 1 sleeps until Dec 24, 2026']));
    expect(told('today.snooze')).toEqual([{ key: '1:silent', until: '2026-12-24', reason: 'Holidays' }]);
  });

  test('goes with others in one call', async () => {
    const disposing = hook(useDisposing);
    act(() => disposing.current.markAllDone([item(1), item(3)]));
    expect(left()).toEqual([2]);
    await waitFor(() => expect(words()).toEqual(['2 accounts done']));
    expect(told('today.doneAll')).toEqual([{ keys: ['1:silent', '3:silent'] }]);
    act(() => disposing.current.markAllSnoozed([item(2)], '2026-12-24', 'x'));
    await waitFor(() => expect(words()[1]).toBe('1 account snoozed until Dec 24, 2026'));
    expect(told('today.snoozeAll')).toEqual([{ keys: ['2:silent'], until: '2026-12-24', reason: 'x' }]);
  });

  test('is no step to take back where the host refused', async () => {
    refused = new Set(['today.done']);
    const disposing = hook(useDisposing);
    act(() => disposing.current.markDone(item(1)));
    expect(undoStack.get()).toHaveLength(1);
    await waitFor(() => expect(undoStack.get()).toEqual([]));
    expect(words()).toEqual([]);
  });

  test('comes back by the latest step that still stands', async () => {
    const disposing = hook(useDisposing);
    act(() => disposing.current.markDone(item(1)));
    act(() => disposing.current.markDone(item(2)));
    await waitFor(() => expect(words()).toHaveLength(2));
    // Of the second it was brought back elsewhere.
    answering.call = async (path, input) => ({
      ok: true,
      data: path === 'today.undo' ? { undone: (input as { key: string }).key === '1:silent' } : {},
    });
    act(() => disposing.current.undoLast());
    await waitFor(() => expect(words()[2]).toBe('Account 1 is back in the queue'));
    expect(told('today.undo')).toEqual([{ key: '2:silent' }, { key: '1:silent' }]);
    expect(undoStack.get()).toEqual([]);
    act(() => disposing.current.undoLast());
    expect(told('today.undo')).toHaveLength(2);
  });

  test('of an earlier day comes back as what was put away then', async () => {
    answers['today.bringBack'] = { undone: true };
    undoStack.set([{ ...item(1), day: '2020-01-01' }]);
    const disposing = hook(useDisposing);
    act(() => disposing.current.undoLast());
    await waitFor(() => expect(words()).toEqual(['Account 1 is back in the queue']));
    expect(told('today.bringBack')).toEqual([{ key: '1:silent' }]);
    expect(told('today.undo')).toEqual([]);
  });

  test('stays a step where it could not be brought back', async () => {
    refused = new Set(['today.undo']);
    const disposing = hook(useDisposing);
    act(() => disposing.current.markDone(item(1)));
    await waitFor(() => expect(words()).toHaveLength(1));
    act(() => disposing.current.undoLast());
    await waitFor(() => expect(told('today.undo')).toHaveLength(1));
    await waitFor(() => expect(undoStack.get()).toHaveLength(1));
  });

  test('comes back by the way that its word offers', async () => {
    const disposing = hook(useDisposing);
    act(() => disposing.current.markDone(item(3)));
    await waitFor(() => expect(words()).toHaveLength(1));
    act(() => notices[0]?.undo?.());
    await waitFor(() => expect(told('today.bringBack')).toEqual([{ key: '3:silent' }]));
    expect(undoStack.get()).toEqual([]);
  });
});
