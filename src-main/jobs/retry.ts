import { backoff } from '../lib/backoff';

const firstWait = 30_000;
const longestWait = 6 * 60 * 60_000;

/** How long a job that failed waits, milliseconds. @param attempt the one that failed, from 1 @param random 0 to 1 */
export function retryWait(attempt: number, random: number): number {
  return backoff({ base: firstWait, cap: longestWait, attempt, random });
}
