import { type RiskLevel, riskLevels } from '../../../../src-preload/contract/domain';

interface LevelMove {
  from: RiskLevel | null;
  to: RiskLevel;
}

/** Whether a change of level is for the worse or the better; a first level is neither. */
export function moveOf({ from, to }: LevelMove): 'worse' | 'better' | 'first' {
  if (from === null) return 'first';
  return riskLevels.indexOf(to) > riskLevels.indexOf(from) ? 'worse' : 'better';
}

/** How many came into risk, and how many went out of it. */
export function levelMoves(changes: readonly LevelMove[]): { into: number; out: number } {
  return {
    into: changes.filter(({ from, to }) => isRisk(to) && !isRisk(from)).length,
    out: changes.filter(({ from, to }) => isRisk(from) && !isRisk(to)).length,
  };
}

function isRisk(level: RiskLevel | null): boolean {
  return level === 'high' || level === 'critical';
}
