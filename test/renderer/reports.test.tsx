// @vitest-environment happy-dom
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { act, render, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest';
import type { SavedReport } from '../../src-preload/contract/reports/saved-report';
import { answeredByHand, wrapper } from './support/answered-by-hand';

const { queryClient } = await import('../../src-renderer/api/client');
const { useOwnerChoice } = await import('../../src-renderer/api/owner-choice');
const { readReportSearch } = await import('../../src-renderer/features/reports/report-search');
const revenue = await import('../../src-renderer/features/reports/use-revenue');
const change = await import('../../src-renderer/features/reports/change/use-change');
const features = await import('../../src-renderer/features/reports/features/use-features');
const { useSaved } = await import('../../src-renderer/features/reports/saved/use-saved');
const { usePaper } = await import('../../src-renderer/features/reports/whole/use-paper');

const hand = answeredByHand();
const { sent } = hand;
beforeEach(() => {
  hand.answers['settings.me'] = { login: 'ann', managerId: null, ownAccounts: 0 };
});

/** The room of reports at an address, and what a hook of it says there. */
async function atReports<T>(address: string, useIt: () => T) {
  const said: { current?: T } = {};
  let choose: ReturnType<typeof useOwnerChoice>['choose'] = () => undefined;
  const rootRoute = createRootRoute({ component: Outlet });
  const company = createRoute({ getParentRoute: () => rootRoute, id: 'company', component: Outlet });
  const room = createRoute({
    getParentRoute: () => company,
    path: '/reports',
    validateSearch: readReportSearch,
    component: function Room() {
      choose = useOwnerChoice().choose;
      said.current = useIt();
      return <main />;
    },
  });
  const history = createMemoryHistory({ initialEntries: ['/reports', address] });
  const router = createRouter({ routeTree: rootRoute.addChildren([company.addChildren([room])]), history });
  // Its routes are only those that these tests need.
  render(<RouterProvider router={router as never} />, { wrapper });
  await waitFor(() => expect(document.querySelector('main')).not.toBeNull());
  act(() => choose('all'));
  return {
    said: said as { readonly current: T },
    choose: (of: Parameters<typeof choose>[0]) => act(() => choose(of)),
    search: () => router.state.location.search as unknown as Record<string, unknown>,
    steps: () => history.length,
  };
}

describe('what the reports ask for', () => {
  test('is a year of everybody at the rates of each opening, until the address or the owner say else', async () => {
    const { said, choose } = await atReports('/reports', revenue.useRevenueInput);
    expect(said.current).toStrictEqual({ months: 12, rates: 'opening' });
    await choose(7);
    expect(said.current).toEqual({ months: 12, rates: 'opening', ownerId: 7 });
  });

  test('is the month and the rates of the address', async () => {
    const { said } = await atReports('/reports?through=2026-09&rates=constant', revenue.useRevenueInput);
    expect(said.current).toEqual({ months: 12, rates: 'constant', through: '2026-09' });
  });

  test('comes from the host, as it was asked for', async () => {
    hand.answers['reports.revenue'] = { months: [] };
    const { said } = await atReports('/reports?through=2026-09', revenue.useRevenue);
    await waitFor(() => expect(said.current.data).toEqual({ months: [] }));
    expect(sent('reports.revenue')).toContainEqual({ months: 12, rates: 'opening', through: '2026-09' });
  });
});

describe('the two days between which changes are told', () => {
  const asOf = '2026-11-22';
  test.each([
    ['nothing is chosen: from the end of the third month before to now', '', '2026-08-31', asOf],
    ['both are chosen', '?from=2026-06-30&to=2026-09-30', '2026-06-30', '2026-09-30'],
    ['the last is the day of the data', '?from=2026-11-21&to=2026-11-22', '2026-11-21', asOf],
    ['the last lies after the data: then to the data', '?from=2026-06-30&to=2026-11-23', '2026-06-30', asOf],
    ['only the last is chosen: from three months before it', '?to=2026-03-31', '2025-12-31', '2026-03-31'],
    [
      'the first is the last: from three months before it',
      '?from=2026-03-31&to=2026-03-31',
      '2025-12-31',
      '2026-03-31',
    ],
    ['the first is the day before the last', '?from=2026-03-30&to=2026-03-31', '2026-03-30', '2026-03-31'],
  ])('where %s', async (_, address, from, to) => {
    const { said, choose } = await atReports(`/reports${address}`, () => change.useChangeInput(asOf));
    expect(said.current).toEqual({ from, to, rates: 'opening' });
    await choose(7);
    expect(said.current).toEqual({ from, to, rates: 'opening', ownerId: 7 });
  });

  test('are four weeks of what was used, unless a day before the last is chosen', async () => {
    const at = async (address: string) =>
      (await atReports(`/reports${address}`, () => features.useFeatureInput(asOf))).said.current;
    expect(await at('')).toEqual({ from: '2026-10-25', to: asOf });
    expect(await at('?from=2026-09-30')).toEqual({ from: '2026-09-30', to: asOf });
    expect(await at('?from=2026-11-22')).toEqual({ from: '2026-10-25', to: asOf });
    expect(await at('?rates=constant&to=2026-10-31')).toEqual({ from: '2026-10-03', to: '2026-10-31' });
  });

  test('ask for revenue at the chosen rates, for health and use without any', async () => {
    const input = { from: '2026-06-30', to: '2026-09-30', rates: 'constant' } as const;
    const { rates: _, ...days } = input;
    hand.answers['reports.change'] = { of: 'revenue' };
    hand.answers['reports.healthChange'] = { of: 'health' };
    hand.answers['reports.features'] = { of: 'use' };
    const { said } = await atReports('/reports', () => [
      change.useRevenueChange(input).data,
      change.useHealthChange(input).data,
      features.useFeatures(days).data,
    ]);
    await waitFor(() => expect(said.current).toEqual([{ of: 'revenue' }, { of: 'health' }, { of: 'use' }]));
    expect([sent('reports.change'), sent('reports.healthChange'), sent('reports.features')]).toEqual([
      [input],
      [days],
      [days],
    ]);
  });

  test.each([
    ['2026-11-22', 3, '2026-08-31'],
    ['2026-11-30', 1, '2026-10-31'],
    ['2026-03-31', 1, '2026-02-28'],
    ['2026-03-01', 0, '2026-03-31'],
    ['2026-01-15', 0, '2026-01-31'],
    ['2026-01-15', 1, '2025-12-31'],
    ['2026-01-15', 2, '2025-11-30'],
    ['2026-12-31', 12, '2025-12-31'],
    ['2026-12-31', 0, '2026-12-31'],
    ['0100-02-01', 2, '0099-12-31'],
  ])('of %s, %i months before: %s, the end of a month', (day, months, expected) => {
    expect(change.monthsBefore(day, months)).toBe(expected);
  });
});

describe('the address of the reports', () => {
  test('changes in one part and keeps the others; a figure that is opened can be gone back from', async () => {
    const { said, search, steps } = await atReports('/reports?show=retention&through=2026-09', () => ({
      show: revenue.useShow(),
      open: revenue.useOpen(),
    }));
    await act(async () => said.current.show({ rates: 'constant' }));
    expect(search()).toEqual({ show: 'retention', through: '2026-09', rates: 'constant' });
    await act(async () => said.current.show({ through: undefined }));
    expect([search(), steps()]).toEqual([{ show: 'retention', rates: 'constant' }, 2]);
    await act(async () => said.current.open('churn', '2026-08', 'year'));
    expect([search(), steps()]).toEqual([
      { show: 'retention', rates: 'constant', part: 'churn', of: '2026-08', span: 'year' },
      3,
    ]);
    await act(async () => said.current.open('new', '2026-07'));
    expect(search()).toEqual({ show: 'retention', rates: 'constant', part: 'new', of: '2026-07' });
  });
});

describe('saved reports', () => {
  const id = '0190c3b2-3f6a-7c11-8a2b-0123456789ab';
  const other = '0190c3b2-3f6a-7c11-8a2b-0123456789ac';
  const saved = (one: string, ownerId?: number) =>
    ({
      id: one,
      state: { show: 'change', ...(ownerId === undefined ? {} : { ownerId }) },
      opens: { show: 'change', from: '2026-06-30', to: '2026-09-30', rates: 'constant' },
    }) as SavedReport;
  const opened = `/reports?saved=${id}&show=change&from=2026-06-30&to=2026-09-30&rates=constant`;
  beforeEach(() => {
    hand.answers['reports.saved'] = { reports: [saved(other), saved(id)] };
  });

  test('are none until they are here, and none of them is opened unless the address names it', async () => {
    delete hand.answers['reports.saved'];
    hand.refusals['reports.saved'] = { code: 'not_ready' };
    const { said } = await atReports(opened, useSaved);
    expect(said.current).toMatchObject({ all: [], current: null, isChanged: false });
    delete hand.refusals['reports.saved'];
    hand.answers['reports.saved'] = { reports: [saved(id)] };
    const nobody = await atReports('/reports?show=change', useSaved);
    await waitFor(() => expect(nobody.said.current.all).toEqual([saved(id)]));
    expect(nobody.said.current).toMatchObject({ current: null, isChanged: false });
  });

  test('are shown as they were saved until a part of the address or the owner differs', async () => {
    const { said, choose } = await atReports(opened, () => ({ ...useSaved(), show: revenue.useShow() }));
    await waitFor(() => expect(said.current.current).toEqual(saved(id)));
    expect(said.current.isChanged).toBe(false);
    await choose(7);
    expect(said.current.isChanged).toBe(true);
    await choose('all');
    expect(said.current.isChanged).toBe(false);
    const begun = { show: 'change', from: '2026-06-30', to: '2026-09-30', rates: 'constant' } as const;
    for (const part of [
      { show: 'health' },
      { show: undefined },
      { from: '2026-06-29' },
      { to: undefined },
      { rates: undefined },
      { through: '2026-09' },
    ] as const) {
      await act(async () => said.current.show(part));
      expect([part, said.current.isChanged]).toEqual([part, true]);
      await act(async () => said.current.show({ through: undefined, ...begun }));
      expect([part, said.current.isChanged]).toEqual([part, false]);
    }
  });

  test('of revenue stand where the address names no report', async () => {
    const ofRevenue = { ...saved(id), opens: { show: 'revenue' } } as SavedReport;
    hand.answers['reports.saved'] = { reports: [ofRevenue] };
    const { said } = await atReports(`/reports?saved=${id}`, useSaved);
    await waitFor(() => expect(said.current.current).toEqual(ofRevenue));
    expect(said.current.isChanged).toBe(false);
  });

  test('open with their owner and nothing of what stood before, as a step one can go back from', async () => {
    const { said, search, steps } = await atReports('/reports?through=2026-08&part=churn&of=2026-08', () => ({
      ...useSaved(),
      owner: useOwnerChoice().choice,
    }));
    await act(async () => said.current.open(saved(id, 7)));
    expect(said.current.owner).toBe(7);
    expect(search()).toMatchObject({ saved: id, show: 'change', from: '2026-06-30', rates: 'constant' });
    expect(search()).not.toHaveProperty('through');
    expect(steps()).toBe(3);
    await act(async () => said.current.open(saved(other)));
    expect([said.current.owner, search()['saved']]).toEqual(['all', other]);
  });

  test('are left for the report as it is, in place', async () => {
    const { said, search, steps } = await atReports(opened, useSaved);
    await act(async () => said.current.leave());
    expect(search()).toEqual({ show: 'change', from: '2026-06-30', to: '2026-09-30', rates: 'constant' });
    expect(steps()).toBe(2);
  });
});

function Paper() {
  usePaper();
  return null;
}

describe('a report on paper', () => {
  let told: MockInstance<typeof window.steward.milestone>;
  let main: HTMLElement;
  beforeEach(() => {
    vi.useFakeTimers();
    told = vi.spyOn(window.steward, 'milestone').mockReset();
    Object.defineProperty(document, 'fonts', { configurable: true, value: { ready: Promise.resolve() } });
    main = Object.assign(document.createElement('main'), { id: 'main' });
    document.body.append(main);
    return () => {
      main.remove();
      vi.useRealTimers();
    };
  });

  test('is light, and told once all of it has been there for three looks in a row', async () => {
    document.documentElement.dataset['mantineColorScheme'] = 'dark';
    render(<Paper />, { wrapper });
    expect(document.documentElement.dataset['mantineColorScheme']).toBe('light');
    await vi.advanceTimersByTimeAsync(200);
    main.innerHTML = '<div data-waiting=""></div>';
    await vi.advanceTimersByTimeAsync(1_000);
    main.innerHTML = '';
    await vi.advanceTimersByTimeAsync(299);
    expect(told).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(told.mock.calls).toEqual([['on-paper']]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toHaveBeenCalledTimes(1);
  });

  test('is not told while anything is still asked for, nor once it is left', async () => {
    let answer: () => void = () => undefined;
    void queryClient.fetchQuery({
      queryKey: ['figures'],
      queryFn: () => new Promise<null>((resolve) => (answer = () => resolve(null))),
    });
    const { unmount } = render(<Paper />, { wrapper });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).not.toHaveBeenCalled();
    await act(async () => answer());
    await vi.advanceTimersByTimeAsync(301);
    expect(told).toHaveBeenCalledTimes(1);
    unmount();
    render(<Paper />, { wrapper }).unmount();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toHaveBeenCalledTimes(1);
  });
});
