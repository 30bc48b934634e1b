import { dayOfInstant } from '../../lib/day';
import type { SyncContext } from './context';

/** The day on which each copy last asked; a new start asks once more. */
const asked = new WeakMap<SyncContext['store'], number>();

/**
 * Has the company's database make the movement of the book up to yesterday, where nobody did yet today: it sees every
 * account, and what it makes is the same for all. A company of an older version, or one that only reads, makes none.
 */
export async function askForMovement({ store, connection, clock, log }: SyncContext): Promise<void> {
  const today = dayOfInstant(clock.now());
  if (asked.get(store) === today) return;
  asked.set(store, today);
  try {
    await connection.query('select customer_success.keep_book_movements()');
  } catch (error) {
    log?.info({ err: error }, 'the movement of the book was not made');
  }
}
