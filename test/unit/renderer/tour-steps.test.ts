import { describe, expect, test } from 'vitest';
import { menuKeys, menuRooms } from '../../../src-preload/contract/menu-keys';
import { type TourFacts, tourSteps } from '../../../src-renderer/app/tour/tour-steps';
import { keyMap } from '../../../src-renderer/ui/keys/key-map';

const manager: TourFacts = {
  queue: true,
  account: 7,
  mayWrite: true,
  noteKey: 'Ctrl+Alt+N',
  command: 'Ctrl',
};
const said = (facts: Partial<TourFacts>, step: number) => {
  const one = tourSteps({ ...manager, ...facts })[step];
  return `${one?.words} ${one?.deed}`;
};
const keysIn = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, key]) => key);

describe('the tour', () => {
  test('tells of keys that the queue, Today and the menu have', () => {
    const { queue, today, shell } = keyMap;
    for (const key of ['j', 'k', 'e'] as const) expect(queue.keys[key]).toBeTruthy();
    expect([queue.keys.e, Object.keys(today.keys), Object.keys(shell.keys)]).toEqual([
      'Done',
      ['u'],
      ['i', '?'],
    ]);
    expect([0, 1, 2, 3].map((step) => keysIn(said({}, step)))).toEqual([
      ['j', 'k', 'e', 'u'],
      [],
      [`Ctrl+${menuKeys.palette}`, '?', `Ctrl+${menuKeys.palette}`, 'Esc'],
      [`Ctrl+${menuKeys.note}`, 'Ctrl+Alt+N', `Ctrl+${menuKeys.note}`, 'Esc'],
    ]);
  });

  test('has the keys of the machine', () => {
    expect(keysIn(said({ command: '⌘' }, 2))[0]).toBe('⌘+K');
  });

  test('says of an empty queue that nobody needs one, and how to come back', () => {
    const text = said({ queue: false }, 0);
    expect(text).toContain('Nothing needs you right now.');
    expect(keysIn(text)).toEqual([`Ctrl+${menuRooms.find(({ label }) => label === 'Today')?.key}`]);
  });

  test('shows no sum where no account has a score', () => {
    expect(said({}, 1)).toContain('add up');
    expect(said({ account: undefined }, 1)).toContain('add up');
    const text = said({ account: null }, 1);
    expect(text).toContain('None has one yet');
    expect(keysIn(text)).toEqual(['Ctrl+3']);
  });

  test('tells of no key for notes that another program has, or that is turned off', () => {
    expect(keysIn(said({ noteKey: null }, 3))).toEqual(['Ctrl+N', 'Ctrl+N', 'Esc']);
  });

  test('leads nobody who only reads to a note', () => {
    const text = said({ mayWrite: false }, 3);
    expect(text).not.toMatch(/note|Ctrl\+N/i);
    expect(text).toContain('without a connection');
  });

  test('has four steps, each with a title of its own and something to do where it stands', () => {
    for (const facts of [{}, { queue: false, account: null }, { mayWrite: false }]) {
      const steps = tourSteps({ ...manager, ...facts });
      expect(new Set(steps.map(({ title }) => title)).size).toBe(4);
      for (const { deed, at } of steps) {
        expect(deed).toMatch(/^Try it/);
        expect(at.length).toBeGreaterThan(0);
      }
    }
  });
});
