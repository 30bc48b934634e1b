import type { z } from 'zod';
import type { scoreHistorySchema } from '../../../../src-preload/contract/account';

type HistoryPoint = z.infer<typeof scoreHistorySchema>['points'][number];

interface ConfigMark {
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
