import type { z } from 'zod';
import type { TriedOnPast, trialReportSchema } from '../../../../src-preload/contract/rules/trial';
import { formatCount, formatPlural, formatShare } from '../../../ui/format/number';

export type TrialReport = z.infer<typeof trialReportSchema>;

interface Figure {
  readonly label: string;
  /** What it is, on hover. */
  readonly help: string;
  readonly words: (tried: TriedOnPast, report: TrialReport) => string;
}

/** What a look back says of a rule, in the order in which it is read. */
export function figuresOf(horizonDays: number): readonly Figure[] {
  return [
    {
      label: 'Fires',
      help: 'Firings in all, and in a week on average',
      words: (_, { firings, firingsAWeek }) =>
        `${formatPlural(firings, 'time')}, ${aWeek(firingsAWeek)} a week`,
    },
    {
      label: 'For accounts',
      help: 'Different accounts it fired for',
      words: (_, { accounts }) => formatCount(accounts),
    },
    {
      label: 'Work',
      help: 'At the minutes that its actions take',
      words: (_, { hours }) => (hours === 0 ? 'none' : formatPlural(hours, 'hour', 'hours', 1)),
    },
    {
      label: `Left within ${horizonDays} days`,
      help: 'Share of the firings after which it is known whether the account left',
      words: (_, { leftShare, followed }) =>
        leftShare === null
          ? 'not known yet'
          : `${formatShare(leftShare)} of ${formatPlural(followed, 'firing')}`,
    },
    {
      label: 'By chance',
      help: 'The same share for any day of any customer, and how many times as often the rule is right',
      words: (_, { chanceShare, lift }) =>
        chanceShare === null
          ? 'not known yet'
          : `${formatShare(chanceShare, 1)}${lift === null ? '' : `; the rule ${formatCount(lift, 1)} times as often`}`,
    },
    {
      label: 'Departures warned of',
      help: `Of those who left in this time, those for whom it fired within ${horizonDays} days before`,
      words: (_, { caught, departures, caughtShare }) =>
        departures === 0
          ? 'nobody left'
          : `${formatCount(caught)} of ${formatCount(departures)}${caughtShare === null ? '' : `, ${formatShare(caughtShare)}`}`,
    },
    {
      label: '30 days ahead or more',
      help: 'Of those who left, the share it warned of so early; and the middle warning',
      words: (_, { caughtEarlyShare, medianWarningDays }) =>
        caughtEarlyShare === null
          ? '–'
          : `${formatShare(caughtEarlyShare)}${medianWarningDays === null ? '' : `; ${formatPlural(medianWarningDays, 'day')} in the middle`}`,
    },
    {
      label: 'Mails',
      help: 'Mails it would have asked for, and the most for one account in 28 days',
      words: ({ mails, mostMailsAnAccount }) =>
        mails === 0
          ? 'none'
          : `${formatCount(mails)}; at most ${formatCount(mostMailsAnAccount)} for an account in 28 days`,
    },
    {
      label: 'Again within 28 days',
      help: 'Firings for an account within 28 days of its last one; those that the cool-down held back beside them',
      words: (_, { flapping, cooling }) => `${formatCount(flapping)}; ${formatCount(cooling)} held back`,
    },
    {
      label: 'Not known',
      help: 'Share of customers’ days on which it could not be judged',
      words: (_, { unknownShare }) =>
        unknownShare === null ? '–' : `${formatShare(unknownShare, 1)} of days`,
    },
  ];
}

/** A rule that fires now and then doesn't fire not at all. */
function aWeek(firings: number): string {
  return firings > 0 && firings < 0.05 ? 'less than 0.1' : formatCount(firings, 1);
}
