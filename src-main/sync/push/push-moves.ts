import type { Duty } from '../../store/runner/duty';
import { clearMoves, readMoves, settleMoves, type WaitingMove } from '../../store/sequences/outgoing-moves';
import { writeTransaction } from '../../store/write-transaction';
import type { SyncContext } from '../wire/context';
import { isLost, type RunnerAnswer, runnerAnswerSchema } from './push-documents';

/** People of a call: each may make a message in its transaction. */
const movesAtOnce = 1000;
/** Milliseconds after which a round of sync goes on to its next pull: the rest goes up after that. */
const longest = 10_000;

/**
 * Tells the company what is next for those inside of sequences, which moves them. What it has answered for it hears no more; after a
 * kill before the answer it hears it again, which changes nothing.
 * @returns how it ended: what is not `applied` has left something behind
 */
export async function pushMoves(context: SyncContext, duty: Duty): Promise<RunnerAnswer> {
  const { store, log } = context;
  const until = performance.now() + longest;
  let moves = readMoves(store.read, movesAtOnce);
  // Of an earlier version than this Steward: there are no sequences there.
  if (moves.length === 0 || !(await knowsSequences(context))) return { outcome: 'applied' };
  while (moves.length > 0 && performance.now() < until) {
    const told = moves;
    const answer = await tell(context, duty, told);
    if (answer.outcome === 'later' || isLost(answer)) return answer;
    if (answer.outcome === 'refused') {
      // By a clock that is wrong nothing of it is right; it is made out anew.
      log?.warn(answer, 'what is next in sequences was not taken');
      writeTransaction(store, 'sequences.drop', clearMoves);
      return { outcome: 'applied' };
    }
    writeTransaction(store, 'sequences.told', (tx) => settleMoves(tx, told));
    moves = readMoves(store.read, movesAtOnce);
  }
  return { outcome: 'applied' };
}

async function tell(
  { connection, clock }: SyncContext,
  duty: Duty,
  moves: readonly WaitingMove[],
): Promise<RunnerAnswer> {
  const [row] = await connection.query<{ answer: unknown }>(
    'select customer_success.move_enrolments($1, $2, $3, $4) as answer',
    [duty.host, duty.fence, clock.now(), `[${moves.map(({ move }) => move).join(',')}]`],
  );
  return runnerAnswerSchema.parse(row?.answer);
}

async function knowsSequences({ connection }: SyncContext): Promise<boolean> {
  const [there] = await connection.query<{ isThere: boolean | null }>(
    `select has_function_privilege(
       to_regprocedure('customer_success.move_enrolments(uuid, bigint, float8, jsonb)'), 'execute') as "isThere"`,
  );
  return there?.isThere === true;
}
