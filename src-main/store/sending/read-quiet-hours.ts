import type { ReadDb } from '../types';

/** Minutes of the day on the recipient’s clocks; the same: no quiet at all. Before the first sync there is none. */
export function readQuietHours(db: ReadDb): { readonly from: number; readonly until: number } {
  return (
    db
      .prepared<[], { from: number; until: number }>(
        'select quiet_from as "from", quiet_until as until from sending_settings limit 1',
      )
      .get() ?? { from: 0, until: 0 }
  );
}
