import { readContacts } from '../accounts/last-contact';
import { type AccountFact, accountFact, type PastReading } from './account-fact';

export const factsOfTalks: readonly AccountFact[] = [
  accountFact(
    {
      name: 'talk.silent_days',
      group: 'Support and surveys',
      label: 'Days since a call, a meeting or an answer',
      phrase: 'days since a call, a meeting or an answer',
      isPlural: true,
      type: 'number',
      unit: 'day',
      unknownWhen: 'nobody spoke with them yet',
    },
    { past: { of: [], read: daysSince } },
  ),
];

/** Where nobody spoke by then, it is not known. */
function daysSince(reading: PastReading, _params: unknown, day: number): Float64Array {
  const { days, places } = reading.once('talks', () => readTalks(reading));
  const since = new Float64Array(reading.rows).fill(Number.NaN);
  for (let at = 0; at < days.length && (days[at] as number) <= day; at++)
    since[places[at] as number] = day - (days[at] as number);
  return since;
}

/** On which days people spoke, and of which account, the earliest first. */
interface Talks {
  readonly days: Int32Array;
  readonly places: Int32Array;
}

function readTalks({ db, calendar, placeOf }: PastReading): Talks {
  const rows = readContacts(db, calendar).flatMap(({ organizationId, day }) => {
    const place = placeOf(organizationId);
    return place === undefined ? [] : [{ place, day }];
  });
  return {
    days: Int32Array.from(rows, ({ day }) => day),
    places: Int32Array.from(rows, ({ place }) => place),
  };
}
