import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addCompanyCommand } from '../../src-main/host/commands/company';
import { addDoctorCommand } from '../../src-main/host/commands/doctor';
import { csv, writeCsvFolder } from '../support/csv-folder';
import { apply, note } from '../support/team';
import { teamForEachTest } from '../support/team-for-each-test';

const team = teamForEachTest();
let folder = '';
let told: string[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'heads-'));
  vi.spyOn(console, 'log').mockImplementation((line: string) => told.push(line));
  await apply(
    team.clients.ada,
    [1, 2, 3].map((n) => note(`note ${n}`)),
  );
});
afterEach(async () => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  rmSync(folder, { recursive: true });
});

async function steward(...args: string[]): Promise<string> {
  told = [];
  process.exitCode = undefined;
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  addCompanyCommand(program);
  addDoctorCommand(program);
  await program.parseAsync(args, { from: 'user' });
  return told.join('\n');
}
const audit = (...more: string[]) => steward('doctor', '--audit', '--url', team.company.url, ...more);
const cutEnd = `SET session_replication_role = replica;
  DELETE FROM customer_success.audit_log WHERE chain = 1 AND number = 3;
  UPDATE customer_success.audit_heads SET number = 2,
    hash = (SELECT hash FROM customer_success.audit_log WHERE chain = 1 AND number = 2) WHERE chain = 1;
  RESET session_replication_role`;

test('the doctor says that an audit is whole, to an admin who sees every account', async () => {
  expect(await audit()).toBe('ok       audit: Every chain of the audit is whole.');
  expect(await steward('doctor', '--audit', '--url', team.logins.ada.url)).toMatch(/whole/);
  await expect(steward('doctor', '--audit', '--url', team.logins.ann.url)).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test('the doctor names the row that was changed, and whose account it is', async () => {
  await team.company.admin.query(`SET session_replication_role = replica;
    UPDATE customer_success.audit_log SET login = 'x' WHERE chain = 1 AND number = 2; RESET session_replication_role`);
  expect(await audit()).toContain(
    'ERROR    audit: Row 2 of the audit of account acme was changed after it was written (edited).',
  );
  expect(process.exitCode).toBe(1);
});

test('a file remembers the heads, so that a cut end shows; it is not written where something is wrong', async () => {
  const file = join(folder, 'heads.json');
  await audit('--heads', file);
  const remembered = readFileSync(file, 'utf8');
  expect(JSON.parse(remembered)).toEqual([
    expect.objectContaining({ chain: -1 }),
    expect.objectContaining({ chain: 0 }),
    { chain: 1, number: 3, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
  await team.company.admin.query(cutEnd);
  expect(await audit()).toContain('whole');
  expect(await audit('--heads', file)).toContain(
    'Row 2 of the audit of account acme is the last that is left: rows after it are gone (cut).',
  );
  expect(readFileSync(file, 'utf8')).toBe(remembered);
});

test('a break with a good reason is accepted with it, and the audit says so from then on', async () => {
  const file = join(folder, 'heads.json');
  await audit('--heads', file);
  await team.company.admin.query(cutEnd);
  const anchored = await audit('--heads', file, '--re-anchor', '--reason', 'the dump of Friday was restored');
  expect(anchored).toContain('Anchored anew: 1 chain.');
  expect(anchored).not.toContain('ERROR');
  await apply(team.clients.ann, [note('goes on')]);
  expect(await audit('--heads', file)).toMatch(
    /accepted when the audit was anchored anew[\s\S]*Every chain of the audit is whole/,
  );
  const { rows } = await team.company.admin.query(
    `SELECT number::int, details ->> 'reason' AS reason FROM customer_success.audit_log WHERE kind = 're-anchor'`,
  );
  expect(rows).toEqual([{ number: 4, reason: 'the dump of Friday was restored' }]);
});

test('an admin verifies, but only the owner anchors anew', async () => {
  await team.company.admin.query(cutEnd);
  await expect(
    steward('doctor', '--audit', '--url', team.logins.ada.url, '--re-anchor', '--reason', 'x'),
  ).rejects.toMatchObject({ code: 'forbidden' });
});

test.each([
  [['--re-anchor'], /Say why/],
  [['--re-anchor', '--reason', '  '], /Say why/],
  [['--reason', 'x'], /goes with --re-anchor/],
  [['--mend'], /one after the other/],
])('%j is refused with what to do', async (flags, words) => {
  await expect(audit(...flags)).rejects.toThrow(words);
});

test('a file that holds something else is left as it is', async () => {
  const file = join(folder, 'diary.txt');
  writeFileSync(file, 'dear diary');
  await expect(audit('--heads', file)).rejects.toThrow(/holds no heads/);
  expect(readFileSync(file, 'utf8')).toBe('dear diary');
  expect(existsSync(`${file}.part`)).toBe(false);
});

test('a load stands in the audit with the counts of each file', async () => {
  const from = writeCsvFolder({
    'users.csv': csv('user_id,organization_id,name', 'user of 1,acme,Renamed', ',acme,Nobody'),
  });
  await steward('company', 'create', '--url', team.company.url, '--from', from);
  const { rows } = await team.company.admin.query(
    `SELECT details FROM customer_success.audit_log WHERE kind = 'load'`,
  );
  expect(rows).toEqual([
    {
      details: {
        users: {
          rows: 2,
          added: 0,
          changed: 1,
          unchanged: 0,
          duplicates: 0,
          setAside: 1,
          gaveWay: 0,
          removed: 0,
        },
      },
    },
  ]);
  expect(await audit()).toContain('whole');
});
