import type { z } from 'zod';
import { exitReasons } from '../../../src-preload/contract/sequences/enrolment';
import type {
  ListedSequence,
  SequenceHealth,
  sequenceListSchema,
} from '../../../src-preload/contract/sequences/listed';
import type { Writer } from '../../actions/rules/locks';
import { sequenceLock, sequenceSwitchLock } from '../../actions/sequences/locks';
import { exitWords } from '../../engines/sequences/say-sequence';
import { readRunner } from '../../store/runner/duty';
import { type HealthRow, readHealth, readSent } from '../../store/sequences/read-health';
import { readSequences } from '../../store/sequences/read-sequences';
import type { ReadDb } from '../../store/types';
import { sequenceChecker } from './check-sequence';

const nobodyMoves =
  'Nobody computes for the company just now, so those inside of sequences stand still. They go on once a computer does whose login sees all accounts: an admin’s Steward, or one with the duty.';

/** All sequences with what there is to say of each, for whoever looks at them. */
export function listSequences(db: ReadDb, writer: Writer): z.infer<typeof sequenceListSchema> {
  const check = sequenceChecker(db);
  const rows = Map.groupBy(readHealth(db), ({ sequenceId }) => sequenceId);
  const sent = readSent(db);
  const sequences = readSequences(db).map(
    (sequence): ListedSequence => ({
      ...sequence,
      ...check(sequence.definition),
      locked: sequenceLock(sequence, writer),
      switchLocked: sequenceSwitchLock(writer),
      health: healthOf(rows.get(sequence.id) ?? [], sent.get(sequence.id) ?? 0),
    }),
  );
  const waits = sequences.some(({ health }) => health.inside > 0) && readRunner(db).state === 'nobody';
  return { sequences, notice: waits ? nobodyMoves : null };
}

function healthOf(rows: readonly HealthRow[], sent: number): SequenceHealth {
  const [inside, over] = [
    rows.filter((row) => row.endedWhy === null),
    rows.filter((row) => row.endedWhy !== null),
  ];
  const count = (of: readonly HealthRow[]) => of.reduce((sum, { people }) => sum + people, 0);
  const steps = Map.groupBy(inside, ({ stepId }) => stepId);
  return {
    inside: count(inside),
    steps: [...steps].map(([stepId, of]) => ({ stepId, people: count(of) })),
    onEarlier: count(inside.filter(({ isEarlier }) => isEarlier === 1)),
    exits: exitReasons
      .map((why) => ({
        why,
        words: exitWords[why],
        people: count(over.filter((row) => row.endedWhy === why)),
      }))
      .filter(({ people }) => people > 0)
      .sort((one, other) => other.people - one.people),
    sent,
  };
}
