import fc from 'fast-check';
import type pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { call, claim, launch, reachDot, readyToSend, sent } from '../support/sending';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
let ada: pg.Client;
beforeAll(async () => {
  ({ ada } = team.clients);
  await readyToSend(team);
});

interface Memory {
  readonly memory: string;
  readonly seal: string;
}

const remembered = async () =>
  (await ada.query<Memory>(`SELECT memory, seal FROM customer_success.remember_sending('-infinity')`)).rows;
const tell = (memories: readonly object[], isLast = false) =>
  call(ada, 'recall_sending', memories, { machine: 'desk' }, isLast);

/** What stands, without when it was written down. */
async function standing(): Promise<unknown[]> {
  const { rows } = await team.company.admin.query(
    `SELECT 'run' AS what, run_key::text AS key, stage AS said, message_id AS more FROM customer_success.interventions
      UNION ALL SELECT 'preference', address_digest::text || category, state, said_by FROM customer_success.communication_preferences
      UNION ALL SELECT 'suppression', address_digest::text, reason, NULL FROM customer_success.suppressions ORDER BY 1, 2`,
  );
  return rows;
}

test('what runners put back comes to the same, in whatever order, by how many, and how often', async () => {
  const admin = team.company.admin;
  const tokens: string[] = [];
  for (const account of ['acme', 'bolt', 'cove', 'acme']) {
    await launch(ada, { category: 'news' }, account);
    const claimed = await claim(ada);
    tokens.push(claimed.token);
    await reachDot(ada, claimed);
    // The last one is nobody's to know.
    if (tokens.length < 4) await sent(ada, claimed);
  }
  const early = await remembered();
  await call(ada, 'unsubscribe', tokens[0], false);
  await call(ada, 'choose_mail', tokens[1], '*', false);
  const between = await remembered();
  // Withdrawn, granted again, and withdrawn: of each the later holds.
  await call(ada, 'choose_mail', tokens[0], 'news', true);
  await call(ada, 'suppress_address', 'user3@x3.example', true);
  const late = await remembered();
  const memories = [...early, ...between, ...late];
  await admin.query(`UPDATE customer_success.interventions SET stage = 'unknown' WHERE stage = 'dot'`);
  const whole = await standing();
  expect(whole).toHaveLength(4 + 2 + 1);
  await admin.query(`INSERT INTO customer_success.sending_stops (kind, reason, stopped_by, stopped_at, leaving)
    VALUES ('restored', 'restored', 'ada', now(), 0)`);
  const waiting = await admin.query(
    'SELECT * FROM customer_success.interventions ORDER BY created_at LIMIT 2',
  );

  const order = fc.record({
    places: fc.array(fc.nat(memories.length - 1), { maxLength: 12 }),
    sizes: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 }),
    /** The dump has some of the runs, as they waited. */
    hasSome: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(order, async ({ places, sizes, hasSome }) => {
      await admin.query(
        `DELETE FROM customer_success.interventions; DELETE FROM customer_success.communication_preferences;
         DELETE FROM customer_success.suppressions`,
      );
      if (hasSome)
        await admin.query(
          `INSERT INTO customer_success.interventions (run_id, run_key, organization_id, user_id, channel, occurrence, launched_by, content,
             category, due_at, expires_at, next_due)
           SELECT w.run_id, w.run_key, w.organization_id, w.user_id, w.channel, w.occurrence, w.launched_by, w.content, w.category, w.due_at,
                  w.expires_at, w.due_at
             FROM jsonb_populate_recordset(NULL::customer_success.interventions, $1) w`,
          [
            JSON.stringify(
              waiting.rows.map(({ run_key, address_digest, ...row }) => ({
                ...row,
                run_key: hex(run_key),
                address_digest: hex(address_digest),
              })),
            ),
          ],
        );
      // Some by chance, and some twice; then all of them, backwards.
      const told = [...places.flatMap((place) => memories[place] ?? []), ...memories.toReversed()];
      for (let at = 0, n = 0; at < told.length; n += 1) {
        const size = sizes[n % sizes.length] ?? 1;
        expect((await tell(told.slice(at, at + size))).outcome).toBe('recalled');
        at += size;
      }
      expect(await standing()).toEqual(whole);
      expect(await tell(memories, true)).toMatchObject({ outcome: 'recalled', taken: 0 });
    }),
    { numRuns: Number(process.env['STEWARD_RUNS'] ?? 12), seed: Number(process.env['STEWARD_SEED'] ?? 21) },
  );
});

const hex = (bytes: Buffer | null) => (bytes === null ? null : `\\x${bytes.toString('hex')}`);
