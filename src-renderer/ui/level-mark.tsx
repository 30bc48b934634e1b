import type { RiskLevel } from '../../src-preload/contract/domain';
import { ChartKey } from './charts/chart-frame';
import classes from './level-mark.module.css';
import { riskWord } from './risk-badge';

/** From the worst to the calmest, as they are listed. */
export const levelsWorstFirst = ['critical', 'high', 'medium', 'low'] as const satisfies readonly RiskLevel[];

/** The colour of a level in charts; its shape says the same without colour. */
export function levelColor(level: RiskLevel): string {
  return `var(--level-${level})`;
}

/** The sign of a level, 10 x 10 around `0 0`: a dot, a diamond, a triangle, a square. */
export function LevelShape({ level }: { level: RiskLevel }) {
  switch (level) {
    case 'low':
      return <circle r="3" />;
    case 'medium':
      return <path d="M0-4.8 4.8 0 0 4.8-4.8 0Z" />;
    case 'high':
      return <path d="M-4.7-4.1h9.4L0 4.5Z" />;
    case 'critical':
      return <path d="M-4-4h8v8h-8Z" />;
  }
}

export function LevelMark({ level }: { level: RiskLevel }) {
  return (
    <svg
      className={classes.mark}
      width="10"
      height="10"
      viewBox="-5 -5 10 10"
      fill={levelColor(level)}
      aria-hidden="true"
    >
      <LevelShape level={level} />
    </svg>
  );
}

/** What the shapes of a chart mean. */
export function LevelKeys({ levels = levelsWorstFirst }: { levels?: readonly RiskLevel[] }) {
  return levels.map((level) => (
    <ChartKey key={level} mark={<LevelMark level={level} />}>
      {riskWord(level)}
    </ChartKey>
  ));
}
