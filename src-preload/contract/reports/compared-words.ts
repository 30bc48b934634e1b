import { rounded } from '../words';

/** What two figures as they are shown differ by; null where one of them is not there. */
export function differenceOf(now: number | null, before: number | null): number | null {
  return now === null || before === null ? null : rounded(now - before, 1);
}
