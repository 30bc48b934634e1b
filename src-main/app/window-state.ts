import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const windowStateSchema = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().min(400).max(20_000),
  height: z.number().int().min(300).max(20_000),
  maximized: z.boolean(),
  /** As Chromium counts it: 0 is 100 %, each step a fifth more. Absent: 0. */
  zoom: z.number().min(-8).max(9).optional(),
});
export type WindowState = z.infer<typeof windowStateSchema>;

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const firstState: WindowState = { width: 1280, height: 800, maximized: false };

/** The window as it was last closed; the first size when the file is missing or unreadable. */
export function readWindowState(file: string): WindowState {
  if (!existsSync(file)) return firstState;
  try {
    return windowStateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // A damaged size is worth no message: the window opens as it does the first time.
    return firstState;
  }
}

export function writeWindowState(file: string, state: WindowState): void {
  const next = `${file}.next`;
  writeFileSync(next, JSON.stringify(windowStateSchema.parse(state)));
  renameSync(next, file);
}

/** Drops a remembered position that no screen shows any more (a monitor was unplugged), and what is larger than all there are. */
export function placeOnScreens(remembered: WindowState, screens: readonly Area[]): WindowState {
  const state = { ...remembered, ...sizeWithin(remembered, screens) };
  const { x, y } = state;
  if (x === undefined || y === undefined) return state;
  const visible = screens.some(
    (screen) =>
      x + 100 > screen.x &&
      x + 100 < screen.x + screen.width &&
      y >= screen.y &&
      y + 50 < screen.y + screen.height,
  );
  if (visible) return state;
  const { x: _x, y: _y, ...rest } = state;
  return rest;
}

/** A window may reach over several screens, but not past the last of them. */
function sizeWithin({ width, height }: WindowState, screens: readonly Area[]) {
  if (screens.length === 0) return { width, height };
  const widest = spanOf(screens.map((screen) => [screen.x, screen.width]));
  const highest = spanOf(screens.map((screen) => [screen.y, screen.height]));
  return { width: Math.min(width, widest), height: Math.min(height, highest) };
}

function spanOf(stretches: readonly (readonly [from: number, length: number])[]): number {
  const ends = stretches.map(([from, length]) => from + length);
  return Math.max(...ends) - Math.min(...stretches.map(([from]) => from));
}
