import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { rulePatch } from './rules/entries';
import { applyOne, operation, type Team } from './team';
import { brandPatch, templatePatch } from './templates';

/** What a function of the sending door answers. */
export interface Answer {
  readonly outcome: string;
  readonly reason?: string;
  readonly run_id?: unknown;
  readonly [field: string]: unknown;
}

/** As claim_intervention answers of a message. */
export interface Claimed extends Answer {
  readonly run_id: string;
  readonly fence: number;
  readonly token: string;
  readonly message_id: string;
  readonly address: string;
}

type Caller = pg.Client | pg.Pool | pg.PoolClient;

/** Calls a function of the company's schema. */
export async function call(client: Caller, name: string, ...args: unknown[]): Promise<Answer> {
  const places = args.map((_, n) => `$${n + 1}`).join(', ');
  const { rows } = await client.query<{ answer: Answer }>(
    `SELECT customer_success.${name}(${places}) AS answer`,
    args.map((arg) => (typeof arg === 'object' && arg !== null ? JSON.stringify(arg) : arg)),
  );
  const answer = rows[0]?.answer;
  if (answer === undefined) throw new Error(`${name} answered nothing`);
  return answer;
}

const host = randomUUID();
export const claim = (client: Caller, as = host) =>
  call(client, 'claim_intervention', as, { machine: 'desk', app: '1.0' }) as Promise<Claimed>;
export const reachDot = (client: Caller, { run_id, fence }: Claimed) =>
  call(client, 'reach_dot', run_id, fence);
export const sent = (client: Caller, { run_id, fence }: Claimed, reply: string | null = '250 OK') =>
  call(client, 'intervention_sent', run_id, fence, reply);
export const failed = (client: Caller, { run_id, fence }: Claimed, reason: string, reply = 'said so') =>
  call(client, 'intervention_failed', run_id, fence, reason, reply);
export const renew = (client: Caller, { run_id, fence }: Claimed) =>
  call(client, 'renew_intervention', run_id, fence);

/** From claim to sent. @returns what was claimed */
export async function send(client: Caller): Promise<Claimed> {
  const claimed = await claim(client);
  if (claimed.outcome !== 'claimed') throw new Error(`nothing to send: ${JSON.stringify(claimed)}`);
  await reachDot(client, claimed);
  await sent(client, claimed);
  return claimed;
}

/** A message that a person writes to one; every one another, for the same within a minute is one launch. */
export function launch(client: Caller, more: object = {}, account = 'acme', id: string = randomUUID()) {
  const patch = {
    contact: `user of ${{ acme: 1, bolt: 2, cove: 3 }[account]}`,
    subject: `Hello ${randomUUID()}`,
    text: 'How are you?',
    undo_seconds: 0,
    ...more,
  };
  return call(client, 'launch_intervention', id, account, patch);
}

/** Of a template, to whoever agreed. */
export const launchTemplate = (client: Caller, template: string, more: object = {}, account = 'acme') =>
  launch(client, { subject: undefined, text: undefined, template, ...more }, account);

/** @returns the template's id */
export async function saveTemplate(team: Team, more: object = {}): Promise<string> {
  const asked = operation('template.save', { ...templatePatch(), ...more }, { account: null });
  const answer = await applyOne(team.clients.ada, asked);
  if (answer.outcome !== 'applied') throw new Error(JSON.stringify(answer));
  return asked.op_id;
}

/** Everybody has an address, the brand says who writes, no hour is quiet, and nothing was ever sent. */
export async function readyToSend(team: Team): Promise<void> {
  await team.company.admin.query(`
    DELETE FROM customer_success.interventions;
    DELETE FROM customer_success.communication_preferences;
    DELETE FROM customer_success.suppressions;
    DELETE FROM customer_success.sending_stops;
    UPDATE customer_success.organizations SET timezone = NULL, country = NULL;
    UPDATE customer_success.users SET email = 'user' || user_id || '@x' || organization_id || '.example', deactivated_at = NULL;
    UPDATE customer_success.sending_settings
       SET quiet_from = 0, quiet_until = 0, caps = '[]', per_domain_per_minute = NULL, lease_seconds = 60, dot_seconds = 600,
           retry_seconds = 30, unsubscribe_url = 'https://acme.example/u/', unsubscribe_proved_at = now()`);
  await applyOne(team.clients.ada, operation('brand.set', { brand: brandPatch }, { account: null }));
}

export interface RunRow {
  readonly stage: string;
  readonly reason: string;
  readonly attempt: number;
  readonly reply: string | null;
  readonly fence: string;
  /** Milliseconds from now until it is looked at next. */
  readonly wait: number;
  readonly address: string | null;
}

export async function runRow(team: Team, run: unknown): Promise<RunRow> {
  const { rows } = await team.company.admin.query<RunRow>(
    `SELECT stage, reason, attempt, reply, fence, address,
            (extract(epoch FROM next_due - clock_timestamp()) * 1000)::float8 AS wait
       FROM customer_success.interventions WHERE run_id = $1`,
    [run],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('no such run');
  return row;
}

/** Its states, the first to the last. */
export async function stepsOf(team: Team, run: unknown): Promise<string[]> {
  const { rows } = await team.company.admin.query<{ step: string }>(
    `SELECT stage || ' ' || reason AS step FROM customer_success.intervention_steps WHERE run_id = $1 ORDER BY step_id`,
    [run],
  );
  return rows.map(({ step }) => step);
}

/** As if so many seconds had gone by. */
export async function letPass(team: Team, seconds: number): Promise<void> {
  await team.company.admin.query(
    `UPDATE customer_success.interventions
        SET next_due = next_due - p, lease_until = lease_until - p, dot_at = dot_at - p, counted_at = counted_at - p,
            taken_at = taken_at - p, created_at = created_at - p, due_at = due_at - p, expires_at = expires_at - p
       FROM (SELECT $1 * interval '1 second' AS p) x`,
    [seconds],
  );
  await team.company.admin.query(
    `UPDATE customer_success.communication_preferences SET recorded_at = recorded_at - $1 * interval '1 second'`,
    [seconds],
  );
}

/** @returns a rule that an admin has switched on */
export async function ruleThatActs(ada: pg.Client): Promise<string> {
  const asked = operation('rule.save', rulePatch(), { account: null });
  const on = { account: null, entry: asked.op_id, base_version: 1 };
  for (const each of [asked, operation('rule.save', { state: 'active' }, on)]) {
    const answer = await applyOne(ada, each);
    if (answer.outcome !== 'applied') throw new Error(JSON.stringify(answer));
  }
  return asked.op_id;
}
