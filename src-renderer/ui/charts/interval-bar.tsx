import classes from './interval-bar.module.css';

const width = 120;
const height = 18;
/** Room for the mark at either end. */
const edge = 4;

interface IntervalBarProps {
  low: number;
  middle: number;
  high: number;
  /** Whether less is good news; neither is where the interval holds 0. */
  lessIsGood: boolean;
  /** The scale reaches from minus this to plus this; what goes beyond is cut, and shown so. */
  reach: number;
  /** What it shows, in words, for those who cannot see it. */
  label: string;
}

/** A difference with its interval, around a line at 0. Those that stand beneath one another share their reach. */
export function IntervalBar({ low, middle, high, lessIsGood, reach, label }: IntervalBarProps) {
  const place = (value: number) =>
    edge + ((Math.min(reach, Math.max(-reach, value)) + reach) / (2 * reach)) * (width - 2 * edge);
  const tone = low <= 0 && high >= 0 ? 'none' : high < 0 === lessIsGood ? 'healthy' : 'poor';
  const centre = height / 2;
  return (
    <svg
      className={classes.bar}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
      data-tone={tone}
    >
      <line className={classes.zero} x1={place(0)} x2={place(0)} y1="1" y2={height - 1} />
      <line className={classes.range} x1={place(low)} x2={place(high)} y1={centre} y2={centre} />
      {[low, high].map((end, at) => (
        <line
          // The two ends may be one.
          key={at === 0 ? 'low' : 'high'}
          className={Math.abs(end) > reach ? classes.cut : classes.range}
          x1={place(end)}
          x2={place(end)}
          y1={centre - 3.5}
          y2={centre + 3.5}
        />
      ))}
      <circle className={classes.middle} cx={place(middle)} cy={centre} r="3" />
    </svg>
  );
}
