import type { ClientBase, Pool } from 'pg';
import { Temporal } from 'temporal-polyfill';
import type { ReadDb } from '../../../src-main/store/types';
import {
  type MilestoneDefinition,
  newMilestone,
} from '../../../src-preload/contract/milestones/milestone-definition';
import { countedBy } from '../../support/milestones/entries';

const cs = 'customer_success';

/** Zones that name no place, or that nobody knows: the company's days are such an account's. */
export const noZones = [null, '', 'EST', 'Mars/Olympus', 'europe/berlin'] as const;
export const zones = [
  'Pacific/Kiritimati',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'America/Los_Angeles',
  'Pacific/Auckland',
  'Pacific/Pago_Pago',
] as const;

/** Whole days since 1970 of an instant, on the clocks of a zone. */
export function dayIn(zone: string, at: number): number {
  const date = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  return Temporal.PlainDate.from('1970-01-01').until(date, { largestUnit: 'days' }).days;
}

/** account, day, user, feature, events */
export type UseOfDay = readonly [number, number, number, number, number];

/** A milestone of days in a row as the company holds it. */
export async function putStreak(
  admin: Pool,
  id: string,
  target: number,
  audience: MilestoneDefinition['audience'] = 'account',
): Promise<void> {
  const completion = countedBy({ measure: 'streak', target });
  const definition: MilestoneDefinition = { ...newMilestone, audience, completion };
  await admin.query(
    `with added as (
       insert into ${cs}.milestone_definitions (milestone_id, name, definition, author, made_at)
       values ($1, $2, $3, 'ann', now()) returning milestone_id, definition)
     insert into ${cs}.milestone_definition_versions (milestone_id, version, definition, author, made_at)
     select milestone_id, 1, definition, 'ann', now() from added`,
    [id, `Streak of ${target} by ${audience}`, definition],
  );
}

/**
 * What the company holds, each event on its day by the clocks of its account: from the raw rows, one by one; nothing where no
 * milestone asks for it.
 */
export async function useByZone(client: Pool | ClientBase): Promise<UseOfDay[]> {
  const { rows: accounts } = await client.query<{ id: number; timezone: string | null; company: string }>(
    `select organization_id as id, timezone, m.zone as company from ${cs}.organizations, ${cs}.sync_meta m
      where (to_jsonb(m) ->> 'zone_days')::boolean`,
  );
  const zoneOf = new Map(
    accounts.flatMap(({ id, timezone, company }) =>
      zones.some((zone) => zone === timezone) && timezone !== company ? [[id, timezone as string]] : [],
    ),
  );
  const { rows: events } = await client.query<{ id: number; user: number; feature: number; at: number }>(
    `select organization_id as id, coalesce(user_id, 0) as user, feature_id as feature,
            floor(extract(epoch from occurred_at) * 1000)::float8 as at
       from ${cs}.activity_events e, ${cs}.sync_meta m
      where exists (select from ${cs}.activity_daily d
                     where d.organization_id = e.organization_id and d.user_id = coalesce(e.user_id, 0) and d.period_days = 1
                       and d.feature_id = e.feature_id and d.day = (e.occurred_at at time zone m.zone)::date)`,
  );
  const { rows: told } = await client.query<{
    id: number;
    day: number;
    user: number;
    feature: number;
    events: number;
  }>(
    `select organization_id as id, day - date '1970-01-01' as day, user_id as user, feature_id as feature, events
       from ${cs}.activity_daily where period_days = 1 and not from_events and events > 0`,
  );
  const found = new Map<string, number>();
  const add = (key: readonly number[], more: number) =>
    found.set(key.join(' '), (found.get(key.join(' ')) ?? 0) + more);
  for (const { id, user, feature, at } of events) {
    const zone = zoneOf.get(id);
    if (zone !== undefined) add([id, dayIn(zone, at), user, feature], 1);
  }
  for (const { id, day, user, feature, events: some } of told)
    if (zoneOf.has(id)) add([id, day, user, feature], some);
  return sorted([...found].map(([key, events]) => [...key.split(' ').map(Number), events]));
}

/** What a copy holds of it. */
export function copiedUse(db: ReadDb): UseOfDay[] {
  const pages = db
    .prepared<[], { id: number; day: number; rows: number; payload: Buffer }>(
      'select organization_id as id, day, rows, payload from activity_zone_days',
    )
    .all();
  return sorted(
    pages.flatMap(({ id, day, rows, payload }) =>
      Array.from({ length: rows }, (_, entry) => [
        id,
        day,
        ...[0, 1, 2].map((column) => payload.readInt32LE(4 * (column * rows + entry))),
      ]),
    ),
  );
}

function sorted(rows: number[][]): UseOfDay[] {
  return rows
    .map((row) => row as unknown as UseOfDay)
    .sort((one, other) => one.map((value, at) => value - (other[at] ?? 0)).find((value) => value !== 0) ?? 0);
}
