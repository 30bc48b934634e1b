import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { syncNow } from './sync-now';
import classes from './try-again.module.css';

/** Where the company's server doesn't let in, or doesn't answer: to ask it again, or to see what is asked. */
export function TryAgain() {
  return (
    <div className={classes.actions}>
      <Button onClick={syncNow}>Try now</Button>
      <Button variant="default" component={Link} to="/settings/connection">
        Check the connection
      </Button>
    </div>
  );
}
