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

async function steward(who: 'ann' | 'ada', ...args: string[]) {
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
