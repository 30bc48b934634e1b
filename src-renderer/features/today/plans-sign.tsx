import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { trpc } from '../../api/client';
import classes from './today-screen.module.css';

/** How many success plans are stuck, and on what. Nothing where none is. */
export function PlansSign({ ownerId }: { ownerId: number | null }) {
  const { data } = useQuery(trpc.milestones.stuck.queryOptions({ owner: ownerId }));
  if (data?.sign == null) return null;
  return (
    <p className={classes.sign}>
      <Link to="/milestones">{data.sign.what}</Link>: <bdi>{data.sign.heldUp}</bdi>
    </p>
  );
}
