import { type ChildProcess, fork } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type HookServer, type ReceivedPost, startHookServer } from '../support/hook-server';
import { type MailServer, startMailServer } from '../support/mail-server';
import { readyForSms } from '../support/phones';
import { readyForPush } from '../support/push-keys';
import { call, readyToSend } from '../support/sending';
import { teamForAllTests } from '../support/team-for-all-tests';

/** STEWARD_MESSAGES=1000 for the long way: three signals for every ten messages. */
const messages = Number(process.env['STEWARD_MESSAGES'] ?? 60);
const signals = Math.ceil(messages * 0.3);

const team = teamForAllTests();
let server: MailServer;
let hooks: HookServer;
/** Of SMS and web push. */
let phones: HookServer;
const runners = new Set<ChildProcess>();
let isOver = false;
beforeAll(async () => {
  server = await startMailServer();
  hooks = await startHookServer();
  phones = await startHookServer(keyOnPhone);
});
beforeEach(async () => {
  await readyToSend(team);
  server.clear();
  hooks.clear();
  phones.clear();
  isOver = false;
});
afterEach(() => {
  isOver = true;
  for (const runner of runners) runner.kill('SIGKILL');
});
afterAll(() => Promise.all([server.stop(), hooks.stop(), phones.stop()]));

const steps = [
  'after claim_intervention',
  'making',
  'before reach_dot',
  'after reach_dot',
  'before intervention_sent',
  'after intervention_sent',
  'before show_in_app',
  'after show_in_app',
];

/** By what a message is known where it comes: an SMS by where its provider reports of it, a push by its topic. */
function keyOnPhone({ headers, body }: Pick<ReceivedPost, 'headers' | 'body'>): string {
  const reportTo = new URLSearchParams(String(body)).get('StatusCallback');
  return reportTo === null
    ? String(headers['topic'])
    : (/([0-9a-f]{32})[0-9a-f]{16}$/.exec(reportTo)?.[1] ?? '');
}

/** Half of them mails, the others told to a webhook, shown by the product, and sent to phones and browsers. */
async function addMessages(count: number): Promise<void> {
  await call(team.clients.ada, 'set_channel', 'webhook', { address: hooks.url });
  await readyForSms(team, `http://127.0.0.1:${phones.port}`);
  await readyForPush(team, phones.port);
  await team.company.admin.query(
    'UPDATE customer_success.sending_settings SET lease_seconds = 2, retry_seconds = 1',
  );
  await team.company.admin.query(
    `INSERT INTO customer_success.interventions (run_key, organization_id, user_id, channel, occurrence, launched_by, content,
       category, due_at, expires_at, next_due)
     SELECT sha256(n::text::bytea), o, o, (ARRAY['email', 'webhook', 'email', 'in_app', 'email', 'sms', 'email', 'web_push'])[1 + n % 8], n::text, 'somebody', '{"subject": "x", "text": "x"}', 'news', now(),
            now() + interval '1 day', now() FROM generate_series(1, $1::int) n, LATERAL (SELECT 1 + n % 3 AS o) x`,
    [count],
  );
}

/** @param meet what is done to it at that step @param left how many more are to be ended */
function startRunner(
  signal: 'SIGKILL' | 'SIGSTOP' | null,
  step: string,
  left: { count: number; met: string[] },
): void {
  // The second or third message, so that others are under way.
  const nth = 1 + (left.count % 3);
  const runner = fork('tools/run-ts.mjs', [
    'test/delivery/support/runner-process.ts',
    team.logins.ada.url,
    String(server.port),
    signal === null ? '' : step,
    String(nth),
  ]);
  runners.add(runner);
  runner.on('exit', () => {
    runners.delete(runner);
    if (!isOver) startNext(left);
  });
  runner.on('message', () => {
    left.met.push(`${signal} ${step}`);
    if (signal === 'SIGKILL') {
      runner.kill('SIGKILL');
      return;
    }
    runner.kill('SIGSTOP');
    // Longer than its lease: somebody else may have it by then.
    setTimeout(() => {
      runner.kill('SIGCONT');
      runner.send('go on', () => undefined);
      // It drains a little more, and makes room for the next.
      setTimeout(() => runner.kill('SIGKILL'), 500);
    }, 3_500);
  });
}

function startNext(left: { count: number; met: string[] }): void {
  left.count -= 1;
  if (left.count < 0) startRunner(null, '', left);
  else {
    // Each step with each signal, in turn.
    const isKill = (left.count + Math.floor(left.count / steps.length)) % 2 === 0;
    startRunner(isKill ? 'SIGKILL' : 'SIGSTOP', steps[left.count % steps.length] ?? '', left);
  }
}

interface Standing {
  readonly channel: string;
  readonly stage: string;
  readonly reason: string;
}

async function stages(): Promise<Map<string, Standing>> {
  const { rows } = await team.company.admin.query<Standing & { id: string | null; run: string }>(
    'SELECT message_id AS id, run_id AS run, channel, stage, reason FROM customer_success.interventions',
  );
  return new Map(rows.map(({ id, run, ...state }) => [id ?? run, state]));
}

/** How often each message arrived where its channel leads, by its number. */
async function arrived(): Promise<ReadonlyMap<string, number>> {
  const { rows: runs } = await team.company.admin.query<{ key: string; id: string }>(
    `SELECT CASE channel WHEN 'sms' THEN replace(run_id::text, '-', '') ELSE left(message_id, 32) END AS key, message_id AS id
       FROM customer_success.interventions WHERE channel IN ('sms', 'web_push')`,
  );
  const idOf = new Map(runs.map(({ key, id }) => [key, id]));
  const { rows } = await team.company.admin.query<{ id: string }>(
    `SELECT i.message_id AS id FROM customer_success.in_app_messages m
       JOIN customer_success.interventions i USING (run_id)`,
  );
  return new Map([
    ...server.counts(),
    ...Array.from(hooks.counts(), ([key, count]) => [`${key}@acme.example`, count] as const),
    ...Array.from(phones.counts(), ([key, count]) => [idOf.get(key) ?? key, count] as const),
    ...rows.map(({ id }) => [id, 1] as const),
  ]);
}

test('whatever ends or stops three runners, each message is received at most once, and once unless nobody knows or three ended with it', async () => {
  await addMessages(messages);
  // A server that takes its time: there is always something under way.
  const slowly = () => new Promise<null>((resolve) => setTimeout(resolve, 30, null));
  server.script = { onMessage: slowly };
  hooks.script = { onPost: slowly };
  phones.script = { onPost: slowly };
  const left = { count: signals, met: [] as string[] };
  for (let n = 0; n < 3; n += 1) startNext(left);
  await vi.waitFor(
    async () => {
      const open = [...(await stages()).values()].filter(({ stage }) => /waiting|claimed|dot/.test(stage));
      expect(open).toEqual([]);
    },
    { timeout: 200_000 + messages * 1_000, interval: 500 },
  );
  isOver = true;
  const counts = await arrived();
  const settled = await stages();
  const told: Record<string, number> = {};
  for (const [id, { channel, stage, reason }] of settled) {
    const line = `${channel} ${stage} ${reason}, received ${counts.get(id) ?? 0}`;
    told[line] = (told[line] ?? 0) + 1;
  }
  console.info(told, `${left.met.length} signals: ${[...new Set(left.met)].sort().join(', ')}`);
  expect(
    Object.keys(told).filter(
      (line) =>
        !/^(\w+ sent sent, received 1|(email|webhook|sms|web_push) unknown lost, received [01]|\w+ refused crashed, received 0)$/.test(
          line,
        ),
    ),
  ).toEqual([]);
  // Three runners ended with these in hand, which is rare even here, and told.
  const crashed = [...settled.values()].filter(({ reason }) => reason === 'crashed').length;
  expect(crashed).toBeLessThanOrEqual(Math.ceil(messages / 20));
  // Of each channel there were some.
  expect(new Set([...settled.values()].map(({ channel }) => channel)).size).toBe(5);
  expect([...counts.keys()].filter((id) => !settled.has(id))).toEqual([]);
  expect(left.met.length).toBeGreaterThan(Math.min(signals / 3, 50));
  // On the long way each step meets each signal.
  if (messages >= 1_000) expect(new Set(left.met).size).toBe(2 * steps.length);
}, 3_600_000);
