import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, twoAccounts, writeCsvFolder } from '../support/csv-folder';

const now = () => Date.parse('2026-11-22T12:00:00Z');

const here = companyForEachTest();

async function rows(sql: string): Promise<unknown[]> {
  return (await here.company.admin.query(sql)).rows;
}

test('interventions are loaded: done, under way, and deliberately not done', async () => {
  const folder = writeCsvFolder({
    ...twoAccounts,
    'interventions.csv.gz': gzipSync(
      csv(
        'intervention_id,organization_id,user_id,kind,channel,started_at,ended_at,outcome,is_automatic,is_held_out',
        'i1,acme,u1,Business_Review,meeting,2026-11-01T09:00Z,2026-11-01T10:00Z,successful,,',
        'i2,acme,,campaign,email,2026-11-02,,,yes,no',
        'i3,bolt,,check_in,,2026-11-03,,,1,TRUE',
      ),
    ),
  });
  const report = await createCompany({ url: here.company.url, from: folder, now });
  expect(report.files.find((file) => file.table === 'intervention_history')).toMatchObject({
    rows: 3,
    added: 3,
    setAside: 0,
  });
  expect(
    await rows(
      `SELECT i.external_id AS id, u.name, i.kind, i.channel, i.ended_at, i.outcome, i.is_automatic, i.is_held_out
         FROM customer_success.intervention_history i LEFT JOIN customer_success.users u USING (user_id) ORDER BY 1`,
    ),
  ).toEqual([
    {
      id: 'i1',
      name: 'Una',
      kind: 'business_review',
      channel: 'meeting',
      ended_at: new Date('2026-11-01T10:00:00Z'),
      outcome: 'successful',
      is_automatic: false,
      is_held_out: false,
    },
    {
      id: 'i2',
      name: null,
      kind: 'campaign',
      channel: 'email',
      ended_at: null,
      outcome: null,
      is_automatic: true,
      is_held_out: false,
    },
    {
      id: 'i3',
      name: null,
      kind: 'check_in',
      channel: null,
      ended_at: null,
      outcome: null,
      is_automatic: true,
      is_held_out: true,
    },
  ]);
});

test('a bad row is set aside in a file of the same name, with what is wrong in it', async () => {
  const folder = writeCsvFolder({
    ...twoAccounts,
    'interventions.csv': csv(
      'intervention_id,organization_id,user_id,kind,channel,started_at,ended_at,outcome,is_held_out',
      'i1,acme,,training,webinar,2026-11-01,,,',
      'i2,acme,,phone call,,2026-11-01,,,',
      'i3,acme,,,,2026-11-01,,,',
      'i4,acme,,training,pigeon,2026-11-01,,,',
      'i5,acme,,training,,2026-11-02,2026-11-01,,',
      'i6,acme,,training,,2026-12-24,,,',
      'i7,acme,,training,,2026-11-01,,saved,',
      'i8,acme,,training,,2026-11-01,,,maybe',
      'i9,moon,u2,training,,2026-11-01,,,',
    ),
  });
  const report = await createCompany({ url: here.company.url, from: folder, now });
  expect(report.files.find((file) => file.table === 'intervention_history')).toMatchObject({
    rows: 9,
    added: 1,
    setAside: 8,
  });
  const reasons = readFileSync(join(folder, 'set-aside', 'interventions.csv'), 'utf8')
    .split('\n')
    .slice(1, -1)
    .map((line) => /^\d+,("?)(.*?)\1,i\d/.exec(line)?.[2]);
  expect(reasons).toEqual([
    expect.stringMatching(/^kind “phone call” is none of check_in, business_review, /),
    'kind is missing',
    expect.stringMatching(/^channel “pigeon” is none of call, /),
    'ended_at “2026-11-01” is before started_at',
    'started_at “2026-12-24” is in the future; check the clock of its source',
    'outcome “saved” is none of successful, unsuccessful, no_response',
    'is_held_out “maybe” is neither true nor false',
    'organization_id “moon” is an unknown organization',
  ]);
});
