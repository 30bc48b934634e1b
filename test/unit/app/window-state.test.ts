import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeOnScreens, readWindowState, writeWindowState } from '../../../src-main/app/window-state';

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
});
