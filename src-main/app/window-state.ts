import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const windowStateSchema = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().min(400).max(20_000),
  height: z.number().int().min(300).max(20_000),
  maximized: z.boolean(),
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

/** Drops a remembered position that no screen shows any more (a monitor was unplugged). */
export function placeOnScreens(state: WindowState, screens: readonly Area[]): WindowState {
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
  return { width: state.width, height: state.height, maximized: state.maximized };
}
