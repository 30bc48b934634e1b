import { Notification } from 'electron';
import type { HostEvent } from '../../src-preload/contract/wire/events';

type Notice = Extract<HostEvent, { type: 'notify' }>;

/** Those in sight: one that nobody holds is collected, and a click on it leads nowhere. */
const shown = new Set<Notification>();

/** Shows a notice on the desktop, where it has any; a click on it opens its screen. */
export function showNotice({ title, body, to }: Notice, open: (to: string) => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title, body });
  const forget = () => shown.delete(notification);
  shown.add(notification);
  notification.on('click', () => {
    forget();
    open(to);
  });
  notification.on('close', forget);
  notification.on('failed', forget);
  notification.show();
}
