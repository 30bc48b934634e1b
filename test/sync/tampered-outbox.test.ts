import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { saveView } from '../../src-main/actions/desk/views';
import { setPulse } from '../../src-main/actions/scores/pulse';
import { readOutbox } from '../../src-main/store/operations/set-backs';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { accountAt, decidingAt, outboxOf, shownNotes, writeNote } from './support/decide';
import { deskForEachTest } from './support/desk-for-each-test';

/** Ann has every second of four accounts. */
const here = deskForEachTest({ accounts: 4, scope: 'book' });
beforeEach(async () => {
  await here.company.admin.query('update customer_success.operation_limits set per_minute = 1000000');
  await here.desk.sync();
});

/** STEWARD_FUZZ for more rounds, STEWARD_SEED for others. */
const rounds = Number(process.env['STEWARD_FUZZ'] ?? 8);

/** What somebody with a debugger puts into the outbox in place of what Steward wrote. */
const tampering = fc.constantFrom<[string, unknown][]>(
  ['op_id', 'no number'],
  ['op_id', '00000000-0000-4000-8000-000000000000'],
  ['kind', 'note.explode'],
  ['kind', 'config.publish'],
  ['company_id', '00000000-0000-4000-8000-000000000000'],
  ['company_id', 'x'],
  ['organization_external_id', 'o2'],
  ['organization_external_id', `'; DROP TABLE customer_success.notes; --`],
  ['organization_id', 2],
  ['organization_id', -1],
  ['entry', 'x'],
  ['base_version', -1],
  ['base_version', 2 ** 40],
  ['patch', '[]'],
  ['patch', 'null'],
  ['patch', '7'],
  ['patch', '{}'],
  ['patch', JSON.stringify({ text: 'x'.repeat(3_000_000) })],
  ['patch', '{"text": "\\u0000"}'],
  ['patch', '{"text": "ok", "author": "ada"}'],
  ['author', 'ada'],
  ['earlier_author', 'x'.repeat(10_000)],
  ['made_at', -(2 ** 52)],
  ['made_at', 2 ** 52],
  ['made_of', 'x'],
);

test('whatever is put into a desk’s outbox, the rest goes up, nothing waits for it, and the company takes it as that login’s alone', async () => {
  const organizationId = accountAt(here.desk);
  const choices = fc.array(fc.tuple(fc.nat(5), tampering), { minLength: 1, maxLength: 4 });
  for (const [round, tampered] of fc.sample(choices, rounds).entries()) {
    const before = outboxOf(here.desk).length;
    for (let n = 0; n < 4; n += 1) writeNote(here.desk, `note ${round}.${n}`);
    setPulse(decidingAt(here.desk), { account: { organizationId }, points: 50, reason: 'unsure' });
    saveView(decidingAt(here.desk), {
      name: `View ${round}`,
      filter: {},
      sort: { key: 'arr', descending: true },
      columns: ['arr'],
    });
    writeTransaction(here.desk.store, 'test', (tx) => {
      for (const [which, [column, value]] of tampered)
        tx.prepared<unknown[]>(
          `update or ignore operations set ${column} = ? where seq = (select seq from operations order by seq limit 1 offset ?)`,
        ).run(value, before + which);
    });
    writeNote(here.desk, `after ${round}`);
    await here.desk.sync();
    const touched = new Set(tampered.map(([which]) => which));
    const rows = outboxOf(here.desk).slice(before);
    expect(rows.filter(({ state }) => state !== 'seen' && state !== 'refused')).toEqual([]);
    for (const [place, { state, reason }] of rows.entries())
      if (!touched.has(place)) expect([place, state, reason]).toEqual([place, 'seen', null]);
    expect(shownNotes(here.desk, organizationId)).toContain(`after ${round}`);
    await here.desk.expectEqual();
  }
  // Each that came back is told of in words.
  for (const { words } of readOutbox(here.desk.store.read).setBack) expect(words).toMatch(/\w/);
  const { rows: strange } = await here.company.admin.query(`
    select note_id, author, organization_id from customer_success.notes where author <> '${here.login.login}'
       or organization_id in (select organization_id from customer_success.organizations where owner_id <> 1)`);
  expect(strange).toEqual([]);
});
