import type { ChurnReason } from '../../../../src-preload/contract/risk/forecast';
import type { Advice } from './advice';
import { type OpenFacts, whom, withOpenTicket } from './open-facts';

/** What raises the chance: more of a column, less of it, or either. */
type Raising = NonNullable<ChurnReason['raisedBy']> | 'either';

const called =
  (words: (facts: OpenFacts) => string) =>
  (facts: OpenFacts): string =>
    withOpenTicket(words(facts), facts);

const outcomes: Advice = {
  title: called((facts) => `Agree with ${whom(facts)} on the outcome they want next, and plan the way to it`),
  launch: 'write_email',
  kind: 'success_plan',
};
const use: Advice = {
  title: called(
    (facts) => `Ask ${whom(facts)} what changed in their work, with the chart of their use at hand`,
  ),
  launch: 'open_usage',
  kind: 'check_in',
};
const tickets: Advice = {
  title: called(
    (facts) => `Go through their tickets with support, then tell ${whom(facts)} what is done about them`,
  ),
  launch: 'open_tickets',
  kind: null,
};

/**
 * What to do about something the churn model read: the first entry whose pattern fits the column, where what raises the
 * chance can be answered by it. Who leaves though much used needs no push to use more. Interventions have no entry: they
 * go to those in trouble, so that having had one may raise the chance, and is no reason to stop.
 */
const ofColumns: readonly (readonly [pattern: RegExp, raising: Raising, advice: Advice])[] = [
  [/^no_outcome$/, 'more', outcomes],
  [/outcome|value/, 'less', outcomes],
  [/satisfaction/, 'less', tickets],
  [/ticket|urgent/, 'more', tickets],
  [
    /champion/,
    'more',
    {
      title: called(({ people: { champion, admin } }) =>
        champion !== null
          ? `Ask ${champion} (champion) to take over from the champion who left`
          : `${admin === null ? 'Find out' : `Ask ${admin} (admin)`} who speaks for the product there now`,
      ),
      launch: 'open_contacts',
      kind: 'executive_call',
    },
  ],
  [
    /nps/,
    'less',
    {
      title: called(
        (facts) =>
          `Ask ${facts.people.detractor ?? whom(facts)} what would have made the answer a better one`,
      ),
      launch: 'open_contacts',
      kind: 'check_in',
    },
  ],
  [
    /pulse/,
    'less',
    {
      title: called((facts) => `Call ${whom(facts)} about what worries you, then give a new pulse`),
      launch: 'set_pulse',
      kind: null,
    },
  ],
  [
    /seat_use|active_users/,
    'less',
    {
      title: called((facts) =>
        facts.indicators.has('all_users_idle')
          ? `Call ${whom(facts)} and ask why nobody uses the product any more`
          : `Agree with ${whom(facts)} whom to bring in to the seats that nobody uses`,
      ),
      launch: 'open_contacts',
      kind: 'training',
    },
  ],
  [
    /per_use|per_seat/,
    'more',
    {
      title: called((facts) => `Prepare with figures what the price brings them, before ${whom(facts)} asks`),
      launch: 'open_subscription',
      kind: 'business_review',
    },
  ],
  [
    /mrr|seats_lost|discount|billing|payment|contract|^term$/,
    'either',
    {
      title: called((facts) => `Talk with ${whom(facts)} about contract and price before the term ends`),
      launch: 'open_subscription',
      kind: 'renewal_talk',
    },
  ],
  [
    /^age$/,
    'either',
    {
      title: called((facts) => `Ask ${whom(facts)} what is missing to a good start`),
      launch: 'write_email',
      kind: 'onboarding_help',
    },
  ],
  [
    /earlier_lives/,
    'more',
    {
      title: called((facts) => `Ask ${whom(facts)} whether what made them leave before is settled`),
      launch: 'write_email',
      kind: 'check_in',
    },
  ],
  [/idle/, 'more', use],
  [/events|trend|breadth|rate/, 'less', use],
];

/** @returns undefined where nothing can be done about it */
export function adviceOnReason({
  feature,
  raisedBy,
}: Pick<ChurnReason, 'feature' | 'raisedBy'>): Advice | undefined {
  return entryOf(feature, (raising) => raising === 'either' || raising === raisedBy);
}

/** What to do about a main reason, which is a bad one whichever way its column goes. */
export function adviceOnMainReason(column: string): Advice | undefined {
  return entryOf(column, () => true);
}

function entryOf(column: string, fits: (raising: Raising) => boolean): Advice | undefined {
  const entry = ofColumns.find(([pattern]) => pattern.test(column));
  return entry !== undefined && fits(entry[1]) ? entry[2] : undefined;
}
