import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { waitingAssignments, waitingProgress } from '../../src-main/store/milestones/waiting';
import { pendingOnToday } from '../../src-main/store/operations/outbox';
import { operations } from '../../src-main/store/schema/operations';
import type { ReadDb } from '../../src-main/store/types';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { operationStates } from '../../src-preload/contract/operations';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

let temporary: TemporaryStore;
beforeEach(() => {
  temporary = temporaryStore();
});
afterEach(() => temporary.remove());

type Operation = Pick<typeof operations.$inferInsert, 'kind' | 'state'> & { readonly of: string | null };

function write(all: readonly Operation[]): void {
  writeTransaction(temporary.store, 'test', (tx) => {
    for (const [at, { kind, state, of }] of all.entries())
      tx.insert(operations)
        .values({
          ...{ opId: `op ${at}`, entry: `entry ${at}`, kind, state, externalId: of, patch: '{}' },
          ...{ author: 'ann', madeAt: at },
        })
        .run();
  });
}

/** Numbers that look like chance and are the same each time. */
function chance(seed: number): (below: number) => number {
  let now = seed;
  return (below) => {
    now = (now * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((now / 2_147_483_648) * below);
  };
}

/** What SQLite does for the statements of a read, as it says so itself. */
function plansOf(read: (db: ReadDb) => unknown): string[] {
  const statements: string[] = [];
  const db = temporary.store.read;
  const listening: ReadDb = Object.assign(Object.create(db), {
    prepared: (sql: string) => {
      statements.push(sql);
      return db.prepared(sql);
    },
  });
  read(listening);
  return statements.flatMap((sql) => {
    const nothing = Array.from(sql.matchAll(/\?/g), () => null);
    return db
      .prepared<null[], { detail: string }>(`explain query plan ${sql}`)
      .all(...nothing)
      .map(({ detail }) => detail);
  });
}

describe('accounts that were put away and are not answered', () => {
  test('are each told once, however often they were put away and brought back', () => {
    const [one, two] = [1, 2].map(() => addAccount(temporary.store, 20_000));
    const often = Array.from({ length: 300 }, (_, at) => ({
      kind: at % 2 === 0 ? 'today.dispose' : 'today.restore',
      state: 'pending' as const,
      of: `acct-${at % 3 === 0 ? one : two}`,
    }));
    write(often);
    expect([...pendingOnToday(temporary.store.read)].toSorted()).toEqual([one, two]);
  });

  test.each([
    ['another kind', { kind: 'note.add', state: 'pending' }],
    ['a kind with a name that begins alike', { kind: 'today.disposed', state: 'pending' }],
    ['one that was answered', { kind: 'today.dispose', state: 'acknowledged' }],
    ['one that was refused', { kind: 'today.restore', state: 'refused' }],
  ] as const)('are not those of %s', (_what, operation) => {
    const id = addAccount(temporary.store, 20_000);
    write([{ ...operation, of: `acct-${id}` }]);
    expect(pendingOnToday(temporary.store.read)).toEqual(new Set());
  });

  test('are none where the account left the copy, or none is named', () => {
    const id = addAccount(temporary.store, 20_000);
    write([
      { kind: 'today.dispose', state: 'pending', of: null },
      { kind: 'today.dispose', state: 'pending', of: 'aaa, which left' },
      { kind: 'today.dispose', state: 'pending', of: `acct-${id}` },
      { kind: 'today.dispose', state: 'pending', of: 'zzz, which left' },
    ]);
    expect(pendingOnToday(temporary.store.read)).toEqual(new Set([id]));
  });

  test('are those that a look at every operation finds', () => {
    const ids = Array.from({ length: 12 }, () => addAccount(temporary.store, 20_000));
    const next = chance(7);
    const kinds = ['today.dispose', 'today.restore', 'note.add', 'plan.assign'];
    for (let round = 0; round < 30; round += 1) {
      const all = Array.from({ length: next(40) }, () => ({
        kind: kinds[next(kinds.length)] ?? '',
        state: operationStates[next(operationStates.length)] ?? 'pending',
        of: next(8) === 0 ? null : `acct-${ids[next(ids.length)] ?? 0}`,
      }));
      write(all);
      const found = all.flatMap(({ kind, state, of }) =>
        kind.startsWith('today.') && state === 'pending' && of !== null ? [Number(of.slice(5))] : [],
      );
      expect(pendingOnToday(temporary.store.read), `round ${round}`).toEqual(new Set(found));
      writeTransaction(temporary.store, 'test', (tx) => tx.delete(operations).run());
    }
  });
});

describe('what waits to go up', () => {
  test('is not walked through for a look at Today', () => {
    const ofOperations = plansOf(pendingOnToday).filter((detail) => / operations\b/.test(detail));
    expect(ofOperations).toHaveLength(2);
    for (const detail of ofOperations)
      expect(detail).toMatch(/^SEARCH operations USING INDEX operations_pending_on_today \(\w+>\?\)$/);
  });

  test.each([
    ['plans', waitingAssignments],
    ['progress', waitingProgress],
  ])('is not walked through for %s of milestones', (_what, read) => {
    const ofOperations = plansOf(read).filter((detail) => / p\b/.test(detail));
    expect(ofOperations).toEqual(['SEARCH p USING INDEX operations_open_of_plans (kind=?)']);
  });
});
