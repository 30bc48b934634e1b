import { Link } from '@tanstack/react-router';
import { syncStatus } from '../../api/host-signals';
import { useSignal } from '../../api/signal';
import { formatPlural } from '../../ui/format/number';
import classes from './today-screen.module.css';

/** One’s own decisions that the company refused, or that lost against a colleague’s: they wait under Monitor. Nothing where none does. */
export function SetBackSign() {
  const setBack = useSignal(syncStatus)?.outbox.setBack ?? 0;
  if (setBack === 0) return null;
  return (
    <p className={classes.sign}>
      <Link to="/monitor">{formatPlural(setBack, 'decision')} of yours came back from the company</Link>
    </p>
  );
}
