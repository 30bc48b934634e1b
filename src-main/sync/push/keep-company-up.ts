import { z } from 'zod';
import type { Duty } from '../../store/runner/duty';
import type { SyncContext } from '../wire/context';
import { isLost, type RunnerAnswer, runnerAnswerSchema } from './push-documents';

const pieceSchema = runnerAnswerSchema.extend({
  after: z.number().nullish().catch(null),
  rows: z.record(z.string(), z.number()).optional().catch(undefined),
});

/** Milliseconds after which a round of sync goes on to its next pull: the rest is done after that. */
const longest = 10_000;

/**
 * Does what the company's database wants once a day: months made ahead, and what is kept no longer let go. Which of it is still
 * to be done today the company says, so whoever takes over after a kill does what is left and nothing twice.
 * @returns how it ended: what is not `applied` has left something behind
 */
export async function keepCompanyUp(context: SyncContext, duty: Duty): Promise<RunnerAnswer> {
  const { connection } = context;
  if (!(await knowsUpkeep(context))) return { outcome: 'applied' };
  const due = await connection.query<{ work: string }>(
    'select work from customer_success.due_upkeep() as d (work)',
  );
  const until = performance.now() + longest;
  for (const { work } of due) {
    if (performance.now() > until) break;
    const answer = await doWork(context, duty, work, until);
    if (isLost(answer)) return answer;
  }
  return { outcome: 'applied' };
}

async function doWork(
  { connection, log }: SyncContext,
  { host, fence }: Duty,
  work: string,
  until: number,
): Promise<RunnerAnswer> {
  let after: number | null = null;
  do {
    const rows: { answer: unknown }[] = await connection.query<{ answer: unknown }>(
      'select customer_success.keep_up($1, $2, $3, $4) as answer',
      [host, fence, work, after],
    );
    const piece = pieceSchema.parse(rows[0]?.answer);
    if (piece.outcome !== 'applied') return piece;
    log?.info({ work, rows: piece.rows }, 'the company’s database was kept up');
    after = piece.after ?? null;
  } while (after !== null && performance.now() < until);
  return { outcome: 'applied' };
}

async function knowsUpkeep({ connection }: SyncContext): Promise<boolean> {
  const [there] = await connection.query<{ isThere: boolean | null }>(
    `select has_function_privilege(to_regprocedure('customer_success.keep_up(uuid, bigint, text, int)'), 'execute') as "isThere"`,
  );
  return there?.isThere === true;
}
