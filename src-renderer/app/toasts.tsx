import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';

/** Where notifications appear: over the head of the window, where they cover no row. */
export function Toasts() {
  return <Notifications position="top-center" limit={4} />;
}
