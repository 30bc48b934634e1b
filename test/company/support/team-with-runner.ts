import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { beforeAll, beforeEach } from 'vitest';
import { teamForAllTests } from '../../support/team-for-all-tests';

/** What is pushed of an account, or of a person by the same names. */
export interface Pushed {
  readonly id?: number;
  /** Days before today. */
  readonly ago?: number;
  readonly config?: number;
  readonly model?: number | null;
  readonly score?: number | null;
  readonly confidence?: number;
  readonly level?: string | null;
  readonly indicators?: string;
  readonly dimensions?: string | null;
}

export interface Lease {
  readonly client?: pg.Client;
  readonly host?: string;
  readonly fence?: number;
}

export type Row = Record<string, unknown>;

export const dayOf = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

/** A team whose admin, Ada, writes scores down. Each test begins without any, by version 1.2.3; nine configurations and models are numbered. */
export function teamWithRunner() {
  const team = teamForAllTests();
  let lease = { host: '', fence: 0 };

  /** Another host, of an app of this version, has the lease from now on. */
  async function runAs(app: string): Promise<void> {
    await team.company.admin.query('UPDATE customer_success.runner_lease SET held_until = NULL');
    const host = randomUUID();
    const claim = 'SELECT customer_success.claim_runner($1, $2) AS answer';
    const { rows } = await team.clients.ada.query(claim, [host, JSON.stringify({ app, machine: 'desk' })]);
    lease = { host, fence: rows[0].answer.fence };
  }

  async function call(name: string, columns: readonly unknown[], { client, ...other }: Lease): Promise<Row> {
    const { host, fence } = { ...lease, ...other };
    const places = columns.map((_, place) => `$${place + 3}`);
    const { rows } = await (client ?? team.clients.ada).query(
      `SELECT customer_success.${name}($1, $2, ${places.join(', ')}) AS answer`,
      [host, fence, ...columns],
    );
    return rows[0].answer;
  }

  const common = (pushed: readonly Pushed[]) => [
    pushed.map(({ id = 1 }) => id),
    pushed.map(({ ago = 0 }) => dayOf(ago)),
    pushed.map(({ config = 2 }) => config),
    pushed.map(({ model = 2 }) => model),
    pushed.map(({ score = 60 }) => score),
    pushed.map(({ confidence = 0.5 }) => confidence),
  ];
  const said = (pushed: readonly Pushed[]) => [
    pushed.map(({ level = 'low' }) => level),
    pushed.map(({ indicators = '[]' }) => indicators),
  ];

  beforeAll(async () => {
    await team.company.admin.query(`
      INSERT INTO customer_success.score_configurations (version, config, author, op_id)
      SELECT n, '{}', 'ada', gen_random_uuid() FROM generate_series(1, 9) n;
      INSERT INTO customer_success.book_documents (kind, version, format, document, login, fence)
      SELECT 'churn_model', n, 1, '{}', 'ada', 1 FROM generate_series(1, 9) n`);
  });
  beforeEach(async () => {
    await team.company.admin.query(`
      DELETE FROM customer_success.score_events; DELETE FROM customer_success.organization_health_scores;
      DELETE FROM customer_success.user_health_scores; DELETE FROM customer_success.risk_assessment_history`);
    await runAs('1.2.3');
  });

  return {
    team,
    runAs,
    push: (accounts: readonly Pushed[], by: Lease = {}) =>
      call(
        'push_scores',
        [...common(accounts), ...said(accounts), accounts.map(({ dimensions = '{}' }) => dimensions)],
        by,
      ),
    /** As a Steward does that knows of no dimensions. */
    pushAsBefore: (accounts: readonly Pushed[]) =>
      call('push_scores', [...common(accounts), ...said(accounts)], {}),
    pushPeople: (people: readonly Pushed[], by: Lease = {}) => call('push_people_scores', common(people), by),
    call,
    lease: () => lease,
    rows: async <Found extends object = Row>(sql: string) =>
      (await team.company.admin.query<Found>(sql)).rows,
  };
}

export const applied = (changed: object) => ({ outcome: 'applied', ...changed });
export const refused = (reason: string) => ({ outcome: 'refused', reason });
