import { randomUUID } from 'node:crypto';
import { beforeEach } from 'vitest';
import type { SequenceDefinition } from '../../../src-preload/contract/sequences/definition';
import { type Answer, call, readyToSend } from '../../support/sending';
import { sequencePatch } from '../../support/sequences/entries';
import { applyOne, type Colleague, operation } from '../../support/team';
import { teamForAllTests } from '../../support/team-for-all-tests';

export interface Inside {
  readonly id: number;
  readonly generation: number;
  readonly step_id: string;
  readonly is_done: boolean;
  readonly waits_for: string;
  readonly version: number;
  readonly ended_why: string | null;
  /** Seconds from now; null: until its message came to an end. */
  readonly wait: number | null;
}

/** A team whose admin Ada holds the lease of the runner, whose contacts agreed to mail, and who have sequences. */
export function teamWithSequences() {
  const team = teamForAllTests();
  let lease = { host: '', fence: 0 };

  async function rows<Found extends object = Record<string, unknown>>(
    sql: string,
    values: unknown[] = [],
  ): Promise<Found[]> {
    return (await team.company.admin.query<Found>(sql, values)).rows;
  }

  async function takeOver(): Promise<{ host: string; fence: number }> {
    await rows('UPDATE customer_success.runner_lease SET held_until = NULL');
    const host = randomUUID();
    const { fence } = await call(team.clients.ada, 'claim_runner', host, { app: '1', machine: 'desk' });
    lease = { host, fence: fence as number };
    return lease;
  }

  const apply = (who: Colleague, kind: string, patch: object, more: object = {}) =>
    applyOne(team.clients[who], operation(kind, patch, more));

  /** @returns the sequence’s id */
  async function draft(more: Partial<SequenceDefinition> = {}, who: Colleague = 'ada'): Promise<string> {
    const answer = await apply(who, 'sequence.save', sequencePatch('Welcome', more), { account: null });
    if (answer.outcome !== 'applied') throw new Error(JSON.stringify(answer));
    return answer.op_id as string;
  }

  async function change(id: string, patch: object, who: Colleague = 'ada') {
    const [{ version = 0 } = {}] = await rows<{ version: number }>(
      'SELECT version FROM customer_success.sequences WHERE sequence_id = $1',
      [id],
    );
    return apply(who, 'sequence.save', patch, { account: null, entry: id, base_version: version });
  }

  async function active(more: Partial<SequenceDefinition> = {}): Promise<string> {
    const id = await draft(more);
    const answer = await change(id, { state: 'active' });
    if (answer.outcome !== 'applied') throw new Error(JSON.stringify(answer));
    return id;
  }

  const enrol = (sequence: string, more: object = {}, who: Colleague = 'ann', account = 'acme') =>
    apply(
      who,
      'sequence.enrol',
      { sequence, contacts: [`user of ${{ acme: 1, bolt: 2, cove: 3 }[account]}`], ...more },
      { account },
    );

  async function inside(sequence: string): Promise<Inside[]> {
    return rows<Inside>(
      `SELECT enrolment_id AS id, generation, step_id, is_done, waits_for, version, ended_why,
              extract(epoch FROM wakes_at - clock_timestamp())::int AS wait
         FROM customer_success.enrolments WHERE sequence_id = $1 ORDER BY enrolment_id`,
      [sequence],
    );
  }

  /** A move of one who is inside, as the holder of the lease tells it. */
  function moveOf({ id, generation }: Pick<Inside, 'id' | 'generation'>, more: object) {
    return {
      enrolment: id,
      generation,
      step: null,
      does: null,
      is_done: false,
      since_at: Date.now(),
      wakes_at: Date.now(),
      waits_for: 'turn',
      ends: null,
      ...more,
    };
  }

  async function move(moves: readonly object[], more: { now?: number } = {}): Promise<Answer> {
    return call(team.clients.ada, 'move_enrolments', lease.host, lease.fence, more.now ?? Date.now(), moves);
  }

  /** Lets one in, and makes the mail of the first step. @returns who is inside */
  async function withFirstMail(sequence: string): Promise<Inside> {
    await enrol(sequence);
    const [one] = (await inside(sequence)) as [Inside];
    await move([moveOf(one, { step: 'mail1', does: 'mail' })]);
    return one;
  }

  beforeEach(async () => {
    await rows(
      'DELETE FROM customer_success.sequences; DELETE FROM customer_success.rules; DELETE FROM customer_success.ctas',
    );
    await readyToSend(team);
    await rows(`UPDATE customer_success.users SET erased_at = NULL, is_internal = NULL`);
    for (const [account, contact, who] of [
      ['acme', 'user of 1', 'ann'],
      ['bolt', 'user of 2', 'bob'],
    ] as const)
      await call(team.clients[who], 'record_consent', account, {
        contact,
        category: '*',
        state: 'granted',
        basis: 'existing_customer',
      });
    await takeOver();
  });

  return { team, rows, takeOver, apply, draft, change, active, enrol, inside, move, moveOf, withFirstMail };
}
