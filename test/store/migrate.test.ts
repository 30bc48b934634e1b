import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseDay } from '../../src-main/lib/day';
import { durableTables } from '../../src-main/store/file/durable-tables';
import { type Migrations, shippedMigrations } from '../../src-main/store/file/migrate';
import { openStore } from '../../src-main/store/file/open';
import type { Store } from '../../src-main/store/types';
import { keptDays } from '../support/kept-days';

let folder: string;
const key = new Uint8Array(32).fill(3);
const now = () => 1_000;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-migrate-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function withStore<T>(migrations: Migrations, use: (store: Store) => T): T {
  const store = openStore({ file: join(folder, 'steward.db'), key, now, migrations });
  try {
    return use(store);
  } finally {
    store.close();
  }
}

const shipped = shippedMigrations();
const family: string[] = [
  'create table parents (id integer primary key, name text not null)',
  'create table children (id integer primary key, parent_id integer not null references parents(id) on delete cascade)',
  "insert into parents values (1, 'a'), (2, 'b')",
  'insert into children values (1, 1), (2, 2), (3, 2)',
];

test('a new store has every migration, and opening it again does nothing', () => {
  expect(withStore(shipped, (store) => store.schemaVersion)).toBe(shipped.length);
  expect(withStore(shipped, (store) => store.schemaVersion)).toBe(shipped.length);
});

test('an upgrade that rebuilds a parent table keeps its children', () => {
  withStore([...shipped, family], () => undefined);
  const rebuilt = [
    'create table new_parents (id integer primary key, name text not null, note text)',
    'insert into new_parents select id, name, null from parents',
    'drop table parents',
    'alter table new_parents rename to parents',
  ];
  withStore([...shipped, family, rebuilt], (store) => {
    expect(store.read.prepared('select count(*) from children').pluck().get()).toBe(3);
    expect(store.read.prepared('select count(*) from parents').pluck().get()).toBe(2);
    expect(store.db.client.pragma('foreign_keys', { simple: true })).toBe(1);
  });
});

test('an upgrade that would orphan rows is undone as a whole', () => {
  withStore([...shipped, family], () => undefined);
  const orphaning = ['create table fine (id integer)', 'delete from parents where id = 2'];
  expect(() => withStore([...shipped, family, orphaning], () => undefined)).toThrow(/without a parent/);
  withStore([...shipped, family], (store) => {
    expect(store.schemaVersion).toBe(shipped.length + 1);
    expect(store.read.prepared('select count(*) from parents').pluck().get()).toBe(2);
    expect(store.read.prepared("select count(*) from sqlite_master where name = 'fine'").pluck().get()).toBe(
      0,
    );
  });
});

test('an upgrade that fails half-way leaves the version before it', () => {
  withStore(shipped, () => undefined);
  const broken = ['create table half (id integer)', 'create nonsense'];
  expect(() => withStore([...shipped, broken], () => undefined)).toThrow(/syntax error/);
  withStore(shipped, (store) => expect(store.schemaVersion).toBe(shipped.length));
});

test('before an upgrade the own rows are backed up', () => {
  withStore(shipped, (store) => expect(store.backups()).toEqual([]));
  withStore([...shipped, family], (store) => expect(store.backups()).toHaveLength(1));
});

test('a store of a newer version is refused and not touched', () => {
  withStore([...shipped, family], () => undefined);
  expect(() => withStore(shipped, () => undefined)).toThrow(/newer Steward/);
  withStore([...shipped, family], (store) => expect(store.schemaVersion).toBe(shipped.length + 1));
});

test('the migrations make what the schema says', () => {
  const out = join(folder, 'migrations');
  cpSync('migrations/sqlite', out, { recursive: true });
  const before = readdirSync(out);
  execFileSync(
    process.execPath,
    [
      'node_modules/drizzle-kit/bin.cjs',
      'generate',
      '--dialect',
      'sqlite',
      '--schema',
      './src-main/store/schema/*.ts',
      '--out',
      out,
    ],
    { stdio: 'pipe' },
  );
  expect(readdirSync(out)).toEqual(before);
});

test('every table is either rebuilt by sync and scoring, or backed up', () => {
  const rebuilt = [
    'account_days',
    'account_summaries',
    'account_spells',
    'account_headlines',
    'churn_book',
    'activity_daily',
    'activity_dirty',
    'activity_events',
    'activity_state',
    'activity_zone_days',
    'attribute_definitions',
    'book_movements',
    'churn_forecast_history',
    'churn_forecasts',
    'churn_models',
    'contact_departures',
    'copied_book_documents',
    'copied_brand_settings',
    'copied_cta_tasks',
    'copied_ctas',
    'copied_email_templates',
    'copied_holidays',
    'copied_milestone_definitions',
    'copied_notes',
    'copied_profiling_objections',
    'copied_pulses',
    'copied_rules',
    'copied_saved_views',
    'copied_score_configurations',
    'copied_score_overrides',
    'copied_segments',
    'copied_success_plans',
    'copied_today_dispositions',
    'cta_tasks',
    'ctas',
    'email_template_versions',
    'entry_marks',
    'exchange_rates',
    'features',
    'holidays',
    'incoming_mails',
    'job_waits',
    'kept_files',
    'note_attachments',
    'managers',
    'merged_accounts',
    'metrics_aggregation_jobs',
    'milestone_achievements',
    'badges',
    'copied_activity_templates',
    'celebration_messages',
    'celebration_settings',
    'celebrations',
    'milestone_definition_versions',
    'milestone_dirty',
    'milestone_progress',
    'milestone_progress_history',
    'milestone_states',
    'texts',
    'texts_behind',
    'texts_words',
    'texts_words_config',
    'texts_words_data',
    'texts_words_docsize',
    'texts_words_idx',
    'organizations',
    'owner_changes',
    'outgoing_documents',
    'outgoing_judgings',
    'outgoing_plans',
    'outgoing_scores',
    'plan_assignments',
    'success_plan_versions',
    'user_milestones',
    'outgoing_verdicts',
    'profiling_objections',
    'pushed_scores',
    'risk_assessment_history',
    'rule_firings',
    'rule_holdouts',
    'measured_means',
    'reward_accounts',
    'reward_programs',
    'reward_tier_history',
    'reward_transactions',
    'rewards_catalog',
    'user_rewards',
    'rule_standings',
    'rule_versions',
    'segment_versions',
    'copied_sequences',
    'enrolments',
    'outgoing_moves',
    'sequence_versions',
    'interventions',
    'intervention_steps',
    'communication_preferences',
    'sending_stops',
    'sending_settings',
    'risk_level_weeks',
    'set_aside_rows',
    'subscriptions',
    'support_tickets',
    'survey_responses',
    'intervention_effects',
    'intervention_history',
    'late_counts',
    'sync_state',
    'sync_tables',
    'user_health_scores',
    'users',
  ];
  withStore(shipped, (store) => {
    const tables = store.read
      .prepared(
        "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name",
      )
      .pluck()
      .all();
    expect(tables).toEqual([...rebuilt, ...durableTables].sort());
  });
});

test('scores kept to the micropoint become their tenths, with its band, and all are asked to be made anew', () => {
  const before = shipped.findIndex((statements) =>
    statements.some((sql) => sql.includes('scoring.full_run')),
  );
  const summary = (id: number, score: number | null, change: number | null) =>
    `insert into account_summaries (organization_id, as_of, score, band, trend, change_28, indicators, indicator_count,
       mrr, users, events, sparkline, updated_at)
     values (${id}, 20000, ${score}, ${score === null ? null : "'middle'"}, 'steady', ${change}, '[]', 0,
       0.1 + 0.2, 0, 0, '[]', 0)`;
  const bands = (healthy: number) => JSON.stringify({ bands: { middle: 50, healthy } });
  withStore(shipped.slice(0, before), ({ db: { client } }) => {
    client.exec(
      `insert into score_configs values (1, '${bands(90)}', 'a', 'n', 0), (2, '${bands(75)}', 'a', 'n', 0)`,
    );
    client.exec("insert into settings (key, value) values ('scoring.full_run', '{}'), ('other', '{}')");
    for (const sql of [
      summary(1, 74.95, -2.96),
      summary(2, 74.949999, 2.94),
      summary(3, 49.949999, null),
      summary(4, null, null),
    ])
      client.exec(sql);
  });
  withStore(shipped, ({ read }) => {
    const rows = read
      .prepared(
        'select score, band, change_28 as change, trend, mrr from account_summaries order by organization_id',
      )
      .all();
    expect(rows).toEqual([
      { score: 75, band: 'healthy', change: -3, trend: 'falling', mrr: 0.3 },
      { score: 74.9, band: 'middle', change: 2.9, trend: 'steady', mrr: 0.3 },
      { score: 49.9, band: 'poor', change: null, trend: null, mrr: 0.3 },
      { score: null, band: null, change: null, trend: 'steady', mrr: 0.3 },
    ]);
    expect(read.prepared('select key from settings').pluck().all()).toEqual(['other']);
  });
});

test('scores of an earlier version, a row a day, become months: each with its tenth, its rules, its values and what they were taken against', () => {
  const before = shipped.findIndex((statements) => statements.some((sql) => sql.includes('packed_scores')));
  const days = ['2026-01-31', '2026-02-01', '2026-02-28'].map((day) => parseDay(day));
  withStore(shipped.slice(0, before), ({ db: { client } }) => {
    const insert = client.prepare('insert into organization_health_scores values (?, ?, ?, ?, ?, ?, ?, ?)');
    // Two measures known, and the second time with the number of the book's movement.
    const plain = Buffer.from([1, 0b101, 0, 0, 0, ...new Uint8Array(new Float64Array([0.1, -100]).buffer)]);
    const moved = Buffer.from([2, 1, 0, 0, 0, 7, 0, 0, 0, ...new Uint8Array(new Float64Array([0]).buffer)]);
    for (const id of [1, 70_000]) {
      insert.run(id, days[0], 74.95, 0.9, 'middle', 1, 'default', plain);
      insert.run(id, days[1], 0, 0.25, 'unknown', 2, 'onboarding', moved);
      insert.run(id, days[2], 100, 1, 'healthy', 2, 'default', plain);
    }
  });
  withStore(shipped, (store) => {
    const kept = keptDays(store);
    expect(kept.map(({ id, day }) => [id, day])).toEqual(
      [1, 70_000].flatMap((id) => days.map((day) => [id, day])),
    );
    for (const id of [1, 70_000]) {
      const own = kept.filter((day) => day.id === id);
      expect(own.map(({ score }) => score)).toEqual([
        { asOf: days[0], score: 75, confidence: 0.9, band: 'middle', configVersion: 1, profile: 'default' },
        { asOf: days[1], score: 0, confidence: 0.25, band: null, configVersion: 2, profile: 'onboarding' },
        { asOf: days[2], score: 100, confidence: 1, band: 'healthy', configVersion: 2, profile: 'default' },
      ]);
      expect(own.map(({ raws }) => Array.from(raws?.subarray(0, 4) ?? []))).toEqual([
        [0.1, Number.NaN, -100, Number.NaN],
        [0, Number.NaN, Number.NaN, Number.NaN],
        [0.1, Number.NaN, -100, Number.NaN],
      ]);
      expect(own.map(({ facts }) => facts.movement)).toEqual([0, 7, 0]);
      // What stood beside the score wasn't kept: the days are filled with it later.
      expect(own.every(({ facts }) => Number.isNaN(facts.mrr) && Number.isNaN(facts.madeLater))).toBe(true);
    }
    const months = store.read.prepared('select organization_id as id, month, whole from account_days').all();
    expect(months).toHaveLength(4);
    expect(months).toContainEqual({ id: 70_000, month: 12 * 2026 + 1, whole: 0 });
  });
});

test('settings of the company are known by their key from then on, and what a restored company had refused comes to light', () => {
  const before = shipped.findIndex((statements) => statements.some((sql) => sql.includes('made_of')));
  withStore(shipped.slice(0, before), ({ db: { client } }) => {
    client.exec(`
      insert into score_configs values (1, '{"own": 1}', 'a', 'n', 0), (1000001, '{"of": 1}', 'a', 'n', 0), (1000002, '{"of": 2}', 'a', 'n', 0);
      insert into copied_score_configurations (version, config, note, author, published_at, op_id)
      values (1, '{"of": 1}', 'n', 'a', 0, 'first'), (2, '{"of": "another"}', 'n', 'a', 0, 'second');
      insert into operations (op_id, kind, entry, patch, author, made_at, state, reason, settled_at)
      values ('a', 'note.add', 'a', '{}', 'a', 0, 'refused', 'role', 5), ('b', 'note.add', 'b', '{}', 'a', 0, 'seen', null, 5)`);
  });
  withStore(shipped, ({ read }) => {
    expect(read.prepared('select version, entry from score_configs order by 1').all()).toEqual([
      { version: 1, entry: null },
      { version: 1_000_001, entry: 'first' },
      { version: 1_000_002, entry: null },
    ]);
    expect(read.prepared('select op_id from operations where settled_at is null').pluck().all()).toEqual([
      'a',
    ]);
  });
});

test('nights that lay in the queue become scheduled tasks; what was asked for, is due or was begun stays there', () => {
  const before = shipped.findIndex((statements) => statements.some((sql) => sql.includes('scheduled_tasks')));
  const later = Date.now() + 3_600_000;
  const add = (id: number, payload: string, runAfter: number, attempt: number) =>
    `insert into metrics_aggregation_jobs (job_id, kind, state, priority, attempt, max_attempts, run_after, created_at,
       done, payload, cancel_requested)
     values (${id}, 'score_all', 'queued', 4, ${attempt}, 5, ${runAfter}, 0, 0, '${payload}', 0)`;
  const night = '{"isTurn":true}';
  withStore(shipped.slice(0, before), ({ db: { client } }) => {
    for (const sql of [
      add(1, night, later, 0),
      add(2, night, 0, 0),
      add(3, night, later, 1),
      add(4, '{}', later, 0),
    ]) {
      client.exec(sql);
    }
  });
  withStore(shipped, ({ read }) => {
    expect(read.prepared('select job_id from metrics_aggregation_jobs order by 1').pluck().all()).toEqual([
      2, 3, 4,
    ]);
  });
});
