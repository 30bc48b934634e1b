import './breakpoint-curve.css';

const width = 168;
const height = 72;
const inset = 6;

interface BreakpointCurveProps {
  /** `[raw, points]`, raw ascending; linear between, flat outside. */
  breakpoints: readonly (readonly [number, number])[];
  label: string;
}

/** How raw values become points: the line that the breakpoints draw, with a flat tail on each side. */
export function BreakpointCurve({ breakpoints, label }: BreakpointCurveProps) {
  const good = breakpoints.filter(([raw, points]) => Number.isFinite(raw) && Number.isFinite(points));
  const first = good[0];
  const last = good.at(-1);
  if (!first || !last || last[0] <= first[0])
    return <span className="breakpoint-curve-none faint">No curve yet</span>;
  const tail = (last[0] - first[0]) * 0.12;
  const low = first[0] - tail;
  const span = last[0] + tail - low;
  const x = (raw: number) => inset + ((raw - low) / span) * (width - 2 * inset);
  const y = (points: number) => height - inset - (points / 100) * (height - 2 * inset);
  const line = [[low, first[1]] as const, ...good, [last[0] + tail, last[1]] as const]
    .map(([raw, points]) => `${x(raw).toFixed(1)},${y(points).toFixed(1)}`)
    .join(' ');
  return (
    <svg
      className="breakpoint-curve"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      <line className="breakpoint-curve-rule" x1="0" x2={width} y1={y(0)} y2={y(0)} />
      <line className="breakpoint-curve-rule" x1="0" x2={width} y1={y(50)} y2={y(50)} />
      <line className="breakpoint-curve-rule" x1="0" x2={width} y1={y(100)} y2={y(100)} />
      <polyline points={line} />
      {good.map(([raw, points]) => (
        <circle key={raw} cx={x(raw)} cy={y(points)} r="3" />
      ))}
    </svg>
  );
}
