import { IconHourglass } from '@tabler/icons-react';
import type { RiskScreen } from '../../../src-preload/contract/risk';

/** Why there is no probability, and what is there instead. */
export function NoForecast({ reason }: { reason: NonNullable<RiskScreen['noForecast']> }) {
  return (
    <p className="no-forecast" role="note">
      <IconHourglass size={18} stroke={1.5} />
      <span>
        <strong>
          No probability yet: {reason.churns} {reason.churns === 1 ? 'churn' : 'churns'} known,{' '}
          {reason.needed} needed.
        </strong>{' '}
        {reason.text}
      </span>
    </p>
  );
}
