import type pg from 'pg';
import type { GrownCompany } from './grown-company';

const day = (name: string) => `date '1970-01-01' + "${name}"`;
const at = (name: string) => `to_timestamp("${name}" / 1000.0)`;

/** What of its rows goes where; an instant is in milliseconds, a day in days since 1970. */
const tables = [
  [
    'features',
    '"featureId" int, "externalId" text, name text, kind text',
    'feature_id, external_id, name, kind',
    '*',
  ],
  [
    'organizations',
    '"organizationId" int, "externalId" text, name text, segment text, "lifecycleStage" text, "ownerId" int, "createdAt" float8, "churnedAt" float8',
    'organization_id, external_id, name, segment, lifecycle_stage, owner_id, created_at, churned_at',
    `"organizationId", "externalId", name, segment, "lifecycleStage", "ownerId", ${at('createdAt')}, ${at('churnedAt')}`,
  ],
  [
    'users',
    '"userId" int, "organizationId" int, "externalId" text, name text, role text, "createdAt" float8, "deactivatedAt" float8',
    'user_id, organization_id, external_id, name, role, created_at, deactivated_at',
    `"userId", "organizationId", "externalId", name, role, ${at('createdAt')}, ${at('deactivatedAt')}`,
  ],
  [
    'subscriptions',
    '"subscriptionId" int, "organizationId" int, "externalId" text, product text, "startedOn" int, "endedOn" int, mrr numeric, quantity numeric, unit text, "billingMonths" int, discount numeric, "renewsOn" int, "paymentFailedAt" float8',
    'subscription_id, organization_id, external_id, product, started_on, ended_on, mrr, quantity, unit, billing_months, discount, renews_on, payment_failed_at',
    `"subscriptionId", "organizationId", "externalId", product, ${day('startedOn')}, ${day('endedOn')}, mrr, quantity, unit, "billingMonths", discount, ${day('renewsOn')}, ${at('paymentFailedAt')}`,
  ],
  [
    'support_tickets',
    '"ticketId" int, "organizationId" int, "externalId" text, subject text, severity text, "openedAt" float8, "resolvedAt" float8, satisfaction int',
    'ticket_id, organization_id, external_id, subject, severity, opened_at, resolved_at, satisfaction',
    `"ticketId", "organizationId", "externalId", subject, severity, ${at('openedAt')}, greatest(${at('openedAt')}, ${at('resolvedAt')}), satisfaction`,
  ],
  [
    'survey_responses',
    '"responseId" int, "organizationId" int, "userId" int, "externalId" text, kind text, score int, "respondedAt" float8',
    'response_id, organization_id, user_id, external_id, kind, score, responded_at',
    `"responseId", "organizationId", "userId", "externalId", kind, case kind when 'nps' then score else 1 + score % 5 end, ${at('respondedAt')}`,
  ],
] as const;

/** Fills a company's database that nobody has copied yet; every fifth account is manager 1's, the others manager 2's. */
export async function writeGrownCompany(admin: pg.Pool, company: GrownCompany): Promise<void> {
  const client = await admin.connect();
  const rowsOf = {
    ...company,
    organizations: company.organizations.map((row) => ({
      ...row,
      ownerId: (row.organizationId ?? 0) % 5 === 0 ? 1 : 2,
    })),
    support_tickets: company.tickets,
    survey_responses: company.responses,
  };
  await client.query(`begin; set local session_replication_role = replica;
    insert into customer_success.managers (manager_id, email, name) values (1, 'ann@x.org', 'Ann'), (2, 'bob@x.org', 'Bob')`);
  for (const [table, typed, columns, values] of tables) {
    await client.query(
      `insert into customer_success.${table} (${columns}) select ${values} from jsonb_to_recordset($1) as r (${typed})`,
      [JSON.stringify(rowsOf[table])],
    );
  }
  const entries = company.pages.flatMap(({ entries: own, ...page }) =>
    own.map((entry) => ({ ...page, ...entry })),
  );
  for (let from = 0; from < entries.length; from += 50_000) {
    const some = entries.slice(from, from + 50_000);
    await client.query(
      `insert into customer_success.activity_daily
         (organization_id, day, period_days, user_id, feature_id, events, active_users, value)
       select o, date '1970-01-01' + d, p, u, f, e, nullif(a, -1), 0
         from unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::int[], $6::int[], $7::int[]) r (o, d, p, u, f, e, a)`,
      [
        some.map(({ organizationId }) => organizationId),
        some.map((entry) => entry.day),
        some.map(({ periodDays }) => periodDays),
        some.map(({ user }) => user),
        some.map(({ feature }) => feature),
        some.map(({ events }) => events),
        some.map(({ activeUsers }) => activeUsers),
      ],
    );
  }
  await client.query('commit; analyze');
  client.release();
}
