import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import type { FileReport } from '../../src-main/company/load-report';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, writeCsvFolder } from '../support/csv-folder';

const now = () => Date.parse('2026-11-28T12:00:00Z');
/** A short run of the same loads, or a long one of others. */
const asked = process.env['STEWARD_RUNS'];
const runs = asked === undefined ? { numRuns: 5, seed: 11 } : { numRuns: Number(asked) };

const here = companyForEachTest();

async function load(files: Record<string, string>): Promise<Record<string, FileReport>> {
  const report = await createCompany({ url: here.company.url, now, from: writeCsvFolder(files) });
  return Object.fromEntries(report.files.map((file) => [file.table, file]));
}

/** @param accounts `a>b`: a was merged into b */
function accounts(...names: string[]): Record<string, string> {
  const lines = names.map((name) => {
    const [id, into = ''] = name.split('>');
    return `${id},${id},2025-01-01,${into}`;
  });
  return { 'organizations.csv': csv('organization_id,name,created_at,merged_into', ...lines) };
}

const history = {
  'features.csv': csv('feature_id,name', 'f,F', 'g,G'),
  'users.csv': csv('user_id,organization_id,name', 'u,a,Una of A', 'v,a,Vic', 'u,b,Una', 'w,b,Wim'),
  'subscriptions.csv': csv(
    'subscription_id,organization_id,started_on,mrr',
    's1,a,2025-01-01,5',
    's2,b,2025-01-01,7',
  ),
  'activity_events.csv': csv(
    'event_id,organization_id,user_id,feature_id,occurred_at',
    'e1,a,u,f,2026-11-02T10:00:00Z',
    'e1,b,u,f,2026-11-02T10:00:00Z',
    'e2,a,v,f,2026-11-02T11:00:00Z',
    'e3,b,w,f,2026-11-02T12:00:00Z',
    'e4,a,lost,f,2026-11-02T13:00:00Z',
  ),
  'activity_daily.csv': csv(
    'organization_id,user_id,feature_id,day,events,active_users',
    'a,u,g,2026-11-03,4,',
    'b,u,g,2026-11-03,3,',
    'a,v,g,2026-11-03,2,',
    'a,,f,2026-11-05,10,2',
    'b,,f,2026-11-05,20,3',
    'b,lost,g,2026-11-03,5,',
  ),
  'support_tickets.csv': csv(
    'ticket_id,organization_id,user_id,opened_at',
    't1,a,u,2026-11-01',
    't2,b,lost,2026-11-01',
  ),
  'survey_responses.csv': csv(
    'response_id,organization_id,user_id,kind,score,responded_at',
    'r1,a,lost,nps,2,2026-11-01',
  ),
  'interventions.csv': csv(
    'intervention_id,organization_id,user_id,kind,started_at',
    'i1,a,v,training,2026-11-01',
  ),
};

/** All there is, by the company's own ids: a person in no list with a question mark. */
async function state(): Promise<string[]> {
  const person = `coalesce(u.external_id, '?' || x.external_id, '-')`;
  const people = (number: string) => `
    LEFT JOIN customer_success.users u ON u.user_id = ${number}
    LEFT JOIN customer_success.unlisted_users x ON x.user_id = ${number} AND u.user_id IS NULL`;
  const rowsOf = (table: string) => `
    SELECT concat_ws(' ', '${table}', r.external_id, o.external_id, ${person}) AS line FROM customer_success.${table} r
      JOIN customer_success.organizations o USING (organization_id) ${people('coalesce(r.user_id, r.unlisted_user_id)')}`;
  const { rows } = await here.company.admin.query<{ line: string }>(`
    SELECT concat_ws(' ', 'account', external_id, name) AS line FROM customer_success.organizations
    UNION ALL SELECT concat_ws(' ', 'contact', o.external_id, u.external_id, u.name) FROM customer_success.users u
      JOIN customer_success.organizations o USING (organization_id)
    UNION ALL SELECT concat_ws(' ', 'subscription', s.external_id, o.external_id) FROM customer_success.subscriptions s
      JOIN customer_success.organizations o USING (organization_id)
    UNION ALL ${rowsOf('support_tickets')} UNION ALL ${rowsOf('survey_responses')} UNION ALL ${rowsOf('intervention_history')}
    UNION ALL SELECT concat_ws(' ', 'event', r.source_id, o.external_id, ${person}) FROM customer_success.activity_events r
      JOIN customer_success.organizations o USING (organization_id) ${people('r.user_id')}
    UNION ALL SELECT concat_ws(' ', 'count', o.external_id, ${person}, f.external_id, r.day, r.events, r.active_users)
      FROM customer_success.activity_daily r JOIN customer_success.organizations o USING (organization_id)
      JOIN customer_success.features f USING (feature_id) ${people('r.user_id')}
    UNION ALL SELECT concat_ws(' ', 'merged', m.external_id, o.external_id) FROM customer_success.merged_accounts m
      JOIN customer_success.organizations o USING (organization_id)
    ORDER BY 1`);
  return rows.map(({ line }) => line);
}

const merged = [
  'account b b',
  'contact b u Una',
  'contact b v Vic',
  'contact b w Wim',
  'count b - f 2026-11-05 30 5',
  'count b ?lost f 2026-11-02 1',
  'count b ?lost g 2026-11-03 5',
  'count b u f 2026-11-02 1',
  'count b u g 2026-11-03 7',
  'count b v f 2026-11-02 1',
  'count b v g 2026-11-03 2',
  'count b w f 2026-11-02 1',
  'event e1 b u',
  'event e2 b v',
  'event e3 b w',
  'event e4 b ?lost',
  'intervention_history i1 b v',
  'merged a b',
  'subscription s1 b',
  'subscription s2 b',
  'support_tickets t1 b u',
  'support_tickets t2 b ?lost',
  'survey_responses r1 b ?lost',
].sort();

describe('an account that was merged into another', () => {
  test('leaves all its history there, and people of the same id are the same', async () => {
    await load({ ...accounts('a', 'b'), ...history });
    const { organizations } = await load(accounts('a>b', 'b'));
    expect(organizations).toMatchObject({ added: 0, changed: 1, unchanged: 1, setAside: 0 });
    expect((await state()).sort()).toEqual(merged);
  });

  test('is the same when the very first load says it, before any history has come', async () => {
    await load({ ...accounts('b', 'a>b'), ...history });
    expect((await state()).sort()).toEqual(merged);
  });

  test('and loaded again, with history under the old id, changes nothing and tells no desktop', async () => {
    const again = { ...accounts('a>b', 'b'), ...history };
    await load({ ...accounts('a', 'b'), ...history });
    await load(again);
    const last = 'SELECT max(log_id) AS last FROM customer_success.sync_log';
    const before = await here.company.admin.query(last);
    const files = await load(again);
    expect(
      Object.values(files).map(({ table, added, changed, setAside }) => [table, added, changed, setAside]),
    ).toEqual(Object.keys(files).map((table) => [table, 0, 0, 0]));
    expect((await here.company.admin.query(last)).rows).toEqual(before.rows);
    expect((await state()).sort()).toEqual(merged);
  });

  test('is merged by a pipeline’s login as well', async () => {
    await load({ ...accounts('a', 'b'), ...history });
    const { url } = await here.company.createLogin({ role: 'loader' });
    await createCompany({ url, now, from: writeCsvFolder({ ...accounts('a>b', 'b'), ...history }) });
    expect((await state()).sort()).toEqual(merged);
  });

  test('goes on under the old id: a count given again replaces its own part, new people and events come', async () => {
    await load({ ...accounts('a>b', 'b'), ...history });
    await load({
      'users.csv': csv('user_id,organization_id,name', 'v,a,Other', 'x,a,Xan'),
      'activity_daily.csv': csv(
        'organization_id,user_id,feature_id,day,events,active_users',
        'a,u,g,2026-11-03,5,',
        'b,,f,2026-11-05,21,3',
        'a,,f,2026-11-06,1,1',
      ),
      'activity_events.csv': csv(
        'event_id,organization_id,user_id,feature_id,occurred_at',
        'e9,a,x,f,2026-11-04',
      ),
    });
    const lines = await state();
    expect(lines).toContain('count b u g 2026-11-03 8');
    expect(lines).toContain('count b - f 2026-11-05 31 5');
    expect(lines).toContain('count b - f 2026-11-06 1 1');
    expect(lines).toContain('event e9 b x');
    expect(lines).toContain('contact b v Vic');
  });

  test('is never there again by a file without the column; an empty cell is set aside with words', async () => {
    await load({ ...accounts('a>b', 'b') });
    const plain = csv('organization_id,name,created_at', 'a,Again,2025-01-01', 'b,b,2025-01-01');
    const { organizations } = await load({ 'organizations.csv': plain });
    expect(organizations).toMatchObject({ added: 0, changed: 0, setAside: 0 });
    const { organizations: file } = await load(accounts('a', 'b'));
    expect(file).toMatchObject({ added: 0, setAside: 1 });
    expect(file?.reasons[0]?.reason).toMatch(/^merged_into is empty, but it was merged before/);
    expect(await state()).toEqual(['account b b', 'merged a b']);
  });

  test('takes its children along, and is no parent of whom it became', async () => {
    const file = (...lines: string[]) => ({
      'organizations.csv': csv('organization_id,name,created_at,parent_id,merged_into', ...lines),
    });
    await load(file('a,a,2025-01-01,,', 'b,b,2025-01-01,a,', 'c,c,2025-01-01,a,'));
    const parents = async () =>
      (
        await here.company.admin.query(
          `SELECT o.external_id || coalesce('>' || p.external_id, '') AS link FROM customer_success.organizations o
             LEFT JOIN customer_success.organizations p ON p.organization_id = o.parent_id ORDER BY 1`,
        )
      ).rows.map(({ link }) => link);
    const last = file('a,a,2025-01-01,,b', 'b,b,2025-01-01,a,', 'c,c,2025-01-01,a,');
    const { organizations } = await load(last);
    expect(organizations?.parents).toEqual({ missing: { rows: 0, keys: [] }, circles: [] });
    expect(await parents()).toEqual(['b', 'c>b']);
    expect((await load(last))['organizations']).toMatchObject({ changed: 0, added: 0 });
  });
});

describe('merges', () => {
  const outcome = async (...names: string[]) => {
    const { organizations: file } = await load(accounts(...names));
    return [file?.changed, file?.setAside, file?.reasons.map(({ reason, rows }) => `${rows} ${reason}`)];
  };

  test('lead through chains to the one at their end, in any order of the file and of loads', async () => {
    await load(accounts('a', 'b', 'c', 'd'));
    expect(await outcome('a>b', 'c', 'b>c', 'd')).toEqual([2, 0, []]);
    await load(accounts('c>d', 'd'));
    expect((await state()).filter((line) => line.startsWith('merged'))).toEqual([
      'merged a d',
      'merged b d',
      'merged c d',
    ]);
    expect(await outcome('a>b', 'b>c', 'c>d', 'd')).toEqual([0, 0, []]);
  });

  test('in a circle, into nobody, into itself and elsewhere than before are set aside with words, the rest flows', async () => {
    await load(accounts('a', 'b', 'c', 'd', 'e'));
    expect(await outcome('a>b', 'b>a', 'c>nowhere', 'd>d', 'e>c')).toEqual([
      1,
      4,
      [
        '1 merged_into is the account itself',
        '2 merged_into leads back to itself: merges in a circle',
        '1 merged_into is not there to merge into',
      ],
    ]);
    expect(await outcome('e>a', 'a', 'c')).toEqual([
      0,
      1,
      ['1 merged_into is another than it was merged into before, which can’t be taken back'],
    ]);
    expect(await outcome('c>e', 'a')).toEqual([
      0,
      1,
      ['1 merged_into leads back to itself: merges in a circle'],
    ]);
  });

  test('of contacts leave what one said and did to the other, also of one who is in no list', async () => {
    await load({ ...accounts('a', 'b'), ...history });
    const users = csv(
      'user_id,organization_id,name,merged_into',
      'u,a,Una of A,v',
      'lost,b,,w',
      'u,b,Una,nobody',
    );
    const { users: file } = await load({ 'users.csv': users });
    expect(file).toMatchObject({ changed: 2, setAside: 1 });
    const lines = (await state()).filter((line) => / [ab] /.test(line));
    expect(lines.filter((line) => line.includes(' a '))).toEqual(
      expect.arrayContaining([
        'count a v f 2026-11-02 2',
        'count a v g 2026-11-03 6',
        'event e1 a v',
        'support_tickets t1 a v',
      ]),
    );
    expect(lines).toContain('support_tickets t2 b w');
    expect(lines.filter((line) => line.startsWith('contact a'))).toEqual(['contact a v Vic']);
    const { 'features.csv': _features, 'users.csv': _users, ...told } = history;
    const again = await load({ 'users.csv': users, ...told });
    expect(Object.values(again).map(({ added, changed }) => added + changed)).toEqual(
      Object.keys(again).map(() => 0),
    );
  });

  test('keep a count without a user beside people’s of another account that are as many', async () => {
    await load({ 'features.csv': history['features.csv'], ...accounts('c', 'd') });
    await load(accounts('c>d', 'd'));
    const header = 'organization_id,user_id,feature_id,day,events';
    const counts = async (...rows: string[]) => {
      await load({ 'activity_daily.csv': csv(header, ...rows) });
      return (await state()).filter((line) => line.startsWith('count'));
    };
    const both = ['count d - f 2026-11-01 5', 'count d ?v f 2026-11-01 5'];
    expect(await counts('c,,f,2026-11-01,5', 'd,v,f,2026-11-01,5')).toEqual(both);
    // Of each account its own people's total says nothing new.
    expect(await counts('c,w,f,2026-11-01,5')).toEqual([
      'count d ?v f 2026-11-01 5',
      'count d ?w f 2026-11-01 5',
    ]);
    expect(await counts('d,,f,2026-11-01,7')).toEqual([
      'count d - f 2026-11-01 12',
      'count d ?v f 2026-11-01 5',
      'count d ?w f 2026-11-01 5',
    ]);
  });

  test('leave the same figures whatever the order of loads', async () => {
    const names = ['a', 'b', 'c', 'd'];
    // Each into a later one, so that no circle comes about.
    const into = fc.tuple(
      ...names.map((_, n) => fc.option(fc.integer({ min: Math.min(n + 1, 3), max: 3 }), { nil: -1 })),
    );
    const uses = fc.array(
      fc.record({
        account: fc.constantFrom(...names),
        user: fc.constantFrom('', 'u', 'v'),
        day: fc.integer({ min: 1, max: 2 }),
        events: fc.integer({ min: 1, max: 9 }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    const steps = fc.array(fc.constantFrom('accounts', 'merges', 'people', 'counts', 'tickets'), {
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(into, uses, steps, async (targets, given, order) => {
        await here.company.admin.query(
          'TRUNCATE customer_success.organizations, customer_success.features CASCADE; DELETE FROM customer_success.merged_accounts',
        );
        const target = (n: number) => (n === 3 ? -1 : (targets[n] ?? -1));
        const rootOf = (n: number): number => (target(n) < 0 ? n : rootOf(target(n)));
        const lastOf = new Map(given.map((use) => [`${use.account} ${use.user} ${use.day}`, use]));
        const files: Record<string, Record<string, string>> = {
          accounts: accounts(...names),
          merges: accounts(...names.map((name, n) => (target(n) < 0 ? name : `${name}>${names[target(n)]}`))),
          people: { 'users.csv': csv('user_id,organization_id', ...names.map((name) => `u,${name}`)) },
          counts: {
            'activity_daily.csv': csv(
              'organization_id,user_id,feature_id,day,events',
              ...[...lastOf.values()].map(
                ({ account, user, day, events }) => `${account},${user},f,2026-11-0${day},${events}`,
              ),
            ),
          },
          tickets: {
            'support_tickets.csv': csv(
              'ticket_id,organization_id,opened_at',
              ...names.map((name) => `${name},${name},2026-11-01`),
            ),
          },
        };
        await load({ 'features.csv': history['features.csv'], ...accounts(...names) });
        let isMerged = false;
        for (const step of [...order, 'merges', 'people', 'counts', 'tickets']) {
          // What was merged can't be taken back.
          if (step === 'accounts' && isMerged) continue;
          isMerged ||= step === 'merges';
          await load(files[step] ?? {});
        }
        const sums = new Map<string, number>();
        for (const { account, user, day, events } of lastOf.values()) {
          const root = names[rootOf(names.indexOf(account))];
          const key = `count ${root} ${user === '' ? '-' : user === 'u' ? 'u' : '?v'} f 2026-11-0${day}`;
          sums.set(key, (sums.get(key) ?? 0) + events);
        }
        const lines = await state();
        expect(lines.filter((line) => line.startsWith('count'))).toEqual(
          [...sums].map(([key, events]) => `${key} ${events}`).sort(),
        );
        expect(lines.filter((line) => line.startsWith('support'))).toEqual(
          names.map((name, n) => `support_tickets ${name} ${names[rootOf(n)]} -`),
        );
        expect(lines.filter((line) => line.startsWith('account'))).toEqual(
          names.filter((_, n) => target(n) < 0).map((name) => `account ${name} ${name}`),
        );
      }),
      runs,
    );
  });
});
