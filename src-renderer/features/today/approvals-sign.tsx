import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { trpc } from '../../api/client';
import { formatPlural } from '../../ui/format/number';
import classes from './today-screen.module.css';

/** Messages that ask a person before they go, as Interventions counts them. Nothing where none does. */
export function ApprovalsSign({ ownerId }: { ownerId: number | null }) {
  const { data } = useQuery(trpc.interventions.sending.queryOptions(ownerId === null ? {} : { ownerId }));
  if (data === undefined || data.counts.approvals === 0) return null;
  return (
    <p className={classes.sign}>
      <Link to="/interventions" search={{ show: 'approvals' }}>
        {formatPlural(data.counts.approvals, 'message')} to approve
      </Link>
    </p>
  );
}
