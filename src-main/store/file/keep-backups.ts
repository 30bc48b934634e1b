import type { Logger } from 'pino';
import type { Store } from '../types';

const hour = 3_600_000;

/**
 * Backs up the manager's own rows now, unless that was done within the hour, and then every hour.
 * @returns ends it
 */
export function keepBackups(store: Store, now: () => number, log: Logger): () => void {
  const backUpWhenDue = () => {
    try {
      const newest = store.backups()[0];
      // One from the future was made while the clock was wrong.
      const age = newest === undefined ? hour : now() - newest.at;
      if (age < 0 || age >= hour) store.backUp();
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
