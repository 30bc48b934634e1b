import {
  type HeadProblem,
  judgeHead,
  type PresentHead,
  type RememberedHead,
} from '../../lib/audit/judge-head';
import type { ReadDb, Tx } from '../types';

const columns = 'chain, number, hash, seen_at as seenAt';

/** How many chains each pull looks at again beside those that changed: what it costs stays the same, and all have their turn. */
const lookedAtEach = 200;
const turnSetting = 'audit.turn';

export function rememberedHeads(db: ReadDb | Tx): RememberedHead[] {
  return db.prepared<[], RememberedHead>(`select ${columns} from audit_heads order by chain`).all();
}

/** Those among the chains that are remembered. */
export function rememberedHeadsOf(db: ReadDb | Tx, chains: readonly number[]): RememberedHead[] {
  return db
    .prepared<[string], RememberedHead>(
      `select ${columns} from audit_heads where chain in (select value from json_each(?)) order by chain`,
    )
    .all(JSON.stringify(chains));
}

/** Chains whose turn it is to be looked at again, and those with which something is wrong. */
export function headsInTurn(db: ReadDb | Tx): RememberedHead[] {
  const turn = readTurn(db);
  const after = db
    .prepared<[number, number], RememberedHead>(
      `select ${columns} from audit_heads where chain > ? order by chain limit ?`,
    )
    .all(turn, lookedAtEach);
  const before = db
    .prepared<[number, number], RememberedHead>(
      `select ${columns} from audit_heads where chain <= ? order by chain limit ?`,
    )
    .all(turn, lookedAtEach - after.length);
  const wrong = db
    .prepared<[], RememberedHead>(`select ${columns} from audit_heads where problem is not null`)
    .all();
  return [...new Map([...after, ...before, ...wrong].map((head) => [head.chain, head])).values()];
}

/** The next turn begins after this chain. */
export function endTurn(tx: Tx, looked: readonly Pick<RememberedHead, 'chain'>[]): void {
  const last = looked[Math.min(looked.length, lookedAtEach) - 1];
  if (last === undefined || last.chain === readTurn(tx)) return;
  tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(
    turnSetting,
    String(last.chain),
  );
}

function readTurn(db: ReadDb | Tx): number {
  const value = db
    .prepared<[string], string>('select value from settings where key = ?')
    .pluck()
    .get(turnSetting);
  return value === undefined ? -2 : Number(value);
}

/**
 * Remembers the chains as they are now. With which something is wrong, the head of before stays remembered, until the chain
 * goes on from it again or is anchored anew.
 * @param now by the company's clock
 */
export function keepHeads(tx: Tx, present: readonly PresentHead[], now: number): void {
  const known = new Map(
    rememberedHeadsOf(
      tx,
      present.map(({ chain }) => chain),
    ).map((head) => [head.chain, head]),
  );
  for (const head of present) {
    const remembered = known.get(head.chain);
    const problem = remembered === undefined ? null : judgeHead(remembered, head);
    if (problem !== null) noteProblem(tx, head, problem, now);
    else if (remembered?.number !== head.number || remembered.hash !== head.hash) remember(tx, head, now);
    else clearProblem(tx, head.chain);
  }
}

function remember(tx: Tx, { chain, number, hash }: PresentHead, now: number): void {
  tx.prepared<[number, number, string, number]>(
    'replace into audit_heads (chain, number, hash, seen_at) values (?, ?, ?, ?)',
  ).run(chain, number, hash, now);
}

function noteProblem(tx: Tx, { chain, number }: PresentHead, problem: HeadProblem, now: number): void {
  tx.prepared<[HeadProblem, number, number, number]>(
    `update audit_heads set problem = ?, present_number = ?, noticed_at = coalesce(noticed_at, ?) where chain = ?`,
  ).run(problem, number, now, chain);
}

function clearProblem(tx: Tx, chain: number): void {
  tx.prepared<[number]>(
    `update audit_heads set problem = null, present_number = null, noticed_at = null where chain = ? and problem is not null`,
  ).run(chain);
}
