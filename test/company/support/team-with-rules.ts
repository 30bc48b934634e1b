import { randomUUID } from 'node:crypto';
import { beforeEach } from 'vitest';
import type { RuleDefinition } from '../../../src-preload/contract/rules/rule-definition';
import { rulePatch } from '../../support/rules/entries';
import { call } from '../../support/sending';
import { applyOne, type Colleague, operation } from '../../support/team';
import { teamForAllTests } from '../../support/team-for-all-tests';

/** What a look says of an account. */
export interface Seen {
  readonly id?: number;
  /** Of a rule about contacts. */
  readonly contact?: number;
  readonly holds?: boolean | null;
  readonly rearms?: boolean | null;
  readonly made?: string;
  readonly began?: string;
  readonly why?: readonly string[];
}

export interface Rule {
  readonly id: string;
  readonly version: number;
}

export type Row = Record<string, unknown>;
interface Lease {
  readonly who: Colleague;
  readonly host: string;
  readonly fence: number;
}

/** A team whose admin Ada holds the lease of the runner. The company's day is what a test makes it: the oldest is 3 days ago. */
export function teamWithRules() {
  const team = teamForAllTests();
  let lease: Lease = { who: 'ada', host: '', fence: 0 };
  /** The company's day, by the number of days from today. */
  const dayOf = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

  async function rows<Found extends object = Row>(sql: string, values: unknown[] = []): Promise<Found[]> {
    return (await team.company.admin.query<Found>(sql, values)).rows;
  }

  /** Another host takes the lease. */
  async function takeOver(who: Colleague = 'ada'): Promise<Lease> {
    await rows('UPDATE customer_success.runner_lease SET held_until = NULL');
    const host = randomUUID();
    const { fence } = await call(team.clients[who], 'claim_runner', host, { app: '1', machine: 'desk' });
    lease = { who, host, fence: fence as number };
    return lease;
  }

  async function save(
    who: Colleague,
    patch: object,
    more: object,
  ): Promise<{ op_id: string; version: number }> {
    const answer = await applyOne(
      team.clients[who],
      operation('rule.save', patch, { account: null, ...more }),
    );
    if (answer.outcome !== 'applied') throw new Error(JSON.stringify(answer));
    return { op_id: answer.op_id as string, version: (answer.answer as { version: number }).version };
  }

  /** A rule that acts. */
  async function active(definition: Partial<RuleDefinition> = {}, switching: object = {}): Promise<Rule> {
    const { op_id: id } = await save('ada', rulePatch('A rule', definition), {});
    await save('ada', { state: 'active', ...switching }, { entry: id, base_version: 1 });
    return { id, version: 1 };
  }

  async function change(rule: Rule, patch: object): Promise<Rule> {
    const [{ version = 0 } = {}] = await rows<{ version: number }>(
      'SELECT version FROM customer_success.rules WHERE rule_id = $1',
      [rule.id],
    );
    const saved = await save('ada', patch, { entry: rule.id, base_version: version });
    return 'definition' in patch ? { id: rule.id, version: saved.version } : rule;
  }

  /** A look at accounts on a day. @returns the edges, or why it was refused */
  async function look(rule: Rule, seen: readonly Seen[], on = 0, as: Lease = lease): Promise<Row> {
    const contacts = seen.some(({ contact }) => contact !== undefined)
      ? [seen.map(({ contact = null }) => contact)]
      : [];
    const { rows: answers } = await team.clients[as.who].query<{ answer: Row }>(
      `SELECT customer_success.judge_rule($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12${contacts.length > 0 ? ', $13' : ''}) AS answer`,
      [
        ...[as.host, as.fence, rule.id, rule.version, dayOf(on), Date.now()],
        seen.map(({ id = 1 }) => id),
        seen.map(({ began = '2020-01-01' }) => began),
        seen.map(({ holds = true }) => holds),
        seen.map(({ rearms = null }) => rearms),
        seen.map(({ made = 'c1' }) => made),
        seen.map(({ why = ['Because.'] }) => JSON.stringify(why)),
        ...contacts,
      ],
    );
    const answer = answers[0]?.answer ?? {};
    return answer.outcome === 'applied' ? (answer.edges as Row) : answer;
  }

  async function end(rule: Rule, told: object = {}, on = 0, as: Lease = lease): Promise<Row> {
    const counts = {
      looked_from: dayOf(on - 1),
      evaluated: 3,
      matched: 1,
      not_known: 0,
      milliseconds: 5,
      ...told,
    };
    return call(
      team.clients[as.who],
      'rule_judged',
      as.host,
      as.fence,
      rule.id,
      rule.version,
      dayOf(on),
      counts,
    );
  }

  const firings = (rule: Rule) =>
    rows<Row>(
      `SELECT organization_id AS id, generation, user_id AS contact, held_by, held_out, outcomes, why FROM customer_success.rule_firings
        WHERE rule_id = $1 ORDER BY firing_id`,
      [rule.id],
    );

  beforeEach(async () => {
    await rows(`DELETE FROM customer_success.rules; DELETE FROM customer_success.sending_stops;
                DELETE FROM customer_success.interventions; DELETE FROM customer_success.ctas; DELETE FROM customer_success.risk_assessment_history`);
    await takeOver();
  });

  return { team, dayOf, rows, takeOver, lease: () => lease, active, change, look, end, firings };
}
