import type { SequenceDefinition } from '../../../src-preload/contract/sequences/definition';
import { type Move, nextMove } from '../../engines/sequences/next-move';
import type { OutgoingMove } from '../../store/sequences/outgoing-moves';
import { type InsideRow, readDefinition } from '../../store/sequences/read-inside';
import type { ReadDb } from '../../store/types';
import type { RuleChecking } from '../rules/rule-checking';
import { clocksOf } from './clocks-of';
import { knownFacts } from './known-facts';

/**
 * What is next for those inside: for who is due the next step, for everybody else whether they go out early. Yields where others
 * may have their turn.
 * @param now milliseconds since 1970 @param day the day to which what is known of accounts reaches
 */
export function* makeOutMoves(
  db: ReadDb,
  rows: readonly InsideRow[],
  { now, day, checking }: { readonly now: number; readonly day: number; readonly checking: RuleChecking },
): Generator<undefined, OutgoingMove[]> {
  const definitions = new Map<string, SequenceDefinition | null>();
  const keyOf = ({ sequenceId, version }: InsideRow) => `${sequenceId}/${version}`;
  for (const row of rows)
    if (!definitions.has(keyOf(row)))
      definitions.set(keyOf(row), readDefinition(db, row.sequenceId, row.version));
  const readable = [...definitions.values()].filter((definition) => definition !== null);
  const known = yield* knownFacts(db, day, readable, rows, checking);
  const clocks = clocksOf(db);
  return rows.flatMap((row): OutgoingMove[] => {
    if (row.hasLeft === 1) return [outgoing(row, { kind: 'ends', why: 'left' })];
    // Of a newer Steward: that one moves them.
    const definition = definitions.get(keyOf(row)) ?? null;
    if (definition === null) return [];
    const facts = known(definition, row);
    const standing = { stepId: row.stepId, isDone: row.isDone === 1, since: row.since };
    const move = nextMove(definition, standing, now, clocks(row.organizationId), facts);
    if (move === null) return [];
    const isDue = row.wakesAt !== null && row.wakesAt <= now;
    return isDue || (move.kind === 'ends' && move.why !== 'finished') ? [outgoing(row, move)] : [];
  });
}

function outgoing(
  { id, generation }: InsideRow,
  move: Move | { readonly kind: 'ends'; readonly why: 'left' },
): OutgoingMove {
  const still: OutgoingMove = {
    enrolment: id,
    generation,
    step: null,
    does: null,
    is_done: false,
    since_at: null,
    wakes_at: null,
    waits_for: 'turn',
    ends: null,
  };
  switch (move.kind) {
    case 'ends':
      return { ...still, ends: move.why };
    case 'does':
      return { ...still, step: move.step.id, does: move.step.kind === 'mail' ? 'mail' : 'cta' };
    case 'waits':
      return {
        ...still,
        step: move.stepId,
        since_at: move.since,
        wakes_at: move.until,
        waits_for: move.reason,
      };
  }
}
