import type { RiskLevel } from '../../src-preload/contract/domain';
import { plural } from '../../src-preload/contract/words';
import { Badge } from './badge';
import classes from './risk-badge.module.css';

const levels: Record<RiskLevel, { word: string; bars: number }> = {
  low: { word: 'Low', bars: 1 },
  medium: { word: 'Medium', bars: 2 },
  high: { word: 'High', bars: 3 },
  critical: { word: 'Critical', bars: 4 },
};

export function riskWord(level: RiskLevel): string {
  return levels[level].word;
}

/** A risk level as rising bars and a word; nothing to say is a dash. */
export function RiskBadge({ level, indicators = 0 }: { level: RiskLevel | null; indicators?: number }) {
  if (!level) return <span className="faint">–</span>;
  const { word, bars } = levels[level];
  const title =
    indicators > 0 ? `${word} risk, ${indicators} ${plural(indicators, 'warning sign')}` : `${word} risk`;
  return (
    <Badge tone={level} title={title}>
      <svg className={classes.bars} width="13" height="10" viewBox="0 0 13 10" aria-hidden="true">
        {[1, 2, 3, 4].map((bar) => (
          <rect
            key={bar}
            x={(bar - 1) * 3.4}
            y={10 - bar * 2.5}
            width="2.4"
            height={bar * 2.5}
            rx="0.6"
            data-empty={bar > bars || undefined}
          />
        ))}
      </svg>
      {word}
    </Badge>
  );
}
