// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, test } from 'vitest';
import { useWindowedRows } from '../../src-renderer/api/use-windowed-rows';
import { useFirstRows } from '../../src-renderer/ui/table/use-first-rows';

interface Page {
  readonly total: number;
  readonly rows: readonly string[];
}

/** A list of 1,000 rows of each scope, whose pages come when they are let go. */
function listOf(scopeAtFirst: string) {
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } },
  });
  const fetched: string[] = [];
  const held = new Map<string, () => void>();
  let isHeld = false;
  const queryOf = (scope: string) => (window: { offset: number; limit: number }) => ({
    queryKey: ['rows', scope, window] as const,
    queryFn: async (): Promise<Page> => {
      fetched.push(`${scope} ${window.offset}`);
      if (isHeld) await new Promise<void>((go) => held.set(`${scope} ${window.offset}`, go));
      if (scope === 'broken') throw new Error('no such list');
      return {
        total: 1000,
        rows: Array.from({ length: window.limit }, (_, at) => `${scope}${window.offset + at}`),
      };
    },
  });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result, rerender } = renderHook(({ scope }) => useWindowedRows(scope, queryOf(scope)), {
    initialProps: { scope: scopeAtFirst },
    wrapper,
  });
  return {
    fetched,
    list: () => result.current,
    show: (scope: string) => rerender({ scope }),
    hold: () => {
      isHeld = true;
    },
    letGo: (what: string) => act(async () => held.get(what)?.()),
  };
}

describe('a list of any length', () => {
  test('fetches the page in sight alone, and knows how many there are', async () => {
    const { list, fetched } = listOf('a');
    await waitFor(() => expect(list().rows.count).toBe(1000));
    expect(fetched).toEqual(['a 0']);
    expect([list().rows.at(0), list().rows.at(99), list().rows.at(100)]).toEqual(['a0', 'a99', undefined]);
    expect(list().page?.total).toBe(1000);
  });

  test('fetches what is scrolled to, once the scrolling rests', async () => {
    const { list, fetched } = listOf('a');
    await waitFor(() => expect(list().rows.count).toBe(1000));
    act(() => list().onRange(300, 320));
    act(() => list().onRange(899, 901));
    await waitFor(() => expect(list().rows.at(900)).toBe('a900'));
    expect(fetched).toEqual(['a 0', 'a 800', 'a 900']);
    expect(list().rows.at(899)).toBe('a899');
  });

  test('keeps showing the former list until the first page of a new one is there', async () => {
    const { list, show, hold, letGo, fetched } = listOf('a');
    await waitFor(() => expect(list().rows.count).toBe(1000));
    hold();
    show('b');
    await waitFor(() => expect(fetched).toContain('b 0'));
    expect([list().scope, list().rows.at(5)]).toEqual(['a', 'a5']);
    await letGo('b 0');
    await waitFor(() => expect(list().scope).toBe('b'));
    expect(list().rows.at(5)).toBe('b5');
  });

  test('begins a new list at its top, wherever the former was scrolled to', async () => {
    const { list, show, fetched } = listOf('a');
    await waitFor(() => expect(list().rows.count).toBe(1000));
    act(() => list().onRange(900, 920));
    await waitFor(() => expect(fetched).toContain('a 900'));
    show('b');
    await waitFor(() => expect(list().scope).toBe('b'));
    expect(fetched.filter((one) => one.startsWith('b'))).toEqual(['b 0']);
  });

  test('says what went wrong, and asks again when it is told to', async () => {
    const { list, fetched } = listOf('broken');
    await waitFor(() => expect(list().error).toBeInstanceOf(Error));
    expect([list().rows.count, list().page]).toEqual([0, undefined]);
    act(() => list().refetch());
    await waitFor(() => expect(fetched).toEqual(['broken 0', 'broken 0']));
  });
});

describe('a list of which the first rows are drawn', () => {
  const rows = ['a', 'b', 'c'];

  test('is drawn whole where somebody asks, and again in part', () => {
    const { result } = renderHook(() => useFirstRows(rows, 2));
    expect(result.current).toMatchObject({ shown: ['a', 'b'], isWhole: false });
    act(() => result.current.toggle());
    expect(result.current).toMatchObject({ shown: rows, isWhole: true });
    act(() => result.current.toggle());
    expect(result.current).toMatchObject({ shown: ['a', 'b'], isWhole: false });
  });

  test('is whole where it is no longer than that, or all of it is wanted from the start', () => {
    expect(renderHook(() => useFirstRows(rows, 3)).result.current).toMatchObject({
      shown: rows,
      isWhole: true,
    });
    expect(renderHook(() => useFirstRows(rows, 2, true)).result.current).toMatchObject({
      shown: rows,
      isWhole: true,
    });
  });
});
