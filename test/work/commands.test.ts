import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { saveSequence } from '../../src-main/actions/sequences/sequences';
import { addAccountsCommand } from '../../src-main/host/commands/accounts';
import { addExplainCommand } from '../../src-main/host/commands/explain';
import { addScoreCommand } from '../../src-main/host/commands/score';
import { addSequencesCommand } from '../../src-main/host/commands/sequences';
import { dayOfInstant, formatDay } from '../../src-main/lib/day';
import { keyFromFile } from '../../src-main/store/file/key';
import { openStore } from '../../src-main/store/file/open';
import { breakdownSchema, scoreChangeSchema } from '../../src-preload/contract/health';
import { decisionsOn } from '../support/action-context';
import { growCompany, writeCompany } from '../support/grown-company';
import { all } from '../support/rules/entries';
import { cta, mail, sequenceDefinition } from '../support/sequences/entries';
import { addContact } from '../support/store-builder';

// Commands take the machine's own day.
const today = dayOfInstant(Date.now());
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-commands-'));
  file = join(folder, 'steward.db');
  const store = openStore({ file, key: keyFromFile(`${file}.key`, file), now: Date.now });
  writeCompany(store, growCompany({ seed: 8, accounts: 12, firstDay: today - 300, lastDay: today }));
  store.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function steward(...args: string[]): Promise<string> {
  const program = new Command('steward').exitOverride();
  program.configureOutput({ writeErr: () => undefined });
  for (const add of [addScoreCommand, addAccountsCommand, addExplainCommand, addSequencesCommand])
    add(program);
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    await program.parseAsync(args, { from: 'user' });
    return log.mock.calls.map(([line]) => String(line)).join('\n');
  } finally {
    log.mockRestore();
  }
}

describe('steward score', () => {
  it('scores every account and says how many', async () => {
    const report = JSON.parse(await steward('score', '--store', file, '--json'));
    expect(report).toMatchObject({ asOf: formatDay(today), job: { state: 'succeeded', done: 12 } });
    expect(report.organizations).toBeGreaterThan(5);
    expect(await steward('score', '--store', file)).toMatch(/accounts have a score/);
  });

  it('prints the scores of a past day and keeps nothing', async () => {
    const { accounts } = JSON.parse(
      await steward('score', '--store', file, '--as-of', formatDay(today - 30), '--json'),
    );
    expect(accounts).toHaveLength(12);
    expect(accounts.some(({ score }: { score: number | null }) => score !== null)).toBe(true);
    const listed: { score: number | null }[] = JSON.parse(
      await steward('accounts', '--store', file, '--json'),
    );
    expect(listed.length).toBeGreaterThan(5);
    expect(listed.every(({ score }) => score === null)).toBe(true);
  });

  it.each([
    ['a day that is none', ['--as-of', '2026-02-30'], /2026-02-30 is not a calendar day/],
    ['no store', ['--store', '/nowhere/steward.db'], /There is no local store/],
  ])('refuses %s in words', async (_, args, words) => {
    await expect(steward('score', '--store', file, ...args)).rejects.toThrow(words);
  });
});

describe('steward accounts', () => {
  it('lists accounts with the lowest score first, and only those at a risk level if asked', async () => {
    await steward('score', '--store', file);
    const rows: { score: number | null; risk: string }[] = JSON.parse(
      await steward('accounts', '--store', file, '--json'),
    );
    const scores = rows.flatMap(({ score }) => (score === null ? [] : [score]));
    expect(scores).toEqual(scores.toSorted((left, right) => left - right));
    expect(new Set(scores).size).toBeGreaterThan(5);
    const risk = rows[0]?.risk ?? 'low';
    const chosen: { risk: string }[] = JSON.parse(
      await steward('accounts', '--store', file, '--risk', risk, '--json'),
    );
    expect(chosen).toEqual(rows.filter((row) => row.risk === risk));
    expect(chosen.length).toBeLessThan(rows.length);
    expect((await steward('accounts', '--store', file)).split('\n')).toHaveLength(rows.length);
  });
});

describe('steward explain', () => {
  it('says what a score is made of, by id or by name', async () => {
    await steward('score', '--store', file);
    const [{ name }] = JSON.parse(await steward('accounts', '--store', file, '--json')) as [{ name: string }];
    const breakdown = breakdownSchema.parse(
      JSON.parse(await steward('explain', '--store', file, '--account', name.toUpperCase(), '--json')),
    );
    const id = name.replace('Account ', 'acct-');
    expect(JSON.parse(await steward('explain', '--store', file, '--account', id, '--json'))).toEqual(
      breakdown,
    );
    expect(await steward('explain', '--store', file, '--account', id)).toContain(
      `${name}: ${breakdown.score.toFixed(1)} (${breakdown.band})`,
    );
  });

  it('says why a score changed between two days', async () => {
    await steward('score', '--store', file);
    const rows: { name: string; change28: number | null }[] = JSON.parse(
      await steward('accounts', '--store', file, '--json'),
    );
    const name = rows.find(({ change28 }) => change28 !== null)?.name ?? '';
    const args = [
      '--store',
      file,
      '--account',
      name,
      '--from',
      formatDay(today - 28),
      '--to',
      formatDay(today),
    ];
    const change = scoreChangeSchema.parse(JSON.parse(await steward('explain', ...args, '--json')));
    expect(change.to).toBe(formatDay(today));
    expect(await steward('explain', ...args)).toContain(`${change.toScore.toFixed(1)} on ${change.to}`);
  });

  it.each([
    ['an account that is not there', ['--account', 'Nobody'], /No account has the id or the name Nobody/],
    ['an account without a score', ['--account', 'acct-1'], /has no score/],
    ['days without scores', ['--account', 'acct-1', '--from', '2020-01-01'], /no two scores/],
  ])('refuses %s in words', async (_, args, words) => {
    await expect(steward('explain', '--store', file, ...args)).rejects.toThrow(words);
  });
});

describe('steward sequences dry-run', () => {
  const dryRun = (...args: string[]) =>
    steward('sequences', 'dry-run', 'welcome', '--store', file, '--account', 'acct-1', ...args);

  beforeEach(() => {
    const store = openStore({ file, key: keyFromFile(`${file}.key`, file), now: Date.now });
    store.db.client.exec(`update users set deactivated_at = null, is_internal = 0;
      update users set role = case external_id when 'user-1-1' then 'champion' else 'member' end`);
    addContact(store, { userId: 9_999, organizationId: 1, externalId: 'second', name: 'Second' });
    const isChampion = all({ field: 'contact.role', operator: 'equals', value: 'champion' });
    const definition = sequenceDefinition({
      steps: [
        { id: 'fork1', kind: 'branch', conditions: isChampion, otherwise: 'call1', unknown: 'fails' },
        mail('mail1'),
        cta('call1'),
      ],
    });
    saveSequence(
      decisionsOn(store, Date.now()),
      { id: undefined, version: undefined, name: 'Welcome', definition },
      [],
    );
    store.close();
  });

  it('says what would be done for a contact, and what for nobody in particular', async () => {
    expect(await dryRun('--contact', 'user-1-1')).toContain('2. Send the mail “Hello mail1”');
    expect(await dryRun('--contact', 'second')).toMatch(
      /3\. Open the CTA .* \(Step 1: its conditions don’t hold\.\)/,
    );
    expect(await dryRun()).toMatch(/3\. Open the CTA .* \(Step 1: that is not known\.\)/);
  });

  it('refuses a contact who is not the account’s', async () => {
    await expect(dryRun('--contact', 'user-2-1')).rejects.toThrow(
      'Account 1 has no contact with the id user-2-1',
    );
  });
});
