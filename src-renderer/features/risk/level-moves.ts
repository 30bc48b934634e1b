import { type RiskLevel, riskLevels } from '../../../src-preload/contract/domain';

interface LevelMove {
  from: RiskLevel | null;
  to: RiskLevel;
}

/** Whether a change of level is for the worse or the better; a first level is neither. */
export function moveOf({ from, to }: LevelMove): 'worse' | 'better' | 'first' {
  if (from === null) return 'first';
  return riskLevels.indexOf(to) > riskLevels.indexOf(from) ? 'worse' : 'better';
}

/** How many changes went which way. */
export function levelMoves(changes: readonly LevelMove[]): { worse: number; better: number } {
  const moves = changes.map(moveOf);
  return {
    worse: moves.filter((move) => move === 'worse').length,
    better: moves.filter((move) => move === 'better').length,
  };
}
