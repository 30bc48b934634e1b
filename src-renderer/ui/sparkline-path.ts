interface Point {
  x: number;
  y: number;
}

const margin = 3;

/** The SVG path of values 0-100 in a box of pixels, broken at nulls, and where the last known value sits. */
export function sparklinePath(
  values: readonly (number | null)[],
  width: number,
  height: number,
): { line: string; end: Point | null } {
  const step = values.length > 1 ? (width - 2 * margin) / (values.length - 1) : 0;
  let line = '';
  let joined = false;
  let end: Point | null = null;
  for (const [index, value] of values.entries()) {
    if (value === null) {
      joined = false;
      continue;
    }
    const share = Math.min(100, Math.max(0, value)) / 100;
    const x = round(values.length > 1 ? margin + index * step : width / 2);
    const y = round(height - margin - share * (height - 2 * margin));
    line += `${joined ? 'L' : 'M'}${x} ${y}`;
    joined = true;
    end = { x, y };
  }
  return { line, end };
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
