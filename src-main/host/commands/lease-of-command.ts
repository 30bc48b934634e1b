import { StewardError } from '../../lib/steward-error';
import { systemClock } from '../../ports/clock';
import type { Store } from '../../store/types';
import { type LeaseControl, startLease } from '../lease-control';

/** The lease of the store that a command works on; `end` it before the store is closed. */
export function leaseOfCommand(store: Store, key: Uint8Array): LeaseControl {
  return startLease({
    store,
    key,
    now: systemClock.now,
    ran: () => performance.now(),
    login: () => null,
    onLock: () => undefined,
  });
}

/** @throws StewardError `locked` where the copy has gone without its company's server for too long */
export function requireOpen(store: Store, key: Uint8Array): void {
  const lease = leaseOfCommand(store, key);
  const lock = lease.lock();
  lease.end();
  if (lock === null) return;
  throw new StewardError(
    'locked',
    `The company's server last let ${lock.login} in on ${new Date(lock.signedInAt).toISOString()}. The local copy opens without it for 7 days. Nothing is lost: run \`steward sync\`.`,
  );
}
