import { randomUUID } from 'node:crypto';
import { PgBoss } from 'pg-boss';
import { drainOf } from '../delivery/support/draining';
import { startMailServer } from '../support/mail-server';
import { startPostgres } from '../support/postgres';
import { claim, launch, reachDot, readyToSend, sent } from '../support/sending';
import { createTeam, type Team } from '../support/team';
import { makeRuns } from './bench-messages';
import { type BenchRow, comparison, figure } from './bench-row';
import { guaranteeCosts } from './guarantee-costs';
import { handOver } from './hand-over';
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
    log('what each guarantee costs');
    const costs = await guaranteeCosts(team, size('COSTS', 300));
    log('from a launch to the mail server');
    const lag = await addToSend(team, size('LAUNCHES', 60));
    const peer = { name: 'pg-boss, fetch and complete', value: jobs };
    return [
      comparison(`claims a second, ${runners} runners`, claims.claimed, '1/s', peer, '>= 0.3'),
      comparison(`claim, last byte and sent, a second, ${runners} runners`, claims.whole, '1/s', peer, null),
      figure(`${messages} mails rendered and handed over`, handed.seconds, 's', '< 10'),
      figure('event-loop delay of who sends meanwhile, p99', handed.delay, 'ms', '< 50'),
      ...costs,
      figure('from a launch to the mail server, p95', quantile(lag, 0.95), 's', '< 5'),
    ];
  } finally {
    await team.company.drop();
    await server.stop();
  }
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
