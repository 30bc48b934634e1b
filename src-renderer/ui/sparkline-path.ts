interface Point {
  x: number;
  y: number;
}

const margin = 3;
/** Points that the height stands for at least. */
const leastSpan = 30;

/** The SVG path of scores in a box of pixels, broken at nulls, and where the last known one sits. */
export function sparklinePath(
  values: readonly (number | null)[],
  width: number,
  height: number,
): { line: string; end: Point | null } {
  const { bottom, span } = scaleOf(values.filter((value) => value !== null));
  const step = values.length > 1 ? (width - 2 * margin) / (values.length - 1) : 0;
  let line = '';
  let joined = false;
  let end: Point | null = null;
  for (const [index, value] of values.entries()) {
    if (value === null) {
      joined = false;
      continue;
    }
    const x = round(values.length > 1 ? margin + index * step : width / 2);
    const y = round(height - margin - ((value - bottom) / span) * (height - 2 * margin));
    line += `${joined ? 'L' : 'M'}${x} ${y}`;
    joined = true;
    end = { x, y };
  }
  return { line, end };
}

/** The stretch of 0-100 that the height shows: all values, in the middle of it. */
function scaleOf(known: readonly number[]): { bottom: number; span: number } {
  const lowest = Math.min(...known);
  const highest = Math.max(...known);
  const span = Math.max(leastSpan, highest - lowest);
  const bottom = (lowest + highest - span) / 2;
  return { bottom: Math.min(Math.max(0, bottom), 100 - span), span };
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
