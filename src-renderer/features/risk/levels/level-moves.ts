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
