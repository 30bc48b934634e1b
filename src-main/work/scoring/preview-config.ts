import { setImmediate } from 'node:timers/promises';
import type { z } from 'zod';
import type { HealthConfig } from '../../../src-preload/contract/health-config';
import type { configPreviewSchema } from '../../../src-preload/contract/settings';
import { arrOf } from '../../../src-preload/contract/words';
import { chooseProfile, scoredStage } from '../../engines/health/choose-profile';
import { type CompiledConfig, compileConfig } from '../../engines/health/compile-config';
import { type JudgedHealth, judgedHealth } from '../../engines/health/judged';
import { createRawMeasures, putRaws } from '../../engines/health/raw-measures';
import { createScores, type Scores, scoreSubject } from '../../engines/health/score';
import { type PresentScore, readPresentScores } from '../../store/scores/present-scores';
import type { Store } from '../../store/types';

type Preview = z.infer<typeof configPreviewSchema>;
type Move = Preview['moves'][number];

const shownMoves = 200;
/** Accounts scored at a stretch, some ten milliseconds; between stretches whatever waits is answered. */
const stretch = 500;

/**
 * Who would change band under another configuration: the present scores' raw values, scored by its rules. Nothing is
 * written. Accounts whose band changes come first, the ones with the most revenue at their head.
 */
export async function previewConfig(store: Pick<Store, 'read'>, config: HealthConfig): Promise<Preview> {
  const compiled = compileConfig(0, config);
  const counts = { before: noBands(), after: noBands() };
  const moves: Move[] = [];
  let scored = 0;
  let rows = readPresentScores(store.read, 0, stretch);
  while (rows.length > 0) {
    const scores = scoresOf(compiled, rows);
    for (const [at, row] of rows.entries()) {
      const after = judgedHealth(compiled, scores.score[at] as number, scores.confidence[at] as number);
      counts.before[row.band ?? 'tooLittleKnown'] += 1;
      if (after.confidence !== null) counts.after[after.band ?? 'tooLittleKnown'] += 1;
      if (after.band !== row.band) moves.push(moveOf(row, after));
    }
    scored += rows.length;
    await setImmediate();
    rows = readPresentScores(store.read, (rows.at(-1) as PresentScore).organizationId, stretch);
  }
  moves.sort((left, right) => right.arr - left.arr || left.accountId - right.accountId);
  return { scored, ...counts, changedBand: moves.length, moves: moves.slice(0, shownMoves) };
}

/** The score of each row's account by these rules. */
function scoresOf(compiled: CompiledConfig, rows: readonly PresentScore[]): Scores {
  const raws = createRawMeasures(rows.length);
  const scores = createScores(rows.length);
  for (const [at, row] of rows.entries()) {
    putRaws(raws, at, row.raws);
    const stage = scoredStage(row, row.asOf, true);
    scoreSubject(chooseProfile(compiled, stage, row.segment), raws, at, scores);
  }
  return scores;
}

function moveOf(row: PresentScore, { score, band }: JudgedHealth): Move {
  return {
    accountId: row.organizationId,
    accountName: row.name,
    arr: arrOf(row.mrr),
    fromScore: row.score,
    toScore: score,
    fromBand: row.band,
    toBand: band,
  };
}

function noBands(): Preview['before'] {
  return { poor: 0, middle: 0, healthy: 0, tooLittleKnown: 0 };
}
