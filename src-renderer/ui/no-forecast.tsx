import { IconHourglass } from '@tabler/icons-react';
import type { RiskScreen } from '../../src-preload/contract/risk/risk-screen';
import { formatPlural } from './format/number';
import classes from './no-forecast.module.css';

export type NoForecastReason = NonNullable<RiskScreen['noForecast']>;

/** Why there is no probability, and what is there instead. */
export function NoForecast({ reason }: { reason: NoForecastReason }) {
  const { churns, needed, text } = reason;
  const missing = churns < needed ? `: ${formatPlural(churns, 'churn')} known, ${needed} needed` : '';
  return (
    <p className={classes.note} role="note">
      <IconHourglass size={18} stroke={1.5} />
      <span>
        <strong>No probability yet{missing}.</strong> {text}
      </span>
    </p>
  );
}
