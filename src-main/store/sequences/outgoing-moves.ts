import { z } from 'zod';
import type { ReadDb, Tx } from '../types';

/** A move of somebody inside, in the form in which `move_enrolments` takes it. */
export const moveSchema = z.object({
  enrolment: z.number().int(),
  /** That was looked at: where they were moved meanwhile, this one is nobody’s. */
  generation: z.number().int(),
  /** Where they stand then. */
  step: z.string().nullable(),
  does: z.enum(['mail', 'cta']).nullable(),
  is_done: z.boolean(),
  since_at: z.number().nullable(),
  wakes_at: z.number().nullable(),
  waits_for: z.string(),
  ends: z.enum(['finished', 'goal', 'churned', 'left']).nullable(),
});
export type OutgoingMove = z.infer<typeof moveSchema>;

/** A move as it waits: what takes its place meanwhile is another text. */
export interface WaitingMove {
  readonly enrolmentId: number;
  readonly move: string;
}

/** Queues moves for the company, in place of what waits of the same people. */
export function putMoves(tx: Tx, moves: readonly OutgoingMove[]): void {
  const put = tx.prepared<[number, string]>('replace into outgoing_moves (enrolment_id, move) values (?, ?)');
  for (const move of moves) put.run(move.enrolment, JSON.stringify(move));
}

export function readMoves(db: ReadDb, limit: number): WaitingMove[] {
  return db
    .prepared<[number], WaitingMove>(
      'select enrolment_id as enrolmentId, move from outgoing_moves order by enrolment_id limit ?',
    )
    .all(limit);
}

/** What the company has answered goes; what took its place meanwhile still waits. */
export function settleMoves(tx: Tx, moves: readonly WaitingMove[]): void {
  const remove = tx.prepared<[number, string]>(
    'delete from outgoing_moves where enrolment_id = ? and move = ?',
  );
  for (const { enrolmentId, move } of moves) remove.run(enrolmentId, move);
}

/** Another desktop moves them for the company: nothing of this one goes up any more. */
export function clearMoves(tx: Tx): void {
  tx.prepared<[]>('delete from outgoing_moves').run();
}

/** For which day and under which lease all those inside were last looked at. */
export function writeWholeLook(tx: Tx, look: string): void {
  tx.prepared<[string]>(`replace into settings (key, value) values ('sequences.whole', ?)`).run(look);
}
