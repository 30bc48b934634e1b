// @vitest-environment happy-dom
import { act, cleanup, render, renderHook } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useHistoryEnds } from '../../src-renderer/app/use-history-ends';
import { useKeptScroll } from '../../src-renderer/ui/use-kept-scroll';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** What a window's history is to the screens: happy-dom has none. */
function stubNavigation(key: string) {
  const target = new EventTarget();
  const navigation = Object.assign(target, {
    currentEntry: { key } as { key: string } | null,
    canGoBack: false,
    canGoForward: false,
  });
  vi.stubGlobal('navigation', navigation);
  return {
    navigation,
    goTo(next: string, more: { canGoBack?: boolean; canGoForward?: boolean } = {}) {
      navigation.currentEntry = { key: next };
      Object.assign(navigation, more);
      act(() => void target.dispatchEvent(new Event('currententrychange')));
    },
  };
}

test('the ends of the history are known, and told as one moves', () => {
  const { goTo } = stubNavigation('a');
  const { result, unmount } = renderHook(useHistoryEnds);
  expect(result.current).toEqual({ canGoBack: false, canGoForward: false });
  goTo('b', { canGoBack: true });
  expect(result.current).toEqual({ canGoBack: true, canGoForward: false });
  goTo('a', { canGoBack: false, canGoForward: true });
  expect(result.current).toEqual({ canGoBack: false, canGoForward: true });
  unmount();
});

function Scroller() {
  const page = useRef<HTMLDivElement>(null);
  useKeptScroll(page);
  return (
    <div ref={page} id="scroller">
      <p>Words</p>
    </div>
  );
}

describe('a page that one comes back to', () => {
  /** Tells that the page has grown. */
  let grow: () => void;
  let isWatched: boolean;
  /** As long as the page is by now, it can be scrolled. */
  let longest: number;
  let top: number;
  beforeEach(() => {
    [grow, isWatched, longest, top] = [() => undefined, false, 1_000, 0];
    vi.stubGlobal(
      'ResizeObserver',
      class {
        constructor(told: () => void) {
          grow = () => isWatched && told();
        }
        observe() {
          isWatched = true;
          grow();
        }
        disconnect() {
          isWatched = false;
        }
      },
    );
  });

  function shown() {
    const { unmount } = render(<Scroller />);
    const scroller = document.getElementById('scroller') as HTMLElement;
    Object.defineProperty(scroller, 'scrollTop', {
      get: () => top,
      set: (wanted: number) => {
        top = Math.min(wanted, longest);
      },
    });
    return {
      unmount,
      does: (what: string) => scroller.dispatchEvent(new Event(what)),
      scrollTo(place: number) {
        top = place;
        scroller.dispatchEvent(new Event('scroll'));
      },
    };
  }

  test('is scrolled as it was left, and a page that is new is at its top', () => {
    const { goTo } = stubNavigation('one');
    const page = shown();
    page.scrollTo(400);
    top = 0;
    goTo('two');
    expect([top, isWatched]).toEqual([0, false]);
    page.scrollTo(30);
    goTo('one');
    expect([top, isWatched]).toEqual([400, false]);
    goTo('two');
    expect(top).toBe(30);
  });

  test('is scrolled once what comes late makes it long enough', () => {
    const { goTo } = stubNavigation('three');
    const page = shown();
    page.scrollTo(400);
    [top, longest] = [0, 100];
    goTo('elsewhere');
    goTo('three');
    expect([top, isWatched]).toEqual([100, true]);
    longest = 900;
    grow();
    expect([top, isWatched]).toEqual([400, false]);
    top = 0;
    grow();
    expect(top).toBe(0);
  });

  test.each(['wheel', 'keydown'])('is left to whoever moves it meanwhile by %s', (by) => {
    const { goTo } = stubNavigation(`four ${by}`);
    const page = shown();
    page.scrollTo(400);
    [top, longest] = [0, 100];
    goTo('elsewhere');
    goTo(`four ${by}`);
    page.does(by);
    [top, longest] = [50, 900];
    grow();
    expect(top).toBe(50);
  });

  test('is not scrolled any more when what was late came too late', () => {
    const { goTo } = stubNavigation('five');
    const page = shown();
    page.scrollTo(400);
    [top, longest] = [0, 100];
    goTo('elsewhere');
    const now = vi.spyOn(performance, 'now').mockReturnValue(0);
    goTo('five');
    longest = 900;
    now.mockReturnValue(15_001);
    grow();
    expect([top, isWatched]).toEqual([100, false]);
    now.mockRestore();
  });

  test('is watched no more once it is gone', () => {
    const { goTo } = stubNavigation('six');
    const page = shown();
    page.scrollTo(400);
    longest = 100;
    goTo('elsewhere');
    goTo('six');
    page.unmount();
    expect(isWatched).toBe(false);
    goTo('elsewhere');
    goTo('six');
    expect(isWatched).toBe(false);
  });
});
