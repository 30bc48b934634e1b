import type { Command } from 'commander';
import { counted } from '../../../src-preload/contract/words';
import { askDoor } from '../../company/rewards/ask-door';
import { expirePoints, readStatement } from '../../company/rewards/read-statement';
import { dayOrNull, formatDay } from '../../lib/day';
import { statementOf } from '../../lib/rewards/statement';
import { createIds } from '../../ports/ids';
import { exportStatement } from '../../reports/export-statement';
import { urlOption } from './url-option';
import { type TeamFlags, withTeam } from './with-team';

/** `steward rewards statement|redeem|reverse|expire`: the ledger of rewards at the company. */
export function addRewardsCommand(program: Command): void {
  const rewards = program.command('rewards').description('Points of accounts and what they redeem them for.');
  const command = (name: string, description: string) =>
    rewards.command(name).description(description).addOption(urlOption()).option('--json', 'report as JSON');
  command('statement', 'Every row of an account’s ledger, with the sums up to it.')
    .argument('<account>', 'the company’s own id')
    .option('--out <file>', 'write it to a CSV')
    .action(runStatement);
  command('redeem', 'Redeem an item of the catalogue for an account.')
    .argument('<account>', 'the company’s own id')
    .argument('<item>', 'the item’s id')
    .option('--contact <id>', 'who receives it, by the company’s own id')
    .option('--note <text>', 'for whoever approves it')
    .action(runRedeem);
  command('reverse', 'Take a redemption or an award back.')
    .argument('<account>', 'the company’s own id')
    .argument('<id>', 'of the redemption or the transaction')
    .requiredOption('--reason <text>', 'why')
    .action(runReverse);
  command('expire', 'Write down which points ran out; the runner does it each day.').action(runExpire);
}

async function runStatement(account: string, flags: TeamFlags & { readonly out?: string }): Promise<void> {
  await withTeam(flags, async (client) => {
    const ledger = await readStatement(client, account);
    const rows = statementOf(ledger);
    const { balanceAfter: balance = 0, owedAfter: owed = 0 } = rows.at(-1) ?? {};
    const sums = `${counted(rows.length, 'row')}: ${counted(balance, 'point')}${owed > 0 ? `, ${counted(owed, 'point')} owed` : ''}.`;
    if (flags.out !== undefined) {
      await exportStatement(ledger, flags.out);
      return {
        report: { path: flags.out, rows: rows.length, balance, owed },
        words: [`${flags.out}: ${sums}`],
      };
    }
    const shown = rows.map((row) => ({ ...row, day: formatDay(row.day), lastDay: dayOrNull(row.lastDay) }));
    return {
      report: { account, balance, owed, rows: shown },
      words: [
        ...shown.map(
          ({ day, kind, points, balanceAfter, item, reason }) =>
            `${day}  ${kind.padEnd(7)} ${String(points).padStart(8)} ${String(balanceAfter).padStart(8)}  ${item ?? reason ?? ''}`,
        ),
        sums,
      ],
    };
  });
}

async function runRedeem(
  account: string,
  item: string,
  flags: TeamFlags & { readonly contact?: string; readonly note?: string },
): Promise<void> {
  const patch = { item, contact: flags.contact ?? null, note: flags.note ?? null };
  await withTeam(flags, async (client) => {
    const id = await ask(client, { kind: 'reward.redeem', account, patch });
    const { rows } = await client.query<{ stage: string; cost: number }>(
      'SELECT stage, cost FROM customer_success.user_rewards WHERE reward_id = $1',
      [id],
    );
    const { stage = 'approved', cost = 0 } = rows[0] ?? {};
    const waits = stage === 'proposed' ? ' It waits to be approved.' : '';
    return { report: { id, stage, cost }, words: [`Redeemed for ${counted(cost, 'point')}: ${id}.${waits}`] };
  });
}

async function runReverse(
  account: string,
  entry: string,
  flags: TeamFlags & { readonly reason: string },
): Promise<void> {
  await withTeam(flags, async (client) => {
    await ask(client, { kind: 'reward.reverse', account, entry, patch: { reason: flags.reason } });
    return { report: { id: entry, reversed: true }, words: [`Taken back: ${entry}.`] };
  });
}

async function runExpire(flags: TeamFlags): Promise<void> {
  await withTeam(flags, async (client) => {
    const lots = await expirePoints(client);
    return {
      report: { lots },
      words: [lots === 0 ? 'Nothing ran out.' : `Points ran out of ${counted(lots, 'lot')}.`],
    };
  });
}

function ask<Kind extends 'reward.redeem' | 'reward.reverse'>(
  client: Parameters<typeof askDoor>[0],
  decision: Parameters<typeof askDoor<Kind>>[1],
): Promise<string> {
  const now = Date.now();
  return askDoor(client, decision, createIds({ now: () => now }).next(), now);
}
