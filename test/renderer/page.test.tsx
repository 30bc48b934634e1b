// @vitest-environment happy-dom
import { act, cleanup, render, renderHook } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openBeside, useOpenBeside } from '../../src-renderer/app/open-beside';
import { useCellFocus } from '../../src-renderer/features/reports/cohorts/use-cell-focus';
import { useFocusBack, useFocusToNeighbour } from '../../src-renderer/ui/focus-back';
import { giveLateFocus } from '../../src-renderer/ui/late-focus';
import { press } from './support/in-document';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  document.body.innerHTML = '';
});

const focused = () => document.activeElement?.id ?? '';
const focus = (id: string) => document.getElementById(id)?.focus();
const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Stands for what floats above the page. */
function Floating() {
  useFocusBack();
  return (
    <button id="inside" type="button">
      Inside
    </button>
  );
}

function Line({ id }: { id: string }) {
  const line = useRef<HTMLLIElement>(null);
  useFocusToNeighbour(line);
  return (
    <li ref={line}>
      <button id={id} type="button">
        {id}
      </button>
      <button id={`${id}-more`} type="button">
        More
      </button>
    </li>
  );
}

/** Stands for a dialog. */
const Opened = ({ arrived }: { arrived: boolean }) => (
  <div>
    <button id="close" type="button">
      Close
    </button>
    <div ref={giveLateFocus}>
      <button id="other" type="button">
        Other
      </button>
      {arrived && <textarea id="asking" data-autofocus />}
    </div>
  </div>
);

const Page = ({ opens, lines = [] }: { opens: boolean; lines?: readonly string[] }) => (
  <>
    <main id="main" tabIndex={-1}>
      <button id="opener" type="button">
        Open
      </button>
      <ul>
        {lines.map((id) => (
          <Line key={id} id={id} />
        ))}
      </ul>
    </main>
    <div id="overlays">
      <div role="menu">
        <button id="entry" type="button">
          Entry
        </button>
      </div>
      {opens && <Floating />}
    </div>
  </>
);

describe('the focus, once what floats above the page is gone,', () => {
  test('is back at the control that opened it', async () => {
    const { rerender } = render(<Page opens={false} />);
    focus('opener');
    rerender(<Page opens />);
    focus('inside');
    rerender(<Page opens={false} />);
    await act(nextFrame);
    expect(focused()).toBe('opener');
  });

  test('is back at the control that opened the menu of which an entry opened it', async () => {
    const { rerender } = render(<Page opens={false} />);
    focus('opener');
    focus('entry');
    rerender(<Page opens />);
    focus('inside');
    rerender(<Page opens={false} />);
    await act(nextFrame);
    expect(focused()).toBe('opener');
  });

  test('stays where it went meanwhile', async () => {
    const { rerender } = render(<Page opens={false} />);
    focus('opener');
    rerender(<Page opens />);
    focus('entry');
    rerender(<Page opens={false} />);
    await act(nextFrame);
    expect(focused()).toBe('entry');
  });

  test('is on the page where the opener is gone', async () => {
    const { rerender } = render(<Page opens={false} lines={['one']} />);
    focus('one');
    rerender(<Page opens lines={['one']} />);
    focus('inside');
    rerender(<Page opens={false} />);
    await act(nextFrame);
    expect(focused()).toBe('main');
  });
});

describe('the focus, once its line of a list is gone,', () => {
  const leaving = async (before: readonly string[], at: string, after: readonly string[]) => {
    const { rerender } = render(<Page opens={false} lines={before} />);
    focus(at);
    rerender(<Page opens={false} lines={after} />);
    await act(nextFrame);
    return focused();
  };

  test('is in the line that takes its place, else in the one before it, else on the page', async () => {
    expect(await leaving(['a', 'b', 'c'], 'b-more', ['a', 'c'])).toBe('c');
    expect(await leaving(['d', 'e'], 'e', ['d'])).toBe('d');
    expect(await leaving(['f'], 'f', [])).toBe('main');
  });

  test('stays where it is when another line goes', async () => {
    expect(await leaving(['a', 'b', 'c'], 'a', ['a', 'c'])).toBe('a');
    expect(await leaving(['g', 'h'], 'opener', ['g'])).toBe('opener');
  });
});

describe('the focus of a dialog whose content is fetched', () => {
  const arriving = async (at: string) => {
    const { rerender, unmount } = render(<Opened arrived={false} />);
    focus(at);
    rerender(<Opened arrived />);
    await act(nextFrame);
    const where = focused();
    unmount();
    return where;
  };

  test('goes to what asks for it once that is there, and stays with somebody at work', async () => {
    expect(await arriving('close')).toBe('asking');
    expect(await arriving('other')).toBe('other');
  });

  test('goes there once: who leaves it is not brought back', async () => {
    const { rerender } = render(<Opened arrived={false} />);
    focus('close');
    rerender(<Opened arrived />);
    await act(nextFrame);
    focus('close');
    rerender(<Opened arrived={false} />);
    rerender(<Opened arrived />);
    await act(nextFrame);
    expect(focused()).toBe('close');
  });
});

describe('what stands for an account', () => {
  const opened: string[] = [];
  beforeEach(() => {
    opened.length = 0;
    vi.stubGlobal('open', (address: string) => opened.push(address));
    document.body.innerHTML = `
      <main id="main">
        <table><tbody><tr id="row" data-account="5" aria-selected="true"><td id="cell">Acme</td>
          <td><button id="button">Snooze</button><a id="link" href="#">Acme</a></td></tr></tbody></table>
        <p id="none" data-account="x">None</p><p id="nowhere">Nowhere</p>
      </main>
      <div role="dialog"><p id="over" data-account="6">Over</p><input id="field"></div>`;
  });
  /** @returns whether somebody used it */
  const clicked = (id: string, type: string, more: MouseEventInit) => {
    const event = new MouseEvent(type, { bubbles: true, cancelable: true, ...more });
    document.getElementById(id)?.dispatchEvent(event);
    return event.defaultPrevented;
  };

  test('opens in a window of its own by Ctrl or Command with a click, and by the middle button', () => {
    const { unmount } = renderHook(useOpenBeside);
    expect(clicked('cell', 'click', { ctrlKey: true })).toBe(true);
    expect(clicked('cell', 'click', { metaKey: true })).toBe(true);
    expect(clicked('row', 'auxclick', { button: 1 })).toBe(true);
    expect(opened).toEqual(['#/accounts/5', '#/accounts/5', '#/accounts/5']);
    unmount();
    clicked('cell', 'click', { ctrlKey: true });
    clicked('cell', 'auxclick', { button: 1 });
    press('Enter', { ctrlKey: true });
    expect(opened).toHaveLength(3);
  });

  test.each<[string, string, string, MouseEventInit]>([
    ['a plain click', 'cell', 'click', {}],
    ['the right button', 'cell', 'auxclick', { button: 2 }],
    ['a control of its own', 'button', 'click', { ctrlKey: true }],
    ['a link, which the browser opens', 'link', 'click', { ctrlKey: true }],
    ['what lies over the page', 'over', 'click', { ctrlKey: true }],
    ['what is no account', 'none', 'click', { ctrlKey: true }],
    ['any other place', 'nowhere', 'click', { ctrlKey: true }],
  ])('does not by %s', (_, id, type, more) => {
    renderHook(useOpenBeside);
    expect([clicked(id, type, more), opened]).toEqual([false, []]);
  });

  test('opens by Ctrl with Enter where the keyboard is: chosen, current or focused', () => {
    renderHook(useOpenBeside);
    expect(press('Enter', { ctrlKey: true })).toBe(true);
    expect(press('Enter', { metaKey: true })).toBe(true);
    expect([press('Enter'), press('a', { ctrlKey: true })]).toEqual([false, false]);
    expect(opened).toEqual(['#/accounts/5', '#/accounts/5']);
    document.getElementById('row')?.setAttribute('aria-selected', 'false');
    expect(press('Enter', { ctrlKey: true })).toBe(false);
    document.getElementById('row')?.setAttribute('aria-selected', 'true');
    focus('field');
    expect(press('Enter', { ctrlKey: true })).toBe(false);
    expect(opened).toHaveLength(2);
  });

  test('opens beside by its address', () => {
    openBeside('/accounts/7');
    expect(opened).toEqual(['#/accounts/7']);
  });
});

function Table() {
  const { cell, onKeyDown } = useCellFocus([0, 1]);
  const rows = [0, 1];
  return (
    <table onKeyDown={onKeyDown}>
      <tbody>
        {rows.map((row) => (
          <tr key={row}>
            {[0, 1].map((column) => (
              <td key={column}>
                <button id={`c${row}${column}`} type="button" {...cell(row, column)} />
              </td>
            ))}
            <td>
              <button id={`beside${row}`} type="button" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

test('a table of buttons is reached once by Tab, and walked by the arrows', () => {
  render(<Table />);
  const reached = () => [...document.querySelectorAll('[data-cell][tabindex="0"]')].map(({ id }) => id);
  expect(reached()).toEqual(['c01']);
  act(() => focus('c01'));
  const walk = (...keys: string[]) => keys.map((key) => [press(key), focused()]);
  expect(walk('ArrowDown', 'ArrowLeft', 'ArrowUp', 'ArrowRight')).toEqual([
    [true, 'c11'],
    [true, 'c10'],
    [true, 'c00'],
    [true, 'c01'],
  ]);
  expect(reached()).toEqual(['c01']);
  // Nothing is beyond the edge, and other keys are others'.
  expect(walk('ArrowUp', 'ArrowRight', 'a')).toEqual([
    [false, 'c01'],
    [false, 'c01'],
    [false, 'c01'],
  ]);
  act(() => focus('beside0'));
  expect(press('ArrowLeft')).toBe(false);
});
