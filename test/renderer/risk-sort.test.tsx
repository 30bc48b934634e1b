// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, renderHook, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RiskScreen } from '../../src-preload/contract/risk/risk-screen';
import type { RiskSearch } from '../../src-renderer/features/risk/risk-search';

await import('./support/in-document');
const { RiskList } = await import('../../src-renderer/features/risk/risk-list');
const { useRiskSort } = await import('../../src-renderer/features/risk/use-risk-sort');

const key = 'steward-sort Risk';
beforeEach(() => localStorage.clear());
afterEach(cleanup);

/** Risk with an address that it changes itself. */
function open(first: RiskSearch = {}) {
  const { result } = renderHook(() => {
    const [search, go] = useState(first);
    return { search, of: useRiskSort(search, go) };
  });
  return {
    search: () => result.current.search,
    of: (withModel = true) => result.current.of(withModel),
  };
}
const byName = { key: 'name', descending: false };
const byLoss = { key: 'expectedLoss90', descending: true };
const filter = { levels: ['high' as const] };

test('Risk stands by expected loss, or by level where there is no model, and offers no way back to that', () => {
  const { of } = open();
  expect(of()).toMatchObject({ sort: byLoss, onUsual: null });
  expect(of(false)).toMatchObject({ sort: { key: 'level', descending: true }, onUsual: null });
});

test('the order that was chosen is kept, and goes by one press with what the address said of it alone', () => {
  const { search, of } = open({ filter });
  act(() => of().onSort(byName));
  expect([of().sort, search()]).toEqual([byName, { filter, sort: byName }]);
  expect(open().of().sort).toEqual(byName);
  act(() => of().onUsual?.());
  expect(search()).toEqual({ filter });
  cleanup();
  expect(open().of()).toMatchObject({ sort: byLoss, onUsual: null });
});

test('the usual column the other way round is not the usual order', () => {
  const { search, of } = open({ sort: { ...byLoss, descending: false } });
  act(() => of().onUsual?.());
  expect(search()).toEqual({});
  expect(of().onUsual).toBeNull();
});

test('an order that can’t be used any more is as none', () => {
  localStorage.setItem(key, JSON.stringify({ key: 'gone', descending: true }));
  expect(open().of()).toMatchObject({ sort: byLoss, onUsual: null });
});

test('the list has the focus once its order was pressed for', () => {
  const book = { points: [], total: 1, model: null } as unknown as RiskScreen;
  const point = { id: 1, name: 'Acme', owner: null, arr: 1, level: 'low', levelSince: null, p90: null };
  const points = [{ ...point, expectedLoss90: null, topReason: null, renewsOn: null }];
  let pressed = 0;
  const list = (onUsual: (() => void) | null) => (
    <MantineProvider>
      <RiskList
        book={{ ...book, points } as unknown as RiskScreen}
        sort={byName}
        onSort={() => undefined}
        onUsual={onUsual}
        onOpen={() => undefined}
      />
    </MantineProvider>
  );
  const { rerender } = render(list(() => (pressed += 1)));
  fireEvent.click(screen.getByRole('button', { name: 'Back to the usual order' }));
  expect([pressed, document.activeElement?.getAttribute('aria-label')]).toEqual([1, 'Accounts by risk']);
  rerender(list(null));
  expect(screen.queryByRole('button', { name: 'Back to the usual order' })).toBeNull();
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Accounts by risk');
});
