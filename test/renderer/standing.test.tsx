// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { starterConfig } from '../../src-main/engines/health/starter-config';
import type { HealthConfig } from '../../src-preload/contract/health-config';
import type { ConfigVersion } from '../../src-preload/contract/settings';
import type { Column } from '../../src-renderer/ui/table/column';

const told: string[] = [];
vi.mock('../../src-renderer/ui/notify', () => ({ notifyDone: (words: string) => told.push(words) }));
await import('./support/in-document');
const { cleanAddress } = await import('../../src-renderer/app/clean-address');
const { useFound } = await import('../../src-renderer/app/find/use-found');
const { useConfigDraft } = await import('../../src-renderer/features/settings/scores/draft/use-config-draft');
const { readDraft } = await import('../../src-renderer/features/settings/scores/draft/draft-store');
const { useColumns } = await import('../../src-renderer/ui/table/use-columns');
const { countDaysIn, useNow, useToday } = await import('../../src-renderer/ui/use-now');

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  document.body.innerHTML = '';
});

describe('a draft of how scores are made', () => {
  const saved = { version: 4, config: starterConfig } as ConfigVersion;
  const draftOf = (of: ConfigVersion = saved) => renderHook(() => useConfigDraft(of)).result;
  const edges = (middle: number) => (config: HealthConfig) => ({
    ...config,
    bands: { ...config.bands, middle },
  });

  test('outlives the window, for the version it began with', () => {
    const draft = draftOf();
    expect(draft.current).toMatchObject({ changed: false, config: starterConfig });
    act(() => draft.current.update(edges(41)));
    expect(draft.current.changed).toBe(true);
    cleanup();
    expect(draftOf().current).toMatchObject({ changed: true, config: { bands: { middle: 41 } } });
    cleanup();
    // A version that came since has no draft; it takes the one of before away.
    expect(draftOf({ ...saved, version: 5 }).current.changed).toBe(false);
    expect(readDraft()).toBeNull();
  });

  test('is none once all is as it was saved, or discarded', () => {
    const draft = draftOf();
    act(() => draft.current.update(edges(41)));
    act(() => draft.current.discard());
    expect([draft.current.changed, readDraft()]).toEqual([false, null]);
  });

  test('that can’t be saved is not kept: the last good one is', () => {
    const draft = draftOf();
    act(() => draft.current.update(edges(41)));
    act(() => draft.current.update(edges(99)));
    expect(draft.current.problems.size).toBeGreaterThan(0);
    expect(readDraft()?.config.bands.middle).toBe(41);
  });

  test('that can’t be read is none', () => {
    for (const kept of ['{', '{"basedOn":4}', '7']) {
      localStorage.setItem('steward-score-draft', kept);
      expect(readDraft()).toBeNull();
    }
  });
});

describe('the columns of a table', () => {
  const column = (id: string, part: Partial<Column<never>> = {}) =>
    ({ id, header: id, width: 100, cell: () => null, ...part }) as Column<never>;
  const plain = [column('name', { grow: true }), column('arr'), column('score')];
  const withRest = [column('name', { rest: 3 }), column('arr'), column('why', { rest: 1 })];
  const shown = (columns: readonly Column<never>[], ids?: readonly string[]) =>
    renderHook(() => useColumns('accounts', columns, ids)).result.current;
  const dragged = (widths: object) =>
    localStorage.setItem('steward-column-widths accounts', JSON.stringify(widths));

  test('share the room that is left by their widths, twice for one that grows', () => {
    const { template, leastWidth, visible } = shown(plain);
    expect(template).toBe('minmax(100px, 200fr) minmax(100px, 100fr) minmax(100px, 100fr)');
    expect([leastWidth, visible.map(({ id }) => id)]).toEqual([300, ['name', 'arr', 'score']]);
  });

  test('leave the room that is left to those whose words need it', () => {
    expect(shown(withRest).template).toBe('minmax(100px, 3fr) 100px minmax(100px, 1fr)');
  });

  test('are as wide as they were dragged; where none that needs the rest is left, all share it again', () => {
    dragged({ arr: 60 });
    expect(shown(withRest)).toMatchObject({
      template: 'minmax(100px, 3fr) 60px minmax(100px, 1fr)',
      leastWidth: 260,
    });
    cleanup();
    dragged({ name: 300, why: 50 });
    expect(shown(withRest).template).toBe('300px minmax(100px, 100fr) 50px');
  });

  test('show as they were chosen', () => {
    const { visible, template, leastWidth } = shown(plain, ['score', 'name']);
    expect(visible.map(({ id }) => id)).toEqual(['name', 'score']);
    const idsOf = (ids: readonly string[]) => shown(plain, ids).visible.map(({ id }) => id);
    expect(idsOf(['name', 'score', 'arr'])).toEqual(['name', 'score', 'arr']);
    expect(idsOf(['name', 'arr', 'of a newer Steward', 'score'])).toEqual(['name', 'arr', 'score']);
    expect([template, leastWidth]).toEqual(['minmax(100px, 200fr) minmax(100px, 100fr)', 200]);
  });
});

describe('the time on a screen', () => {
  beforeEach(() => vi.useFakeTimers({ now: Date.UTC(2026, 10, 30, 22, 59, 50) }));

  test('moves on every fifteen seconds for all that show it, and rests while nobody does', () => {
    const first = renderHook(useNow);
    const second = renderHook(useNow);
    act(() => void vi.advanceTimersByTime(15_000));
    const later = Date.UTC(2026, 10, 30, 23, 0, 5);
    expect([first.result.current, second.result.current]).toEqual([later, later]);
    expect(vi.getTimerCount()).toBe(1);
    first.unmount();
    act(() => void vi.advanceTimersByTime(15_000));
    expect(second.result.current).toBe(later + 15_000);
    second.unmount();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is that of now for who looks after nobody did for an hour', () => {
    renderHook(useNow).unmount();
    vi.advanceTimersByTime(3_600_000);
    expect(renderHook(useNow).result.current).toBe(Date.now());
  });

  test('is the company’s day, which changes at its midnight and with its zone', () => {
    act(() => countDaysIn('Europe/Berlin'));
    const today = renderHook(useToday).result;
    expect(today.current).toBe('2026-11-30');
    act(() => void vi.advanceTimersByTime(15_000));
    expect(today.current).toBe('2026-12-01');
    act(() => countDaysIn('America/New_York'));
    expect(today.current).toBe('2026-11-30');
    act(() => countDaysIn('UTC'));
  });
});

describe('an address that carries more than can be read', () => {
  const read = ({ tab }: Record<string, unknown>) => (typeof tab === 'string' ? { tab } : {});
  const enter = (search: object, preload = false) =>
    cleanAddress(read)({ location: { pathname: '/accounts/5', search }, preload });
  const leads = (search: object, preload = false): unknown => {
    try {
      enter(search, preload);
    } catch (thrown) {
      return (thrown as { options: unknown }).options;
    }
    return null;
  };
  beforeEach(() => {
    told.length = 0;
  });

  test('leads to what could be read of it, and says so', () => {
    expect(leads({ tab: 'risk', moon: 1 })).toMatchObject({
      to: '/accounts/5',
      search: { tab: 'risk' },
      replace: true,
    });
    expect(told).toEqual(['Part of the address can’t be read and was left out.']);
  });

  test('says nothing while it is only fetched ahead', () => {
    expect(leads({ moon: 1 }, true)).toMatchObject({ search: {} });
    expect(told).toEqual([]);
  });

  test('that is read whole is entered', () => {
    expect([leads({ tab: 'risk' }), leads({}), told]).toEqual([null, null, []]);
  });
});

describe('what is looked for on a page', () => {
  const marks = new Map<string, Set<string>>();
  const scrolled: string[] = [];
  beforeEach(() => {
    marks.clear();
    scrolled.length = 0;
    vi.stubGlobal(
      'Highlight',
      class extends Set<string> {
        constructor(...ranges: Range[]) {
          super(ranges.map((range) => `${range.startContainer.parentElement?.id}:${range.startOffset}`));
        }
      },
    );
    vi.stubGlobal('CSS', { highlights: marks });
    Element.prototype.checkVisibility = () => true;
    Element.prototype.scrollIntoView = function scrollIntoView(this: Element) {
      scrolled.push(this.id);
    };
    document.body.innerHTML = '<main id="main"><p id="a">Acme</p><p id="b">An acme</p></main>';
  });
  const marked = (name: string) => [...(marks.get(name) ?? [])];

  test('is marked wherever it stands, and the place one is at comes into sight', () => {
    const { result, rerender, unmount } = renderHook(({ at }) => useFound('acme', at), {
      initialProps: { at: 0 },
    });
    expect([result.current, marked('found'), marked('found-here')]).toEqual([2, ['a:0', 'b:3'], ['a:0']]);
    rerender({ at: 1 });
    expect([marked('found-here'), scrolled]).toEqual([['b:3'], ['a', 'b']]);
    // Of fewer places than one had gone through the last is the one.
    rerender({ at: 7 });
    expect(marked('found-here')).toEqual(['b:3']);
    unmount();
    expect([...marks.keys()]).toEqual([]);
  });

  test('is marked anew as the page changes, which stays where it is', async () => {
    const { result } = renderHook(() => useFound('acme', 0));
    const more = document.createElement('p');
    more.id = 'c';
    more.textContent = 'ACME';
    document.getElementById('main')?.prepend(more);
    await act(() => new Promise((resolve) => setTimeout(resolve, 60)));
    expect([result.current, marked('found-here')]).toEqual([3, ['c:0']]);
    expect(scrolled).toEqual(['a']);
  });

  test('is nowhere where it is not, nor where there is no page', () => {
    expect(renderHook(() => useFound('zebra', 0)).result.current).toBe(0);
    expect([marked('found'), marked('found-here'), scrolled]).toEqual([[], [], []]);
    cleanup();
    document.body.innerHTML = '';
    expect(renderHook(() => useFound('acme', 0)).result.current).toBe(0);
  });
});
