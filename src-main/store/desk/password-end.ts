import { z } from 'zod';
import type { ReadDb, Tx } from '../types';

const setting = 'sign-in.password-end';

const passwordEndSchema = z.object({
  login: z.string(),
  /** ms since 1970, by the server's clock; null: by itself it ends never. */
  at: z.number().nullable(),
});
export type PasswordEnd = z.infer<typeof passwordEndSchema>;

/** When a login's password ends by itself, as its server said last; null where nothing is known of this one's. */
export function readPasswordEnd(db: ReadDb, login: string): PasswordEnd | null {
  const text = db.prepared<[string], string>('select value from settings where key = ?').pluck().get(setting);
  const noted = text === undefined ? undefined : passwordEndSchema.safeParse(JSON.parse(text)).data;
  return noted?.login === login ? noted : null;
}

export function writePasswordEnd(tx: Tx, end: PasswordEnd): void {
  tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(
    setting,
    JSON.stringify(end),
  );
}
