import { z } from 'zod';
import type { ReadDb, Tx } from '../types';

const setting = 'book.facts';
const day = z.number().int();

/** What scores and chances of one account stand on that is known of all of them: the first of a kind, what most do. */
export const bookFactsSchema = z.object({
  firstTicketDay: day,
  firstTicketAccount: z.number().int(),
  firstTicketDayOfOthers: day,
  firstPaymentFailureDay: day,
  firstPaymentFailureAccount: z.number().int(),
  firstPaymentFailureDayOfOthers: day,
  monthlyRowsMove: z.boolean(),
  /** 0: none. */
  firstInterventionDay: day,
});
export type BookFacts = z.infer<typeof bookFactsSchema>;

/** As the company's runner found them over all accounts; null: it has none, and those in the copy tell. */
export function readBookFacts(db: ReadDb | Tx): BookFacts | null {
  const text = db.prepared<[string], string>('select value from settings where key = ?').pluck().get(setting);
  if (text === undefined) return null;
  const parsed = bookFactsSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

export function writeBookFacts(tx: Tx, facts: BookFacts | null): void {
  if (facts === null) tx.prepared<[string]>('delete from settings where key = ?').run(setting);
  else
    tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(
      setting,
      JSON.stringify(facts),
    );
}
