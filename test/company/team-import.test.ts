import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { connectCompany } from '../../src-main/company/connect-company';
import { importAssignments, planAssignments } from '../../src-main/company/team/import-assignments';
import { readAssignments } from '../../src-main/company/team/read-assignments';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv } from '../support/csv-folder';
import { writeThreeAccounts } from '../support/three-accounts';

const here = companyForEachTest();
beforeEach(async () => {
  await writeThreeAccounts(here.company.admin);
  await here.company.admin.query(`
    SELECT setval('customer_success.managers_manager_id_seq', 10);
    INSERT INTO customer_success.merged_accounts (merged_id, external_id, organization_id) VALUES (90, 'old acme', 1)`);
});

const bytes = (text: string) => Buffer.from(text, 'utf8');

async function withKeeper<T>(
  use: (client: Awaited<ReturnType<typeof connectCompany>>) => Promise<T>,
): Promise<T> {
  const client = await connectCompany(here.company.url);
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
const plan = (text: string) => withKeeper((client) => planAssignments(client, bytes(text)));
const carryOut = (text: string, digest: string | null = null) =>
  withKeeper((client) => importAssignments(client, bytes(text), digest));

async function owners(): Promise<Record<string, string | null>> {
  const { rows } = await here.company.admin.query<{ id: string; email: string | null }>(
    `SELECT external_id AS id, email FROM customer_success.organizations
       LEFT JOIN customer_success.managers ON manager_id = owner_id ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ id, email }) => [id, email]));
}

describe('a file of assignments', () => {
  test('is looked at first: who gets what, what can’t be read, and what stays', async () => {
    const text = csv(
      'organization_id,owner_email,owner_name',
      'acme,bob@x.org,',
      'cove,new@x.org,Nina New',
      'bolt,BOB@x.org,',
      'nobody,bob@x.org,',
      'acme',
      ',bob@x.org,',
      'bolt,Bob,',
    );
    expect(await plan(text)).toMatchObject({
      moves: 2,
      unchanged: 1,
      managers: [
        { email: 'ann@x.org', name: 'Ann', isNew: false, before: 1, after: 0 },
        { email: 'bob@x.org', name: 'Bob', isNew: false, before: 1, after: 2 },
        { email: 'new@x.org', name: 'Nina New', isNew: true, before: 0, after: 1 },
      ],
      first: [
        { account: 'acme', name: 'Acme', from: 'ann@x.org', to: 'bob@x.org' },
        { account: 'cove', name: 'Cove', from: null, to: 'new@x.org' },
      ],
      setAside: 4,
      firstSetAside: [
        { line: 5, reason: 'the company has no account of this id' },
        { line: 6, reason: 'it has 1 cell where the first line has 3' },
        { line: 7, reason: 'it names no account' },
        { line: 8, reason: 'its owner is no e-mail address' },
      ],
    });
    expect(await owners()).toEqual({ acme: 'ann@x.org', bolt: 'bob@x.org', cove: null });
  });

  test('does what was looked at, and writes each account’s change into the audit', async () => {
    const text = csv('organization_id,owner_email,owner_name', 'acme,bob@x.org,', 'cove,new@x.org,Nina New');
    const { digest } = await plan(text);
    await carryOut(text, digest);
    expect(await owners()).toEqual({ acme: 'bob@x.org', bolt: 'bob@x.org', cove: 'new@x.org' });
    const { rows } = await here.company.admin.query(
      `SELECT chain, kind, details -> 'accounts' AS accounts FROM customer_success.audit_log
        WHERE kind LIKE '%.assign' ORDER BY chain`,
    );
    expect(rows).toEqual([
      { chain: 0, kind: 'team.assign', accounts: 2 },
      { chain: 1, kind: 'account.assign', accounts: null },
      { chain: 3, kind: 'account.assign', accounts: null },
    ]);
    expect(await plan(text)).toMatchObject({ moves: 0, unchanged: 2 });
  });

  test('does nothing where the company has changed since it was looked at', async () => {
    const text = csv('organization_id,owner_email', 'acme,bob@x.org', 'cove,bob@x.org');
    const { digest } = await plan(text);
    await here.company.admin.query(
      `UPDATE customer_success.organizations SET owner_id = 1 WHERE external_id = 'cove'`,
    );
    await expect(carryOut(text, digest)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/Look again\. Nothing was changed/),
    });
    expect(await owners()).toEqual({ acme: 'ann@x.org', bolt: 'bob@x.org', cove: 'ann@x.org' });
  });

  test('an account that is given to two is given to neither; one that is named twice alike is given once', async () => {
    const text = csv(
      'account,owner',
      'acme,bob@x.org',
      'old acme,ann@x.org',
      'cove,bob@x.org',
      'cove,bob@x.org',
    );
    expect(await plan(text)).toMatchObject({
      moves: 1,
      first: [{ account: 'cove' }],
      firstSetAside: [
        { line: 2, reason: 'its account is given to different owners (lines 2, 3)' },
        { line: 3, reason: 'its account is given to different owners (lines 2, 3)' },
      ],
    });
  });

  test('an account that was merged means the one it was merged into', async () => {
    await carryOut(csv('account,owner', 'old acme,bob@x.org'));
    expect(await owners()).toMatchObject({ acme: 'bob@x.org' });
  });

  test('an owner whom nobody knows has to be named', async () => {
    expect(await plan(csv('account,owner', 'acme,eve@x.org'))).toMatchObject({
      moves: 0,
      firstSetAside: [{ line: 2, reason: 'nobody has this e-mail yet; give owner_name as well' }],
    });
  });
});

describe('a file as spreadsheets write it', () => {
  test.each([
    ['semicolons', 'organization_id;owner_email\nacme;bob@x.org\n'],
    ['tabs and Windows’ line ends', 'organization_id\towner_email\r\nacme\tbob@x.org\r\n'],
    ['an old Mac’s line ends', 'organization_id,owner_email\racme,bob@x.org\r'],
    ['a byte order mark', '\ufefforganization_id,owner_email\nacme,bob@x.org'],
    ['quotes and spaces', '"Organization_ID" , "OWNER_EMAIL"\n" acme ","\u00a0bob@x.org"\n'],
    [
      'further columns, and both the owner’s name and e-mail',
      'owner,owner_email,segment,account\nBob,bob@x.org,"a, b",acme\n',
    ],
    ['empty lines', 'organization_id,owner_email\n\nacme,bob@x.org\n\n,\n'],
  ])('is read with %s', (_what, text) => {
    expect(readAssignments(bytes(text))).toMatchObject({
      lines: [{ account: 'acme', email: 'bob@x.org' }],
      unreadable: [],
    });
  });

  test('is read in UTF-16 and in Windows-1252', () => {
    const text = 'organization_id,owner_email,owner_name\nacme,bob@x.org,Jürgen\n';
    const expected = { lines: [{ name: 'Jürgen' }] };
    expect(readAssignments(Buffer.from(`\ufeff${text}`, 'utf16le'))).toMatchObject(expected);
    expect(readAssignments(Buffer.from(text, 'latin1'))).toMatchObject(expected);
  });

  test('names the line on which a record begins, however many it takes', () => {
    const text = 'organization_id,owner_email,x\n"a","e","one\ntwo"\nacme,bob@x.org,y\nbolt,no,z';
    const { lines, unreadable } = readAssignments(bytes(text));
    expect(unreadable.map(({ line }) => line)).toEqual([2, 5]);
    expect(lines.map(({ line }) => line)).toEqual([4]);
  });

  test.each([
    ['nothing', ''],
    ['no such columns', 'name,city\nx,y\n'],
    ['no owner', 'organization_id,name\nacme,Acme\n'],
    ['a quotation mark that is never closed', 'organization_id,owner_email\n"acme,bob@x.org\n'],
    ['a picture', '\u0089PNG\r\n\u001a\n\u0000\u0000'],
  ])('is refused whole with %s', (_what, text) => {
    expect(() => readAssignments(bytes(text))).toThrow(/no list of assignments.*Nothing was changed/s);
  });

  test('whatever stands in it, each line is read or told, or the whole refused in words', () => {
    const cell = fc.oneof(
      fc.constantFrom('acme', 'bob@x.org', '', '"', 'a\nb', "'; DROP TABLE x; --"),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { maxLength: 8 }), (rows) => {
        const text = `organization_id,owner_email\n${rows.map((row) => row.join(',')).join('\n')}`;
        try {
          const { lines, unreadable } = readAssignments(bytes(text));
          for (const { line } of [...lines, ...unreadable]) expect(line).toBeGreaterThan(1);
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid_input' });
        }
      }),
    );
  });
});
