import type { Area } from './window-state';

/** How far a further window stands from the one it was opened from: both titles can be read. */
const step = 28;

/** The place of a further window: of the size of the one before, a step beside it, and whole on its screen. */
export function placeBeside(before: Area, workArea: Area): Area {
  const width = Math.min(before.width, workArea.width);
  const height = Math.min(before.height, workArea.height);
  return {
    x: fitted(before.x + step, width, workArea.x, workArea.width),
    y: fitted(before.y + step, height, workArea.y, workArea.height),
    width,
    height,
  };
}

/** One that would stand out begins at the edge again, as the next of a row does. */
function fitted(at: number, length: number, from: number, room: number): number {
  return at + length <= from + room && at >= from ? at : from;
}
