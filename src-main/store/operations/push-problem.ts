import type { ReadDb, Tx } from '../types';

const setting = 'push.problem';

/** Why nothing of the outbox goes up though the company's database answers, in words; null where it does. */
export function readPushProblem(db: ReadDb): string | null {
  return (
    db.prepared<[string], string>('select value from settings where key = ?').pluck().get(setting) ?? null
  );
}

export function writePushProblem(tx: Tx, problem: string | null): void {
  if (problem === null) tx.prepared<[string]>('delete from settings where key = ?').run(setting);
  else
    tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(setting, problem);
}
