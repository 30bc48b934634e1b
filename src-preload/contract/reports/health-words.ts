import { shownShare } from '../words';
import { type HealthPoint, healthMonths } from './health';

/** What a customer's health is said to be, as reports count it. */
export const healthWords = ['healthy', 'middle', 'poor', 'tooLittleKnown', 'unscored'] as const;
export type HealthWord = (typeof healthWords)[number];

export const healthWordNames: Readonly<Record<HealthWord, string>> = {
  healthy: 'Healthy',
  middle: 'Middle',
  poor: 'Poor',
  tooLittleKnown: 'Too little known',
  unscored: 'No score',
};

/** Whether any score of that day was kept: without one its bands are not known. */
export function isHealthKnown({ accounts, unscored }: HealthPoint): boolean {
  return unscored < accounts;
}

/** Customers of a word on a day; null where no score of it was kept. */
export function countOfWord(point: HealthPoint, word: HealthWord): number | null {
  return isHealthKnown(point) ? point[word] : null;
}

/** Of all customers of the day, in percent to its tenth. */
export function shareOfWord(point: HealthPoint, word: HealthWord): number | null {
  const count = countOfWord(point, word);
  return count === null ? null : shownShare(count / point.accounts);
}

/** How many points back what each is compared with lies: the end of the month before, and of the same month a year ago. */
export const monthBack = 1;
export const yearBack = healthMonths;

/** The point so many before another; null where the report does not reach back so far. */
export function pointBefore(points: readonly HealthPoint[], place: number, back: number): HealthPoint | null {
  return points[place - back] ?? null;
}
