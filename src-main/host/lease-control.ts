import type { Lock } from '../../src-preload/contract/sign-in';
import type { LeaseOfCopy } from '../api/context';
import { endOf, isOver, type Lease, leaseOf, type SignIn, seenAgain, stricterOf } from '../lib/sign-in/lease';
import { readLogin, readSyncState } from '../store/copy/sync-state';
import { readLease, writeLease } from '../store/desk/lease';
import { readLeaseBeside, writeLeaseBeside } from '../store/file/lease-beside';
import { countOutbox } from '../store/operations/set-backs';
import type { Store } from '../store/types';
import { writeTransaction } from '../store/write-transaction';

export interface LeaseOptions {
  readonly store: Store;
  readonly key: Uint8Array;
  readonly now: () => number;
  /** Milliseconds by a clock that nobody can set: what this process has run. */
  readonly ran: () => number;
  /** Whom the present address signs in; null where there is none. */
  readonly login: () => string | null;
  readonly onLock: (lock: Lock | null) => void;
}

export interface LeaseControl extends LeaseOfCopy {
  /** The last good sign-in that is known. */
  lastSignIn(): SignIn | null;
  /** The company's server let the login in. */
  signedIn(signIn: SignIn): void;
  /** Looks at the clock, and tells where that locks or opens the copy. */
  look(): void;
  /** @returns the last look, kept */
  end(): void;
}

const lookEvery = 60_000;
/** A process that dies forgets no more than that. */
const keepEvery = 10 * 60_000;

/** Counts how long the copy has gone without its company's server, and locks it in time. */
export function startLease(options: LeaseOptions): LeaseControl {
  const { store, key, now, ran, login, onLock } = options;
  let lease = stricterOf(readLease(store.read, now()), readLeaseBeside(store.file, key));
  let kept: Lease | null = null;
  let ranAtLook = ran();
  let told: Lock['why'] | null = null;

  function look(): void {
    if (lease === null) return;
    const running = ran();
    lease = seenAgain(lease, now(), running - ranAtLook);
    ranAtLook = running;
    if (isDue(lease, kept)) keep(lease);
    tell();
  }

  function keep(next: Lease): void {
    writeTransaction(store, 'sign-in.lease', (tx) => writeLease(tx, next));
    writeLeaseBeside(store.file, key, next);
    kept = next;
  }

  /** There is nothing to lock before the first load, and after a copy was erased. */
  function whyLocked(): Lock['why'] | null {
    if (lease === null) return null;
    const present = login();
    // Until a pull has made it the other one's, the copy holds what the first one may see.
    if (present !== null && present !== (readLogin(store.read) ?? present))
      return whereThereIsACopy('another login');
    return isOver(lease) ? whereThereIsACopy('too long') : null;
  }

  function whereThereIsACopy(why: Lock['why']): Lock['why'] | null {
    return hasCopy() ? why : null;
  }

  function hasCopy(): boolean {
    return readSyncState(store.read).asOf !== null;
  }

  function lock(): Lock | null {
    // A machine that slept has not looked meanwhile.
    if (lease !== null && now() - lease.seenAt > lookEvery) look();
    const why = whyLocked();
    if (why === null || lease === null) return null;
    return {
      why,
      login: readLogin(store.read) ?? lease.login,
      signedInAt: lease.at,
      clockWentBackFrom: lease.wentBackFrom,
      waiting: countOutbox(store.read).pending,
    };
  }

  function tell(): void {
    const why = whyLocked();
    if (why === told) return;
    told = why;
    onLock(lock());
  }

  look();
  const timer = setInterval(look, lookEvery);
  timer.unref();
  return {
    lock,
    opensUntil: () => (lease !== null && hasCopy() && whyLocked() === null ? endOf(lease) : null),
    lastSignIn: () => lease,
    signedIn(signIn) {
      const wasLocked = whyLocked() !== null;
      lease = leaseOf(signIn, now());
      ranAtLook = ran();
      if (wasLocked || isDue(lease, kept)) keep(lease);
      tell();
    },
    look,
    end() {
      clearInterval(timer);
      look();
      if (lease !== null) keep(lease);
    },
  };
}

function isDue(lease: Lease, kept: Lease | null): boolean {
  if (kept === null || kept.login !== lease.login || kept.place !== lease.place) return true;
  return lease.at - kept.at >= keepEvery || lease.age - kept.age >= keepEvery || kept.seenAt > lease.seenAt;
}
