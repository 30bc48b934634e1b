import type { MeasureId } from '../../../src-preload/contract/health-config';
import { measureIdAt } from './measures';

/** From where on a raw value is bad news, whatever else is known of an account. */
interface BadNews {
  /** `above`: it is bad news from the first value above it on; `below`: from the first value below. */
  readonly above?: number;
  readonly below?: number;
  /** Why, in one sentence. */
  readonly reason: string;
}

const fell = { below: -0.1, reason: 'A tenth less than before is a fall.' };

/**
 * Bad news never lifts a score. A measure that isn't known leaves its weight to the others, so that a poor account's
 * first severe ticket, worth 75 points, would have brought it up: such a value counts for no more than not knowing it.
 * Measures that are not here tell how much there is of something, and may stand above the rest however little it is.
 */
const badNews: Partial<Record<MeasureId, BadNews>> = {
  tickets_per_seat: {
    above: 0,
    reason: 'A ticket is trouble that the customer took the time to write about.',
  },
  severe_tickets: { above: 0, reason: 'Something the customer needs did not work.' },
  payment_failures: { above: 0, reason: 'Who does not pay is on the way out, or will be cut off.' },
  nps: { below: 0, reason: 'More would advise against it than for it.' },
  csat: { below: 3, reason: 'Who was helped badly remembers it.' },
  ces: { below: 4, reason: 'What is hard to do is done elsewhere.' },
  pulse: { below: 50, reason: 'The manager has heard what no measure tells.' },
  seat_change: { below: 0, reason: 'Seats given back are people who left.' },
  usage_against_baseline: fell,
  usage_trend: fell,
  feature_depth: fell,
  key_outcomes: fell,
  usage_per_mrr: fell,
  days_since_activity: { above: 13, reason: 'Two weeks of silence are no habit any more.' },
  days_since_contact: { above: 90, reason: 'A quarter without a word is no relation any more.' },
  milestones_on_pace: { below: 0.5, reason: 'More of what was planned is late than keeps up.' },
  months_to_renewal: { below: 0, reason: 'A renewal that is overdue has not been signed.' },
};

/** A contact's own answer is one of 0 to 10, not a net promoter score. */
const ofContacts: typeof badNews = {
  ...badNews,
  nps: { below: 7, reason: 'A detractor says that they would not choose it again.' },
};

/** Limits of bad news by the places of a profile's measures: bad is what lies below `least` or above `most`. */
export interface BadNewsLimits {
  readonly least: Float64Array;
  readonly most: Float64Array;
}

export function badNewsLimits(measures: readonly number[], subject: 'account' | 'contact'): BadNewsLimits {
  const table = subject === 'account' ? badNews : ofContacts;
  const limitsOf = measures.map((at) => table[measureIdAt(at)]);
  return {
    least: Float64Array.from(limitsOf, (limits) => limits?.below ?? Number.NEGATIVE_INFINITY),
    most: Float64Array.from(limitsOf, (limits) => limits?.above ?? Number.POSITIVE_INFINITY),
  };
}
