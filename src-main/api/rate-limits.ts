import { RateLimiterMemory } from 'rate-limiter-flexible';
import { StewardError } from '../lib/steward-error';

/**
 * How dear a call is; each class has its own allowance. read: rows of the store; compute: an answer that is worked out over
 * the whole book; write: a transaction; heavy: a file to write, a server to ask.
 */
export type Cost = 'read' | 'compute' | 'write' | 'heavy';

export type RateLimits = (cost: Cost, path: string) => Promise<void>;

/**
 * Allowances a person can't use up by clicking, and a runaway or hostile page can.
 * @throws StewardError rate_limited when one is used up
 */
export function createRateLimits(): RateLimits {
  const allowances: Readonly<Record<Cost, RateLimiterMemory>> = {
    read: new RateLimiterMemory({ points: 1_200, duration: 10 }),
    compute: new RateLimiterMemory({ points: 120, duration: 60 }),
    write: new RateLimiterMemory({ points: 120, duration: 60 }),
    heavy: new RateLimiterMemory({ points: 30, duration: 60 }),
  };
  return async (cost, path) => {
    try {
      await allowances[cost].consume('window');
    } catch {
      throw new StewardError(
        'rate_limited',
        `Too many requests at once (${path}). Wait a few seconds and try again.`,
      );
    }
  };
}
