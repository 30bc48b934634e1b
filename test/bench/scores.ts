import { randomUUID } from 'node:crypto';
import { dayOfInstant, formatDay, instantOfDay } from '../../src-main/lib/day';
import { forgetPushed, queueScores, type ScorePush } from '../../src-main/store/runner/scores-to-push';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { pushScores } from '../../src-main/sync/push/push-scores';
import { connect } from '../../src-main/sync/wire/connect';
import { createTestCompany, startPostgres, type TestCompany } from '../support/postgres';
import { temporaryStore } from '../support/store-builder';
import { type BenchRow, comparison, figure } from './bench-row';
import { seconds, size } from './timing';

const peopleOfEach = 3;
const today = dayOfInstant(Date.now());

/** What it takes the runner to write down scores and levels of a book, beside a plain INSERT of rows like its. */
export async function benchScores(log: (text: string) => void): Promise<BenchRow[]> {
  const accounts = size('ACCOUNTS', 10_000);
  const server = await startPostgres();
  const company = await createTestCompany(server);
  const temporary = temporaryStore(() => instantOfDay(today));
  try {
    log(`${accounts} accounts`);
    await fill(company, accounts);
    const login = await company.createLogin({ role: 'admin', scope: 'all' });
    const connection = await connect({ url: login.url });
    const host = randomUUID();
    const [claimed] = await connection.query<{ fence: number }>(
      `select (customer_success.claim_runner($1, '{"app": "1.0.0"}') ->> 'fence')::int as fence`,
      [host],
    );
    const { store } = temporary;
    const context = {
      store,
      connection,
      clock: { now: Date.now },
      rawEventDays: 90,
      onApplied: () => undefined,
    };
    const push = async (pushes: readonly ScorePush[], forgotten = false) => {
      writeTransaction(store, 'bench', (tx) => {
        if (forgotten) forgetPushed(tx);
        queueScores(tx, pushes);
      });
      const waiting = store.read.prepared<[], number>('select count(*) from outgoing_scores').pluck();
      const taken = await seconds(async () => {
        // It leaves the rest to the next round of sync after some seconds.
        while ((waiting.get() ?? 0) > 0) {
          const { outcome } = await pushScores(context, { host, fence: claimed?.fence ?? 0 });
          if (outcome !== 'applied') throw new Error(`the company answered ${outcome}`);
        }
      });
      return taken.seconds;
    };
    const first = await push(bookOn(today - 1, accounts, 70));
    const next = await push(bookOn(today, accounts, 55));
    const again = await push(bookOn(today, accounts, 55), true);
    const plain = (await seconds(() => insertPlainly(company))).seconds;
    await connection.close();
    const of = `scores of ${accounts} accounts and ${accounts * peopleOfEach} people`;
    const peer = { name: 'one INSERT of such rows without checks, within the server', value: plain };
    return [
      comparison(`${of} written down`, first, 's', peer, null),
      comparison('the next day, each moved by 15 points', next, 's', peer, null),
      figure('the same again, by a runner that knows nothing of it: no row changes', again, 's', null),
    ];
  } finally {
    temporary.remove();
    await company.drop();
    await server.stop();
  }
}

async function fill(company: TestCompany, accounts: number): Promise<void> {
  await company.admin.query(`
    INSERT INTO customer_success.organizations (organization_id, external_id, name)
    SELECT n, 'o' || n, 'Account ' || n FROM generate_series(1, ${accounts}) n;
    INSERT INTO customer_success.users (user_id, organization_id, external_id, name)
    SELECT n, (n - 1) / ${peopleOfEach} + 1, 'u' || n, 'User ' || n FROM generate_series(1, ${accounts * peopleOfEach}) n;
    INSERT INTO customer_success.score_configurations (version, config, author, op_id)
    VALUES (1, '{}', 'ada', gen_random_uuid());
    ANALYZE`);
}

function bookOn(day: number, accounts: number, score: number): ScorePush[] {
  return Array.from({ length: accounts }, (_, n) => ({
    organizationId: n + 1,
    said: JSON.stringify({
      day: formatDay(day),
      config: 1,
      model: null,
      score: score + (n % 100) / 10,
      confidence: 0.8,
      dimensions: { engagement: score, adoption: score, satisfaction: null, retention: 70.5, value: 12 },
      level: score < 60 && n % 10 === 0 ? 'high' : 'low',
      indicators: [{ id: 'usage_collapsed', since: null }],
    }),
    people: JSON.stringify(
      Array.from({ length: peopleOfEach }, (__, p) => [n * peopleOfEach + p + 1, score, 0.8]),
    ),
  }));
}

/** As many rows as a push writes on its first day, as the schema's owner. */
async function insertPlainly(company: TestCompany): Promise<void> {
  await company.admin.query(`
    CREATE TABLE plain_scores AS SELECT * FROM customer_success.organization_health_scores WHERE false;
    CREATE TABLE plain_people AS SELECT * FROM customer_success.user_health_scores WHERE false;
    CREATE TABLE plain_levels AS SELECT * FROM customer_success.risk_assessment_history WHERE false;
    INSERT INTO plain_scores SELECT * FROM customer_success.organization_health_scores WHERE day < '${formatDay(today)}';
    INSERT INTO plain_people SELECT * FROM customer_success.user_health_scores WHERE day < '${formatDay(today)}';
    INSERT INTO plain_levels SELECT * FROM customer_success.risk_assessment_history WHERE day < '${formatDay(today)}'`);
}
