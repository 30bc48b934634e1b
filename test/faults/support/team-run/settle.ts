import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { readSyncState } from '../../../../src-main/store/copy/sync-state';
import { readOutbox } from '../../../../src-main/store/operations/set-backs';
import { outboxSchema } from '../../../../src-preload/contract/operations';
import type { TestCompany } from '../../../support/postgres';
import { outboxOf } from '../../../sync/support/decide';
import { companyRows, localRows } from '../../../sync/support/oracle';
import { expectShownAsAtCompany } from '../../../sync/support/shown-entries';
import type { Played, Seat } from './play';

/** Waits until every desk has sent what it decided and has what the others did. */
export async function settle(seats: readonly Seat[]): Promise<void> {
  const until = Date.now() + 180_000;
  for (const { desk, line } of seats) {
    line.heal();
    await desk.start();
  }
  for (let quiet = 0; quiet < 2; ) {
    let waiting = 0;
    for (const { desk } of seats) waiting += await leftAfterSync(desk);
    quiet = waiting === 0 ? quiet + 1 : 0;
    if (Date.now() > until) throw new Error(`${waiting} operations still wait to go up`);
    if (waiting > 0) await pause(200);
  }
}

async function leftAfterSync(desk: Seat['desk']): Promise<number> {
  const synced = await desk.call('monitor.syncNow');
  if (synced !== null && !synced.ok && synced.error.code === 'rate_limited') {
    await desk.close();
    await desk.start();
  }
  const outbox = await desk.call('monitor.outbox');
  if (!outbox?.ok) throw new Error('the outbox can’t be read');
  const { pending } = outboxSchema.parse(outbox.data);
  return synced?.ok ? pending : Math.max(pending, 1);
}

/** How many operations ended how, and of which kinds they are. */
export interface Ends {
  readonly outcomes: Readonly<Record<string, number>>;
  readonly kinds: ReadonlySet<string>;
}

/** Fails unless every desk is as the company is for its login, and the company took each operation once. */
export async function expectSettled(
  company: TestCompany,
  seats: readonly Seat[],
  { told }: Played,
): Promise<Ends> {
  for (const { desk } of seats) await desk.close();
  const there = await company.admin.query<{
    op_id: string;
    kind: string;
    outcome: string;
    audited: number;
  }>(
    `select o.op_id, o.kind, o.outcome, (select count(*)::int from customer_success.audit_log l where l.op_id = o.op_id) as audited
       from customer_success.operations o`,
  );
  const answers = new Map(there.rows.map((row) => [row.op_id, row]));
  const mine = new Set<string>();
  for (const { desk, login } of seats) {
    await desk.opened(async (store) => {
      const client = await login.connect();
      const theirs = await companyRows(client, readSyncState(store.read).eventsFromDay ?? 0);
      await client.end();
      expect(localRows(store.read)).toEqual(theirs);
      await expectShownAsAtCompany(store.read, login.url);
      const outbox = outboxOf({ store });
      for (const { opId, kind, state, reason } of outbox) {
        mine.add(opId);
        expect(['seen', 'refused', 'discarded'], `${kind} ${opId}`).toContain(state);
        const taken = answers.get(opId)?.outcome ?? 'unknown there';
        // What a restored dump has forgotten of refusals, the desks still know.
        expect(taken, `${kind} ${opId} ${reason}`).toMatch(
          state === 'seen' ? /^(applied|merged)$/ : /^(refused|unknown there)$/,
        );
      }
      const refused = outbox.filter(({ state }) => state === 'refused');
      const visible = readOutbox(store.read).setBack.map(({ opId }) => opId);
      for (const { opId } of refused.slice(-100)) expect(visible).toContain(opId);
    });
  }
  for (const { entry, seat } of told) {
    await seat.desk.opened(({ read }) =>
      expect(outboxOf({ store: { read } as never }).map((row) => row.entry)).toContain(entry),
    );
  }
  // What the company has, somebody decided; what took effect is in the audit once, and what did not is not.
  expect([...answers.keys()].filter((opId) => !mine.has(opId))).toEqual([]);
  const wrong = there.rows.filter(({ outcome, audited }) => audited !== (outcome === 'refused' ? 0 : 1));
  expect(wrong).toEqual([]);
  const problems = await company.admin.query('select * from customer_success.audit_problems()');
  expect(problems.rows).toEqual([]);
  const outcomes: Record<string, number> = {};
  for (const { outcome } of there.rows) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  return { outcomes, kinds: new Set(there.rows.map(({ kind }) => kind)) };
}
