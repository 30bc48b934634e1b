import { Link } from '@tanstack/react-router';
import { formatPlural } from '../../ui/format/number';
import classes from './today-screen.module.css';

/** One’s own decisions that came back and have no row in the queue: they wait under Monitor. Nothing where none does. */
export function SetBackSign({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <p className={classes.sign}>
      <Link to="/monitor">
        {formatPlural(count, 'decision')} of yours came back from the company, about no account of this queue
      </Link>
    </p>
  );
}
