import fc from 'fast-check';

const organization = fc.integer({ min: 1, max: 12 });
/** Some that are met again and again: what needs several changes of one account, with a sync between, comes to pass. */
const one = fc.integer({ min: 1, max: 2 });
const user = fc.integer({ min: 1, max: 40 });
const owner = fc.constantFrom('1', '2', 'null');
const day = fc.integer({ min: 0, max: 120 });
const small = fc.integer({ min: 1, max: 9 });
const cs = 'customer_success';

/** Makes the month's partition, and moves there what lies in the default one. */
export function partitionOf(daysAgo: number): string {
  return `select ${cs}.ensure_partitions('activity_events', current_date - ${daysAgo}, current_date - ${daysAgo})`;
}

/**
 * The company as a restored dump leaves it: other rows than before, of which no log tells, and a log of another server.
 * @param ahead by how much that server's counter of transactions was further than this one's
 */
function restoredDump(ahead: number): string {
  const shifted = (xid: string) => `greatest(${xid}::text::bigint + ${ahead}, 3)::text::xid8`;
  return `
    set local session_replication_role = replica;
    update ${cs}.sync_log set xid = ${shifted('xid')};
    update ${cs}.sync_settings set history = 'another server', min_retained_xid = ${shifted('min_retained_xid')};
    update ${cs}.organizations set name = 'Restored' where organization_id % 3 = 0;
    delete from ${cs}.activity_events where organization_id % 4 = 0`;
}

/** Counts go and their events stay, and go later: nothing but the events themselves can tell of that. */
const countsThenEvents = [
  one.map((o) => `delete from ${cs}.activity_daily where organization_id = ${o}`),
  fc
    .tuple(one, small)
    .map(
      ([o, n]) => `delete from ${cs}.activity_events where organization_id = ${o} and event_id % ${n} = 0`,
    ),
] as const;

/** Accounts move to other zones, and a milestone that asks for days in a row comes and goes. */
const daysOfAccounts = [
  fc
    .tuple(organization, small)
    .map(
      ([o, n]) =>
        `update ${cs}.organizations set timezone = (array['Pacific/Kiritimati', 'America/St_Johns', 'EST'])[${n % 4}] where organization_id = ${o}`,
    ),
  fc.constant(
    `insert into ${cs}.milestone_definitions (milestone_id, name, definition, author, made_at)
     values ('01900000-0000-7000-8000-000000000001', 'Daily', '{"completion": {"by": "activity", "measure": "streak"}}', 'ann', now())
     on conflict (milestone_id) do update set removed_at = case when milestone_definitions.removed_at is null then now() end`,
  ),
] as const;

/** Changes any writer may make. Rows that aren't there make them do nothing, which is a case as well. */
export const writes = fc.oneof(
  ...countsThenEvents.map((arbitrary) => ({ weight: 4, arbitrary })),
  ...daysOfAccounts.map((arbitrary) => ({ weight: 2, arbitrary })),
  {
    weight: 3,
    arbitrary: fc
      .tuple(organization, owner)
      .map(([o, m]) => `update ${cs}.organizations set owner_id = ${m} where organization_id = ${o}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(organization, small)
      .map(([o, n]) => `update ${cs}.organizations set name = 'Name ${n}' where organization_id = ${o}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(organization, small)
      .map(
        ([o, n]) =>
          `insert into ${cs}.attribute_definitions (subject, name, label, type) values ('account', 'a${n % 3}', 'A', 'number') on conflict do nothing; update ${cs}.organizations set attributes = (select jsonb_object_agg(name, ${n}) from ${cs}.attribute_definitions) where organization_id = ${o}`,
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(organization, organization)
      .map(
        ([o, p]) =>
          `update ${cs}.organizations set parent_id = (select organization_id from ${cs}.organizations where organization_id = ${p}) where organization_id = ${o} and ${o} <> ${p}`,
      ),
  },
  {
    weight: 1,
    arbitrary: organization.map((o) => `delete from ${cs}.organizations where organization_id = ${o}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(organization, owner)
      .map(
        ([o, m]) =>
          `insert into ${cs}.organizations (organization_id, external_id, name, owner_id) values (${o}, 'o${o}', 'Back ${o}', ${m}) on conflict do nothing`,
      ),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(user, organization)
      .map(
        ([u, o]) =>
          `insert into ${cs}.users (user_id, organization_id, external_id, name) select ${u}, organization_id, 'x${u}', 'User ${u}' from ${cs}.organizations where organization_id = ${o} on conflict do nothing`,
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(user, organization)
      .map(
        ([u, o]) =>
          `update ${cs}.users set organization_id = o.organization_id from ${cs}.organizations o where user_id = ${u} and o.organization_id = ${o}`,
      ),
  },
  { weight: 1, arbitrary: user.map((u) => `delete from ${cs}.users where user_id = ${u}`) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(organization, day, small)
      .map(
        ([o, d, n]) =>
          `insert into ${cs}.activity_events (organization_id, feature_id, occurred_at, value) select organization_id, 1 + n % 3, now() - interval '1 day' * ${d} - interval '1 second' * n, n from ${cs}.organizations, generate_series(1, ${n}) n where organization_id = ${o}`,
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(organization, day)
      .map(
        ([o, d]) =>
          `delete from ${cs}.activity_events where organization_id = ${o} and occurred_at < now() - interval '1 day' * ${d}`,
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(organization, day, small)
      .map(
        ([o, d, n]) =>
          `insert into ${cs}.activity_daily (organization_id, feature_id, day, period_days, events) select organization_id, 1, current_date - ${d}, 7, ${n} from ${cs}.organizations where organization_id = ${o} on conflict (organization_id, day, period_days, user_id, feature_id) do update set events = excluded.events`,
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(organization, day)
      .map(
        ([o, d]) =>
          `update ${cs}.activity_daily set day = day - ${d} where organization_id = ${o} and period_days = 7 and day > current_date - 5`,
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(organization, small)
      .map(
        ([o, n]) =>
          `insert into ${cs}.support_tickets (organization_id, external_id, opened_at) select organization_id, 't' || gen_random_uuid(), now() from ${cs}.organizations, generate_series(1, ${n}) where organization_id = ${o}`,
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(organization, user)
      .map(
        ([o, u]) =>
          `insert into ${cs}.intervention_history (intervention_id, organization_id, user_id, external_id, kind, started_at) select ${u}, ${o}, min(user_id), 'i${u}', 'check_in', now() from ${cs}.users where organization_id = ${o} on conflict (intervention_id) do update set ended_at = now(), outcome = 'no_response', is_held_out = not intervention_history.is_held_out`,
      ),
  },
  {
    weight: 1,
    arbitrary: user.map((u) => `delete from ${cs}.intervention_history where intervention_id = ${u}`),
  },
  {
    weight: 1,
    arbitrary: small.map(
      (n) => `update ${cs}.features set name = 'Feature ${n}' where feature_id = ${1 + (n % 3)}`,
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(organization, day)
      .map(
        ([o, d]) =>
          `delete from ${cs}.activity_daily where organization_id = ${o} and day >= current_date - ${d}`,
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(organization, day, small)
      .map(
        ([o, d, n]) =>
          `update ${cs}.activity_events set occurred_at = occurred_at + interval '1 day' * (${d} - 60) where organization_id = ${o} and event_id % ${n} = 0`,
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(organization, organization, small)
      .map(
        ([from, to, n]) =>
          `update ${cs}.activity_events set organization_id = ${to}, user_id = null where organization_id = ${from} and event_id % ${n} = 0`,
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(organization, small)
      .map(
        ([o, n]) => `delete from ${cs}.activity_events where organization_id = ${o} and event_id % ${n} = 0`,
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(organization, day, fc.constantFrom('Infinity', '-Infinity', 'NaN', '3'))
      .map(
        ([o, d, value]) =>
          `insert into ${cs}.activity_events (organization_id, feature_id, occurred_at, value) select organization_id, 1, now() - interval '1 day' * ${d}, '${value}' from ${cs}.organizations where organization_id = ${o}`,
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(organization, day)
      .map(
        ([o, d]) =>
          `insert into ${cs}.activity_daily (organization_id, feature_id, day, events) select organization_id, 3, current_date - ${d}, 0 from ${cs}.organizations where organization_id = ${o} on conflict do nothing`,
      ),
  },
);

/** What the company's administrator does. */
export const adminSteps = fc.oneof(
  fc
    .tuple(fc.constantFrom('all', 'book'), owner)
    .map(
      ([scope, m]) =>
        `update ${cs}.memberships set scope = '${scope}', manager_id = ${m} where role = 'manager'`,
    ),
  fc.constant(`select ${cs}.prune_sync_log('0')`),
  fc.constant(`select ${cs}.start_new_epoch()`),
  day.map((d) => partitionOf(d)),
  fc
    .constantFrom('UTC', 'Asia/Tokyo', 'America/Los_Angeles', 'Australia/Lord_Howe')
    .map((zone) => `select ${cs}.set_zone('${zone}')`),
  fc.constantFrom(1_000_000, -1_000_000).map(restoredDump),
  // Not left to the writers: while its transaction is open, nobody can read the table.
  fc
    .constantFrom(
      'support_tickets',
      'survey_responses',
      'intervention_history',
      'activity_events, customer_success.activity_daily',
    )
    .map((tables) => `truncate ${cs}.${tables}`),
);
