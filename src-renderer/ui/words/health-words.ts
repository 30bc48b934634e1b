import type { MeasureScore } from '../../../src-preload/contract/health';
import type { Dimension } from '../../../src-preload/contract/health-config';

export const dimensionWords: Record<Dimension, string> = {
  engagement: 'Engagement',
  adoption: 'Adoption',
  satisfaction: 'Satisfaction',
  retention: 'Retention',
  value: 'Value realization',
};

/** What the missing rule did with a measure that has no fresh value; null when it has one. */
export function missingWords(measure: MeasureScore): string | null {
  if (measure.raw !== null) return null;
  if (measure.points === null) return 'left out, the rest weighs more';
  return measure.points === 0 ? 'counted as poor, 0' : `counted as neutral, ${measure.points}`;
}
