import type { ClientBase } from 'pg';

/** First and last day of the counts that are of events, or are not; null where there are none. */
export interface CountedSpan {
  readonly first: string;
  readonly last: string;
}

/** Spares the look at days on which nothing can be counted twice. */
export async function readCountedSpan(client: ClientBase, fromEvents: boolean): Promise<CountedSpan | null> {
  const { rows } = await client.query<{ first: string | null; last: string | null }>(
    `SELECT min(day)::text AS first, max(day + period_days - 1)::text AS last
       FROM customer_success.activity_daily WHERE from_events = $1`,
    [fromEvents],
  );
  const { first, last } = rows[0] ?? {};
  return first && last ? { first, last } : null;
}
