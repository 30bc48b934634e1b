import type { ReadDb } from '../types';

/** Whether the company lets anybody see figures of their own; yes, where it says nothing of it. */
export function arePersonalFiguresShown(db: ReadDb): boolean {
  const said = db.prepared<[], number | null>('select personal_figures from sending_settings').pluck().get();
  return said == null || said === 1;
}
