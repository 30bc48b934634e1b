import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { trpc } from '../../api/client';
import { formatCount, formatPlural } from '../../ui/format/number';
import classes from './today-screen.module.css';

/** How many tasks are overdue and due today, as Tasks counts them. Nothing where none is. */
export function TasksSign({ ownerId }: { ownerId: number | null }) {
  const { data } = useQuery(trpc.tasks.counts.queryOptions(ownerId === null ? {} : { ownerId }));
  if (data === undefined || data.overdue + data.today === 0) return null;
  return (
    <p className={classes.sign}>
      {data.overdue > 0 && (
        <Link to="/tasks" search={{ group: 'overdue' }}>
          {formatPlural(data.overdue, 'task')} overdue
        </Link>
      )}
      {data.overdue > 0 && data.today > 0 && ', '}
      {data.today > 0 && (
        <Link to="/tasks" search={{ group: 'today' }}>
          {data.overdue > 0 ? formatCount(data.today) : formatPlural(data.today, 'task')} due today
        </Link>
      )}
    </p>
  );
}
