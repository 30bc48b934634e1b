import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { screenOfAddress } from '../../src-main/app/screen-address';
import { placeBeside } from '../../src-main/app/window-place';

describe('a link of ours that is to open in a window of its own', () => {
  it.each([
    ['app://steward/#/accounts/5', '#/accounts/5'],
    ['app://steward/index.html#/accounts/5?tab=risk', '#/accounts/5?tab=risk'],
    ['http://127.0.0.1:5173/#/', '#/'],
  ])('%s leads to its screen', (address, screen) =>
    expect(screenOfAddress(address, 'http://127.0.0.1:5173')).toBe(screen),
  );
  it.each([
    'https://example.com/#/accounts/5',
    'http://127.0.0.1:5173/#/',
    'app://steward/',
    'app://steward/#accounts',
    'app://steward/assets/a.js#/accounts/5',
    'app://steward.example/#/accounts/5',
    `app://steward/#/${'x'.repeat(3000)}`,
    'javascript:alert(1)//#/',
    'no address',
  ])('%s leads to none', (address) => expect(screenOfAddress(address, null)).toBeNull());
});

const workArea = { x: 100, y: 30, width: 1600, height: 900 };

describe('a further window', () => {
  it('stands a step beside the one before, and is as large', () => {
    const before = { x: 200, y: 100, width: 1000, height: 700 };
    expect(placeBeside(before, workArea)).toEqual({ x: 228, y: 128, width: 1000, height: 700 });
  });
  it('begins at the edge again where it would stand out, to the pixel', () => {
    const wide = { y: 100, width: 1000, height: 700 };
    expect(placeBeside({ ...wide, x: 672 }, workArea).x).toBe(700);
    expect(placeBeside({ ...wide, x: 673 }, workArea).x).toBe(100);
    const high = { x: 200, width: 1000, height: 700 };
    expect(placeBeside({ ...high, y: 202 }, workArea).y).toBe(230);
    expect(placeBeside({ ...high, y: 203 }, workArea).y).toBe(30);
  });
  test('is whole on its screen, wherever the one before is', () => {
    const length = fc.integer({ min: 300, max: 4000 });
    const at = fc.integer({ min: -5000, max: 5000 });
    fc.assert(
      fc.property(fc.record({ x: at, y: at, width: length, height: length }), (before) => {
        const { x, y, width, height } = placeBeside(before, workArea);
        expect(x).toBeGreaterThanOrEqual(workArea.x);
        expect(y).toBeGreaterThanOrEqual(workArea.y);
        expect(x + width).toBeLessThanOrEqual(workArea.x + workArea.width);
        expect(y + height).toBeLessThanOrEqual(workArea.y + workArea.height);
      }),
    );
  });
});
