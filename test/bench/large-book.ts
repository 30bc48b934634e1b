import { starterConfig } from '../../src-main/engines/health/starter-config';
import { dayOfInstant, instantOfDay, mondayOf } from '../../src-main/lib/day';
import { writeSyncState } from '../../src-main/store/copy/sync-state';
import type { Store } from '../../src-main/store/types';
import { writeTransaction } from '../../src-main/store/write-transaction';

/** More than a team of 40 managers has in hand. */
const openTasks = 5_000;

/**
 * A book as sync, scoring and forecasting leave it, without the use behind it: what the lists of the screens read. Every
 * figure is made from the account's number, so that each run measures the same book.
 */
export function fillBook(store: Store, accounts: number, now = Date.now()): void {
  const today = dayOfInstant(now);
  const { client } = store.db;
  const numbers = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${accounts})`;
  client.exec(`
    begin;
    insert into managers (manager_id, email, name)
      with recursive m(i) as (select 1 union all select i + 1 from m where i < 40) select i, 'm' || i || '@bench.test', 'Manager ' || i from m;
    ${numbers} insert into organizations (organization_id, external_id, name, segment, lifecycle_stage, country, owner_id, created_at)
      select i, 'a' || i, 'Account ' || i || ' of ' || (i * 7919 % 9973), (case i % 3 when 0 then 'SMB' when 1 then 'Mid-market' else 'Enterprise' end),
        'growth', (case i % 4 when 0 then 'DE' when 1 then 'US' else 'NL' end), 1 + i % 40, ${now} - 86400000 * (400 + i % 900) from n;
    ${numbers} insert into users (user_id, organization_id, external_id, name, email, role, created_at)
      select 3 * i + p, i, 'u' || (3 * i + p), 'Person ' || (i * 31 + p) % 99991, 'p' || (3 * i + p) || '@bench.test',
        (case p when 0 then 'champion' else 'member' end), ${now} - 8640000000 from n, (select 0 as p union all select 1 union all select 2);
    ${numbers} insert into subscriptions (organization_id, external_id, product, started_on, ended_on, mrr, quantity, unit, billing_months, discount, renews_on)
      select i, 's' || i || '-' || t, 'Plan', ${today} - 400 - i % 900 + t * 300, (case t when 0 then ${today} - 100 - i % 900 end),
        (100 + i * 13 % 20000) * (case t when 0 then 0.8 else 1 end), 10, 'users', 12, 0, (case t when 1 then ${today} + i % 500 end)
        from n, (select 0 as t union all select 1);
    ${numbers} insert into support_tickets (ticket_id, organization_id, external_id, subject, severity, opened_at, resolved_at)
      select 3 * i + t, i, 't' || (3 * i + t), 'Question ' || i, 'normal', ${now} - 86400000 * (1 + (i * 7 + t * 31) % 400),
        (case (i + t) % 4 when 0 then null else ${now} - 3600000 end) from n, (select 0 as t union all select 1 union all select 2);
    ${numbers} insert into survey_responses (response_id, organization_id, user_id, external_id, kind, score, responded_at)
      select 2 * i + a, i, 3 * i + a, 'r' || (2 * i + a), 'nps', (i * 7 + a * 3) % 11, ${now} - 86400000 * (1 + (i * 11 + a) % 360)
        from n, (select 0 as a union all select 1);
    ${numbers} insert into account_summaries (organization_id, as_of, score, band, confidence, trend, change_28, risk_level, risk_since,
        indicators, indicator_count, mrr, seats, users, active_users, events, last_activity_day, renews_on, sparkline, updated_at, standing)
      select i, ${today}, 20 + i * 7 % 800 / 10.0, (case when i * 7 % 800 < 300 then 'poor' when i * 7 % 800 < 550 then 'middle' else 'healthy' end),
        0.9, 'steady', (i % 40) - 20, (case i % 20 when 0 then 'critical' when 1 then 'high' when 2 then 'high' when 3 then 'medium' else 'low' end),
        ${today} - i % 60, '[]', 0, 100 + i * 13 % 20000, 10, 3, 2, 100, ${today} - i % 30, ${today} + i % 500,
        '[70,71,72,70,69,68,70,71,72,73,72,71,70]', ${instantOfDay(today)}, 'customer' from n;
    ${numbers} insert into churn_forecasts (organization_id, as_of, model_version, p30, p90, p180, top_reason)
      select i, ${today}, 1, 0.01, (i * 37 % 1000) / 2000.0, 0.3, 'Use fell by a third' from n;
    ${numbers} insert into risk_assessment_history (organization_id, as_of, level)
      select i, ${today} - 7 * w, (case (i + w) % 20 when 0 then 'critical' when 1 then 'high' when 2 then 'medium' else 'low' end)
      from n, (select 1 as w union all select 2 union all select 5 union all select 9);
    insert into risk_level_weeks (week, low, medium, high, critical)
      with recursive w(i) as (select 1 union all select i + 1 from w where i < 51) select ${mondayOf(today)} - 7 * i, ${accounts} - 300, 100, 100, 100 from w;
    with recursive t(i) as (select 1 union all select i + 1 from t where i < ${openTasks})
      insert into cta_tasks (task_id, organization_id, organization_external_id, title, due_day, author, version, company_row)
      select printf('00000000-0000-7000-8000-%012d', i), 1 + i % ${accounts}, 'a' || (1 + i % ${accounts}), 'Step ' || i, ${today} - 30 + i % 120,
        'bench', 1, i from t;
    insert or ignore into score_configs (version, config, author, note, created_at) values (1, '${JSON.stringify(starterConfig).replaceAll("'", "''")}', 'bench', 'start', ${now});
    commit;
    analyze;`);
  writeTransaction(store, 'bench.state', (tx) =>
    writeSyncState(tx, { snapshot: '1:1:', login: 'bench', asOf: now }),
  );
}
