import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../src-main/store/file/open';
import { findTexts } from '../../src-main/store/texts/find-texts';
import { catchUp, leaveBehind, nextBehind } from '../../src-main/store/texts/texts-behind';
import type { Store } from '../../src-main/store/types';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { readTextsIfBehind, readTextsJob } from '../../src-main/work/finding/read-texts';
import { type ScoredStore, storeWithJobs, today } from '../support/scored-store';
import { addAccount, temporaryStore } from '../support/store-builder';

const tickets = 900;
let scored: ScoredStore;
beforeEach(() => {
  scored = storeWithJobs(today);
});
afterEach(() => scored.close());

/** As a load leaves them: rows whose texts nobody has read. */
function load(store: Store): void {
  const id = addAccount(store, today);
  writeTransaction(store, 'test load', (tx) => {
    for (let ticket = 1; ticket <= tickets; ticket++)
      tx.prepared<[number, number, string, string]>(
        `insert into support_tickets (ticket_id, organization_id, external_id, subject, severity, opened_at)
         values (?, ?, ?, ?, 'low', 0)`,
      ).run(ticket, id, `t${ticket}`, `Slow number${ticket}`);
    tx.prepared('delete from texts').run();
    leaveBehind(tx, 'support_tickets');
  });
}
const found = (store: Store, typed: string) =>
  findTexts(store.read, { typed, limit: 1_000, now: 0 }).map(({ parts }) =>
    parts.map(({ text }) => text).join(''),
  );

test('a new copy has no texts to read', () => {
  expect(nextBehind(scored.store.read)).toBeNull();
  const asked: string[] = [];
  readTextsIfBehind({ enqueue: ({ kind }) => asked.push(kind) }, scored.store.read, 0);
  expect(asked).toEqual([]);
});

test('texts that a load brought are read by a job that is asked for once, and are all found then', async () => {
  load(scored.store);
  expect(found(scored.store, 'number77')).toEqual([]);
  for (let times = 0; times < 2; times++)
    readTextsIfBehind(scored.jobs, scored.store.read, scored.clock.now());
  const waiting = scored.store.read
    .prepared<[string], number>('select count(*) from metrics_aggregation_jobs where kind = ?')
    .pluck();
  expect(waiting.get(readTextsJob.kind)).toBe(1);
  await scored.jobs.runUntilIdle();
  expect(nextBehind(scored.store.read)).toBeNull();
  expect(found(scored.store, 'number900')).toEqual(['Slow number900']);
  expect(scored.store.read.prepared<[], number>('select count(*) from texts').pluck().get()).toBe(tickets);
});

test('reading that was cut off by the end of the program goes on where it was', () => {
  const temporary = temporaryStore();
  load(temporary.store);
  writeTransaction(temporary.store, 'first', (tx) => catchUp(tx, 'support_tickets', 400));
  temporary.store.close();
  const again = openStore({ file: temporary.file, key: temporary.key, now: () => 0 });
  try {
    expect(found(again, 'number399')).toEqual(['Slow number399']);
    expect(found(again, 'number401')).toEqual([]);
    expect(writeTransaction(again, 'second', (tx) => catchUp(tx, 'support_tickets', 2_000))).toBe(500);
    expect(found(again, 'number401')).toEqual(['Slow number401']);
    expect(nextBehind(again.read)).toBeNull();
  } finally {
    again.close();
  }
});
