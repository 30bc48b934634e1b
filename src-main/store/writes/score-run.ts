import { type FullRun, fullRunKey } from '../reads/scoring-run';
import { settings } from '../schema/work';
import type { Tx } from '../types';

/** Remembers what the last run over all accounts stood on. */
export function putFullRun(tx: Tx, run: FullRun): void {
  const value = JSON.stringify(run);
  tx.insert(settings)
    .values({ key: fullRunKey, value })
    .onConflictDoUpdate({ target: settings.key, set: { value } })
    .run();
}
