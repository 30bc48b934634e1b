import { beforeEach, describe, expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, writeCsvFolder } from '../support/csv-folder';
import { writeThreeAccounts } from '../support/three-accounts';

const here = companyForEachTest();
const cs = 'customer_success';

/** The lines of an account in their order, `first 1`, `1 > 2`; nobody is a dash. */
async function lines(account: string): Promise<string[]> {
  const { rows } = await here.company.admin.query<{ line: string }>(
    `SELECT CASE WHEN is_first THEN 'first ' ELSE coalesce(from_owner::text, '-') || ' > ' END || coalesce(to_owner::text, '-') AS line
       FROM ${cs}.owner_changes JOIN ${cs}.organizations USING (organization_id) WHERE external_id = $1 ORDER BY change_id`,
    [account],
  );
  return rows.map(({ line }) => line);
}

describe('whose an account was is written down', () => {
  beforeEach(() => writeThreeAccounts(here.company.admin));
  const give = (account: string, owner: number | null) =>
    here.company.admin.query(`UPDATE ${cs}.organizations SET owner_id = $2 WHERE external_id = $1`, [
      account,
      owner,
    ]);

  test('from the first day on, of one that is nobody’s as well', async () => {
    expect([await lines('acme'), await lines('cove')]).toEqual([['first 1'], ['first -']]);
  });

  test('there and back, to nobody and from nobody', async () => {
    for (const owner of [2, 1, null, 2]) await give('acme', owner);
    expect(await lines('acme')).toEqual(['first 1', '1 > 2', '2 > 1', '1 > -', '- > 2']);
    expect(await lines('bolt')).toEqual(['first 2']);
  });

  test('but nothing of a change of something else, or of one that changes nothing', async () => {
    await give('acme', 1);
    await give('cove', null);
    await here.company.admin.query(`UPDATE ${cs}.organizations SET name = name || '!', segment = 'SMB'`);
    expect([await lines('acme'), await lines('cove')]).toEqual([['first 1'], ['first -']]);
  });

  test('when many are given at once, each of them', async () => {
    await here.company.admin.query(`UPDATE ${cs}.organizations SET owner_id = 2`);
    expect([await lines('acme'), await lines('bolt'), await lines('cove')]).toEqual([
      ['first 1', '1 > 2'],
      ['first 2'],
      ['first -', '- > 2'],
    ]);
  });

  test('when their owner is no manager any more: they are nobody’s, and who it was stays', async () => {
    await here.company.admin.query(`DELETE FROM ${cs}.managers WHERE manager_id = 1`);
    expect(await lines('acme')).toEqual(['first 1', '1 > -']);
  });

  test('with the moment and the login of who did it, and not of a change that was taken back', async () => {
    const client = await here.company.admin.connect();
    await client.query(`BEGIN; UPDATE ${cs}.organizations SET owner_id = 2; ROLLBACK`);
    client.release();
    expect(await lines('acme')).toEqual(['first 1']);
    await give('acme', 2);
    const { rows } = await here.company.admin.query(
      `SELECT changed_by::text = session_user AS own, now() - changed_at < interval '1 minute' AS soon
         FROM ${cs}.owner_changes WHERE NOT is_first`,
    );
    expect(rows).toEqual([{ own: true, soon: true }]);
  });

  test('of two changes that wait for each other in the order in which they came to be', async () => {
    const [first, second] = [await here.company.admin.connect(), await here.company.admin.connect()];
    // The second begins first, and has to wait.
    await second.query('BEGIN; SELECT now()');
    await first.query(`BEGIN; UPDATE ${cs}.organizations SET owner_id = 2 WHERE organization_id = 1`);
    const waiting = second.query(`UPDATE ${cs}.organizations SET owner_id = NULL WHERE organization_id = 1`);
    await first.query('COMMIT');
    await waiting;
    await second.query('COMMIT');
    for (const client of [first, second]) client.release();
    expect(await lines('acme')).toEqual(['first 1', '1 > 2', '2 > -']);
    const { rows } = await here.company.admin.query(
      `SELECT array_agg(change_id ORDER BY changed_at) = array_agg(change_id ORDER BY change_id) AS same FROM ${cs}.owner_changes`,
    );
    expect(rows).toEqual([{ same: true }]);
  });

  test('and goes with the account', async () => {
    await here.company.admin.query(`DELETE FROM ${cs}.organizations WHERE organization_id = 1`);
    const { rows } = await here.company.admin.query(
      `SELECT DISTINCT organization_id FROM ${cs}.owner_changes ORDER BY 1`,
    );
    expect(rows.map(({ organization_id }) => organization_id)).toEqual([2, 3]);
  });
});

test('a list that is loaded night by night writes a line where it names another owner, and no other', async () => {
  const load = (...accounts: string[]) =>
    createCompany({
      ...{ url: here.company.url, now: () => Date.parse('2026-11-28T12:00:00Z') },
      from: writeCsvFolder({
        'organizations.csv': csv('organization_id,name,created_at,owner_email,merged_into', ...accounts),
      }),
    });
  const row = (id: string, owner: string, into = '') => `${id},${id},2025-01-01,${owner},${into}`;
  await load(row('a', 'ann@x.org'), row('b', 'bob@x.org'), row('c', ''));
  await load(row('a', 'ann@x.org'), row('b', 'bob@x.org'), row('c', ''));
  const of = async (account: string) => (await lines(account)).length;
  expect([await of('a'), await of('b'), await of('c')]).toEqual([1, 1, 1]);
  await load(row('a', 'bob@x.org'), row('b', 'bob@x.org'), row('c', 'ann@x.org'));
  expect([await of('a'), await of('b'), await of('c')]).toEqual([2, 1, 2]);
  // What is merged goes with its lines; the account that stands keeps its own.
  await load(row('a', 'bob@x.org', 'b'), row('b', 'bob@x.org'), row('c', 'ann@x.org'));
  expect([await of('a'), await of('b'), await of('c')]).toEqual([0, 1, 2]);
});
