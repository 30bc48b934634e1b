import type { SyncContext } from './context';

const hour = 3_600_000;

/** The hour in which each copy last asked: the company's day begins when its own zone says. */
const asked = new WeakMap<SyncContext['store'], number>();

/**
 * Has the company's database make the movement of the book up to yesterday, where nobody did yet today: it sees every
 * account, and what it makes is the same for all. A company of an older version, or one that only reads, makes none.
 */
export async function askForMovement({ store, connection, clock, log }: SyncContext): Promise<void> {
  const now = Math.floor(clock.now() / hour);
  if (asked.get(store) === now) return;
  asked.set(store, now);
  try {
    await connection.query('select customer_success.keep_book_movements()');
  } catch (error) {
    log?.info({ err: error }, 'the movement of the book was not made');
  }
}
