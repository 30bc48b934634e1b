const firstWait = 30_000;
const longestWait = 6 * 60 * 60_000;

/**
 * How long to wait before another attempt: anything up to a bound that doubles with each attempt (exponential backoff
 * with full jitter: Brooker, 2015). @param attempt the one that failed, from 1 @param random 0 to 1
 */
export function retryWait(attempt: number, random: number): number {
  return Math.round(random * Math.min(longestWait, firstWait * 2 ** (attempt - 1)));
}
