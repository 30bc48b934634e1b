import { sql } from 'drizzle-orm';
import { rounded } from '../../../src-preload/contract/words';
import { accountSummaries } from '../schema/health';
import { type AccountFact, accountFact, keptAs } from './account-fact';

const group = 'Use';
const whole = (value: number) => rounded(value, 0);
const hundredths = (value: number) => rounded(value, 2);

export const factsOfUse: readonly AccountFact[] = [
  accountFact(
    {
      name: 'use.active_contacts',
      group,
      label: 'Active contacts, 28 days',
      phrase: 'active contacts of 28 days',
      isPlural: true,
      type: 'number',
      unknownWhen: 'no use is known',
    },
    { now: () => sql`${accountSummaries.activeUsers}`, past: keptAs('activeUsers') },
  ),
  accountFact(
    {
      name: 'use.share_of_seats',
      group,
      label: 'Seats in use, 28 days',
      phrase: 'the share of seats in use',
      type: 'share',
      unknownWhen: 'no seats or no use are known',
    },
    {
      now: () => sql`round(1.0 * ${accountSummaries.activeUsers} / nullif(${accountSummaries.seats}, 0), 2)`,
      past: {
        of: ['activeUsers', 'seats'],
        read({ rows, kept }, _params, day) {
          const [active, seats] = [kept('activeUsers', day), kept('seats', day)];
          return Float64Array.from({ length: rows }, (_, row) => shareOf(active[row], seats[row]));
        },
      },
    },
  ),
  accountFact(
    {
      name: 'use.silent_days',
      group,
      label: 'Days without use',
      phrase: 'days without use',
      isPlural: true,
      type: 'number',
      unit: 'day',
      unknownWhen: 'it was never used',
    },
    {
      now: () => sql`${accountSummaries.asOf} - ${accountSummaries.lastActivityDay}`,
      past: keptAs('silentDays'),
    },
  ),
  accountFact(
    {
      name: 'use.events',
      group,
      label: 'Events',
      phrase: 'events of {days}',
      isPlural: true,
      type: 'number',
      parameters: [{ name: 'days', label: 'Days', type: 'days', least: 1, most: 365, usual: 28 }],
      unknownWhen: 'the use of those days is not known',
    },
    {
      // Kept is what was ever used up to a day: the difference of two days is the use between them.
      past: {
        of: ['events'],
        read({ rows, kept }, { days }, day) {
          const [until, before] = [kept('events', day), kept('events', day - Number(days))];
          return Float64Array.from({ length: rows }, (_, row) =>
            whole((until[row] as number) - (before[row] as number)),
          );
        },
      },
    },
  ),
  accountFact(
    {
      name: 'use.core_features',
      group,
      label: 'Core features used, 28 days',
      phrase: 'core features used in 28 days',
      isPlural: true,
      type: 'number',
      unknownWhen: 'no use or no core features are known',
    },
    { past: keptAs('coreFeatures') },
  ),
  accountFact(
    {
      name: 'use.outcome_features',
      group,
      label: 'Outcome features used, 28 days',
      phrase: 'outcome features used in 28 days',
      isPlural: true,
      type: 'number',
      unknownWhen: 'no use or no outcome features are known',
    },
    { past: keptAs('outcomeFeatures') },
  ),
];

/** NaN without seats. */
function shareOf(active: number | undefined, seats: number | undefined): number {
  return seats === undefined || active === undefined || !(seats > 0)
    ? Number.NaN
    : hundredths(active / seats);
}
