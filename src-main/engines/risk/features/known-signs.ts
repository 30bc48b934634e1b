/** A fact of which a manager knows without any data whether more of it is good or bad. */
export interface KnownSign {
  /** What more of it may do to the chance to leave; the other way it counts as nothing. */
  readonly direction: 'raises' | 'lowers';
  /** Why, in one sentence. */
  readonly reason: string;
  /**
   * For columns that one account's fact makes known: the value that is neither good nor bad. Not to know counts as this or as
   * less, so that a bad fact that comes to be known never lowers a chance.
   */
  readonly unknownAs?: number;
}

const morePeople = 'Who uses less gets less for the money.';
const moreTrouble = 'A ticket is trouble that the customer took the time to write about.';
const moreResults = 'Outcomes are what the customer pays for.';

/** By column of the churn model; whatever is not here may go either way. */
const knownSigns: Readonly<Record<string, KnownSign>> = {
  payment_failures: {
    direction: 'raises',
    reason: 'Who does not pay is on the way out, or will be cut off.',
    unknownAs: 0,
  },
  mrr_lost: { direction: 'raises', reason: 'Who pays less than before has begun to leave.' },
  seats_lost: { direction: 'raises', reason: 'Seats given back are people who left.' },
  log_tickets: { direction: 'raises', reason: moreTrouble, unknownAs: 0 },
  log_severe_tickets: { direction: 'raises', reason: moreTrouble, unknownAs: 0 },
  urgent_open: {
    direction: 'raises',
    reason: 'Something the customer needs now does not work.',
    unknownAs: 0,
  },
  ticket_satisfaction: {
    direction: 'lowers',
    reason: 'Who was helped badly remembers it at the renewal.',
    unknownAs: 3,
  },
  nps: { direction: 'lowers', reason: 'A detractor says that they would not choose it again.', unknownAs: 0 },
  pulse: { direction: 'lowers', reason: 'The manager has heard what no column tells.', unknownAs: 50 },
  champion_lost: {
    direction: 'raises',
    reason: 'Who spoke for the product is gone, and nobody does in their place.',
    unknownAs: 0,
  },
  log_events_28: { direction: 'lowers', reason: morePeople },
  log_events_182: { direction: 'lowers', reason: morePeople },
  usage_trend: { direction: 'lowers', reason: 'A fall in use comes before leaving.' },
  seat_use: { direction: 'lowers', reason: 'Seats that nobody uses are given back.' },
  log_active_users: { direction: 'lowers', reason: morePeople },
  breadth: { direction: 'lowers', reason: 'What is used for more is harder to replace.' },
  log_idle_days: { direction: 'raises', reason: 'Who has stopped using it can stop paying for it.' },
  log_mrr_per_use: { direction: 'raises', reason: 'A use that costs more is worth less.' },
  log_outcomes_28: { direction: 'lowers', reason: moreResults },
  log_outcomes_182: { direction: 'lowers', reason: moreResults },
  no_outcome: { direction: 'raises', reason: moreResults },
  log_value_28: { direction: 'lowers', reason: moreResults },
  log_value_182: { direction: 'lowers', reason: moreResults },
  log_value_per_mrr: { direction: 'lowers', reason: moreResults },
};

const ofOneFeature: KnownSign = { direction: 'lowers', reason: morePeople };

/** Undefined where a column may go either way. */
export function knownSignOf(column: string): KnownSign | undefined {
  return knownSigns[column] ?? (column.startsWith('rate') ? ofOneFeature : undefined);
}
