import { randomUUID } from 'node:crypto';
import { PgBoss } from 'pg-boss';
import { pino } from 'pino';
import { systemClock } from '../../src-main/ports/clock';
import { startMailRoom } from '../../src-main/work/templates/mail-room';
import { drainOf } from '../delivery/support/draining';
import { startMailServer } from '../support/mail-server';
import { startPostgres } from '../support/postgres';
import { claim, launch, reachDot, readyToSend, sent } from '../support/sending';
import { createTeam, type Team } from '../support/team';
import { type BenchRow, comparison, figure } from './bench-row';
import { quantile, seconds, size } from './timing';

const runners = 8;

/** How fast messages leave: claims beside a queue of a library on the same server, and mails from a template to a mail server. */
export async function benchSending(log: (text: string) => void): Promise<BenchRow[]> {
  const server = await startPostgres();
  const team = await createTeam(server);
  try {
    await readyToSend(team);
    const messages = size('MESSAGES', 1_000);
    log(`${messages} messages of ${runners} runners, from claim to sent, and as many jobs of pg-boss`);
    const claims = await claimRates(team, messages);
    const jobs = await jobRate(team.company.url, messages);
    log(`${messages} mails, rendered and handed to a mail server`);
    const handed = await handOver(team, messages);
    log('from a launch to the mail server');
    const lag = await addToSend(team, size('LAUNCHES', 60));
    const peer = { name: 'pg-boss, fetch and complete', value: jobs };
    return [
      comparison(`claims a second, ${runners} runners`, claims.claimed, '1/s', peer, '>= 0.3'),
      comparison(`claim, last byte and sent, a second, ${runners} runners`, claims.whole, '1/s', peer, null),
      figure(`${messages} mails rendered and handed over`, handed, 's', '< 10'),
      figure('from a launch to the mail server, p95', quantile(lag, 0.95), 's', '< 5'),
    ];
  } finally {
    await team.company.drop();
    await server.stop();
  }
}

/** Written past the functions, which take 60 a minute of a person. */
async function makeRuns({ company }: Team, count: number): Promise<void> {
  await company.admin.query('DELETE FROM customer_success.interventions');
  await company.admin.query(
    `INSERT INTO customer_success.users (user_id, organization_id, external_id, name, email)
     SELECT 1000 + n, 1, 'bench ' || n, 'Bench ' || n, 'bench' || n || '@x.example' FROM generate_series(1, $1::int) n
         ON CONFLICT DO NOTHING`,
    [count],
  );
  await company.admin.query(
    `INSERT INTO customer_success.interventions (run_key, organization_id, user_id, channel, occurrence, launched_by, content, category,
       due_at, expires_at, next_due)
     SELECT sha256(convert_to('bench ' || u.user_id || clock_timestamp(), 'UTF8')), 1, u.user_id, 'email', 'bench ' || u.user_id, 'ada',
            '{"subject": "Hello", "text": "How are you?"}', 'relationship', now(), now() + interval '7 days', now()
       FROM customer_success.users u WHERE u.external_id LIKE 'bench %' ORDER BY u.user_id LIMIT $1`,
    [count],
  );
  await company.admin.query('ANALYZE');
}

async function side<T>(clients: readonly T[], work: (client: T) => Promise<void>): Promise<number> {
  return (await seconds(() => Promise.all(clients.map(work)))).seconds;
}

async function claimRates(team: Team, count: number): Promise<{ claimed: number; whole: number }> {
  const clients = await Promise.all(
    Array.from({ length: runners }, async () => ({
      client: await team.logins.ada.connect(),
      host: randomUUID(),
    })),
  );
  await makeRuns(team, count);
  const claimed = await side(clients, async ({ client, host }) => {
    while ((await claim(client, host)).outcome === 'claimed');
  });
  await makeRuns(team, count);
  const whole = await side(clients, async ({ client, host }) => {
    for (;;) {
      const one = await claim(client, host);
      if (one.outcome !== 'claimed') return;
      await reachDot(client, one);
      await sent(client, one);
    }
  });
  return { claimed: count / claimed, whole: count / whole };
}

/** Jobs a second by as many workers, one at a time, as a message is. */
async function jobRate(url: string, count: number): Promise<number> {
  const boss = new PgBoss({
    connectionString: url,
    schema: 'bench_boss',
    supervise: false,
    schedule: false,
    max: runners,
  });
  boss.on('error', () => undefined);
  await boss.start();
  try {
    await boss.createQueue('mails');
    await boss.insert(
      'mails',
      Array.from({ length: count }, (_none, n) => ({ data: { n } })),
    );
    const taken = await side(Array.from({ length: runners }), async () => {
      for (;;) {
        const [job] = await boss.fetch('mails');
        if (job === undefined) return;
        await boss.complete('mails', job.id);
      }
    });
    return count / taken;
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** @returns seconds until all are with the mail server, rendered from a template as they are for sending */
async function handOver(team: Team, count: number): Promise<number> {
  await makeRuns(team, count);
  const mails = await startMailServer();
  const room = startMailRoom();
  const compiled = await room.compile({
    subject: 'Hello {{ contact.first_name }}',
    preheader: '',
    mjml: `<mjml><mj-body><mj-section><mj-column><mj-text>Hello {{ contact.first_name }} of {{ account.name }}</mj-text>
      <mj-button href="{{ unsubscribe.url }}">Unsubscribe</mj-button><mj-text>{{ company.name }}, {{ company.postal_address }}</mj-text></mj-column></mj-section></mj-body></mjml>`,
    isTransactional: false,
    language: 'en',
  });
  if (compiled.html === null) throw new Error(JSON.stringify(compiled.problems));
  const template = {
    subject: 'Hello {{ contact.first_name }}',
    preheader: '',
    html: compiled.html,
    language: 'en',
  };
  try {
    const { seconds: taken } = await seconds(async () => {
      const drain = drainOf(team.logins.ada.url, mails.port, {
        log: pino({ level: 'silent' }),
        clock: systemClock,
        sideBySide: 8,
        async make({ name, unsubscribe_url, token }) {
          const unsubscribeUrl = `${unsubscribe_url}${token}`;
          const rendering = await room.render({
            template,
            zone: 'UTC',
            values: {
              'contact.first_name': name,
              'account.name': 'Acme',
              'company.name': 'Acme Software',
              'company.postal_address': '1 Harbour Street',
              'unsubscribe.url': unsubscribeUrl,
            },
          });
          if (rendering.kind === 'refused') return rendering;
          const { subject, text, html } = rendering;
          return { kind: 'made', mail: { subject, text, html, unsubscribeUrl } };
        },
      });
      while (mails.received.length < count) await new Promise((resolve) => setTimeout(resolve, 20));
      await drain.stop();
    });
    return taken;
  } finally {
    room.end();
    await mails.stop();
  }
}

/** @returns seconds from a launch until the mail server has it, of a runner that looks every second */
async function addToSend(team: Team, count: number): Promise<number[]> {
  const mails = await startMailServer();
  const drain = drainOf(team.logins.ada.url, mails.port, { lookEvery: 1_000 });
  const taken: number[] = [];
  try {
    for (let n = 0; n < count; n += 1) {
      const began = performance.now();
      const before = mails.received.length;
      await launch(team.clients.ann, { subject: `Launch ${n}` });
      while (mails.received.length === before) await new Promise((resolve) => setTimeout(resolve, 5));
      taken.push((performance.now() - began) / 1000);
    }
    return taken;
  } finally {
    await drain.stop();
    await mails.stop();
  }
}
