import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { readCompanyId } from '../../src-main/store/copy/company-id';
import { nextBatch } from '../../src-main/store/operations/batch';
import { operations } from '../../src-main/store/schema/operations';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { addPulse } from '../support/earlier-entries';
import { accountAt, shownNotes, writeNote } from './support/decide';
import { deskForEachTest } from './support/desk-for-each-test';

const here = deskForEachTest({ accounts: 6, scope: 'book' });

beforeEach(async () => {
  await here.desk.sync();
});

async function allow(calls: string, perMinute: number): Promise<void> {
  await here.company.admin.query(
    'update customer_success.operation_limits set per_minute = $2 where calls = $1',
    [calls, perMinute],
  );
}

async function sentCalls(): Promise<string[]> {
  const { rows } = await here.company.admin.query<{ calls: string }>(
    'select calls from customer_success.operation_calls order by called_at',
  );
  return rows.map(({ calls }) => calls);
}

const originsOf = (state: 'pending' | 'seen') =>
  here.desk.store.read
    .select()
    .from(operations)
    .all()
    .filter((row) => row.state === state)
    .map((row) => row.origin);

test('a restored company is offered again what it may have forgotten, and a person’s decision goes before that', async () => {
  for (const text of ['one', 'two', 'three']) writeNote(here.desk, text);
  await here.desk.sync();
  await here.company.admin.query(`
    delete from customer_success.operation_calls;
    select customer_success.start_new_epoch()`);
  await allow('batch of a backfill', 1);
  const other = accountAt(here.desk, 1);
  writeNote(here.desk, 'after the restore', other);
  await here.desk.sync();
  expect(await sentCalls()).toEqual(['single', 'batch of a backfill']);
  expect(originsOf('seen')).toEqual(['backfill', 'backfill', 'backfill', 'person']);
  // The allowance of what is caught up on is used up, the person's is not.
  await here.company.admin.query('select customer_success.start_new_epoch()');
  writeNote(here.desk, 'and another', other);
  writeNote(here.desk, 'at once');
  await here.desk.sync();
  expect(shownNotes(here.desk, other)).not.toContain('and another');
  expect(originsOf('pending')).toContain('backfill');
});

test('on one account the order in which it was decided holds, whoever wants what', async () => {
  writeNote(here.desk, 'before the restore');
  await here.desk.sync();
  await here.company.admin.query(`
    delete from customer_success.operation_calls;
    delete from customer_success.operations;
    delete from customer_success.notes;
    select customer_success.start_new_epoch()`);
  writeNote(here.desk, 'after the restore');
  await here.desk.sync();
  expect(await sentCalls()).toEqual(['single of a backfill', 'single']);
  const { rows } = await here.company.admin.query('select text from customer_success.notes order by row_id');
  expect(rows).toEqual([{ text: 'before the restore' }, { text: 'after the restore' }]);
});

test('thousands that are caught up on don’t hide a decision that was made after them', () => {
  const { store } = here.desk;
  const caughtUp = writeNote(here.desk, 'first');
  writeTransaction(store, 'test', (tx) => {
    tx.run(sql`update operations set origin = 'backfill'`);
    tx.run(sql`insert into operations (op_id, kind, organization_external_id, entry, patch, author, made_at, origin, state)
      select op_id || n, kind, 'a' || n, op_id || n, patch, author, made_at, origin, state from operations,
        (with recursive c (n) as (select 1 union all select n + 1 from c where n < 12000) select n from c)`);
  });
  const decided = writeNote(here.desk, 'now', accountAt(here.desk, 1));
  const behind = writeNote(here.desk, 'behind the first');
  const next = () => nextBatch(store.read, Date.now(), 500).map(({ opId }) => opId);
  expect(next()).toEqual([decided]);
  writeTransaction(store, 'test', (tx) => {
    tx.run(sql`update operations set state = 'seen' where op_id = ${decided}`);
  });
  expect(next()).toHaveLength(500);
  expect(next()).toContain(caughtUp);
  writeTransaction(store, 'test', (tx) => {
    tx.run(sql`update operations set state = 'seen' where op_id = ${caughtUp}`);
  });
  expect(next()).toEqual([behind]);
});

test('entries of before the team shared them are offered on an allowance of their own', async () => {
  await here.company.admin.query('delete from customer_success.operation_calls');
  const organizationId = accountAt(here.desk);
  writeTransaction(here.desk.store, 'test earlier', (tx) => {
    tx.prepared(`delete from settings where key = 'operations.offered'`).run();
    addPulse(tx, {
      pulseId: '0198c0de-0000-7000-8000-000000000001',
      companyId: readCompanyId(tx),
      organizationId,
      externalId: `o${organizationId}`,
      points: 25,
      reason: 'long ago',
      author: 'Zora',
      createdAt: 1,
    });
  });
  writeNote(here.desk, 'of now', accountAt(here.desk, 1));
  await here.desk.sync();
  expect(await sentCalls()).toEqual(['single', 'single of a backfill']);
});
