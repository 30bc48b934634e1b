import type { ClientBase } from 'pg';
import { isThisMachine } from '../../../src-preload/contract/company/line-protection';
import { doubtful, type Finding, failed, passed } from './finding';

const secondsWorthSaying = 5;
const secondsTooMany = 300;

/** Version, role of the server, encryption of the connection, and the clocks. */
export async function examineServer(client: ClientBase, host: string, now: () => number): Promise<Finding[]> {
  const asked = now();
  const { rows } = await client.query<{
    version: number;
    text: string;
    standby: boolean;
    encrypted: boolean | null;
    clock: number;
  }>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS text,
            pg_is_in_recovery() AS standby,
            (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()) AS encrypted,
            (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS clock`,
  );
  const answered = now();
  const server = rows[0];
  if (server === undefined) throw new Error('no answer');
  return [
    server.version < 150_000
      ? failed('version', `The server is PostgreSQL ${server.text}.`, 'Upgrade it to PostgreSQL 15 or later.')
      : passed('version', `PostgreSQL ${server.text}.`),
    ...(server.standby
      ? [
          failed(
            'primary',
            'The server is a standby: its log can’t be followed.',
            'Give the address of the primary.',
          ),
        ]
      : []),
    ...(server.encrypted || isThisMachine(host)
      ? []
      : [
          doubtful(
            'encryption',
            'The connection is not encrypted: others on the way can read it.',
            'Turn on ssl at the server, and end the address with ?sslmode=verify-full.',
          ),
        ]),
    examineClock(server.clock - (asked + answered) / 2),
  ];
}

/** @param ahead how far the server's clock is ahead of ours, ms */
function examineClock(ahead: number): Finding {
  const seconds = Math.abs(ahead) / 1000;
  if (seconds < secondsWorthSaying) return passed('clock', 'Both clocks agree.');
  const text = `The server’s clock is ${Math.round(seconds)} s ${ahead > 0 ? 'ahead of' : 'behind'} this machine’s.`;
  const todo = 'Let both machines set their clocks by the network (NTP).';
  return seconds < secondsTooMany ? doubtful('clock', text, todo) : failed('clock', text, todo);
}
