import { join } from 'node:path';
import fc from 'fast-check';
import type pg from 'pg';
import { expect, test } from 'vitest';
import { openCompanyFolder } from '../../src-main/company/company-folder';
import { connectCompany } from '../../src-main/company/connect-company';
import { createCompany } from '../../src-main/company/create-company';
import { loadFolder } from '../../src-main/company/load-folder';
import type { LoadReport } from '../../src-main/company/load-report';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, twoAccounts, writeCsvFolder } from '../support/csv-folder';
import { createTestCompany, type TestCompany } from '../support/postgres';

const now = Date.parse('2026-11-22T12:00:00Z');
const here = companyForEachTest();

/** Larger than what is read of a file at once: a batch ends before the row that has it. */
const longNote = 'x'.repeat(300_000);

/**
 * Loads events, the last of each group with a note that makes a batch end there.
 * @returns the report's file, and how many more sessions were opened
 */
async function loadEvents(
  url: string,
  groups: readonly (readonly string[])[],
  { inParts, mayOpen = true }: { readonly inParts: boolean; readonly mayOpen?: boolean },
) {
  const lines = groups.flatMap((group) =>
    group.map((line, n) => `${line},${n === group.length - 1 ? longNote : ''}`),
  );
  const folder = writeCsvFolder({
    'activity_events.csv': csv(
      'event_id,organization_id,user_id,feature_id,occurred_at,value,note',
      ...lines,
    ),
  });
  const opened: pg.Client[] = [];
  const client = await connectCompany(url);
  try {
    const report = await loadFolder(client, await openCompanyFolder(folder), {
      setAsideFolder: join(folder, 'set-aside'),
      now,
      onProgress: () => {},
      signal: undefined,
      unread: false,
      complete: { tables: [], acceptDeletions: false, acceptSetAside: false },
      decimal: undefined,
      zone: 'UTC',
      openSession: async () => {
        if (!mayOpen) throw new Error('too many connections for this login');
        const session = await connectCompany(url);
        opened.push(session);
        return session;
      },
      batch: { batchRows: inParts ? 1 : 1000, batchBytes: 16 << 20 },
    });
    return { file: report.files[0], sessions: opened.length };
  } finally {
    await Promise.all([client, ...opened].map((session) => session.end()));
  }
}

/** Events, counts and people in no list, by the company's own ids. */
async function stateOf({ admin }: TestCompany): Promise<unknown[]> {
  const { rows } = await admin.query(`
    WITH people AS (
      SELECT user_id, external_id FROM customer_success.users
      UNION ALL SELECT user_id, '?' || external_id FROM customer_success.unlisted_users)
    SELECT 'event' AS what, o.external_id AS account, p.external_id AS person, f.external_id AS feature,
           e.occurred_at::text AS at, e.source_id AS id, e.value::text AS amount
      FROM customer_success.activity_events e JOIN customer_success.organizations o USING (organization_id)
      JOIN customer_success.features f USING (feature_id) LEFT JOIN people p ON p.user_id = e.user_id
    UNION ALL
    SELECT 'count', o.external_id, p.external_id, f.external_id, d.day::text, d.events::text, d.value::text
      FROM customer_success.activity_daily d JOIN customer_success.organizations o USING (organization_id)
      JOIN customer_success.features f USING (feature_id) LEFT JOIN people p ON p.user_id = d.user_id
    UNION ALL
    SELECT 'set aside', s.table_name, s.reason, s.key, s.rows::text, s.first_line::text, NULL
      FROM customer_success.set_aside_rows s
    ORDER BY 1, 2, 3, 4, 5, 6, 7`);
  return rows;
}

const event = fc
  .record({
    id: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
    account: fc.constantFrom('acme', 'bolt', 'bolt', 'nobody'),
    user: fc.constantFrom('u1', 'u2', 'leaver', 'guest', ''),
    feature: fc.constantFrom('login', 'export'),
    time: fc.constantFrom('2026-11-01T10:00:00Z', '2026-11-01T23:59:59Z', '2026-10-31', 'yesterday'),
    value: fc.constantFrom('', '1', '2.5'),
  })
  .map(({ id, account, user, feature, time, value }) =>
    [id === undefined ? '' : `e${id}`, account, user, feature, time, value].join(','),
  );

const loads = Number(process.env['STEWARD_LOADS'] ?? 8);

test(
  'a load over two sessions leaves what a load in one piece leaves, and reports the same',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(event, { minLength: 2, maxLength: 8 }), { minLength: 2, maxLength: 5 }),
        async (groups) => {
          const [whole, parts] = [await createTestCompany(here.server), await createTestCompany(here.server)];
          try {
            for (const { url } of [whole, parts]) await fill(url);
            const one = await loadEvents(whole.url, groups, { inParts: false });
            const two = await loadEvents(parts.url, groups, { inParts: true });
            expect([one.sessions, two.sessions]).toEqual([0, 1]);
            expect(two.file).toEqual(one.file);
            expect(await stateOf(parts)).toEqual(await stateOf(whole));
          } finally {
            await whole.drop();
            await parts.drop();
          }
        },
      ),
      { numRuns: loads, endOnFailure: true },
    );
  },
  60_000 + loads * 15_000,
);

const distinct = Array.from({ length: 9 }, (_, n) => `e${n},acme,u1,login,2026-11-0${n + 1}T10:00:00Z,`);

test('where the login may have one connection only, the load goes on with it', async () => {
  await fill(here.company.url);
  const { file, sessions } = await loadEvents(here.company.url, [distinct, distinct.slice(0, 2)], {
    inParts: true,
    mayOpen: false,
  });
  expect([file?.added, file?.duplicates, sessions]).toEqual([9, 2, 0]);
});

test('with events there already, of which each answers for one of the file, one session takes all', async () => {
  await fill(here.company.url);
  const nameless = Array.from({ length: 6 }, () => ',acme,u1,login,2026-11-01T10:00:00Z,');
  await loadEvents(here.company.url, [nameless.slice(0, 4)], { inParts: false });
  const { file, sessions } = await loadEvents(here.company.url, [nameless.slice(0, 3), nameless.slice(3)], {
    inParts: true,
  });
  expect([file?.added, file?.duplicates, sessions]).toEqual([2, 4, 0]);
});

test('a batch that the database refuses row by row is written before the next one all the same', async () => {
  await fill(here.company.url);
  await here.company.admin.query(
    `ALTER TABLE customer_success.activity_events ADD CHECK (source_id IS DISTINCT FROM 'e3')`,
  );
  const { file } = await loadEvents(here.company.url, [distinct.slice(0, 5), distinct.slice(5)], {
    inParts: true,
  });
  expect([file?.added, file?.setAside]).toEqual([8, 1]);
  const { rows } = await here.company.admin.query<{ source_id: string }>(
    'SELECT source_id FROM customer_success.activity_events ORDER BY event_id',
  );
  expect(rows.map(({ source_id }) => source_id)).toEqual(
    distinct.map((_, n) => `e${n}`).filter((id) => id !== 'e3'),
  );
});

function fill(url: string): Promise<LoadReport> {
  return createCompany({ url, now: () => now, from: writeCsvFolder(twoAccounts) });
}

test('accounts with fields of the company’s own are checked over one session while another writes, each once and with its last word', async () => {
  const row = (id: string, tier: string, note = '') => `${id},Account,2025-01-01,${tier},${note}`;
  const folder = writeCsvFolder({
    'attributes.csv': csv('name,of,type,choices', 'tier,account,number,'),
    'organizations.csv': csv(
      'organization_id,name,created_at,tier,note',
      ...Array.from({ length: 40 }, (_, n) => row(`o${n % 25}`, `${n}`, n % 5 === 0 ? longNote : '')),
      row('bad', 'many'),
    ),
  });
  const client = await connectCompany(here.company.url);
  const opened: pg.Client[] = [];
  try {
    const { files } = await loadFolder(client, await openCompanyFolder(folder), {
      setAsideFolder: join(folder, 'set-aside'),
      now,
      onProgress: () => {},
      signal: undefined,
      unread: false,
      complete: { tables: [], acceptDeletions: false, acceptSetAside: false },
      decimal: undefined,
      zone: 'UTC',
      openSession: async () => {
        const session = await connectCompany(here.company.url);
        opened.push(session);
        return session;
      },
      batch: { batchRows: 3, batchBytes: 1 << 20 },
    });
    expect(opened).toHaveLength(1);
    expect(files.find(({ table }) => table === 'organizations')).toMatchObject({ added: 25, setAside: 1 });
  } finally {
    await Promise.all([client, ...opened].map((session) => session.end()));
  }
  const { rows } = await here.company.admin.query<{ id: string; tier: number }>(
    `SELECT external_id AS id, (attributes ->> 'tier')::int AS tier FROM customer_success.organizations`,
  );
  const last = Array.from({ length: 25 }, (_, n) => [`o${n}`, n < 15 ? n + 25 : n]);
  expect(new Map(rows.map(({ id, tier }) => [id, tier]))).toEqual(new Map(last as [string, number][]));
});
