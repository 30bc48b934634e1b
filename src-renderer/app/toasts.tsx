import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';

/** Where notifications appear. */
export function Toasts() {
  return <Notifications position="bottom-right" limit={4} />;
}
