import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { trpc } from '../../api/client';
import { formatDay } from '../../ui/format/day';
import { formatPlural } from '../../ui/format/number';
import classes from './today-screen.module.css';

/** What of rewards waits for a person: redemptions to approve, and points that run out soon. Nothing where neither does. */
export function RewardsSign() {
  const { data } = useQuery(trpc.rewards.state.queryOptions());
  if (data === undefined || data.program?.is_on !== true) return null;
  const { counts, runningOut } = data;
  if (counts.approvals === 0 && runningOut === null) return null;
  return (
    <p className={classes.sign}>
      {counts.approvals > 0 && (
        <>
          <Link to="/rewards" search={{ show: 'redemptions' }}>
            {formatPlural(counts.approvals, 'redemption')} to approve
          </Link>
          {'. '}
        </>
      )}
      {runningOut !== null && (
        <>
          <Link to="/rewards" search={{ show: 'ledger' }}>
            {formatPlural(runningOut.points, 'point')} of {formatPlural(runningOut.accounts, 'account')}
          </Link>{' '}
          run out within {formatPlural(runningOut.noticeDays, 'day')}, the first after{' '}
          {formatDay(runningOut.lastDay)}.
        </>
      )}
    </p>
  );
}
