import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Completeness } from '../../src-main/company/complete-file';
import { createCompany } from '../../src-main/company/create-company';
import type { FileReport } from '../../src-main/company/load-report';
import { notNamedRemarks } from '../../src-main/host/commands/load-remarks';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, writeCsvFolder } from '../support/csv-folder';

const now = () => Date.parse('2026-11-28T12:00:00Z');
const here = companyForEachTest();
const plain: Completeness = { tables: ['users'], acceptDeletions: false, acceptSetAside: false };

beforeEach(() =>
  load(
    { 'organizations.csv': csv('organization_id,name,created_at', 'a,Acme,2025-01-01', 'b,Bolt,2025-01-01') },
    { ...plain, tables: [] },
  ),
);

async function load(files: Record<string, string>, complete = plain): Promise<FileReport | undefined> {
  const report = await createCompany({ url: here.company.url, now, from: writeCsvFolder(files), complete });
  return report.files.at(-1);
}

/** @param people `id@account` */
function users(...people: string[]): Record<string, string> {
  const lines = people.map((person) => person.replace('@', ','));
  return { 'users.csv': csv('user_id,organization_id', ...lines) };
}

async function people(): Promise<string[]> {
  const { rows } = await here.company.admin.query<{ id: string }>(
    `SELECT u.external_id || '@' || o.external_id AS id
       FROM customer_success.users u JOIN customer_success.organizations o USING (organization_id) ORDER BY 1`,
  );
  return rows.map(({ id }) => id);
}

const many = Array.from({ length: 300 }, (_, n) => `u${n}@a`);

describe('a complete file', () => {
  test('removes what it no longer holds, in its account alone, and nothing when it is loaded again', async () => {
    await load(users('u@a', 'v@a', 'u@b'), { ...plain, tables: [] });
    expect(await load(users('v@a', 'u@b', 'w@b'))).toMatchObject({
      added: 1,
      removal: { removed: 1, kept: 0 },
    });
    expect(await people()).toEqual(['u@b', 'v@a', 'w@b']);
    const { rows } = await here.company.admin.query(
      'SELECT max(log_id) AS last FROM customer_success.sync_log',
    );
    expect(await load(users('v@a', 'u@b', 'w@b'))).toMatchObject({
      unchanged: 3,
      removal: { removed: 0, kept: 0 },
    });
    const after = await here.company.admin.query('SELECT max(log_id) AS last FROM customer_success.sync_log');
    expect(after.rows).toEqual(rows);
  });

  test('is taken from a pipeline’s login as well', async () => {
    await load(users('u@a', 'v@a'));
    const { url } = await here.company.createLogin({ role: 'loader' });
    await createCompany({ url, now, from: writeCsvFolder(users('v@a')), complete: plain });
    expect(await people()).toEqual(['v@a']);
  });

  test('is only what somebody says it is', async () => {
    await load(users('u@a', 'v@a'));
    expect(await load(users('v@a'), { ...plain, tables: [] })).toMatchObject({ removal: null });
    expect(await people()).toEqual(['u@a', 'v@a']);
  });

  test('of subscriptions goes by their ids', async () => {
    const header = 'subscription_id,organization_id,started_on,mrr';
    const complete: Completeness = { ...plain, tables: ['subscriptions'] };
    await load({ 'subscriptions.csv': csv(header, 's1,a,2025-01-01,5', 's2,b,2025-01-01,5') }, complete);
    const moved = csv(header, 's2,a,2025-01-01,5', 's3,a,2025-01-01,5');
    expect(await load({ 'subscriptions.csv': moved }, complete)).toMatchObject({
      added: 1,
      changed: 1,
      removal: { removed: 1 },
    });
    const { rows } = await here.company.admin.query(
      'SELECT external_id AS id FROM customer_success.subscriptions ORDER BY 1',
    );
    expect(rows).toEqual([{ id: 's2' }, { id: 's3' }]);
  });

  test('that would remove more than 30 % and a hundred is refused whole, unless that is accepted', async () => {
    await load(users(...many));
    const fewer = users(...many.slice(101), 'new@b');
    await expect(load(fewer)).rejects.toThrow(
      'users.csv is said to be complete and no longer holds 101 of 301 contacts. Nothing of this file was loaded or removed. Look whether the file is whole; if so, say --accept-deletions.',
    );
    expect((await people()).length).toBe(300);
    expect(await load(users(...many.slice(100)))).toMatchObject({ removal: { removed: 100 } });
    expect(await load(users(...many.slice(250)), { ...plain, acceptDeletions: true })).toMatchObject({
      removal: { removed: 150 },
    });
    expect((await people()).length).toBe(50);
  });

  test('without a row is refused, however few there are', async () => {
    await load(users('u@a'));
    await expect(load(users())).rejects.toThrow(/no longer holds 1 of 1 contact\./);
    expect(await people()).toEqual(['u@a']);
  });

  test('with rows set aside removes nothing, unless that is accepted: then those that it names stay', async () => {
    await load(users('u@a', 'v@a', 'w@a'));
    const bad = {
      'users.csv': csv('user_id,organization_id,role', 'u,a,king', 'x,nowhere,', 'w,a,'),
    };
    expect(await load(bad)).toMatchObject({ setAside: 2, removal: { removed: 0, kept: 1 } });
    expect(await people()).toEqual(['u@a', 'v@a', 'w@a']);
    expect(await load(bad, { ...plain, acceptSetAside: true })).toMatchObject({
      removal: { removed: 1, kept: 0 },
    });
    expect(await people()).toEqual(['u@a', 'w@a']);
  });

  test('keeps a row that the database itself refuses, and loads the others of its batch', async () => {
    await load(users('u@a', 'v@a', 'w@a'));
    await here.company.admin.query(`ALTER TABLE customer_success.users ADD CHECK (title <> 'Dr')`);
    const refused = { 'users.csv': csv('user_id,organization_id,title', 'u,a,Dr', 'w,a,Mr') };
    expect(await load(refused, { ...plain, acceptSetAside: true })).toMatchObject({
      changed: 1,
      setAside: 1,
      removal: { removed: 1 },
    });
    expect(await people()).toEqual(['u@a', 'w@a']);
  });

  test('leaves what a leaver said and did in the account, as one person’s', async () => {
    const said = {
      ...users('u@a', 'v@a'),
      'features.csv': csv('feature_id,name', 'f,F'),
      'survey_responses.csv': csv(
        'response_id,organization_id,user_id,kind,score,responded_at',
        'r1,a,u,nps,2,2026-11-01',
        'r2,a,u,nps,9,2026-11-02',
      ),
      'activity_daily.csv': csv('organization_id,user_id,feature_id,day,events', 'a,u,f,2026-11-03,4'),
    };
    await load(said);
    await load(users('v@a'));
    const { rows } = await here.company.admin.query(
      `SELECT count(DISTINCT unlisted_user_id)::int AS people, count(user_id)::int AS listed,
              (SELECT count(*)::int FROM customer_success.activity_daily d WHERE d.user_id = min(r.unlisted_user_id)) AS days
         FROM customer_success.survey_responses r`,
    );
    expect(rows).toEqual([{ people: 1, listed: 0, days: 1 }]);
    const again = await createCompany({
      url: here.company.url,
      now,
      from: writeCsvFolder({ ...said, ...users('v@a') }),
      complete: plain,
    });
    expect(
      again.files.map(({ added, changed, removal }) => added + changed + (removal?.removed ?? 0)),
    ).toEqual([0, 0, 0, 0]);
  });

  test('that is named may lie beside others that are not', async () => {
    const { url } = here.company;
    const from = writeCsvFolder({ ...users('u@a'), 'features.csv': csv('feature_id,name', 'f,F') });
    await expect(
      createCompany({ url, now, from, complete: { ...plain, tables: ['users'] } }),
    ).resolves.toBeDefined();
  });

  test('that is named and not there is refused before anything is loaded', async () => {
    await expect(
      load(
        { 'features.csv': csv('feature_id,name', 'f,F') },
        { ...plain, tables: ['users', 'subscriptions'] },
      ),
    ).rejects.toThrow('--complete names users, but there is no users.csv to load.');
  });

  test('leaves exactly what it holds, whatever was there before', async () => {
    const some = fc.subarray(['u@a', 'v@a', 'w@a', 'u@b', 'v@b', 'x@b']);
    await fc.assert(
      fc.asyncProperty(fc.array(some, { minLength: 1, maxLength: 4 }), async (loads) => {
        for (const one of loads.filter((list) => list.length > 0)) {
          await load(users(...one));
          expect(await people()).toEqual([...one].sort());
        }
      }),
      { numRuns: Number(process.env['STEWARD_RUNS'] ?? 6) },
    );
  });
});

describe('a file of which nobody said that it is complete', () => {
  const news = { ...plain, tables: [] };

  test('leaves what it does not name, and the report says how much that is', async () => {
    expect(await load(users('u@a', 'v@a', 'u@b'), news)).toMatchObject({ notNamed: 0 });
    const report = await load(users('v@a', 'w@b'), news);
    expect(report).toMatchObject({ added: 1, unchanged: 1, notNamed: 2 });
    expect(await people()).toEqual(['u@a', 'u@b', 'v@a', 'w@b']);
    expect(report && notNamedRemarks(report)).toEqual([
      '2 of before are not in this file and stay. If the file is whole, --complete users takes them away.',
    ]);
  });

  test('of accounts, which are never taken away, says what to do instead', async () => {
    const report = await load(
      { 'organizations.csv': csv('organization_id,name,created_at', 'a,Acme,2025-01-01') },
      news,
    );
    expect(report && notNamedRemarks(report)).toEqual([
      '1 of before is not in this file and stays. If the file is whole, say when they left (churned_at) or what they became (merged_into).',
    ]);
  });

  test('counts a row that was set aside as one that may have named one of before', async () => {
    await load(users('u@a', 'v@a'), news);
    expect(await load(users('u@a', 'v@nowhere'), news)).toMatchObject({ setAside: 1, notNamed: 0 });
  });

  test('says nothing where a file tells what happened, and where it was complete', async () => {
    const tickets = csv('ticket_id,organization_id,opened_at', 't,a,2026-11-01');
    expect(await load({ 'support_tickets.csv': tickets }, news)).toMatchObject({ notNamed: null });
    await load(users('u@a', 'v@a'), news);
    const report = await load(users('v@a'));
    expect(report && notNamedRemarks(report)).toEqual([]);
  });
});
