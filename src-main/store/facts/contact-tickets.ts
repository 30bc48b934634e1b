import type { ReadDb } from '../types';

export interface TicketChoice {
  readonly accounts: readonly number[];
  readonly state: 'open' | 'any';
  /** High and urgent ones alone. */
  readonly isSevere: boolean;
  /** Opened at this instant or later. */
  readonly from?: number;
  /** Opened before this instant. */
  readonly before: number;
}

/** How many tickets each contact of some accounts who has any opened. */
export function contactTickets(
  db: ReadDb,
  { accounts, state, isSevere, from = 0, before }: TicketChoice,
): [number, number][] {
  return db
    .prepared<[string, number, number], [number, number]>(
      `select user_id, count(*) from support_tickets
        where organization_id in (select value from json_each(?)) and user_id is not null and opened_at >= ? and opened_at < ?
          ${state === 'open' ? 'and resolved_at is null' : ''}
          ${isSevere ? "and severity in ('high', 'urgent')" : ''}
        group by user_id`,
    )
    .raw()
    .all(JSON.stringify(accounts), from, before);
}

/** Whether the company has tickets at all: else nobody's are known. */
export function hasTickets(db: ReadDb): boolean {
  return db.prepared<[], number>('select exists (select 1 from support_tickets)').pluck().get() === 1;
}
