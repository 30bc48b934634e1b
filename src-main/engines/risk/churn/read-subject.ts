import type { Seen } from '../features/words-of-column';
import type { ForecastSubject } from './forecast';

/** A subject with all that was read of it, for the words. */
export interface ReadSubject extends ForecastSubject {
  /** What makes accounts comparable. */
  readonly segment: string | null;
  /** A month, in force when the day of reading began. */
  readonly mrr: number;
  readonly seen: Seen;
}
