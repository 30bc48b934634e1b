import type { RiskIndicator, RiskIndicatorId } from '../../../src-preload/contract/domain';
import type { Movement } from '../../lib/book-movement';
import { dayOrNull } from '../../lib/day';
import type { WeekBesideUsual } from '../activity/usual-week';
import type { LifeState } from '../life/standing';
import type { AccountBatch } from './account-batch';
import type { CommercialFacts } from './commercial-facts';
import type { ScoredContacts } from './scored-contacts';
import type { SupportFacts } from './voice-facts';

export interface IndicatorInputs {
  readonly batch: AccountBatch;
  readonly account: number;
  readonly asOf: number;
  readonly commercial: CommercialFacts;
  readonly support: SupportFacts;
  /** Last day with activity, 0 when there never was any, and the day up to which activity is known. */
  readonly lastActivityDay: number;
  readonly activityKnownThrough: number;
  /** The last seven whole days of use beside the weeks before; null while the habit is too young. */
  readonly week: WeekBesideUsual | null;
  /** What the book did in the same weeks; null where that isn't known. */
  readonly movement: Movement | null;
  /** Micropoints in 28 days; null when unknown. */
  readonly change28: number | null;
  /** Whether `hasOwner` is of the day that is scored: the company keeps no history of owners. */
  readonly isPresent: boolean;
  /** Where the account stands; null for a day of the past, of which notice and later ends were not known. */
  readonly life: LifeState | null;
  /** Null where contacts were not scored. */
  readonly contacts: ScoredContacts | null;
}

/** @param since first day it holds; null where that says nothing */
export function indicator(
  id: RiskIndicatorId,
  severity: RiskIndicator['severity'],
  since: number | null,
  text: string,
): RiskIndicator {
  return { id, severity, since: dayOrNull(since), text };
}
