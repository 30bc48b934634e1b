import type { HealthSummary } from '../../../../src-preload/contract/health';
import { formatPoints, formatScore } from '../../../ui/format/number';
import { RiskBadge } from '../../../ui/risk-badge';
import classes from './risk-facts.module.css';

/** The risk level and the sudden facts behind it, in words. They stand beside the score, never inside it. */
export function RiskFacts({ health }: { health: HealthSummary }) {
  if (health.riskLevel === null && health.indicators.length === 0) return null;
  return (
    <section className={classes.facts} aria-label="Risk">
      <div className={classes.level}>
        Risk
        <RiskBadge level={health.riskLevel} indicators={health.indicators.length} />
      </div>
      {health.indicators.length === 0 ? (
        <p className="soft">{levelWords(health)}</p>
      ) : (
        <ul className={classes.list}>
          {health.indicators.map((indicator) => (
            <li className={classes.fact} key={indicator.id}>
              <SeverityMark severity={indicator.severity} />
              <span>{indicator.text}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Why the level is what it is when no sudden fact stands behind it: then it comes from the score alone. */
function levelWords({ riskLevel, score, change28 }: HealthSummary): string {
  if (riskLevel === null || riskLevel === 'low' || score === null) return 'No warning signs.';
  const moved =
    change28 === null || Math.abs(change28) < 1 ? '' : `, ${formatPoints(change28)} points in 28 days`;
  return `From the score alone: ${formatScore(score)}${moved}. No sudden warning signs.`;
}

function SeverityMark({ severity }: { severity: 'watch' | 'serious' }) {
  const word = severity === 'serious' ? 'Serious' : 'To watch';
  return (
    <svg className={classes.mark} data-severity={severity} viewBox="0 0 8 8" role="img" aria-label={word}>
      {severity === 'serious' ? <path d="M0 0.5h8L4 8Z" /> : <circle cx="4" cy="4" r="3.2" />}
    </svg>
  );
}
