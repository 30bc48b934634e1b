import pg from 'pg';
import { expect } from 'vitest';
import type { ReadDb } from '../../../src-main/store/types';

/** What screens read of the team's entries on a desk, and what the company says they should, each as lines. */
const shown: readonly [table: string, here: string, there: string][] = [
  [
    'notes',
    `select note_id || ' ' || organization_id || ' ' || author || ' ' || text || ' ' || (mentions is not null) from notes`,
    `select note_id || ' ' || organization_id || ' ' || author || ' ' || text || ' ' || (mentions is not null)::int
       from customer_success.notes where removed_at is null`,
  ],
  [
    'pulses',
    `select pulse_id || ' ' || organization_id || ' ' || cast(points as int) || ' ' || reason || ' ' || (withdrawn_at is null) from pulses`,
    `select pulse_id || ' ' || organization_id || ' ' || points::int || ' ' || reason || ' ' || (withdrawn_at is null)::int from customer_success.pulses`,
  ],
  [
    'score_overrides',
    `select override_id || ' ' || organization_id || ' ' || cast(score as int) || ' ' || (withdrawn_at is null) from score_overrides`,
    `select override_id || ' ' || organization_id || ' ' || score::int || ' ' || (withdrawn_at is null)::int from customer_success.score_overrides`,
  ],
  [
    'today_dispositions',
    `select disposition_id || ' ' || organization_id || ' ' || kind || ' ' || state from today_dispositions`,
    `select disposition_id || ' ' || organization_id || ' ' || kind || ' ' || state from customer_success.today_dispositions where removed_at is null`,
  ],
  [
    'saved_views',
    `select view_id || ' ' || name || ' ' || shared from saved_views`,
    `select view_id || ' ' || name || ' ' || shared::int from customer_success.saved_views where removed_at is null`,
  ],
  [
    'email_templates',
    `select template_id || ' ' || name || ' ' || subject || ' ' || archived || ' ' || version from email_templates`,
    `select template_id || ' ' || name || ' ' || (content ->> 'subject') || ' ' || archived::int || ' ' || version
       from customer_success.email_templates`,
  ],
  [
    'brand_settings',
    `select brand_id || ' ' || json_extract(brand, '$.company_name') from brand_settings`,
    `select brand_id || ' ' || (brand ->> 'company_name') from customer_success.brand_settings`,
  ],
  [
    'rules',
    `select rule_id || ' ' || name || ' ' || json_extract(definition, '$.description') || ' ' || state || ' ' || version from rules`,
    `select rule_id || ' ' || name || ' ' || (definition ->> 'description') || ' ' || state || ' ' || version
       from customer_success.rules where removed_at is null`,
  ],
  [
    'sequences',
    `select sequence_id || ' ' || name || ' ' || json_extract(definition, '$.description') || ' ' || state || ' ' || version from sequences`,
    `select sequence_id || ' ' || name || ' ' || (definition ->> 'description') || ' ' || state || ' ' || version
       from customer_success.sequences where removed_at is null`,
  ],
  [
    'segments',
    `select segment_id || ' ' || name || ' ' || json_extract(definition, '$.description') || ' ' || version from segments`,
    `select segment_id || ' ' || name || ' ' || (definition ->> 'description') || ' ' || version
       from customer_success.segments where removed_at is null`,
  ],
  [
    'ctas',
    `select cta_id || ' ' || organization_id || ' ' || title || ' ' || priority || ' ' || coalesce(outcome, '-') || ' '
            || coalesce(snooze_reason, '-') || ' ' || firings || ' ' || version from ctas`,
    `select cta_id || ' ' || organization_id || ' ' || title || ' ' || priority || ' ' || coalesce(outcome, '-') || ' '
            || coalesce(snooze_reason, '-') || ' ' || firings || ' ' || version from customer_success.ctas`,
  ],
  [
    'cta_tasks',
    `select task_id || ' ' || coalesce(cta_id, '-') || ' ' || organization_id || ' ' || title || ' ' || coalesce(done_by, '-')
            || ' ' || coalesce(given_to, 0) || ' ' || coalesce(priority, '-') || ' ' || coalesce(state, '-') || ' '
            || coalesce(every, '-') || ' ' || coalesce(due_day - from_day, 0) || ' ' || coalesce(note_id, '-') from cta_tasks`,
    `select task_id || ' ' || coalesce(cta_id::text, '-') || ' ' || organization_id || ' ' || title || ' '
            || coalesce(done_by, '-') || ' ' || coalesce(given_to, 0) || ' ' || coalesce(priority, '-') || ' '
            || coalesce(state, '-') || ' ' || coalesce(every, '-') || ' ' || coalesce(due_day - from_day, 0)
            || ' ' || coalesce(note_id::text, '-')
       from customer_success.cta_tasks where removed_at is null`,
  ],
  [
    'holidays',
    `select holiday_id || ' ' || name || ' ' || coalesce(country, '-') from holidays`,
    `select holiday_id || ' ' || name || ' ' || coalesce(country, '-') from customer_success.holidays where removed_at is null`,
  ],
  [
    'activity_templates',
    `select template_id || ' ' || case when template_id like '00000000-%' then '-' else name || kind || text end || ' '
            || place || ' ' || hidden || ' ' || version from activity_templates`,
    `select template_id || ' ' || coalesce(name || kind || text, '-') || ' '
            || case when place = trunc(place) then place::text || '.0' else place::text end || ' ' || hidden::int || ' ' || version
       from customer_success.activity_templates where removed_at is null`,
  ],
  ...(
    [
      ['milestone_definitions', 'milestone_id'],
      ['success_plans', 'plan_id'],
    ] as const
  ).map(([table, key]): [string, string, string] => [
    table,
    `select ${key} || ' ' || name || ' ' || json_extract(definition, '$.description') || ' ' || version from ${table}`,
    `select ${key} || ' ' || name || ' ' || (definition ->> 'description') || ' ' || version
       from customer_success.${table} where removed_at is null`,
  ]),
  [
    'score configurations of the company',
    `select entry || ' ' || (s.version % 1000000) || ' ' || json_extract(s.config, '$.bands.middle')
       from score_configs s join copied_score_configurations on op_id = entry`,
    `select op_id || ' ' || version || ' ' || (config -> 'bands' ->> 'middle') from customer_success.score_configurations`,
  ],
];

/** Fails unless screens show of the team's entries exactly what the login of the address sees at the company now. */
export async function expectShownAsAtCompany(read: ReadDb, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const [table, here, there] of shown) {
      const ours = read.prepared<[], string | number>(here).pluck().all();
      const theirs = (await client.query<unknown[]>({ text: there, rowMode: 'array' })).rows.map(
        ([line]) => line,
      );
      expect({ table, rows: ours.map(String).sort() }).toEqual({ table, rows: theirs.map(String).sort() });
    }
  } finally {
    await client.end();
  }
}
