import type { MeasuredEffect } from '../../../src-preload/contract/risk';
import type { Tx } from '../types';

/** Replaces all that was measured before. */
export function putEffects(tx: Tx, throughDay: number, effects: readonly MeasuredEffect[]): void {
  tx.prepared<[]>('delete from intervention_effects').run();
  const add = tx.prepared<[string, number, string]>(
    'insert into intervention_effects (kind, through_day, effect) values (?, ?, ?)',
  );
  for (const effect of effects) add.run(effect.kind, throughDay, JSON.stringify(effect));
}
