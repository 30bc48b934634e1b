import { pulses, scoreOverrides } from '../../src-main/store/schema/health';
import { todayDispositions } from '../../src-main/store/schema/work';
import type { Tx } from '../../src-main/store/types';

/** As an earlier Steward kept them: on this desktop alone. */
export function addOverride(tx: Tx, override: typeof scoreOverrides.$inferInsert): void {
  tx.insert(scoreOverrides).values(override).run();
}

export function addPulse(tx: Tx, pulse: typeof pulses.$inferInsert): void {
  tx.insert(pulses).values(pulse).run();
}

export function addDisposition(tx: Tx, disposition: typeof todayDispositions.$inferInsert): void {
  tx.insert(todayDispositions).values(disposition).run();
}
