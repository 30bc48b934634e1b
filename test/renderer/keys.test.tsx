// @vitest-environment happy-dom
import { cleanup, render, renderHook } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { useActiveRow } from '../../src-renderer/ui/table/use-active-row';
import { useRovingFocus } from '../../src-renderer/ui/use-roving-focus';
import { useSaveKey } from '../../src-renderer/ui/use-save-key';
import { useShortcuts } from '../../src-renderer/ui/use-shortcuts';
import { useWalk } from '../../src-renderer/ui/use-walk';
import { press } from './support/in-document';

afterEach(() => {
  cleanup();
  document.body.innerHTML = '';
});

function focusOn(html: string): void {
  const place = document.createElement('div');
  place.innerHTML = html;
  document.body.append(place);
  place.querySelector<HTMLElement>('[data-here]')?.focus();
}

function List({
  rows,
  keys,
}: {
  rows: readonly string[];
  keys: (walk: ReturnType<typeof useWalk<string>>) => void;
}) {
  const walk = useWalk(rows, (row) => `[data-row="${row}"]`);
  keys(walk);
  return (
    <div ref={walk.body}>
      {rows.map((row) => (
        <div key={row} data-row={row}>
          <button type="button">{row}</button>
        </div>
      ))}
    </div>
  );
}

const names = ['0', '1', '2', '3'];

function Links({ count }: { count: number }) {
  const list = useRef<HTMLUListElement>(null);
  const { onKeyDown, onFocus } = useRovingFocus(list, count);
  return (
    <ul ref={list} onKeyDown={onKeyDown} onFocus={onFocus}>
      {names.slice(0, count).map((name) => (
        <li key={name}>
          <a href="#there">{name}</a>
        </li>
      ))}
    </ul>
  );
}

describe('a single key of a screen', () => {
  const acts = () => {
    const act = vi.fn();
    renderHook(() => useShortcuts({ e: act, Enter: act }));
    return act;
  };

  test('acts, and nobody else acts on it', () => {
    const act = acts();
    expect(press('e')).toBe(true);
    expect(act).toHaveBeenCalledTimes(1);
    expect(press('x')).toBe(false);
  });

  test.each(['ctrlKey', 'metaKey', 'altKey'] as const)('means something else with %s', (modifier) => {
    const act = acts();
    press('e', { [modifier]: true });
    expect(act).not.toHaveBeenCalled();
  });

  test.each([
    '<input data-here>',
    '<textarea data-here></textarea>',
    '<select data-here></select>',
    '<div contenteditable="true" tabindex="0" data-here></div>',
  ])('is typed where one types: %s', (html) => {
    const act = acts();
    focusOn(html);
    press('e');
    expect(act).not.toHaveBeenCalled();
  });

  test('acts from a box that is ticked', () => {
    const act = acts();
    focusOn('<input type="checkbox" data-here>');
    press('e');
    expect(act).toHaveBeenCalledTimes(1);
  });

  test('keeps out while a dialog is open, or on its way', () => {
    const act = acts();
    focusOn('<div role="dialog"></div>');
    press('e');
    document.body.innerHTML = '';
    cleanup();
    renderHook(() => useShortcuts({ e: act }, true));
    press('e');
    expect(act).not.toHaveBeenCalled();
  });

  test('leaves Enter to the link that has the focus, and letters not', () => {
    const act = acts();
    focusOn('<a href="#" data-here>there</a>');
    press('Enter');
    expect(act).not.toHaveBeenCalled();
    press('e');
    expect(act).toHaveBeenCalledTimes(1);
  });

  test('acts no more once its screen is gone', () => {
    const act = acts();
    cleanup();
    press('e');
    expect(act).not.toHaveBeenCalled();
  });
});

describe('Ctrl+S', () => {
  test('saves from wherever the focus is, and so does ⌘S', () => {
    const save = vi.fn();
    renderHook(() => useSaveKey(save));
    focusOn('<input data-here>');
    expect(press('s', { ctrlKey: true })).toBe(true);
    expect(press('S', { metaKey: true })).toBe(true);
    expect(save).toHaveBeenCalledTimes(2);
  });

  test('saves nothing behind a dialog, without the key, or with another', () => {
    const save = vi.fn();
    renderHook(() => useSaveKey(save));
    press('s');
    press('s', { ctrlKey: true, altKey: true });
    press('d', { ctrlKey: true });
    focusOn('<div role="dialog"></div>');
    expect(press('s', { ctrlKey: true })).toBe(true);
    expect(save).not.toHaveBeenCalled();
  });
});

describe('walking a list', () => {
  function list(rows: readonly string[]) {
    let walk = null as unknown as ReturnType<typeof useWalk<string>>;
    const keys = (one: typeof walk) => {
      walk = one;
    };
    const { rerender } = render(<List rows={rows} keys={keys} />);
    return {
      now: () => walk,
      press(key: keyof typeof walk.keys) {
        walk.keys[key]();
        rerender(<List rows={rows} keys={keys} />);
      },
      shows(fewer: readonly string[]) {
        rerender(<List rows={fewer} keys={keys} />);
      },
    };
  }

  test('goes row by row with the focus, and not beyond its ends', () => {
    const { now, press: go } = list(['a', 'b', 'c']);
    expect(now().meant).toBe('a');
    go('k');
    expect(now().meant).toBe('a');
    go('j');
    expect([now().meant, document.activeElement?.textContent]).toEqual(['b', 'b']);
    go('ArrowDown');
    go('ArrowDown');
    expect([now().meant, now().current, document.activeElement?.textContent]).toEqual(['c', 2, 'c']);
    go('ArrowUp');
    expect(now().meant).toBe('b');
  });

  test('stands on the last row where the one it stood on is gone, and on none in an empty list', () => {
    const { now, press: go, shows } = list(['a', 'b', 'c']);
    go('j');
    go('j');
    shows(['a', 'b']);
    expect(now().meant).toBe('b');
    shows([]);
    expect([now().meant, now().current]).toEqual([undefined, -1]);
  });
});

describe('a list that Tab reaches once', () => {
  const links = () => [...document.querySelectorAll('a')];
  const reached = () => links().flatMap((link, at) => (link.tabIndex === 0 ? [at] : []));

  test('is entered at the first, and then where the keyboard was', () => {
    render(<Links count={4} />);
    expect(reached()).toEqual([0]);
    links()[0]?.focus();
    for (const key of ['ArrowDown', 'j', 'j', 'j']) press(key);
    expect([document.activeElement?.textContent, reached()]).toEqual(['3', [3]]);
    press('k');
    press('ArrowUp');
    expect(document.activeElement?.textContent).toBe('1');
    press('End');
    expect(document.activeElement?.textContent).toBe('3');
    press('Home');
    expect([document.activeElement?.textContent, reached()]).toEqual(['0', [0]]);
  });

  test('moves with no key that is held with another, nor with one it doesn’t know', () => {
    render(<Links count={3} />);
    links()[0]?.focus();
    expect(press('j', { ctrlKey: true })).toBe(false);
    expect(press('j', { metaKey: true })).toBe(false);
    expect(press('j', { altKey: true })).toBe(false);
    expect(press('x')).toBe(false);
    expect(document.activeElement?.textContent).toBe('0');
  });

  test('is reached at its last where it grew shorter', () => {
    const { rerender } = render(<Links count={4} />);
    links()[3]?.focus();
    rerender(<Links count={2} />);
    expect(reached()).toEqual([1]);
  });
});

describe('the row that the keyboard is on', () => {
  function rows(start: number) {
    const did: string[] = [];
    const options = {
      ...{ count: 30, start, pageRows: 10 },
      reveal: (at: number) => did.push(`reveal ${at}`),
      open: (at: number) => did.push(`open ${at}`),
      choose: (at: number) => did.push(`choose ${at}`),
    };
    const { result, rerender } = renderHook(() => useActiveRow(options));
    const key = (name: string, more: object = {}) => {
      const target = {};
      const event = {
        key: name,
        target,
        currentTarget: target,
        preventDefault: () => did.push('used'),
        ...more,
      };
      result.current.onKeyDown(event as never);
      rerender();
    };
    return { did, key, active: () => result.current.active };
  }

  test('moves, is opened and chosen', () => {
    const { did, key, active } = rows(3);
    key('j');
    key('Enter');
    key('x');
    expect(did).toEqual(['used', 'reveal 4', 'open 4', 'choose 4']);
    expect(active()).toBe(4);
  });

  test('is none at first: Enter opens nothing', () => {
    const { did, key } = rows(-1);
    key('Enter');
    key('x');
    expect(did).toEqual([]);
  });

  test('is the first of all for 0 as well', () => {
    const { did, key } = rows(0);
    key('Enter');
    key('x');
    expect(did).toEqual(['open 0', 'choose 0']);
  });

  test('stays where a key is for what stands in the row, or held with another', () => {
    const { did, key, active } = rows(3);
    key('j', { target: {} });
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey']) key('j', { [modifier]: true });
    expect([did, active()]).toEqual([[], 3]);
  });
});
