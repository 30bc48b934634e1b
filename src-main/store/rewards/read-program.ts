import { type Program, programSchema } from '../../../src-preload/contract/rewards/program';
import type { ReadDb, Tx } from '../types';

/** The program in force; null: none was set, or a newer Steward's that this one can't read, so that nothing is offered by it. */
export function readProgram(db: ReadDb | Tx): Program | null {
  const text = db
    .prepared<[], string>('select program from reward_programs order by row_id desc limit 1')
    .pluck()
    .get();
  return text === undefined ? null : (programSchema.safeParse(JSON.parse(text)).data ?? null);
}

const onItsWay = `state = 'pending' or (state = 'acknowledged' and kind = 'reward.program' and not exists (
  select 1 from reward_programs r where r.program_id = entry))`;

export function isProgramPending(db: ReadDb): boolean {
  return (
    db
      .prepared<[]>(`select 1 from operations where kind = 'reward.program' and (${onItsWay}) limit 1`)
      .get() !== undefined
  );
}
