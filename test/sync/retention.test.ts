import { afterEach, beforeEach, expect, test } from 'vitest';
import { setRetention } from '../../src-main/company/retention/retentions';
import { sweepNow } from '../../src-main/company/retention/sweep';
import { readAuditFindings } from '../../src-main/store/audit/audit-findings';
import { readKeptOnDesktop, writeKeptOnDesktop } from '../../src-main/store/desk/kept-on-desktop';
import { markWhatIsSeen, offerAgain } from '../../src-main/store/operations/acknowledged';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { ageAudit } from '../company/support/age-audit';
import { apply, note, operation } from '../support/team';
import { teamForEachTest } from '../support/team-for-each-test';
import { decidingAt, writeNote } from './support/decide';
import { type Desk, openDesk } from './support/desk';

const team = teamForEachTest();
let desk: Desk;
beforeEach(async () => {
  desk = openDesk(team.logins.ann);
});
afterEach(() => desk.close());

const admin = (sql: string) => team.company.admin.query(sql);
const count = (table: string) =>
  desk.store.read.prepared<[], number>(`select count(*) from ${table}`).pluck().get();

async function removedNotes(many: number): Promise<void> {
  const notes = Array.from({ length: many }, (_, n) => note(`note ${n}`));
  await apply(team.clients.ann, notes);
  await apply(
    team.clients.ann,
    notes.map(({ op_id }) => operation('note.remove', {}, { entry: op_id })),
  );
}

async function sweepRemoved(): Promise<void> {
  await admin(`UPDATE customer_success.notes SET removed_at = removed_at - interval '100 days'`);
  await desk.sync();
  await setRetention(team.clients.ada, { kind: 'removed', days: 92 });
  await sweepNow(team.clients.ada);
}

test('what the company lets go leaves every copy with the next pull, however much it is, and doesn’t come again', async () => {
  await removedNotes(200);
  await apply(team.clients.ann, [note('stays')]);
  await desk.sync();
  expect(count('copied_notes')).toBe(201);
  await sweepRemoved();
  expect(await desk.sync()).toMatchObject({ kind: 'applied' });
  expect(count('copied_notes')).toBe(1);
  await desk.expectEqual();
  expect(await desk.sync({ verify: true })).toMatchObject({ kind: 'applied', rows: 0 });
  expect(count('notes')).toBe(1);
}, 20_000);

test('a desktop that was away over the sweep and the log loads afresh, without asking', async () => {
  await removedNotes(200);
  await sweepRemoved();
  await admin(`SELECT customer_success.prune_sync_log('0')`);
  expect(await desk.sync()).toMatchObject({ kind: 'applied' });
  expect(count('copied_notes')).toBe(0);
  await desk.expectEqual();
}, 20_000);

test('of notes that stand a deletion is still held', async () => {
  await removedNotes(50);
  await apply(
    team.clients.ann,
    Array.from({ length: 150 }, (_, n) => note(`stands ${n}`)),
  );
  await desk.sync();
  await admin(`DELETE FROM customer_success.notes`);
  expect(await desk.sync()).toMatchObject({ kind: 'held', held: { table: 'notes', deletes: 150 } });
});

test('what a desktop remembers of the audit is no finding where its rows went with their time', async () => {
  await apply(team.clients.ann, [note('one'), note('two')]);
  await ageAudit(team.company.admin, '800 days');
  await desk.sync();
  await apply(team.clients.ann, [note('three'), note('four')]);
  await setRetention(team.clients.ada, { kind: 'audit', days: 730 });
  await sweepNow(team.clients.ada);
  await desk.sync({ verify: true });
  expect(readAuditFindings(desk.store.read).findings).toEqual([]);
  // Rows that the chain says nothing of are one, as before.
  await admin(`ALTER TABLE customer_success.audit_log DISABLE TRIGGER USER;
    DELETE FROM customer_success.audit_log WHERE chain = 1 AND number >= 3;
    ALTER TABLE customer_success.audit_heads DISABLE TRIGGER USER;
    DELETE FROM customer_success.audit_heads WHERE chain = 1`);
  await desk.sync({ verify: true });
  expect(readAuditFindings(desk.store.read).findings).toHaveLength(1);
});

test('a desktop hears how long it keeps its own decisions and backups, and keeps them so long', async () => {
  await setRetention(team.clients.ada, { kind: 'desktop decisions', days: 30 });
  await setRetention(team.clients.ada, { kind: 'desktop backups', days: 14 });
  await desk.sync();
  expect(readKeptOnDesktop(desk.store.read)).toMatchObject({ decisions: 30, backups: 14 });
  writeNote(desk, 'of now');
  await desk.sync();
  await desk.sync();
  const seen = () => count(`operations where state = 'seen'`);
  expect(seen()).toBe(1);
  const forget = (days: number) =>
    writeTransaction(desk.store, 'test.forget', (tx) =>
      markWhatIsSeen(tx, {
        epoch: 'of now',
        snapshot: '1:1:',
        now: decidingAt(desk).now() + days * 86_400_000,
      }),
    );
  forget(29);
  expect(seen()).toBe(1);
  forget(31);
  expect(seen()).toBe(0);
});

test('what a desktop keeps for longer than a year it offers no company again: that may have forgotten its answer', async () => {
  await desk.sync();
  writeNote(desk, 'of then');
  writeNote(desk, 'of late');
  await desk.sync();
  const offered = writeTransaction(desk.store, 'test.offer', (tx) => {
    writeKeptOnDesktop(tx, { decisions: null, backups: null, at: null });
    tx.prepared('update operations set answered_at = answered_at - 366 * 86400000 where rowid = 1').run();
    return offerAgain(tx, 'another history', Date.now());
  });
  expect(offered).toBe(1);
});

test('a company of an earlier version leaves a desktop as it was', async () => {
  await admin('DROP TABLE customer_success.retention_settings CASCADE');
  expect(await desk.sync()).toMatchObject({ kind: 'applied' });
  expect(readKeptOnDesktop(desk.store.read)).toEqual({ decisions: 90, backups: null, at: null });
});
