import { tenthOf } from '../../../src-preload/contract/words';
import { mondayOf } from '../../lib/day';

/** So many weeks, the present one among them. */
export const sparklineWeeks = 13;

/** Weekly points, oldest first; null where no score was made. The last is of the present week. */
export type Sparkline = (number | null)[];

/**
 * The line with a new score: the present week's point is replaced, or the line moves on by the weeks that passed.
 * @param previous of day `previousDay`, not later than `day`
 */
export function movedSparkline(
  previous: Sparkline,
  previousDay: number,
  day: number,
  points: number | null,
): Sparkline {
  const weeks = Math.round((mondayOf(day) - mondayOf(previousDay)) / 7);
  const kept = previous.slice(0, weeks === 0 ? -1 : undefined);
  const empty = new Array<null>(Math.min(Math.max(weeks - 1, 0), sparklineWeeks)).fill(null);
  return trimmed([...kept, ...empty, points === null ? null : tenthOf(points)]);
}

/** The line from scores of the past: each week's last one. @param scores ascending by day */
export function sparklineOf(
  scores: readonly { readonly day: number; readonly points: number }[],
  day: number,
): Sparkline {
  const line: Sparkline = new Array<null>(sparklineWeeks).fill(null);
  for (const score of scores) {
    const place = sparklineWeeks - 1 - Math.round((mondayOf(day) - mondayOf(score.day)) / 7);
    if (place >= 0 && place < sparklineWeeks) line[place] = tenthOf(score.points);
  }
  return trimmed(line);
}

/** No empty weeks in front. */
function trimmed(line: Sparkline): Sparkline {
  const recent = line.slice(-sparklineWeeks);
  const first = recent.findIndex((points) => points !== null);
  return first < 0 ? [] : recent.slice(first);
}
