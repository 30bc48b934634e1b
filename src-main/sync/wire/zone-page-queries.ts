import { calendar, dayNumber, intArray, isDayOfCalendar } from './company-values';
import { dateOf, ofOrganizations, type PageChoice } from './page-choice';

/**
 * Pages of use by the days of accounts whose own zone is not the company's: columns as `selectPages` has them. They are laid as they
 * are read, so they can't differ from the events. Each event that is counted lies on its day in the account's zone. What has no hours
 * stays on the company's day: counts that the company wrote itself, and those whose events were swept.
 * @param fromDay days of before are left out; null: none are
 */
export function selectZonePages(choice: PageChoice, fromDay: number | null): string {
  const order = 'order by user_id, feature_id';
  return `
    with own as materialized (
      select organization_id, timezone from customer_success.organizations
       where ${'days' in choice ? ofDays(choice) : ofOrganizations(choice)}
         and timezone is not null and timezone <> (select customer_success.zone())),
    known as materialized (
      select timezone from (select distinct timezone from own) named where customer_success.zone_known(timezone) is not null),
    zoned as materialized (select organization_id, timezone as zone from own join known using (timezone)),
    ${'days' in choice ? useOfDays(choice) : useOfOrganizations(choice, fromDay)},
    counted as (
      select found.*
        from (select organization_id, day, counted_on, user_id, feature_id, count(*) as events from laid group by 1, 2, 3, 4, 5) laid,
             lateral (select laid.organization_id, laid.day, laid.user_id, laid.feature_id, laid.events
                        from customer_success.activity_daily daily
                       where daily.organization_id = laid.organization_id and daily.day = laid.counted_on and daily.period_days = 1
                         and daily.user_id = laid.user_id and daily.feature_id = laid.feature_id offset 0) found),
    used as (
      select organization_id, day, user_id, feature_id, least(sum(events), 2147483647)::int4 as events
        from (select * from counted union all select * from told) use
       where day ${calendar.days} and ${fromDay === null ? 'true' : `day >= ${dateOf(String(fromDay))}`}
       group by 1, 2, 3, 4)
    select organization_id, day, 1, count(*)::int4, sum(events)::int8,
           string_agg(int4send(user_id), ''::bytea ${order}) || string_agg(int4send(feature_id), ''::bytea ${order})
           || string_agg(int4send(events), ''::bytea ${order})
      from used group by organization_id, day`;
}

/** Of an event `e`: what is laid, by whose day it is counted, and of whom. */
const ofEvent = `(e.occurred_at at time zone (select customer_success.zone()))::date as counted_on,
             coalesce(e.user_id, 0) as user_id, e.feature_id`;

/** Of a count `d`: it is of one day, and its events have no hours that anyone knows. */
const hasNoHours = `d.period_days = 1 and d.events > 0 and (not d.from_events or d.day < (
             select ((customer_success.gone_before('events') at time zone customer_success.zone())
                     + interval '1 day' - interval '1 microsecond')::date))`;

function ofDays({ days }: Extract<PageChoice, { days: unknown }>): string {
  return `organization_id = any (${intArray([...new Set(days.map(({ organizationId }) => organizationId))])})`;
}

/** Clocks that are set back around midnight give a minute of one day back to the day before: some hours beside are looked at, too. */
function useOfDays(choice: Extract<PageChoice, { days: unknown }>): string {
  const days = choice.days.filter(({ day }) => isDayOfCalendar(day));
  const organizations = intArray(days.map(({ organizationId }) => organizationId));
  const numbers = intArray(days.map(({ day }) => dayNumber(day)));
  return `
    wanted as materialized (
      select distinct o as organization_id, ${dateOf('d')} as day from unnest(${organizations}, ${numbers}) as numbers (o, d)),
    chosen as materialized (
      select organization_id, day, zone, (day::timestamp at time zone zone) - interval '3 hours' as starts,
             ((day + 1)::timestamp at time zone zone) + interval '3 hours' as ends
        from wanted join zoned using (organization_id)),
    laid as (
      select found.* from chosen, lateral (
        select e.organization_id, chosen.day, ${ofEvent}
          from customer_success.activity_events e
         where e.organization_id = chosen.organization_id and e.occurred_at >= chosen.starts and e.occurred_at < chosen.ends
           and (e.occurred_at at time zone chosen.zone)::date = chosen.day offset 0) found),
    told as (
      select found.* from chosen, lateral (
        select d.organization_id, d.day, d.user_id, d.feature_id, d.events
          from customer_success.activity_daily d
         where d.organization_id = chosen.organization_id and d.day = chosen.day and ${hasNoHours} offset 0) found)`;
}

function useOfOrganizations(choice: Exclude<PageChoice, { days: unknown }>, fromDay: number | null): string {
  const starts = fromDay === null ? calendar.starts : `(${dateOf(String(fromDay - 2))})::timestamptz`;
  const since = fromDay === null ? 'true' : `day >= ${dateOf(String(fromDay))}`;
  return `
    laid as (
      select e.organization_id, (e.occurred_at at time zone zoned.zone)::date as day, ${ofEvent}
        from (select * from customer_success.activity_events
               where ${ofOrganizations(choice)} and occurred_at >= ${starts} and occurred_at < ${calendar.ends}) e
        join zoned using (organization_id)),
    told as (
      select d.organization_id, d.day, d.user_id, d.feature_id, d.events
        from (select * from customer_success.activity_daily where ${ofOrganizations(choice)} and ${since}) d
        join zoned using (organization_id)
       where ${hasNoHours})`;
}
