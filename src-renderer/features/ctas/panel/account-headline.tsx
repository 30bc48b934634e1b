import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../../api/client';
import { AccountLink } from '../../../ui/account-link';
import { Money } from '../../../ui/money';
import { RiskBadge } from '../../../ui/risk-badge';
import { ScoreNumber } from '../../../ui/score-number';
import { named } from '../../../ui/words/named';
import classes from './cta-panel.module.css';

/** Whose account it is and how that stands, as its own screen says it. */
export function AccountHeadline({ id, name }: { id: number; name: string }) {
  const account = useQuery(trpc.account.overview.queryOptions({ id })).data;
  return (
    <p className={classes.headline}>
      <AccountLink id={id} name={name}>
        {named(name)}
      </AccountLink>
      {account && (
        <>
          <ScoreNumber
            score={account.standing.score}
            band={account.standing.band}
            confidence={account.standing.score === null ? account.health.confidence : null}
          />
          <RiskBadge level={account.health.riskLevel} indicators={account.health.indicators.length} />
          <span className="soft">
            <Money amount={account.arr} /> ARR
          </span>
        </>
      )}
    </p>
  );
}
