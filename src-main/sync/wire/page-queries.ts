import type { PageTableName } from '../../store/copy/copied-tables';
import { calendar, isDayOfCalendar } from './company-values';
import { dateOf, forEachDay, ofOrganizations, type PageChoice } from './page-choice';
import { selectZonePages } from './zone-page-queries';

/** Columns of what `selectPages` selects. */
export const pageColumns = 6;

/**
 * Pages as PostgreSQL itself packs them, column after column, in the order of lib/activity-page. Only the bytes of
 * each number are the other way round.
 * @param eventsFromDay raw events before this day stay at the company
 */
export function selectPages(table: PageTableName, choice: PageChoice, eventsFromDay: number): string {
  if (table === 'activity_zone_days') return selectZonePages(choice, null);
  return table === 'activity_daily' ? selectDailyPages(choice) : selectEventPages(choice, eventsFromDay);
}

/** @param which a condition on the entries */
function selectDailyPages(choice: PageChoice, which = 'true'): string {
  const order = 'order by user_id, feature_id';
  const daily = 'select * from customer_success.activity_daily';
  const chosen =
    'days' in choice
      ? forEachDay(
          choice.days,
          'organization_id, day',
          `${daily} where organization_id = chosen.organization_id and day = chosen.day`,
        )
      : `${daily} where ${ofOrganizations(choice)}`;
  return `
    select organization_id, day, period_days::int4, count(*)::int4, sum(events)::int8,
           string_agg(int4send(user_id), ''::bytea ${order}) || string_agg(int4send(feature_id), ''::bytea ${order})
           || string_agg(int4send(events), ''::bytea ${order})
           || string_agg(int4send(coalesce(active_users, -1)), ''::bytea ${order})
           || string_agg(float8send(value), ''::bytea ${order})
      from (${chosen}) daily
     where ${which}
     group by organization_id, day, period_days`;
}

/** Instants travel whole: taking the milliseconds out of them costs the server more than it costs us. */
function selectEventPages(choice: PageChoice, eventsFromDay: number): string {
  return packEvents(selectEvents(choice, eventsFromDay), 'occurred_at', 'timestamptz_send(occurred_at)');
}

/** The page as the store holds it, for checksums. */
export function selectStoredPages(table: PageTableName, choice: PageChoice, eventsFromDay: number): string {
  if (table === 'activity_daily') {
    // What is no number, and days beyond the calendar, were left out of the page.
    return selectDailyPages(choice, `value > '-Infinity' and value < 'Infinity' and day ${calendar.days}`);
  }
  if (table === 'activity_zone_days') return selectZonePages(choice, eventsFromDay);
  // Rounded to whole microseconds first: seconds as a double lie a hair beside them.
  const seconds = `date_part('epoch', (occurred_at at time zone 'UTC')::time)`;
  const milliseconds = `floor(round(${seconds} * 1e6) / 1e3)`;
  const events = `select *, (${milliseconds})::int4 as ms_of_day from (${selectEvents(choice, eventsFromDay)}) e`;
  return packEvents(events, 'ms_of_day', 'int4send(ms_of_day)');
}

function packEvents(events: string, time: string, timeBytes: string): string {
  const order = `order by ${time}, user_id, feature_id`;
  return `
    select organization_id, day, 1, count(*)::int4, count(*),
           string_agg(int4send(user_id), ''::bytea ${order}) || string_agg(int4send(feature_id), ''::bytea ${order})
           || string_agg(${timeBytes}, ''::bytea ${order})
      from (${events}) events
     group by organization_id, day`;
}

function selectEvents(choice: PageChoice, eventsFromDay: number): string {
  const events = `
    select organization_id, (occurred_at at time zone 'UTC')::date as day, coalesce(user_id, 0) as user_id, feature_id,
           occurred_at
      from customer_success.activity_events`;
  if (!('days' in choice)) {
    return `${events} where ${ofOrganizations(choice)}
               and occurred_at >= (${dateOf(String(eventsFromDay))})::timestamptz and occurred_at < ${calendar.ends}`;
  }
  const days = choice.days.filter(({ day }) => day >= eventsFromDay && isDayOfCalendar(day));
  return forEachDay(
    days,
    'organization_id, day, day::timestamptz as starts, (day + 1)::timestamptz as ends',
    `${events} where organization_id = chosen.organization_id
        and occurred_at >= chosen.starts and occurred_at < chosen.ends`,
  );
}
