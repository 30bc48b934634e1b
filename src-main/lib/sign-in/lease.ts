import { offlineDays } from '../../../src-preload/contract/sign-in';

/** Who was let in by the company's server, when and where. */
export interface SignIn {
  readonly login: string;
  /** `server:port/database` of the address. */
  readonly place: string;
  /** Milliseconds since 1970, by the server's clock. */
  readonly at: number;
}

/**
 * How long a copy has gone without its company's server. Time is counted up as it is seen to pass, never reckoned from
 * two readings of the clock, so that setting the clock back takes nothing away.
 */
export interface Lease extends SignIn {
  /** Milliseconds that have passed since the sign-in, as far as was seen. */
  readonly age: number;
  /** This machine's clock at the last look. */
  readonly seenAt: number;
  /** The latest time that the clock showed before it went back; null where it did not. */
  readonly wentBackFrom: number | null;
}

const hour = 3_600_000;
const longest = offlineDays * 24 * hour;
/** Clocks are set right by minutes all the time. */
const slack = hour;

export function leaseOf(signIn: SignIn, now: number): Lease {
  return { ...signIn, age: 0, seenAt: now, wentBackFrom: null };
}

/**
 * The lease after another look at the clock.
 * @param ran milliseconds that this process itself has run since the last look: they passed, whatever the clock says
 */
export function seenAgain(lease: Lease, now: number, ran: number): Lease {
  const age = lease.age + Math.max(0, now - lease.seenAt, ran);
  const before = Math.max(lease.seenAt, lease.wentBackFrom ?? 0);
  const isBehind = before - now > slack;
  return { ...lease, age, seenAt: now, wentBackFrom: isBehind ? before : null };
}

/** Of two notes of a lease the one that tells of the later sign-in; of the same one, that which has seen more time pass. */
export function stricterOf(one: Lease | null, other: Lease | null): Lease | null {
  if (one === null || other === null) return one ?? other;
  if (one.at !== other.at) return one.at > other.at ? one : other;
  return one.age >= other.age ? one : other;
}

export function isOver(lease: Lease): boolean {
  return lease.age > longest;
}

/** @returns until when the copy opens, by this machine's clock */
export function endOf(lease: Lease): number {
  return Math.floor(lease.seenAt + longest - lease.age);
}
