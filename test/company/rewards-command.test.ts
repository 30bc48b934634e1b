import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addRewardsCommand } from '../../src-main/host/commands/rewards';
import { rewardsAt } from '../support/rewards/at-company';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
const at = rewardsAt(team);
let told: string[];
beforeEach(async () => {
  await at.begin();
  vi.spyOn(console, 'log').mockImplementation((line: string) => told.push(line));
});
afterEach(() => void vi.restoreAllMocks());

async function steward(who: 'ann' | 'ada' | 'vera', ...args: string[]) {
  told = [];
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  addRewardsCommand(program);
  await program.parseAsync(['rewards', ...args, '--url', team.logins[who].url], { from: 'user' });
  return told.join('\n');
}

test('steward rewards redeems, tells the statement, takes back and writes down what ran out', async () => {
  const given = await at.award(100);
  const item = await at.item();
  const { id, stage } = JSON.parse(await steward('ann', 'redeem', 'acme', item, '--json'));
  expect(stage).toBe('approved');
  await expect(steward('ann', 'redeem', 'acme', item)).rejects.toThrow(
    'Refused: item costs more points than the account has. Nothing was changed.',
  );
  expect(JSON.parse(await steward('ann', 'statement', 'acme', '--json'))).toMatchObject({
    balance: 20,
    owed: 0,
    rows: [
      { kind: 'award', points: 100, balanceAfter: 100 },
      { kind: 'redeem', points: -80, balanceAfter: 20, item: 'Mug' },
    ],
  });
  expect(await steward('ada', 'reverse', 'acme', id, '--reason', 'Sent back')).toBe(`Taken back: ${id}.`);
  await at.lastsUntil(given, 'customer_success.company_today() - 1');
  await expect(steward('ann', 'expire')).rejects.toThrow(/admin who sees every account/);
  expect(await steward('ada', 'expire')).toBe('Points ran out of 1 lot.');
  expect(await steward('ada', 'expire', '--json')).toBe('{"lots":0}');
  expect(await steward('ann', 'statement', 'acme')).toMatch(/expire +-100 +0.*\n4 rows: 0 points\.$/s);
  await expect(steward('ann', 'statement', 'bolt')).rejects.toThrow(/no account bolt/);
});

test('a redemption that is asked for waits, says for whom and what for, and says so in words and as JSON', async () => {
  await at.award(500);
  const item = await at.item({ name: 'Course', cost: 100, for_contact: true, needs_approval: true });
  await expect(steward('ann', 'redeem', 'acme', item)).rejects.toThrow(/contact/);
  const asked = ['redeem', 'acme', item, '--contact', 'user of 1', '--note', 'For the new site'];
  expect(await steward('ann', ...asked)).toMatch(
    /^Redeemed for 100 points: [0-9a-f-]{36}\. It waits to be approved\.$/,
  );
  const { id, stage, cost } = JSON.parse(await steward('ann', ...asked, '--json'));
  expect([stage, cost]).toEqual(['proposed', 100]);
  expect(
    await at.rows(
      'SELECT u.external_id AS contact, r.note FROM customer_success.user_rewards r JOIN customer_success.users u USING (user_id) WHERE reward_id = $1',
      [id],
    ),
  ).toEqual([{ contact: 'user of 1', note: 'For the new site' }]);
  expect(JSON.parse(await steward('ann', 'statement', 'acme', '--json'))).toMatchObject({ balance: 300 });
});

test('an award that is taken back after it was spent leaves a debt, which the statement tells and a file holds', async () => {
  const given = await at.award(100);
  const item = await at.item({ name: 'Book', cost: 70 });
  await steward('ann', 'redeem', 'acme', item);
  expect(
    JSON.parse(await steward('ada', 'reverse', 'acme', given, '--reason', 'A mistake', '--json')),
  ).toEqual({
    id: given,
    reversed: true,
  });
  expect(await steward('ann', 'statement', 'acme')).toMatch(/\n4 rows: 0 points, 70 points owed\.$/);
  const folder = mkdtempSync(join(tmpdir(), 'statement-'));
  try {
    const out = join(folder, 'acme.csv');
    expect(await steward('ann', 'statement', 'acme', '--out', out)).toBe(
      `${out}: 4 rows: 0 points, 70 points owed.`,
    );
    expect(readFileSync(out, 'utf8').trimEnd().split('\r\n')).toHaveLength(5);
    expect(JSON.parse(await steward('ann', 'statement', 'acme', '--out', out, '--json'))).toEqual({
      ...{ path: out, rows: 4, balance: 0, owed: 70 },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  await expect(steward('ada', 'reverse', 'acme', given, '--reason', 'Once more')).rejects.toThrow(
    /Nothing was changed/,
  );
});

test('a manager takes nothing of another’s accounts, and who only looks redeems nothing', async () => {
  const item = await at.item();
  await expect(steward('ann', 'redeem', 'bolt', item)).rejects.toThrow(/no account bolt|not/i);
  await at.award(100);
  await expect(steward('vera', 'redeem', 'acme', item)).rejects.toThrow(/Nothing was changed|may not/);
  expect(await at.rows('SELECT FROM customer_success.user_rewards')).toEqual([]);
});
