import type { AccountOverview } from '../../../../src-preload/contract/account';
import { RiskBadge } from '../../../ui/risk-badge';
import classes from './risk-facts.module.css';

/** The risk level, what made it, and the sudden facts behind it, in words. They stand beside the score, never inside it. */
export function RiskFacts({ account: { health, levelReason } }: { account: AccountOverview }) {
  if (health.riskLevel === null && health.indicators.length === 0) return null;
  return (
    <section className={classes.facts} aria-label="Risk">
      <div className={classes.level}>
        Risk
        <RiskBadge level={health.riskLevel} indicators={health.indicators.length} />
      </div>
      {levelReason !== null && <p className={`soft ${classes.reason}`}>{levelReason}</p>}
      {health.indicators.length > 0 && (
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

function SeverityMark({ severity }: { severity: 'watch' | 'serious' }) {
  const word = severity === 'serious' ? 'Serious' : 'To watch';
  return (
    <svg className={classes.mark} data-severity={severity} viewBox="0 0 8 8" role="img" aria-label={word}>
      {severity === 'serious' ? <path d="M0 0.5h8L4 8Z" /> : <circle cx="4" cy="4" r="3.2" />}
    </svg>
  );
}
