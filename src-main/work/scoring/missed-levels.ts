import type { RiskLevel } from '../../../src-preload/contract/domain';
import { mondayOf } from '../../lib/day';
import { putHeadline, readHeadline } from '../../store/risk/headlines';
import { addPastRiskLevel } from '../../store/risk/levels';
import { readPreviousSummary } from '../../store/scores/past-scores';
import { setPastRisk } from '../../store/scores/score-rows';
import type { Tx } from '../../store/types';

interface DayLevel {
  readonly asOf: number;
  readonly level: RiskLevel | null;
}

/**
 * What missed nights would have said of an account's level, once they are made up for: a level that the first night after
 * them found anew stands since the day on which it came to be. A level lifted by a model or a manager keeps its day:
 * what either would have said then isn't known.
 * @param levels by rules, each day of the gap, ascending
 */
export function keepMissedLevels(tx: Tx, id: number, present: number, levels: readonly DayLevel[]): void {
  let before: RiskLevel | null = null;
  for (const { asOf, level } of levels) {
    if (level !== null && (level !== before || asOf === mondayOf(asOf)))
      addPastRiskLevel(tx, id, asOf, level);
    before = level;
  }
  const summary = readPreviousSummary(tx, id);
  if (summary === undefined || summary.riskLevel === null || summary.riskSince !== present) return;
  const since = sinceWhen(levels, present, summary.riskLevel);
  if (since === present) return;
  setPastRisk(tx, id, summary.riskLevel, since);
  const headline = readHeadline(tx, id);
  if (headline !== undefined && headline.level === summary.riskLevel && headline.since === present)
    putHeadline(tx, { ...headline, since });
}

/** The first of the days that end with the present one and all have its level. */
function sinceWhen(levels: readonly DayLevel[], present: number, level: RiskLevel): number {
  let since = present;
  for (const day of levels.toReversed()) {
    if (day.asOf !== since - 1 || day.level !== level) break;
    since = day.asOf;
  }
  return since;
}
