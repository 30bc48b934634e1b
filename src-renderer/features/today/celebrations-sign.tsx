import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { trpc } from '../../api/client';
import classes from './today-screen.module.css';

/** What was reached of late, and what of it one can still add words to. Nothing where nothing was. */
export function CelebrationsSign({ ownerId }: { ownerId: number | null }) {
  const { data } = useQuery(trpc.celebrations.sign.queryOptions({ owner: ownerId }));
  if (data?.sign == null) return null;
  return (
    <p className={classes.sign} data-tone="good">
      <Link to="/milestones" search={{ view: 'celebrations' }}>
        {data.sign.what}
      </Link>
      : <bdi>{data.sign.whose}</bdi>
    </p>
  );
}
