import type { ClientBase } from 'pg';
import { unpackDailyPage, unpackEventPage } from '../../../src-main/lib/activity-page';
import { entityTableNames } from '../../../src-main/store/copy/copied-tables';
import { tableIn } from '../../../src-main/store/copy/place';
import type { ReadDb } from '../../../src-main/store/types';
import { copiedUse, useByZone } from './zone-days';

/** All rows that count, by table, each as one line of text: easy to compare, easy to read in a failure. */
export type Snapshot = Record<string, string[]>;

const instant = (name: string) => `floor(extract(epoch from ${name}) * 1000)::float8`;
const day = (name: string) => `${name} - date '1970-01-01'`;

const inSight = 'organization_id in (select organization_id from customer_success.organizations)';

const companyColumns = {
  managers: 'manager_id, email, name',
  features: 'feature_id, external_id, name, category, kind, is_machine::int',
  organizations: `organization_id, external_id, name, segment, lifecycle_stage, industry, country, timezone, owner_id,
    ${instant('created_at')}, ${instant('churned_at')}, ${day('notice_on')},
    parent_id, attributes::text`,
  merged_accounts: 'merged_id, external_id, organization_id',
  owner_changes: `change_id, organization_id, ${instant('changed_at')}, from_owner, to_owner, is_first::int, changed_by`,
  users: `user_id, organization_id, external_id, name, email, title, role, ${instant('created_at')},
    ${instant('deactivated_at')}, is_internal::int, attributes::text, ${day('objected_on')}, phone`,
  attribute_definitions: 'attribute_id, subject, name, label, type, choices::text',
  subscriptions: `subscription_id, organization_id, external_id, product, ${day('started_on')}, ${day('ended_on')},
    mrr::float8, quantity::float8, unit, billing_months, discount::float8, ${day('renews_on')},
    ${instant('payment_failed_at')}, is_trial::int, currency`,
  support_tickets: `ticket_id, organization_id, user_id, external_id, subject, severity, ${instant('opened_at')},
    ${instant('resolved_at')}, satisfaction`,
  survey_responses: `response_id, organization_id, user_id, external_id, kind, score, comment,
    ${instant('responded_at')}, unlisted_user_id`,
  intervention_history: `intervention_id, organization_id, user_id, external_id, kind, channel,
    ${instant('started_at')}, ${instant('ended_at')}, outcome, is_automatic::int, is_held_out::int`,
  exchange_rates: `rate_id, currency, ${day('valid_on')}, rate::float8`,
  book_movements: `movement_id, ${day('ended_on')}, segment, accounts, week_ratio, month_ratio, quarter_ratio, depth_ratio,
    people_days_ratio, ${instant('computed_at')}`,
  notes: `row_id, note_id::text, organization_id, user_id, author, earlier_author, ${instant('made_at')}, text, version,
    changed::text, ${instant('created_at')}, ${instant('removed_at')}, activity::text, mentions::text`,
  pulses: `row_id, pulse_id::text, organization_id, points::float8, reason, author, earlier_author,
    ${instant('made_at')}, ${instant('withdrawn_at')}, version, changed::text, ${instant('created_at')}`,
  score_overrides: `row_id, override_id::text, organization_id, score::float8, reason, ${day('until_day')}, author,
    earlier_author, ${instant('made_at')}, ${instant('withdrawn_at')}, version, changed::text, ${instant('created_at')}`,
  profiling_objections: `row_id, objection_id::text, organization_id, user_id, ${day('since_day')}, author,
    earlier_author, ${instant('made_at')}, ${instant('withdrawn_at')}, version, changed::text, ${instant('created_at')}`,
  today_dispositions: `row_id, disposition_id::text, login, organization_id, kind, ${day('day')}, state,
    ${day('until_day')}, reason, ${instant('made_at')}, ${instant('removed_at')}, ${instant('created_at')}`,
  saved_views: `row_id, view_id::text, login, name, view::text, shared::int, version, changed::text,
    ${instant('created_at')}, ${instant('removed_at')}`,
  score_configurations: `version, config::text, note, author, earlier_author, ${instant('published_at')}, op_id::text`,
  book_documents: `document_id, kind, version, format, model_version, config_version, document::text, login, machine, app,
    ${instant('published_at')}`,
  email_templates: `row_id, template_id::text, name, category, language, content::text, transactional::int, archived::int,
    author, ${instant('made_at')}, version, changed::text, ${instant('created_at')}`,
  email_template_versions: `row_id, template_id::text, version, subject, preheader, mjml, author, ${instant('made_at')}`,
  brand_settings: `row_id, brand_id::text, brand::text, author, ${instant('made_at')}, ${instant('created_at')}`,
  rules: `row_id, rule_id::text, name, definition::text, state, author, ${instant('made_at')}, version, changed::text,
    ${instant('removed_at')}, ${instant('created_at')}`,
  rule_versions: `row_id, rule_id::text, version, definition::text, author, ${instant('made_at')}`,
  rule_standings: `row_id, rule_id::text, ${instant('active_at')}, switched_by, ${day('judged_on')}, ${day('judged_from_day')},
    ${instant('judged_at')}, evaluated, matched, not_known, waiting::text, milliseconds, problem, ${instant('problem_at')}`,
  rule_firings: `firing_id, rule_id::text, organization_id, version, generation, ${day('fired_on')}, ${instant('fired_at')},
    why::text, held_by, held_out::int, outcomes::text, user_id`,
  rule_holdouts: `holdout_id, rule_id::text, organization_id, held_out::int, ${day('assigned_on')}, percent,
    ${instant('contaminated_at')}, contaminated_by`,
  segments: `row_id, segment_id::text, name, definition::text, author, ${instant('made_at')}, version, changed::text,
    ${instant('removed_at')}, ${instant('created_at')}`,
  segment_versions: `row_id, segment_id::text, version, definition::text, author, ${instant('made_at')}`,
  sequences: `row_id, sequence_id::text, name, definition::text, state, author, ${instant('made_at')}, version, changed::text,
    ${instant('removed_at')}, ${instant('created_at')}`,
  sequence_versions: `row_id, sequence_id::text, version, definition::text, author, ${instant('made_at')}`,
  enrolments: `enrolment_id, sequence_id::text, organization_id, user_id, entry_key, version, generation, step_id, is_done::int,
    ${instant('since_at')}, ${instant('wakes_at')}, waits_for, message::text, ${instant('entered_at')}, entered_by, entered_how,
    rule_id::text, ${instant('ended_at')}, ended_why`,
  interventions: `row_id, run_id::text, organization_id, user_id, channel, occurrence, rule_id::text, rule_version, launched_by,
    template_id::text, template_version, content::text, category, despite, on_cap, ${instant('due_at')}, ${instant('expires_at')},
    ${instant('created_at')}, stage, reason, ${instant('changed_at')}, ${instant('next_due')}, attempt, login, machine,
    ${instant('counted_at')}, message_id, ${instant('dot_at')}, ${instant('sent_at')}, reply, needs_approval::int, approved_by,
    ${instant('approved_at')}, decision_reason, sequence_id::text, enrolment_id, step_id`,
  intervention_steps: `step_id, run_id::text, organization_id, ${instant('at')}, stage, reason, ${instant('until')}, attempt, login,
    machine, reply`,
  communication_preferences: `row_id, organization_id, user_id, category, state, basis, said_by, author, ${instant('recorded_at')}, channel,
    source`,
  sending_stops: `stop_id, rule_id::text, kind, reason, stopped_by, ${instant('stopped_at')}, leaving, released_by, ${instant('released_at')}`,
  sending_settings: `row_id, quiet_from, quiet_until, caps::text, per_domain_per_minute, unsubscribe_url, ${instant('unsubscribe_proved_at')}, worked_days::text,
    personal_figures::int`,
  ctas: `row_id, cta_id::text, organization_id, type, title, reason, priority, ${day('due_day')}, given_to, ${day('until_day')},
    snooze_reason, ${instant('snoozed_at')}, outcome, ${instant('closed_at')}, closed_by, rule_id::text, rule_version, firings,
    ${instant('last_fired_at')}, author, ${instant('made_at')}, version, changed::text`,
  cta_tasks: `row_id, task_id::text, cta_id::text, organization_id, title, ${day('due_day')}, given_to, priority, state,
    ${day('until_day')}, every, ${day('from_day')}, ${instant('done_at')}, done_by, author, ${instant('made_at')}, version,
    changed::text, ${instant('removed_at')}, note_id::text`,
  holidays: `row_id, holiday_id::text, ${day('day')}, name, country, author, ${instant('made_at')}, ${instant('removed_at')}`,
  reward_programs: `row_id, program_id::text, program::text, author, ${instant('made_at')}`,
  rewards_catalog: `row_id, item_id::text, name, description, cost, value_minor::int, stock, taken, tier, stages::text, segments::text,
    per_account, per_contact, ${day('from_day')}, ${day('last_day')}, for_contact::int, needs_approval::int, archived::int, author,
    ${instant('made_at')}, version`,
  reward_accounts: `organization_id, tier, ${day('tier_day')}, ${day('tier_last_day')}, ${day('consent_day')}, consent_note,
    consent_by, left_out::int`,
  user_rewards: `row_id, reward_id::text, organization_id, item_id::text, user_id, cost, value_minor::int, ${day('asked_day')}, stage,
    note, author, ${instant('made_at')}, decided_by, ${instant('decided_at')}, decision_reason`,
  reward_transactions: `row_id, transaction_id::text, organization_id, kind, points, owed, lot, ${day('last_day')}, reversal_of,
    reward_id::text, base_points, multiplier, origin, reason, author, ${day('day')}, ${instant('at')}`,
  reward_tier_history: `row_id, organization_id, ${day('day')}, tier, cause, ${instant('at')}`,
  milestone_definitions: `row_id, milestone_id::text, name, definition::text, author, ${instant('made_at')}, version, changed::text,
    ${instant('removed_at')}, ${instant('created_at')}`,
  milestone_definition_versions: `row_id, milestone_id::text, version, definition::text, author, ${instant('made_at')}`,
  success_plans: `row_id, plan_id::text, name, definition::text, author, ${instant('made_at')}, version, changed::text,
    ${instant('removed_at')}, ${instant('created_at')}`,
  activity_templates: `row_id, template_id::text, name, kind, text, place, hidden::int, author, ${instant('made_at')}, version,
    changed::text, ${instant('removed_at')}, ${instant('created_at')}`,
  success_plan_versions: `row_id, plan_id::text, version, definition::text, author, ${instant('made_at')}`,
  plan_assignments: `row_id, organization_id, plan_id::text, ${day('started_on')}, given_by, ${instant('given_at')},
    ${instant('ended_at')}, ended_by, ${instant('uncounted_at')}`,
  user_milestones: `row_id, organization_id, user_id, milestone_id::text, progress, value, target, ${day('moved_on')},
    ${day('completed_on')}, ${instant('awarded_at')}, evidence_removed::int, set_by, reason, version`,
  milestone_progress_history: `row_id, organization_id, user_id, milestone_id::text, ${day('day')}, progress_before, progress, value,
    author, reason, ${instant('recorded_at')}`,
  milestone_achievements: `row_id, achievement_id::text, organization_id, user_id, milestone_id::text, points,
    ${day('achieved_on')}, ${instant('awarded_at')}, ${instant('withdrawn_at')}`,
  celebration_settings: `row_id, settings_id::text, settings::text, author, ${instant('made_at')}`,
  celebrations: `row_id, celebration_id::text, achievement_id::text, organization_id, user_id, milestone_id::text, ${instant('made_at')}, mail,
    words, words_by, ${instant('skipped_at')}, skipped_why, skipped_by, skip_reason`,
  celebration_messages: 'row_id, celebration_id::text, organization_id, run_id::text',
  badges: `row_id, badge_id::text, name, kind, picture, author, ${instant('made_at')}, ${instant('removed_at')}`,
  note_attachments: `row_id, attachment_id::text, note_id::text, organization_id, name, type, size, sha256, author,
    ${instant('made_at')}, ${instant('removed_at')}`,
  incoming_mails: `row_id, mail_id::text, organization_id, user_id, run_id::text, kind, ${instant('came_at')}, ${instant('noted_at')},
    status, said, ${day('until_day')}, hint, from_name, from_address, subject, words, did::text, ${instant('answered_at')},
    answered_by, machine`,
  contact_departures: `row_id, departure_id::text, organization_id, user_id, how, ${day('noticed_on')}, mail_id::text, cta_id::text,
    ${instant('settled_at')}, settled_why, settled_by`,
  activity_daily: `organization_id, ${day('day')}, period_days, user_id, feature_id, events,
    coalesce(active_users, -1), value`,
  activity_events: `organization_id, coalesce(user_id, 0), feature_id, ${instant('occurred_at')}`,
};

/**
 * What the login may see at the company now: plain SELECTs under its row security, on one snapshot.
 * @param eventsFromDay first day of the window of raw events
 */
export async function companyRows(client: ClientBase, eventsFromDay: number): Promise<Snapshot> {
  const rows: Snapshot = {};
  await client.query('begin transaction isolation level repeatable read, read only');
  for (const [table, columns] of Object.entries(companyColumns)) {
    const { rows: there } = await client.query(
      `select where to_regclass('customer_success.${table}') is not null`,
    );
    // What a company of an earlier version lacks counts as empty.
    if (there.length === 0) {
      rows[table] = [];
      continue;
    }
    const conditions = ['true'];
    // Activity that outlived its account is of no account in sight.
    if (table === 'activity_daily' || table === 'activity_events') conditions.push(inSight);
    if (table === 'activity_events')
      conditions.push(`${instant('occurred_at')} >= ${eventsFromDay} * 86400000.0`);
    const where = `where ${conditions.join(' and ')}`;
    const result = await client.query<unknown[]>({
      text: `select ${columns} from customer_success.${table} ${where}`,
      rowMode: 'array',
    });
    rows[table] = lines(result.rows);
  }
  rows['activity_zone_days'] = lines(await useByZone(client));
  await client.query('commit');
  return rows;
}

/** What the store holds, unpacked. */
export function localRows(db: ReadDb): Snapshot {
  const rows: Snapshot = {};
  for (const table of entityTableNames) {
    rows[table] = lines(
      db
        .prepared<[], unknown[]>(`select * from ${tableIn('live', table)}`)
        .raw()
        .all(),
    );
  }
  rows['activity_daily'] = lines(dailyEntries(db));
  rows['activity_events'] = lines(eventEntries(db));
  rows['activity_zone_days'] = lines(copiedUse(db));
  return rows;
}

interface StoredPage {
  organization_id: number;
  day: number;
  period_days: number;
  rows: number;
  events: number;
  payload: Buffer;
}

function dailyEntries(db: ReadDb): unknown[][] {
  return db
    .prepared<[], StoredPage>('select * from activity_daily')
    .all()
    .flatMap((stored) => {
      const page = unpackDailyPage(stored.rows, stored.payload);
      const total = page.events.reduce((sum, events) => sum + events, 0);
      if (total !== stored.events) throw new Error(`a page says ${stored.events} events and holds ${total}`);
      requireOrder([...page.userId].map((user, entry) => [user, page.featureId[entry] ?? 0]));
      return [...page.userId].map((user, entry) => [
        stored.organization_id,
        stored.day,
        stored.period_days,
        user,
        page.featureId[entry],
        page.events[entry],
        page.activeUsers[entry],
        page.value[entry],
      ]);
    });
}

function eventEntries(db: ReadDb): unknown[][] {
  return db
    .prepared<[], StoredPage>('select * from activity_events')
    .all()
    .flatMap((stored) => {
      const page = unpackEventPage(stored.rows, stored.payload);
      requireOrder(
        [...page.msOfDay].map((ms, entry) => [ms, page.userId[entry] ?? 0, page.featureId[entry] ?? 0]),
      );
      return [...page.msOfDay].map((ms, entry) => [
        stored.organization_id,
        page.userId[entry],
        page.featureId[entry],
        stored.day * 86_400_000 + ms,
      ]);
    });
}

function requireOrder(keys: number[][]): void {
  for (const [place, key] of keys.entries()) {
    const before = keys[place - 1];
    const turn = before?.findIndex((part, column) => part !== key[column]) ?? -1;
    if (before && turn >= 0 && (before[turn] ?? 0) > (key[turn] ?? 0))
      throw new Error('a page is out of order');
  }
}

function lines(rows: readonly (readonly unknown[])[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}
