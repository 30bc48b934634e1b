import { randomUUID } from 'node:crypto';
import { claim, reachDot, sent } from '../support/sending';
import type { Team } from '../support/team';
import { makeRuns } from './bench-messages';
import { type BenchRow, comparison, figure } from './bench-row';

/** What guards a message on its way, and the functions that do it; what those call themselves is theirs. */
const guarantees: readonly [words: string, functions: readonly string[]][] = [
  ['fence, lease, stage and steps', ['move_run', 'run_in_hand']],
  ['of which desktops hear of it', ['log_intervention_changes', 'log_new_steps']],
  ['stops and a restored history', ['history_stands', 'is_stopped']],
  ['the rule as it is now', ['rule_verdict']],
  ['consent and addresses that get nothing', ['address_verdict', 'address_digest']],
  ['quiet hours', ['release_at', 'zones_of']],
  ['caps', ['room_in_caps']],
  ['those that runners died with', ['find_lost']],
  ['what is put back after a restored dump', ['run_memory', 'sending_seal']],
  ['finding the next one', ['next_due']],
];

/** Milliseconds of the server a message, from claim to sent, one after the other. */
export async function guaranteeCosts(team: Team, count: number): Promise<BenchRow[]> {
  const { admin, database } = team.company;
  await makeRuns(team, count);
  // As a company has them: caps, and hours that are quiet, but not now.
  await admin.query(
    `UPDATE customer_success.sending_settings
        SET caps = '[{"count": 2, "days": 7}]', quiet_from = x.minute, quiet_until = (x.minute + 60) % 1440
       FROM (SELECT (60 * (12 + extract(hour FROM now() AT TIME ZONE customer_success.zone()))::int) % 1440 AS minute) x`,
  );
  await admin.query(`ALTER DATABASE ${database} SET track_functions = 'all'`);
  await admin.query('SELECT pg_stat_reset()');
  const client = await team.logins.ada.connect();
  const host = randomUUID();
  for (let one = await claim(client, host); one.outcome === 'claimed'; one = await claim(client, host)) {
    await reachDot(client, one);
    await sent(client, one);
  }
  await client.end();
  await admin.query(`ALTER DATABASE ${database} RESET track_functions`);
  await admin.query(
    `UPDATE customer_success.sending_settings SET caps = '[]', quiet_from = 0, quiet_until = 0`,
  );
  const timeOf = async (functions: readonly string[]) => {
    const { rows } = await admin.query<{ time: number }>(
      `SELECT coalesce(sum(total_time), 0)::float8 AS time FROM pg_stat_user_functions
        WHERE schemaname = 'customer_success' AND funcname = ANY ($1)`,
      [functions],
    );
    return (rows[0]?.time ?? 0) / count;
  };
  const whole = await timeOf(['claim_intervention', 'reach_dot', 'intervention_sent']);
  const rows = [figure('claim, last byte and sent, in the server, a message', whole, 'ms')];
  for (const [words, functions] of guarantees)
    rows.push(
      comparison(`- ${words}`, await timeOf(functions), 'ms', { name: 'all of it', value: whole }, null),
    );
  return rows;
}
