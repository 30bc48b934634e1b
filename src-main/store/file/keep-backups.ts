import type { Logger } from 'pino';
import { readKeptOnDesktop } from '../desk/kept-on-desktop';
import type { Store } from '../types';

const hour = 3_600_000;

/**
 * Backs up the manager's own rows now, unless that was done within the hour, and then every hour; with it those go that the
 * company keeps no longer.
 * @returns ends it
 */
export function keepBackups(store: Store, now: () => number, log: Logger): () => void {
  const backUpWhenDue = () => {
    try {
      const newest = store.backups()[0];
      // One from the future was made while the clock was wrong.
      const age = newest === undefined ? hour : now() - newest.at;
      if (age >= 0 && age < hour) return;
      store.backUp();
      const { backups: days } = readKeptOnDesktop(store.read);
      if (days !== null) store.dropOutdated(days);
    } catch (error) {
      // The store itself is fine; the next hour tries again.
      log.error({ err: error }, 'backup failed');
    }
  };
  backUpWhenDue();
  const timer = setInterval(backUpWhenDue, hour / 4);
  timer.unref();
  return () => clearInterval(timer);
}
