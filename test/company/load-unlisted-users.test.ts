import { beforeEach, expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import type { LoadReport } from '../../src-main/company/load-report';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, twoAccounts, writeCsvFolder } from '../support/csv-folder';

const now = () => Date.parse('2026-11-22T12:00:00Z');
const here = companyForEachTest();
beforeEach(() => load(twoAccounts));

function load(files: Record<string, string>): Promise<LoadReport> {
  return createCompany({ url: here.company.url, now, from: writeCsvFolder(files) });
}

/** What is there of each kind, with the user's id, or `?` and who it is in no list. */
async function told(): Promise<string[]> {
  const ofTable = (table: string, key: string) => `
    SELECT '${table} ' || r.${key} || ' ' || coalesce(u.external_id, '?' || x.external_id, 'nobody') AS text
      FROM customer_success.${table} r
      LEFT JOIN customer_success.users u ON u.user_id = r.user_id
      LEFT JOIN customer_success.unlisted_users x
        ON x.user_id = coalesce((to_jsonb(r) ->> 'unlisted_user_id')::int, r.user_id)`;
  const { rows } = await here.company.admin.query<{ text: string }>(
    `${ofTable('support_tickets', 'external_id')} UNION ALL ${ofTable('survey_responses', 'external_id')}
     UNION ALL ${ofTable('intervention_history', 'external_id')} UNION ALL ${ofTable('activity_events', 'source_id')}
     UNION ALL ${ofTable('activity_daily', 'day')} ORDER BY 1`,
  );
  return rows.map(({ text }) => text);
}

const ofLeaver = {
  'support_tickets.csv': csv(
    'ticket_id,organization_id,user_id,opened_at',
    't1,acme,old,2026-11-01',
    't2,acme,u1,2026-11-01',
  ),
  'survey_responses.csv': csv(
    'response_id,organization_id,user_id,kind,score,responded_at',
    'r1,acme,old,nps,2,2026-11-01',
    'r2,acme,,nps,2,2026-11-01',
  ),
  'interventions.csv': csv(
    'intervention_id,organization_id,user_id,kind,started_at',
    'i1,acme,old,training,2026-11-01',
  ),
  'activity_events.csv': csv(
    'event_id,organization_id,user_id,feature_id,occurred_at',
    'e1,acme,old,login,2026-11-02',
  ),
  'activity_daily.csv': csv(
    'organization_id,user_id,feature_id,day,events',
    'acme,old,export,2026-11-03,4',
    'acme,,export,2026-11-03,1',
  ),
};
const unlisted = [
  'activity_daily 2026-11-02 ?old',
  'activity_daily 2026-11-03 ?old',
  'activity_daily 2026-11-03 nobody',
  'activity_events e1 ?old',
  'intervention_history i1 ?old',
  'support_tickets t1 ?old',
  'support_tickets t2 u1',
  'survey_responses r1 ?old',
  'survey_responses r2 nobody',
];

test('what is told of a user in no list stands in the account without a name, and the report says how much', async () => {
  const { files } = await load(ofLeaver);
  expect(await told()).toEqual(unlisted);
  expect(files.map(({ table, setAside, unlisted: { rows, keys } }) => [table, setAside, rows, keys])).toEqual(
    ['activity_daily', 'activity_events', 'support_tickets', 'survey_responses', 'intervention_history'].map(
      (table) => [table, 0, 1, [{ key: 'old', rows: 1 }]],
    ),
  );
  const again = await load(ofLeaver);
  expect(again.files.map(({ added, changed }) => added + changed)).toEqual([0, 0, 0, 0, 0]);
  expect(await told()).toEqual(unlisted);
});

test('a user who comes to the list later takes it, in that account alone', async () => {
  await load(ofLeaver);
  await load({ 'users.csv': csv('user_id,organization_id,name', 'old,bolt,Other', 'new,acme,New') });
  expect(await told()).toEqual(unlisted);
  await load({ 'users.csv': csv('user_id,organization_id,name', 'old,acme,Ola') });
  expect(await told()).toEqual(unlisted.map((line) => line.replace('?old', 'old')).sort());
  const again = await load(ofLeaver);
  expect(again.files.map(({ added, changed, unlisted: { rows } }) => added + changed + rows)).toEqual([
    0, 0, 0, 0, 0,
  ]);
});

test('a user who comes to the list takes what is theirs, and nothing of another who is in none', async () => {
  await load(ofLeaver);
  await load({
    'support_tickets.csv': csv('ticket_id,organization_id,user_id,opened_at', 't3,acme,other,2026-11-01'),
  });
  await load({ 'users.csv': csv('user_id,organization_id,name', 'old,acme,Ola') });
  const tickets = (await told()).filter((line) => line.startsWith('support_tickets'));
  expect(tickets).toEqual(['support_tickets t1 old', 'support_tickets t2 u1', 'support_tickets t3 ?other']);
});

test('a user who leaves the list keeps the number, so that counts loaded again find those that are there', async () => {
  await load({ ...ofLeaver, 'users.csv': csv('user_id,organization_id,name', 'old,acme,Ola') });
  await here.company.admin.query(`DELETE FROM customer_success.users WHERE external_id = 'old'`);
  await load(ofLeaver);
  expect(await told()).toEqual(unlisted);
  await here.company.admin.query(`DELETE FROM customer_success.organizations WHERE external_id = 'acme'`);
  expect(await told()).toEqual([]);
});

test('a desktop never sees who is in no list', async () => {
  await load(ofLeaver);
  const { connect } = await here.company.createLogin({ role: 'manager', scope: 'all' });
  const client = await connect();
  await expect(client.query('SELECT FROM customer_success.unlisted_users')).rejects.toThrow(
    /permission denied/,
  );
});
