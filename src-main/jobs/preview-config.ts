import type { z } from 'zod';
import type { Band } from '../../src-preload/contract/domain';
import type { HealthConfig } from '../../src-preload/contract/health-config';
import type { configPreviewSchema } from '../../src-preload/contract/settings';
import { chooseProfile } from '../engines/health/choose-profile';
import { compileConfig } from '../engines/health/compile-config';
import { scoreParts } from '../engines/health/explain-score';
import { micropointsPerPoint } from '../engines/health/points';
import { bandOf } from '../engines/health/score';
import { unpackRaws } from '../engines/health/stored-raws';
import { readPresentScores } from '../store/reads/scoring-present';
import type { Store } from '../store/types';

type Preview = z.infer<typeof configPreviewSchema>;
type Move = Preview['moves'][number];

const shownMoves = 200;

/**
 * Who would change band under another configuration: the present scores' raw values, scored by its rules. Nothing is
 * written. Accounts whose band changes come first, the ones with the most revenue at their head.
 */
export function previewConfig(store: Pick<Store, 'read'>, config: HealthConfig): Preview {
  const compiled = compileConfig(0, config);
  const counts = { before: noBands(), after: noBands() };
  const moves: Move[] = [];
  let scored = 0;
  for (const row of readPresentScores(store.read)) {
    const profile = chooseProfile(compiled, row.stage, row.segment);
    const parts = scoreParts(profile, unpackRaws(row.payload));
    const toBand = parts === null ? null : bandOf(compiled, parts.score);
    scored += 1;
    counts.before[row.band] += 1;
    if (toBand !== null) counts.after[toBand] += 1;
    if (toBand === row.band) continue;
    moves.push({
      accountId: row.organizationId,
      accountName: row.name,
      arr: 12 * row.mrr,
      fromScore: row.score,
      toScore: parts === null ? null : parts.score / micropointsPerPoint,
      fromBand: row.band,
      toBand,
    });
  }
  moves.sort((left, right) => right.arr - left.arr || left.accountId - right.accountId);
  return { scored, ...counts, changedBand: moves.length, moves: moves.slice(0, shownMoves) };
}

function noBands(): Record<Band, number> {
  return { poor: 0, middle: 0, healthy: 0 };
}
