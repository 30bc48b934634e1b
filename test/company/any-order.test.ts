import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, writeCsvFolder } from '../support/csv-folder';

const now = () => Date.parse('2026-11-28T12:00:00Z');
const here = companyForEachTest();

const core = 'organization_id,name,created_at';
const acme = 'acme,Acme,2024-01-01';
const gone = 'gone,Gone,2024-01-01';
const hq = 'hq,HQ,2023-01-01';

/** What has to be there before anything can be told of it. */
const first = {
  'attributes.csv': csv('name,type,of', 'tier,text,account', 'size,number,account', 'hat,number,contact'),
  'features.csv': csv('feature_id,name', 'f,F', 'g,G', 'h,H'),
  'organizations.csv': csv(core, acme, gone, 'old,Old,2022-01-01', hq),
};

/** Each tells a part of the same lives, in a file of its own; none says otherwise than another. */
const parts: readonly Record<string, string>[] = [
  { 'organizations.csv': csv(`${core},churned_at`, `${gone},2026-03-01`) },
  { 'organizations.csv': csv(`${core},notice_on,segment`, `${acme},2026-11-01,SMB`) },
  { 'organizations.csv': csv(`${core},lifecycle_stage`, `${acme},renewal`) },
  {
    'organizations.csv': csv(
      `${core},owner_email,owner_name`,
      `${acme},ann@x.org,Ann`,
      `${hq},ann@x.org,Ann`,
    ),
  },
  { 'organizations.csv': csv(`${core},parent_id`, `${acme},hq`, `${gone},acme`) },
  { 'organizations.csv': csv(`${core},tier`, `${acme},gold`) },
  { 'organizations.csv': csv(`${core},size`, `${acme},12`) },
  { 'organizations.csv': csv(`${core},merged_into`, 'old,Old,2022-01-01,acme') },
  { 'users.csv': csv('user_id,organization_id,name', 'u,acme,Una', 'v,gone,Vic') },
  { 'users.csv': csv('user_id,organization_id,title', 'u,acme,CTO', 'w,acme,CFO') },
  { 'users.csv': csv('user_id,organization_id,hat', 'u,acme,57') },
  {
    'subscriptions.csv': csv(
      'subscription_id,organization_id,started_on,ended_on,mrr',
      's1,old,2022-01-01,2023-01-01,10',
      's2,acme,2024-01-01,,20',
      's3,gone,2024-01-01,2026-03-01,30',
    ),
  },
  {
    'support_tickets.csv': csv(
      'ticket_id,organization_id,user_id,opened_at',
      't1,acme,u,2026-05-01',
      't2,old,z,2022-05-01',
    ),
    'survey_responses.csv': csv(
      'response_id,organization_id,user_id,kind,score,responded_at',
      'r1,acme,u,nps,9,2026-05-01',
      'r2,gone,v,ces,2,2026-01-05',
    ),
  },
  {
    'activity_daily.csv': csv(
      'organization_id,user_id,feature_id,day,events,active_users',
      'acme,u,f,2026-05-04,3,',
      'old,u,f,2026-05-04,4,',
      'acme,,g,2026-05-04,9,2',
    ),
  },
  {
    'activity_daily.csv': csv(
      'organization_id,user_id,feature_id,day,events,active_users',
      'old,,g,2026-05-04,1,1',
      'acme,w,f,2026-05-05,2,',
    ),
  },
  {
    'activity_events.csv': csv(
      'event_id,organization_id,user_id,feature_id,occurred_at',
      'e1,acme,u,h,2026-06-01T10:00:00Z',
      'e2,old,z,h,2026-06-01T11:00:00Z',
    ),
  },
];

async function load(files: Record<string, string>): Promise<void> {
  await createCompany({ url: here.company.url, now, from: writeCsvFolder(files) });
}

/** All there is, by the company's own ids. */
async function state(): Promise<string[]> {
  const person = `coalesce(u.external_id, '?' || x.external_id, '-')`;
  const people = (number: string) => `
    LEFT JOIN customer_success.users u ON u.user_id = ${number}
    LEFT JOIN customer_success.unlisted_users x ON x.user_id = ${number} AND u.user_id IS NULL`;
  const own = `JOIN customer_success.organizations o USING (organization_id)`;
  const { rows } = await here.company.admin.query<{ line: string }>(`
    SELECT concat_ws(' | ', 'account', o.external_id, o.name, o.segment, o.lifecycle_stage, o.stage_given, o.created_at,
                     o.churned_at, o.notice_on, m.email, m.name, o.attributes, p.external_id) AS line
      FROM customer_success.organizations o LEFT JOIN customer_success.managers m ON m.manager_id = o.owner_id
      LEFT JOIN customer_success.organizations p ON p.organization_id = o.parent_id
    UNION ALL SELECT concat_ws(' | ', 'contact', o.external_id, u.external_id, u.name, u.title, u.attributes)
      FROM customer_success.users u ${own}
    UNION ALL SELECT concat_ws(' | ', 'subscription', r.external_id, o.external_id, started_on, ended_on, mrr)
      FROM customer_success.subscriptions r ${own}
    UNION ALL SELECT concat_ws(' | ', 'ticket', r.external_id, o.external_id, ${person})
      FROM customer_success.support_tickets r ${own} ${people('coalesce(r.user_id, r.unlisted_user_id)')}
    UNION ALL SELECT concat_ws(' | ', 'answer', r.external_id, o.external_id, r.score, ${person})
      FROM customer_success.survey_responses r ${own} ${people('coalesce(r.user_id, r.unlisted_user_id)')}
    UNION ALL SELECT concat_ws(' | ', 'count', o.external_id, ${person}, f.external_id, r.day, r.events, r.active_users)
      FROM customer_success.activity_daily r ${own} JOIN customer_success.features f USING (feature_id) ${people('r.user_id')}
    UNION ALL SELECT concat_ws(' | ', 'event', r.source_id, o.external_id, ${person})
      FROM customer_success.activity_events r ${own} ${people('r.user_id')}
    UNION ALL SELECT concat_ws(' | ', 'merged', r.external_id, o.external_id) FROM customer_success.merged_accounts r ${own}
    ORDER BY 1`);
  return rows.map(({ line }) => line);
}

async function begin(): Promise<void> {
  await here.company.admin.query(
    'TRUNCATE customer_success.organizations, customer_success.features, customer_success.managers, customer_success.attribute_definitions CASCADE',
  );
  await load(first);
}

test('a customer’s life is the same in whatever order its parts are loaded, each as often as one likes', async () => {
  await begin();
  for (const part of parts) await load(part);
  const expected = await state();
  expect(expected).toContain('merged | old | acme');
  expect(expected).toContain('count | acme | u | f | 2026-05-04 | 7');
  expect(expected).toContain('count | acme | - | g | 2026-05-04 | 10 | 3');
  expect(expected.find((line) => line.startsWith('account | gone'))).toMatch(/ \| churned \| f \| /);
  expect(expected.find((line) => line.startsWith('account | acme'))).toMatch(
    / \| renewal \| t \| .*"size": 12.* \| hq$/,
  );
  const numbers = parts.map((_, n) => n);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(numbers, { minLength: parts.length }),
      fc.array(fc.constantFrom(...numbers), { maxLength: 4 }),
      async (order, again) => {
        await begin();
        for (const number of [...order, ...again]) await load(parts[number] ?? {});
        expect(await state()).toEqual(expected);
      },
    ),
    { numRuns: Number(process.env['STEWARD_RUNS'] ?? 2) },
  );
});
