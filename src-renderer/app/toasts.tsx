import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';
import classes from './toasts.module.css';

/** Where notifications appear: below the way into the search, over the head of the page, where they cover no row. */
export function Toasts() {
  return <Notifications position="top-center" limit={4} className={classes.place ?? ''} />;
}
