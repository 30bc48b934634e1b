import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeOnScreens, readWindowState, writeWindowState } from '../../src-main/app/window-state';

const screenArea = { x: 0, y: 0, width: 1920, height: 1080 };

describe('the window remembers where it was', () => {
  it('gives back what was written', () => {
    const folder = mkdtempSync(join(tmpdir(), 'steward-window-'));
    const file = join(folder, 'window.json');
    writeWindowState(file, { x: 10, y: 20, width: 1000, height: 700, maximized: true });
    expect(readWindowState(file)).toEqual({ x: 10, y: 20, width: 1000, height: 700, maximized: true });
    expect(readdirSync(folder)).toEqual(['window.json']);
  });
  it('opens as the first time when the file is missing or damaged', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'steward-window-')), 'window.json');
    expect(readWindowState(file)).toEqual({ width: 1280, height: 800, maximized: false });
    writeFileSync(file, '{"width": "wide"');
    expect(readWindowState(file)).toEqual({ width: 1280, height: 800, maximized: false });
  });
  it('comes back to a screen that is there', () => {
    const state = { x: 3000, y: 20, width: 1000, height: 700, maximized: false };
    expect(placeOnScreens(state, [screenArea])).toEqual({ width: 1000, height: 700, maximized: false });
    expect(placeOnScreens({ ...state, x: 300 }, [screenArea])).toEqual({ ...state, x: 300 });
  });
  it('is no larger than the screens that are there, and reaches over several of them', () => {
    const large = { x: 0, y: 0, width: 3840, height: 2160, maximized: false };
    expect(placeOnScreens(large, [screenArea])).toEqual({ ...large, width: 1920, height: 1080 });
    const beside = { x: 1920, y: 0, width: 1920, height: 2160 };
    expect(placeOnScreens(large, [screenArea, beside])).toEqual(large);
    expect(placeOnScreens(large, [])).toEqual({ width: 3840, height: 2160, maximized: false });
  });
  it('keeps how large its words are, wherever it is placed', () => {
    const state = { x: -5000, y: 0, width: 800, height: 600, maximized: false, zoom: 1.5 };
    expect(placeOnScreens(state, [screenArea]).zoom).toBe(1.5);
    const file = join(mkdtempSync(join(tmpdir(), 'steward-window-')), 'window.json');
    writeWindowState(file, state);
    expect(readWindowState(file).zoom).toBe(1.5);
    writeFileSync(file, JSON.stringify({ ...state, zoom: 99 }));
    expect(readWindowState(file)).toEqual({ width: 1280, height: 800, maximized: false });
  });
  it('keeps its place where a hundred pixels of its title are on some screen, to the pixel', () => {
    const right = { x: 1920, y: 200, width: 1000, height: 800 };
    const isKept = (x: number, y: number) =>
      placeOnScreens({ x, y, width: 800, height: 600, maximized: true }, [screenArea, right]).x === x;
    const places: [x: number, y: number, kept: boolean][] = [
      [0, 0, true],
      [-99, 0, true],
      [-100, 0, false],
      [1819, 0, true],
      // Its title lies above the second screen, which begins lower.
      [1820, 0, false],
      [1821, 200, true],
      [2819, 200, true],
      [2820, 200, false],
      [2500, 199, false],
      [10, -1, false],
      [10, 1029, true],
      [10, 1030, false],
      [2500, 949, true],
      [2500, 950, false],
    ];
    expect(places.map(([x, y]) => isKept(x, y))).toEqual(places.map(([, , kept]) => kept));
  });
  it('keeps its size and whether it was maximized when its place is dropped', () =>
    expect(
      placeOnScreens({ x: -5000, y: 0, width: 801, height: 602, maximized: true }, [screenArea]),
    ).toEqual({ width: 801, height: 602, maximized: true }));
  it('is placed by the system when it has no place yet, or half of one', () => {
    const size = { width: 800, height: 600, maximized: false };
    for (const state of [size, { ...size, x: -5000 }, { ...size, y: -5000 }])
      expect(placeOnScreens(state, [screenArea])).toEqual(state);
  });
  it('takes no size that no screen has', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'steward-window-')), 'window.json');
    const isTaken = (width: number, height: number) => {
      writeFileSync(file, JSON.stringify({ width, height, maximized: true }));
      return readWindowState(file).maximized;
    };
    expect([isTaken(400, 300), isTaken(20_000, 20_000)]).toEqual([true, true]);
    expect([isTaken(399, 300), isTaken(400, 299), isTaken(20_001, 300), isTaken(400, 20_001)]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
