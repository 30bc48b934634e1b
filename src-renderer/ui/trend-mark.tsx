import type { Trend } from '../../src-preload/contract/domain';
import { formatPoints } from './format/number';
import classes from './trend-mark.module.css';

const shapes: Record<Trend, string> = {
  rising: 'M4.5 1 8.5 8H.5Z',
  steady: 'M1.5 .5v8L8 4.5Z',
  falling: 'M.5 1h8L4.5 8Z',
};

const words: Record<Trend, string> = { rising: 'Rising', steady: 'Steady', falling: 'Falling' };

/** A change of so many points in 28 days is a trend; the scores are judged by the same rule. */
const trendFrom = 3;

/** Where a change of `points` over 28 days points, when the host has not said so itself. */
export function trendOf(points: number): Trend {
  if (points <= -trendFrom) return 'falling';
  return points >= trendFrom ? 'rising' : 'steady';
}

/** The change of a score over 28 days: arrow and signed points, with their tenth as the scores have. */
export function TrendMark({ change, trend }: { change: number | null; trend?: Trend | null }) {
  if (change === null)
    return (
      <span
        className="faint"
        title="No change is told: of now, or of the very day 28 days before, no score is known"
      >
        –
      </span>
    );
  const direction = trend ?? trendOf(change);
  return (
    <data
      className={classes.trend}
      value={change}
      data-trend={direction}
      title={`${words[direction]}: ${formatPoints(change)} points in 28 days`}
    >
      <svg width="9" height="9" viewBox="0 0 9 9" aria-hidden="true">
        <path d={shapes[direction]} />
      </svg>
      {formatPoints(change)}
    </data>
  );
}
