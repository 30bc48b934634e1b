import classes from './breakpoint-curve.module.css';

/** `[raw value, points]`, raw ascending; linear between, flat outside. */
type Breakpoints = readonly (readonly [number, number])[];

interface Room {
  width: number;
  height: number;
  inset: number;
}

const sign: Room = { width: 40, height: 20, inset: 2 };
const chart: Room = { width: 200, height: 96, inset: 6 };

/** How raw values become points: the line that the breakpoints draw, with a flat tail on each side. */
export function BreakpointCurve({ breakpoints, label }: { breakpoints: Breakpoints; label: string }) {
  const { width, height } = chart;
  const curve = curveIn(chart, breakpoints);
  return (
    <svg className={classes.curve} width={width} height={height} role="img" aria-label={label}>
      {[0, 50, 100].map((points) => (
        <line key={points} x1="0" x2={width} y1={yIn(chart, points)} y2={yIn(chart, points)} />
      ))}
      <polyline points={curve.map(pair).join(' ')} />
      {curve.slice(1, -1).map((point) => (
        <circle key={pair(point)} cx={point.x} cy={point.y} r="3" />
      ))}
    </svg>
  );
}

/** The same shape as a small sign beside words that name it. */
export function CurveSign({ breakpoints }: { breakpoints: Breakpoints }) {
  return (
    <svg className={classes.curve} width={sign.width} height={sign.height} aria-hidden="true">
      <polyline points={curveIn(sign, breakpoints).map(pair).join(' ')} />
    </svg>
  );
}

interface Point {
  x: number;
  y: number;
}

function pair({ x, y }: Point): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}

function yIn({ height, inset }: Room, points: number): number {
  return height - inset - (points / 100) * (height - 2 * inset);
}

/** The corners of the line in px, tails included; none while the breakpoints being typed draw no line. */
function curveIn(room: Room, breakpoints: Breakpoints): Point[] {
  const known = breakpoints.filter(([raw, points]) => Number.isFinite(raw) && Number.isFinite(points));
  const first = known[0];
  const last = known.at(-1);
  if (!first || !last || last[0] <= first[0]) return [];
  const tail = (last[0] - first[0]) * 0.12;
  const low = first[0] - tail;
  const span = last[0] + tail - low;
  return [[low, first[1]] as const, ...known, [last[0] + tail, last[1]] as const].map(([raw, points]) => ({
    x: room.inset + ((raw - low) / span) * (room.width - 2 * room.inset),
    y: yIn(room, points),
  }));
}
