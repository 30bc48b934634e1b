import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copiedTables } from '../../src-main/store/copy/copied-tables';
import { readSyncState } from '../../src-main/store/copy/sync-state';
import { compareCopy } from '../../src-main/sync/pull/checksum';
import { connect } from '../../src-main/sync/wire/connect';
import { createTestCompany, startPostgres, type TestCompany, type TestServer } from '../support/postgres';
import { type Desk, openDesk } from './support/desk';
import { bookEvery, fillLargeCompany } from './support/large-company';
import { type PlanWatch, type RunPlan, tellPlans, watchPlans } from './support/watched-plans';

/** Far above what one of these pulls is about, far below what the company has of each table. */
const mostRows = 1_000;
/** The server's own list of tables and indexes: as long as the schema, whatever a company has. */
const mostOfSchema = 3_000;
const cs = 'customer_success';
/** Use by the days of accounts is no table there, but laid of events as it is read. */
const companyTables = copiedTables.filter((table) => table !== 'activity_zone_days');

let server: TestServer;
let company: TestCompany;
let watch: PlanWatch;
let book: Desk;
let all: Desk;

beforeAll(async () => {
  server = await startPostgres();
  company = await createTestCompany(server);
  await fillLargeCompany(company.admin);
  watch = await watchPlans(server.url);
  book = await sitDown({ role: 'manager', scope: 'book', managerId: 1 });
  all = await sitDown({ role: 'admin', scope: 'all' });
}, 120_000);

afterAll(async () => {
  book.close();
  all.close();
  await watch.close();
  await company.drop();
  await server.stop();
});

async function sitDown(options: Parameters<TestCompany['createLogin']>[0]): Promise<Desk> {
  const login = await company.createLogin(options);
  await tellPlans(company.admin, login.login);
  return openDesk({ ...login, url: watch.through(login.url) });
}

test('the first load of a small book looks at the book, not at the company', async () => {
  const plans = await watch.during(() => book.sync());
  expect(heavy(plans)).toEqual([]);
  expect(tablesIn(plans)).toEqual(expect.arrayContaining(companyTables));
  await book.expectEqual();
});

// What a login that sees everything loads first, and compares once a day, is everything: each chunk reads its own rows,
// but all of them together the whole company. So its first load is not held to anything here, and of its daily check
// the queries of some accounts.
test('the first load of everything comes to its end', async () => {
  await all.sync();
  expect(all.store.read.prepared('select count(*) from organizations').pluck().get()).toBe(100_000);
}, 120_000);

describe.each([
  ['a book of fifty accounts', () => book, 4 * bookEvery],
  ['a login that sees everything', () => all, 5 * bookEvery],
])('%s', (_who, desk, account) => {
  test('a pull that finds nothing looks through no large table', async () => {
    const plans = await watch.during(() => desk().sync());
    expect(heavy(plans)).toEqual([]);
    expect(plans.length).toBeGreaterThan(3);
  });

  test('nor does a pull of a change in each table', async () => {
    for (const change of changesOfEachTable(account)) await company.admin.query(change);
    const plans = await watch.during(() => desk().sync());
    expect(heavy(plans)).toEqual([]);
    expect(tablesIn(plans)).toEqual(expect.arrayContaining([...companyTables, 'sync_log', 'memberships']));
  });

  test('nor does one of accounts that come, go, change hands and are emptied', async () => {
    await company.admin.query(`
      update ${cs}.organizations set owner_id = case owner_id when 1 then 2 else 1 end where organization_id in (${bookEvery}, ${bookEvery} + 1);
      update ${cs}.organizations set owner_id = 1 where organization_id = ${bookEvery} + 3;
      delete from ${cs}.organizations where organization_id = ${3 * bookEvery};
      insert into ${cs}.organizations (organization_id, external_id, name, owner_id)
      values (${3 * bookEvery}, 'again', 'Again', 1)`);
    const plans = await watch.during(() => desk().sync());
    expect(heavy(plans)).toEqual([]);
    expect(tablesIn(plans)).toContain('organizations');
  });
});

test('the daily check of a book looks at the book', async () => {
  const plans = await watch.during(() => book.sync({ verify: true }));
  expect(heavy(plans)).toEqual([]);
  expect(tablesIn(plans)).toEqual(expect.arrayContaining(companyTables));
});

test('the daily check of some accounts, by a login that sees everything, looks at those', async () => {
  const { eventsFromDay } = readSyncState(book.store.read);
  const connection = await connect({ url: all.url });
  try {
    const plans = await watch.during(() =>
      compareCopy(connection, book.store.read, {
        eventsFromDay: eventsFromDay ?? 0,
        wanted: { keepsZoneDays: true },
      }),
    );
    expect(heavy(plans)).toEqual([]);
    expect(tablesIn(plans)).toEqual(expect.arrayContaining(companyTables));
  } finally {
    await connection.close();
  }
});

test('no function that a desktop may call looks through a large table', async () => {
  const { rows } = await company.admin.query<{ name: string; call: string }>(
    `select p.proname as name, format('select * from %s()', p.oid::regproc) as call from pg_proc p
      where p.pronamespace = '${cs}'::regnamespace and p.pronargs = 0 and has_function_privilege('cs_viewer', p.oid, 'execute')`,
  );
  expect(rows.map(({ name }) => name)).toContain('history_stands');
  for (const desk of [book, all]) {
    const connection = await connect({ url: desk.url });
    for (const { name, call } of rows) {
      const plans = await watch.during(() => connection.query(call));
      expect({ name, heavy: heavy(plans) }).toEqual({ name, heavy: [] });
      expect(plans.length).toBeGreaterThan(0);
    }
    await connection.close();
  }
});

test('without the index of the log, each pull would look through it, within functions as well, and this watch names it', async () => {
  await company.admin.query(`drop index ${cs}.sync_log_by_xid`);
  const looks = heavy(await watch.during(() => book.sync()));
  expect(looks).toContainEqual(expect.stringMatching(/^sync_log: Seq Scan of \d+ rows in select table_name/));
  expect(looks).toContainEqual(expect.stringMatching(/^sync_log: Seq Scan .* in EXISTS/s));
  expect(looks.filter((look) => !look.startsWith('sync_log: '))).toEqual([]);
});

/** @param account of the book, with its rows as they were filled in */
function changesOfEachTable(account: number): string[] {
  const ofAccount = `where organization_id = ${account}`;
  return [
    `update ${cs}.managers set name = name || '!' where manager_id = 5`,
    `update ${cs}.features set name = name || '!' where feature_id = 5`,
    `insert into ${cs}.attribute_definitions (subject, name, label, type) values ('account', 'a${account}', 'A', 'text')`,
    `insert into ${cs}.exchange_rates (currency, valid_on, rate) values ('SEK', date '2026-01-01' + ${account} % 300, 0.1)`,
    `insert into ${cs}.merged_accounts (external_id, organization_id) values ('was ${account}', ${account})`,
    `insert into ${cs}.book_movements (ended_on, accounts, week_ratio, month_ratio, quarter_ratio, depth_ratio, people_days_ratio)
     values (date '2026-01-01' + ${account} % 300, 30, 1, 1, 1, 1, 1)`,
    `insert into ${cs}.notes (note_id, organization_id, author, made_at, text)
     values (gen_random_uuid(), ${account}, 'ann', now(), 'A note')`,
    `insert into ${cs}.note_attachments (attachment_id, note_id, organization_id, name, type, size, sha256, content, author, made_at)
     select gen_random_uuid(), note_id, organization_id, 'a.txt', 'text/plain', 1, encode(sha256('a'), 'hex'), 'a', 'ann', now()
       from ${cs}.notes ${ofAccount} limit 1`,
    `insert into ${cs}.pulses (pulse_id, organization_id, author, made_at, points, reason)
     values (gen_random_uuid(), ${account}, 'ann', now(), 50, 'because')`,
    `insert into ${cs}.profiling_objections (objection_id, organization_id, user_id, since_day, author, made_at)
     select gen_random_uuid(), organization_id, user_id, '2026-11-28', 'ann', now() from ${cs}.users ${ofAccount} limit 1`,
    `insert into ${cs}.score_overrides (override_id, organization_id, author, made_at, score, reason, until_day)
     values (gen_random_uuid(), ${account}, 'ann', now(), 50, 'because', '2030-01-01')`,
    `insert into ${cs}.today_dispositions (disposition_id, login, organization_id, kind, day, state, made_at)
     values (gen_random_uuid(), 'ann', ${account}, 'renewal', '2026-11-28', 'done', now())`,
    `insert into ${cs}.saved_views (view_id, login, name, view, shared)
     values (gen_random_uuid(), 'ann', 'View ${account}', '{}', true)`,
    `insert into ${cs}.score_configurations (version, config, note, author, op_id)
     values (${account}, '{}', 'a note', 'ann', gen_random_uuid())`,
    `with added as (
       insert into ${cs}.email_templates (template_id, name, category, language, content, author, made_at)
       values (gen_random_uuid(), 'Template ${account}', 'news', 'en', '{}', 'ann', now()) returning template_id)
     insert into ${cs}.email_template_versions (template_id, version, subject, preheader, mjml, html, author, made_at)
     select template_id, 1, 's', '', 'm', 'h', 'ann', now() from added`,
    `with added as (
       insert into ${cs}.rules (rule_id, name, definition, author, made_at)
       values (gen_random_uuid(), 'Rule ${account}', '{}', 'ann', now()) returning rule_id)
     insert into ${cs}.rule_versions (rule_id, version, definition, author, made_at)
     select rule_id, 1, '{}', 'ann', now() from added`,
    `insert into ${cs}.rule_standings (rule_id, active_at, switched_by)
     select rule_id, now(), 'ann' from ${cs}.rules where name = 'Rule ${account}'`,
    `insert into ${cs}.rule_firings (rule_id, organization_id, version, generation, fired_on)
     select rule_id, ${account}, 1, 1, '2026-11-28' from ${cs}.rules where name = 'Rule ${account}'`,
    `insert into ${cs}.rule_holdouts (rule_id, organization_id, place, held_out, assigned_on)
     select rule_id, ${account}, 1, true, '2026-11-28' from ${cs}.rules where name = 'Rule ${account}'`,
    `with added as (
       insert into ${cs}.segments (segment_id, name, definition, author, made_at)
       values (gen_random_uuid(), 'Segment ${account}', '{}', 'ann', now()) returning segment_id)
     insert into ${cs}.segment_versions (segment_id, version, definition, author, made_at)
     select segment_id, 1, '{}', 'ann', now() from added`,
    `with added as (
       insert into ${cs}.sequences (sequence_id, name, definition, author, made_at)
       values (gen_random_uuid(), 'Sequence ${account}', '{}', 'ann', now()) returning sequence_id)
     insert into ${cs}.sequence_versions (sequence_id, version, definition, author, made_at)
     select sequence_id, 1, '{}', 'ann', now() from added`,
    `insert into ${cs}.enrolments (sequence_id, organization_id, user_id, version, step_id, wakes_at, entered_by, entered_how)
     select sequence_id, ${account}, ${account}, 1, 'mail1', now(), 'ann', 'hand' from ${cs}.sequences where name = 'Sequence ${account}'`,
    `with added as (
       insert into ${cs}.interventions (run_key, organization_id, user_id, channel, occurrence, launched_by, content, category, due_at,
                                        expires_at, next_due)
       select sha256('${account}'), organization_id, user_id, 'email', 'by hand', 'ann', '{}', 'news', now(), now() + interval '1 day', now()
         from ${cs}.users ${ofAccount} limit 1 returning run_id, organization_id)
     insert into ${cs}.intervention_steps (run_id, organization_id, stage, reason, attempt, login)
     select run_id, organization_id, 'waiting', 'due', 0, 'ann' from added`,
    `insert into ${cs}.incoming_mails (mail_key, organization_id, user_id, run_id, kind, came_at, login)
     values (sha256('${account}'), ${account}, ${account}, gen_random_uuid(), 'reply', now(), 'ann')`,
    `insert into ${cs}.contact_departures (organization_id, user_id, how, noticed_on, address_digest, mail_id)
     values (${account}, ${account}, 'bounced', '2026-11-28', sha256('${account}'), gen_random_uuid())`,
    `insert into ${cs}.communication_preferences (address_digest, category, state, said_by, organization_id, author)
     values (sha256('${account}'), 'news', 'withdrawn', 'team', ${account}, 'ann')`,
    `insert into ${cs}.sending_stops (rule_id, kind, reason, stopped_by, stopped_at, leaving)
     values (gen_random_uuid(), 'person', 'to see', 'ann', now(), 0)`,
    `update ${cs}.sending_settings set per_domain_per_minute = ${account}`,
    `with added as (
       insert into ${cs}.ctas (cta_id, organization_id, type, title, due_day, author, made_at)
       values (gen_random_uuid(), ${account}, 'risk', 'Call', '2026-12-01', 'ann', now()) returning cta_id)
     insert into ${cs}.cta_tasks (task_id, cta_id, organization_id, title, author, made_at)
     select gen_random_uuid(), cta_id, ${account}, 'Look', 'ann', now() from added`,
    `insert into ${cs}.reward_programs (program_id, program, author, made_at) values (gen_random_uuid(), '{}', 'ann', now())`,
    `insert into ${cs}.reward_accounts (organization_id) values (${account}) on conflict do nothing`,
    `with added as (
       insert into ${cs}.rewards_catalog (item_id, name, cost, author, made_at)
       values (gen_random_uuid(), 'Mug', 5, 'ann', now()) returning item_id)
     insert into ${cs}.user_rewards (reward_id, organization_id, item_id, cost, value_minor, asked_day, stage, author, made_at)
     select gen_random_uuid(), ${account}, item_id, 5, 0, '2026-11-28', 'approved', 'ann', now() from added`,
    `insert into ${cs}.reward_transactions (organization_id, kind, points, author, day) values (${account}, 'award', 5, 'ann', '2026-11-28')`,
    `insert into ${cs}.reward_tier_history (organization_id, day, tier, cause) values (${account}, '2026-11-28', 'gold', 'earned')`,
    `insert into ${cs}.holidays (holiday_id, day, name, author, made_at)
     values (gen_random_uuid(), date '2026-01-01' + ${account} % 300, 'Off', 'ann', now())`,
    `with added as (
       insert into ${cs}.milestone_definitions (milestone_id, name, definition, author, made_at)
       values (gen_random_uuid(), 'Milestone ${account}', '{"points": 5}', 'ann', now()) returning milestone_id)
     insert into ${cs}.milestone_definition_versions (milestone_id, version, definition, author, made_at)
     select milestone_id, 1, '{}', 'ann', now() from added`,
    `insert into ${cs}.user_milestones (organization_id, milestone_id, progress, moved_on)
     select ${account}, milestone_id, 100, '2026-11-28' from ${cs}.milestone_definitions where name = 'Milestone ${account}'`,
    `insert into ${cs}.celebration_settings (settings_id, settings, author, made_at) values (gen_random_uuid(), '{}', 'ann', now())`,
    `insert into ${cs}.celebrations (achievement_id, organization_id, milestone_id, mail)
     select achievement_id, organization_id, milestone_id, 'none' from ${cs}.milestone_achievements ${ofAccount}`,
    `insert into ${cs}.celebration_messages (celebration_id, organization_id, run_id)
     select c.celebration_id, ${account}, i.run_id from ${cs}.celebrations c, ${cs}.interventions i
      where c.organization_id = ${account} and i.organization_id = ${account} limit 1`,
    `insert into ${cs}.badges (badge_id, name, kind, picture, author, made_at)
     values (gen_random_uuid(), 'Bee', 'svg', '<svg/>', 'ann', now())`,
    `with added as (
       insert into ${cs}.success_plans (plan_id, name, definition, author, made_at)
       values (gen_random_uuid(), 'Plan ${account}', '{}', 'ann', now()) returning plan_id)
     insert into ${cs}.success_plan_versions (plan_id, version, definition, author, made_at)
     select plan_id, 1, '{}', 'ann', now() from added`,
    `insert into ${cs}.plan_assignments (organization_id, plan_id, started_on)
     select ${account}, plan_id, '2026-11-28' from ${cs}.success_plans where name = 'Plan ${account}'`,
    `insert into ${cs}.activity_templates (template_id, name, kind, text, place, author, made_at)
     values (gen_random_uuid(), 'Template ${account}', 'call', 'Next:', ${account}, 'ann', now())`,
    `insert into ${cs}.brand_settings (brand_id, brand, author, made_at)
     values (gen_random_uuid(), '{}', 'ann', now())`,
    `insert into ${cs}.book_documents (kind, version, format, document, login, fence)
     values ('facts', ${account}, 1, '{}', 'ann', 1)`,
    `update ${cs}.organizations set name = name || '!', timezone = 'Pacific/Auckland' ${ofAccount}`,
    `insert into ${cs}.owner_changes (organization_id, to_owner, is_first) values (${account}, 1, false)`,
    `update ${cs}.users set name = name || '!' ${ofAccount}`,
    `update ${cs}.subscriptions set mrr = mrr + 1 ${ofAccount}`,
    `delete from ${cs}.support_tickets ${ofAccount}`,
    `update ${cs}.survey_responses set score = 2 ${ofAccount}`,
    `update ${cs}.intervention_history set outcome = 'successful' ${ofAccount}`,
    `update ${cs}.activity_daily set events = events + 1 ${ofAccount}`,
    `update ${cs}.activity_events set feature_id = 3 ${ofAccount}`,
    `insert into ${cs}.activity_events (organization_id, feature_id, occurred_at) values (${account}, 3, now())`,
  ];
}

/** @returns what looked at many rows of a table, in words */
function heavy(plans: readonly RunPlan[]): string[] {
  return plans.flatMap(({ query, looks }) =>
    looks
      .filter(({ table, rows }) => rows > (table.startsWith('pg_class') ? mostOfSchema : mostRows))
      .map(({ table, how, rows }) => `${table}: ${how} of ${rows} rows in ${query.slice(0, 200)}`),
  );
}

/** Tables looked at; a month of raw events counts as their table. */
function tablesIn(plans: readonly RunPlan[]): string[] {
  const names = plans.flatMap(({ looks }) => looks.map(({ table }) => table));
  return [...new Set(names.map((name) => name.replace(/^activity_events_.*/, 'activity_events')))];
}
