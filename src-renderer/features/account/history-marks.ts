import type { z } from 'zod';
import type { scoreHistorySchema } from '../../../src-preload/contract/account';

export type ScoreHistory = z.infer<typeof scoreHistorySchema>;
export type HistoryPoint = ScoreHistory['points'][number];

export interface ConfigMark {
  day: string;
  version: number;
}

/** The days on which a new scoring configuration made its first score (the first point's own is no change). */
export function configMarks(points: readonly HistoryPoint[]): ConfigMark[] {
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    return before && before.configVersion !== point.configVersion
      ? [{ day: point.day, version: point.configVersion }]
      : [];
  });
}

/** The latest point at or before a day; the first one when all are later; null when there are none. */
export function pointAt(points: readonly HistoryPoint[], day: string): HistoryPoint | null {
  return points.findLast((point) => point.day <= day) ?? points[0] ?? null;
}
