import {
  type CelebrationSettings,
  celebrationSettingsSchema,
} from '../../../src-preload/contract/celebrations/settings';
import type { ReadDb, Tx } from '../types';

/** How achievements are celebrated; null: it was never set, or by a newer Steward in a way that this one can't read. */
export function readCelebrating(db: ReadDb | Tx): CelebrationSettings | null {
  const text = db
    .prepared<[], string>('select settings from celebration_settings order by row_id desc limit 1')
    .pluck()
    .get();
  return text === undefined ? null : (celebrationSettingsSchema.safeParse(JSON.parse(text)).data ?? null);
}

/** Whether a change of them is on its way. */
export function isCelebratingPending(db: ReadDb): boolean {
  return (
    db
      .prepared<[]>(
        `select 1 from operations where kind = 'celebration.settings' and (state = 'pending' or (state = 'acknowledged'
            and not exists (select 1 from celebration_settings s where s.settings_id = entry))) limit 1`,
      )
      .get() !== undefined
  );
}
