import { type MeasuredEffect, measuredEffectSchema } from '../../../src-preload/contract/risk/effects';
import type { ReadDb, Tx } from '../types';

/** What was measured last of each kind of intervention; empty before the first measurement. */
export function readEffects(db: ReadDb | Tx): MeasuredEffect[] {
  return db
    .prepared<[], string>('select effect from intervention_effects')
    .pluck()
    .all()
    .map((effect) => measuredEffectSchema.parse(JSON.parse(effect)));
}

/** Whether anything was ever done for an account that effects could be measured of, and not yet through this day. */
export function needsMeasuring(db: ReadDb | Tx, throughDay: number): boolean {
  return (
    db
      .prepared<[number], number>(
        `select exists (select 1 from intervention_history)
           and not exists (select 1 from intervention_effects where through_day >= ?)`,
      )
      .pluck()
      .get(throughDay) === 1
  );
}

/** Replaces all that was measured before. */
export function putEffects(tx: Tx, throughDay: number, effects: readonly MeasuredEffect[]): void {
  tx.prepared<[]>('delete from intervention_effects').run();
  const add = tx.prepared<[string, number, string]>(
    'insert into intervention_effects (kind, through_day, effect) values (?, ?, ?)',
  );
  for (const effect of effects) add.run(effect.kind, throughDay, JSON.stringify(effect));
}
