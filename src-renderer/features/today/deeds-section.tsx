import { useQuery } from '@tanstack/react-query';
import type { Deed } from '../../../src-preload/contract/deeds';
import { trpc } from '../../api/client';
import { AccountLink } from '../../ui/account-link';
import { Instant } from '../../ui/day';
import { formatCount } from '../../ui/format/number';
import { PendingBadge } from '../../ui/pending-badge';
import { named } from '../../ui/words/named';
import classes from './deeds-section.module.css';

/** What the person did today, for their eyes alone. Nothing where that is nothing yet. */
export function DeedsSection() {
  const { data } = useQuery(trpc.today.deeds.queryOptions());
  if (data === undefined || data.total === 0) return null;
  const { deeds, total } = data;
  return (
    <section className={classes.deeds} aria-label="What you did today">
      <h2>
        What you did today <span className="soft number">{formatCount(total)}</span>
      </h2>
      <p className="faint">Only you see this.</p>
      <ol>
        {deeds.map((deed) => (
          <DeedLine key={deed.id} deed={deed} />
        ))}
      </ol>
      {total > deeds.length && <p className="faint">The last {formatCount(deeds.length)} are shown.</p>}
    </section>
  );
}

function DeedLine({ deed: { at, what, text, account, isPending } }: { deed: Deed }) {
  return (
    <li className={classes.deed}>
      <span className="faint">
        <Instant at={at} past />
      </span>
      <span className={`${classes.what} truncate`}>
        {what}
        {text !== null && `: ${text}`}
        {account !== null && (
          <>
            {' · '}
            {account.id === null ? (
              named(account.name)
            ) : (
              <AccountLink id={account.id} name={account.name}>
                {named(account.name)}
              </AccountLink>
            )}
          </>
        )}
      </span>
      {isPending && <PendingBadge />}
    </li>
  );
}
