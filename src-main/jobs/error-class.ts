import type { ErrorCode } from '../../src-preload/contract/wire/errors';
import { StewardError } from '../lib/steward-error';

/**
 * What is to be thought of an error: temporary goes over by itself (a server away, a full disk), permanent never does
 * (nothing but a change by a person helps), unknown is everything else.
 */
export type ErrorClass = 'temporary' | 'permanent' | 'unknown';

const permanent: readonly ErrorCode[] = ['invalid_input', 'not_found', 'forbidden', 'too_large'];
const temporary: readonly ErrorCode[] = ['rate_limited', 'offline', 'locked', 'not_ready', 'conflict'];
const passing =
  /^(E(CONN|PIPE|TIMEDOUT|AI_AGAIN|HOST|NET|NOSPC|BUSY|MFILE)|SQLITE_(BUSY|LOCKED|FULL|IOERR)|ENOTFOUND)/;

export function classOfError(error: unknown): ErrorClass {
  if (error instanceof StewardError) {
    if (permanent.includes(error.code)) return 'permanent';
    if (temporary.includes(error.code)) return 'temporary';
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return passing.test(code) ? 'temporary' : 'unknown';
}

/** How often something is tried, by its last error. Whatever nobody foresaw is seldom over after the fifth time. */
export const attemptsFor: Readonly<Record<ErrorClass, number>> = { temporary: 8, unknown: 5, permanent: 1 };
