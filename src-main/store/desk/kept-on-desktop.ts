import { z } from 'zod';
import type { ReadDb, Tx } from '../types';

const setting = 'retention.desktop';

const keptSchema = z.object({
  /** What was decided here and has arrived: whole days; null: for ever. */
  decisions: z.number().int().positive().nullable(),
  /** Backups beside the newest, and damaged copies. */
  backups: z.number().int().positive().nullable(),
  /** When the company said so, ms since 1970 by this machine's clock; null: it never did. */
  at: z.number().nullable(),
});
export type KeptOnDesktop = z.infer<typeof keptSchema>;

/** Where the company says nothing. */
const asEver: KeptOnDesktop = { decisions: 90, backups: null, at: null };

/** How long this desktop keeps what piles up on it, as the company said last. */
export function readKeptOnDesktop(db: ReadDb): KeptOnDesktop {
  const text = db.prepared<[string], string>('select value from settings where key = ?').pluck().get(setting);
  return (text === undefined ? undefined : keptSchema.safeParse(parsed(text)).data) ?? asEver;
}

export function writeKeptOnDesktop(tx: Tx, kept: KeptOnDesktop): void {
  tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(
    setting,
    JSON.stringify(kept),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
