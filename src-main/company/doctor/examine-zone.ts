import type { ClientBase } from 'pg';
import { calendarOf, isKnownZone } from '../../lib/company-calendar';
import { parseDay } from '../../lib/day';
import { doubtful, type Finding, failed } from './finding';

/** The migration that gave the company a zone. */
const sinceVersion = 16;

/** Whether the company's days are the same days to its database and to this machine. */
export async function examineZone(client: ClientBase, version: number): Promise<Finding[]> {
  if (version < sinceVersion) return [];
  const { rows } = await client.query<{ zone: string }>('SELECT zone FROM customer_success.sync_meta');
  const zone = rows[0]?.zone ?? 'UTC';
  if (zone === 'UTC') return [];
  if (!isKnownZone(zone)) {
    const text = `The company counts its days in the time zone ${zone}, which this Steward doesn’t know.`;
    return [failed('zone', text, 'Update Steward.')];
  }
  const other = await firstOtherDay(client, zone);
  if (other === null) return [];
  const text = `From ${other} on, days of ${zone} begin at another hour in the database than on this machine: one of them has old time zone data.`;
  return [doubtful('zone', text, 'Update the server’s time zone data (tzdata), or Steward.')];
}

/** Of the last two years and the next. */
async function firstOtherDay(client: ClientBase, zone: string): Promise<string | null> {
  const calendar = calendarOf(zone);
  const { rows } = await client.query<{ instant: number; day: string }>(
    `SELECT extract(epoch FROM t)::float8 * 1000 AS instant, (t AT TIME ZONE $1)::date::text AS day
       FROM generate_series(date_trunc('hour', now()) - interval '2 years', now() + interval '1 year', '1 hour') AS t`,
    [zone],
  );
  return rows.find(({ instant, day }) => calendar.dayOf(instant) !== parseDay(day))?.day ?? null;
}
