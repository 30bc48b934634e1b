/** Steward's mark as pixels: a tray takes no SVG. Rows from the top, four bytes a pixel: blue, green, red, alpha. */
export function trayIcon(size: number, hasWork: boolean): Buffer {
  const pixels = Buffer.alloc(size * size * 4);
  const unit = size / 22;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const color = colorAt((x + 0.5) / unit, (y + 0.5) / unit, 1 / unit, hasWork);
      pixels.set(color, (y * size + x) * 4);
    }
  }
  return pixels;
}

type Color = readonly [blue: number, green: number, red: number, alpha: number];

const accent = [0xd6, 0x56, 0x4a] as const;
const white = [255, 255, 255] as const;
const amber = [0x1f, 0x9d, 0xf5] as const;
/** The line of the mark, on a field of 22 by 22. */
const line: readonly (readonly [x: number, y: number])[] = [
  [5, 14.2],
  [8.6, 10.5],
  [11.6, 12.9],
  [17, 7.2],
];

/** @param soft how wide an edge is */
function colorAt(x: number, y: number, soft: number, hasWork: boolean): Color {
  const within = covered(-roundedSquare(x, y, 22, 6), soft);
  const stroke = covered(1.2 - distanceToLine(x, y), soft);
  const base = mix(accent, white, stroke);
  if (!hasWork) return [...base, Math.round(255 * within)];
  const dot = covered(5 - Math.hypot(x - 17, y - 17), soft);
  const alpha = Math.round(255 * Math.max(within, dot));
  return [...mix(base, amber, dot), alpha];
}

function covered(depth: number, soft: number): number {
  return Math.min(1, Math.max(0, depth / soft + 0.5));
}

function mix(
  under: readonly [number, number, number],
  over: readonly [number, number, number],
  share: number,
): [number, number, number] {
  const part = (at: 0 | 1 | 2) => Math.round(under[at] + (over[at] - under[at]) * share);
  return [part(0), part(1), part(2)];
}

/** Distance to the edge of a square with round corners; negative inside. */
function roundedSquare(x: number, y: number, side: number, radius: number): number {
  const dx = Math.abs(x - side / 2) - side / 2 + radius;
  const dy = Math.abs(y - side / 2) - side / 2 + radius;
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
}

function distanceToLine(x: number, y: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const [at, from] of line.entries()) {
    const to = line[at + 1];
    if (to === undefined) break;
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const along = Math.min(1, Math.max(0, ((x - from[0]) * dx + (y - from[1]) * dy) / (dx * dx + dy * dy)));
    least = Math.min(least, Math.hypot(x - from[0] - along * dx, y - from[1] - along * dy));
  }
  return least;
}
