import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hours, mail } from '../support/sequences/entries';
import { teamWithSequences } from './support/team-with-sequences';

const { team, rows, active, enrol, inside, move, moveOf } = teamWithSequences();
let other: pg.PoolClient;
beforeEach(async () => {
  other = await team.company.admin.connect();
});
afterEach(() => other.release());

/** Somebody holds a table, and then wants the sequence, which whoever waits for that table holds by then: the latter is the victim. */
async function holding<Answer>(
  table: string,
  sequence: string,
  task: () => Promise<Answer>,
): Promise<Answer> {
  await other.query('BEGIN');
  try {
    // The server looks for deadlocks by whoever waits, and ends who finds one.
    await other.query(`SET LOCAL deadlock_timeout = '1min'`);
    await other.query(`LOCK TABLE customer_success.${table} IN ACCESS EXCLUSIVE MODE`);
    const answer = task();
    // Until it waits for the table, with the sequence held.
    await expect
      .poll(
        async () =>
          (
            await rows(
              `SELECT FROM pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE c.relname = '${table}' AND NOT l.granted
                  AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())`,
            )
          ).length,
        { interval: 5, timeout: 5_000 },
      )
      .toBe(1);
    await other.query('SELECT FROM customer_success.sequences WHERE sequence_id = $1 FOR UPDATE', [sequence]);
    return await answer;
  } finally {
    await other.query('ROLLBACK');
  }
}

describe('the victim of a deadlock', () => {
  test('who is let in comes another time, and nothing of it is half done', async () => {
    const id = await active({ steps: [hours('wait1', 1), mail('mail1')] });
    const victim = await holding('enrolments', id, () => enrol(id));
    expect(victim).toMatchObject({ outcome: 'later' });
    expect(await inside(id)).toEqual([]);
    expect(await enrol(id)).toMatchObject({ outcome: 'applied' });
    expect(await inside(id)).toHaveLength(1);
  });

  test('who moves those inside on is told to come again, and nobody was moved', async () => {
    const id = await active();
    await enrol(id);
    const [one] = await inside(id);
    if (one === undefined) throw new Error('nobody is inside');
    const moves = [moveOf(one, { step: 'mail1', does: 'mail' })];
    expect(await holding('interventions', id, () => move(moves))).toMatchObject({ outcome: 'later' });
    expect(await inside(id)).toMatchObject([{ generation: one.generation, waits_for: one.waits_for }]);
    expect(await move(moves)).toMatchObject({ outcome: 'applied', moves: { mail: 1 } });
  });
});
