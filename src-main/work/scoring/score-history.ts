import type { z } from 'zod';
import type { scoreHistorySchema } from '../../../src-preload/contract/account';
import { judgedHealth } from '../../engines/health/judged';
import { micropointsPerPoint, wholeWeight } from '../../engines/health/points';
import { formatDay } from '../../lib/day';
import { readScoreHistory } from '../../store/scores/past-scores';
import type { ReadDb } from '../../store/types';
import { configOfVersion } from './current-config';

/**
 * The account's latest scores, oldest first, each with the band of its tenth by the version that made it: rows that an
 * earlier Steward judged to the micropoint read like the others.
 */
export function scoreHistory(
  db: ReadDb,
  organizationId: number,
): z.infer<typeof scoreHistorySchema>['points'] {
  return readScoreHistory(db, organizationId).map(({ asOf, score, confidence, configVersion }) => ({
    day: formatDay(asOf),
    score,
    band: judgedHealth(
      configOfVersion(db, configVersion),
      Math.round(score * micropointsPerPoint),
      Math.round(confidence * wholeWeight),
    ).band,
    confidence,
    configVersion,
  }));
}
