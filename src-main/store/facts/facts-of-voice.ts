import { sql } from 'drizzle-orm';
import { rounded } from '../../../src-preload/contract/words';
import { npsSql, openTicketsSql } from '../accounts/voice-of-account';
import { type AccountFact, accountFact, type FactParams, keptAs, type PastReading } from './account-fact';

const group = 'Support and surveys';
const account = 'organizations.organization_id';
const whole = (value: number) => rounded(value, 0);

export const factsOfVoice: readonly AccountFact[] = [
  accountFact(
    {
      name: 'tickets.open',
      group,
      label: 'Open tickets',
      isPlural: true,
      type: 'number',
      unknownWhen: 'no ticket data',
    },
    {
      now: ({ calendar, today }) => sql.raw(openTicketsSql(account, today, calendar)),
      past: keptAs('openTickets'),
    },
  ),
  accountFact(
    {
      name: 'tickets.open_severe',
      group,
      label: 'Open high and urgent tickets',
      isPlural: true,
      type: 'number',
      unknownWhen: 'no ticket data',
    },
    { past: keptAs('openSevere') },
  ),
  accountFact(
    {
      name: 'tickets.opened',
      group,
      label: 'Tickets opened',
      phrase: 'tickets ({severity}) opened in {days}',
      isPlural: true,
      type: 'number',
      parameters: [
        { name: 'days', label: 'Days', type: 'days', least: 1, most: 365, usual: 28 },
        {
          name: 'severity',
          label: 'Severity',
          type: 'word',
          words: [
            { value: 'any', label: 'of any severity' },
            { value: 'severe', label: 'high or urgent' },
          ],
          usual: 'any',
        },
      ],
      unknownWhen: 'no ticket data',
    },
    { past: { of: [], read: openedIn } },
  ),
  accountFact(
    {
      name: 'survey.nps',
      group,
      label: 'NPS, 180 days',
      phrase: 'the NPS of 180 days',
      type: 'number',
      unknownWhen: 'no answers in 180 days',
    },
    {
      now: ({ calendar, today }) => sql.raw(`round(${npsSql(account, today, calendar)})`),
      past: keptAs('nps', whole),
    },
  ),
];

/** Nobody's tickets are known where the company has none at all. */
function openedIn(reading: PastReading, { days, severity }: FactParams, day: number): Float64Array {
  const opened = reading.once(`tickets ${severity}`, () => readOpenings(reading, severity === 'severe'));
  const counts = new Float64Array(reading.rows).fill(opened === null ? Number.NaN : 0);
  if (opened === null) return counts;
  const end = firstAfter(opened.days, day);
  for (let at = firstAfter(opened.days, day - Number(days)); at < end; at++) {
    const place = opened.places[at] as number;
    counts[place] = (counts[place] as number) + 1;
  }
  return counts;
}

/** When tickets were opened and by which account, in the order of their days. */
interface Openings {
  readonly days: Int32Array;
  readonly places: Int32Array;
}

/** @returns null where the company has no tickets, of whatever severity */
function readOpenings({ db, calendar, placeOf }: PastReading, onlySevere: boolean): Openings | null {
  const rows = db
    .prepared<[], [number, number, string]>(
      'select organization_id, opened_at, severity from support_tickets order by opened_at',
    )
    .raw()
    .all();
  if (rows.length === 0) return null;
  const opened = rows.flatMap(([organizationId, at, severity]) => {
    const place = placeOf(organizationId);
    if (place === undefined || (onlySevere && severity !== 'high' && severity !== 'urgent')) return [];
    return [{ place, day: calendar.dayOf(at) }];
  });
  return {
    days: Int32Array.from(opened, ({ day }) => day),
    places: Int32Array.from(opened, ({ place }) => place),
  };
}

/** The place of the first of the days, ascending, that comes after one. */
function firstAfter(days: Int32Array, day: number): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as number) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}
