import pg from 'pg';
import { startPostgres } from '../support/postgres';
import { rewardsAt } from '../support/rewards/at-company';
import { apply, createTeam, note, operation, type Team } from '../support/team';
import { type BenchRow, comparison } from './bench-row';
import { seconds, size } from './timing';

const sessions = 8;
/** As a desktop pushes what was decided in a row. */
const batch = 25;

/** Redemptions by the company's door, from several sessions over many accounts, beside an UPDATE of a balance that anybody could write. */
export async function benchRewards(log: (text: string) => void): Promise<BenchRow[]> {
  const server = await startPostgres();
  const team = await createTeam(server);
  try {
    const accounts = size('ACCOUNTS', 1_000);
    log(`redemptions of ${accounts} accounts`);
    const item = await prepare(team, accounts);
    // Each of another login: calls of one are counted one after the other.
    const members = await Promise.all(
      Array.from({ length: sessions }, async () =>
        (await team.company.createLogin({ role: 'admin', scope: 'all' })).connect(),
      ),
    );
    const owners = await Promise.all(Array.from({ length: sessions }, () => connect(team.company.url)));
    const count = size('REDEMPTIONS', 4_000);
    // What is looked up is planned by how many there are: on a first day there is nothing, and a session keeps what it planned then.
    for (let n = 1; n <= accounts; n += 500) {
      const names = Array.from({ length: Math.min(500, accounts - n + 1) }, (_, k) => `bench-${n + k}`);
      await redeem(members[0] as pg.Client, item, names);
    }
    await team.company.admin.query('ANALYZE');
    const rows: BenchRow[] = [];
    for (const each of [1, batch]) {
      const redeemed = await perSecond(count, each, (session, names) =>
        redeem(members[session] as pg.Client, item, names),
      );
      const updated = await perSecond(count, each, (session, names) =>
        update(owners[session] as pg.Client, names),
      );
      rows.push(
        comparison(
          `redemptions of ${sessions} sessions over ${accounts} accounts, ${each === 1 ? 'one by one' : `in calls of ${each}`}`,
          redeemed,
          'a second',
          { name: `an UPDATE of a balance${each === 1 ? '' : `, ${each} in a transaction`}`, value: updated },
          '>= 0.3',
        ),
      );
    }
    const noted = await perSecond(count, 1, (session, names) =>
      apply(
        members[session] as pg.Client,
        names.map((account) => note('x', { account })),
      ),
    );
    rows.push(
      comparison(
        'the same, one by one',
        rows[0]?.value ?? 0,
        'a second',
        { name: 'notes by the same door', value: noted },
        null,
      ),
    );
    for (const client of owners) await client.end();
    return rows;
  } finally {
    await team.company.drop();
    await server.stop();
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

async function prepare(team: Team, accounts: number): Promise<string> {
  const at = rewardsAt(team);
  await at.begin();
  await at.rows(`
    INSERT INTO customer_success.organizations (organization_id, external_id, name) SELECT 1000 + n, 'bench-' || n, 'Bench ' || n FROM generate_series(1, ${accounts}) n;
    INSERT INTO customer_success.reward_accounts (organization_id, consent_day)
    SELECT organization_id, '2026-01-01' FROM customer_success.organizations WHERE external_id LIKE 'bench-%';
    INSERT INTO customer_success.reward_transactions (organization_id, kind, points, author, day)
    SELECT organization_id, 'award', 100000, 'x', '2026-01-01' FROM customer_success.organizations WHERE external_id LIKE 'bench-%';
    CREATE TABLE public.balances (account text PRIMARY KEY, balance int NOT NULL CHECK (balance >= 0));
    INSERT INTO public.balances SELECT external_id, 100000 FROM customer_success.organizations;
    ANALYZE`);
  return at.item({ cost: 1 });
}

async function redeem(client: pg.Client, item: string, names: readonly string[]): Promise<void> {
  const asked = names.map((account) =>
    operation('reward.redeem', { item, contact: null, note: null }, { account }),
  );
  for (const { outcome, answer } of await apply(client, asked))
    if (outcome !== 'applied') throw new Error(`a redemption was ${outcome}: ${JSON.stringify(answer)}`);
}

async function update(client: pg.Client, names: readonly string[]): Promise<void> {
  const sql = 'UPDATE public.balances SET balance = balance - 1 WHERE account = $1';
  if (names.length > 1) await client.query('BEGIN');
  for (const name of [...names].sort()) await client.query(sql, [name]);
  if (names.length > 1) await client.query('COMMIT');
}

/** How many a second, by all sessions together, each account in its turn. */
async function perSecond(
  count: number,
  each: number,
  work: (session: number, names: string[]) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const accounts = size('ACCOUNTS', 1_000);
  const taken = await seconds(() =>
    Promise.all(
      Array.from({ length: sessions }, async (_, session) => {
        while (next < count) {
          const names = Array.from(
            { length: each },
            (_one, n) => `bench-${1 + (((next + n) * 7919) % accounts)}`,
          );
          next += each;
          await work(session, names);
        }
      }),
    ),
  );
  return count / taken.seconds;
}
