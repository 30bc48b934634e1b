import type { Band } from '../../src-preload/contract/domain';
import classes from './sparkline.module.css';
import { sparklinePath } from './sparkline-path';

const width = 72;
const height = 20;

interface SparklineProps {
  /** Scores 0-100, oldest first; null where none was made (the line breaks there). */
  values: readonly (number | null)[];
  band?: Band | null;
  /** What it shows, in words, for those who cannot see it. */
  label: string;
}

/** Weekly scores as a line of 72 by 20, at least 30 points high, so that a point or two doesn't look like a fall. */
export function Sparkline({ values, band = null, label }: SparklineProps) {
  const { line, end } = sparklinePath(values, width, height);
  if (!end) return <span className="faint">–</span>;
  return (
    <svg
      className={classes.sparkline}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      <path d={line} />
      <circle data-band={band ?? 'none'} cx={end.x} cy={end.y} r="2.25" />
    </svg>
  );
}
