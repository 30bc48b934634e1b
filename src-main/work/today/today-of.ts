import type { z } from 'zod';
import type { DeskOfAccount, PutAway, Today, waitingSchema } from '../../../src-preload/contract/today';
import { composeToday } from '../../engines/today/compose-today';
import { putAwayOf } from '../../engines/today/put-away';
import { readPeople } from '../../store/accounts/read-people';
import { companyDay } from '../../store/copy/company-calendar';
import { readTodayFacts } from '../../store/desk/read-today';
import type { ReadDb } from '../../store/types';
import { isScoring, scoringProgress } from '../scoring/keep-scored';

export interface TodayChoice {
  /** Items at most. */
  readonly limit: number;
  readonly ownerId?: number | undefined;
}

/** The queue of what needs the manager now, of all accounts or of those of one owner. */
export function todayOf(db: ReadDb, choice: TodayChoice, now: number): Today {
  const facts = readTodayFacts(db, now, { ownerId: choice.ownerId });
  const today = companyDay(db, now);
  return composeToday(
    { ...facts, scoring: isScoring(db, now), progress: scoringProgress(db) },
    today,
    choice,
    (ids) => readPeople(db, ids, today),
  );
}

/** What was put away and is still away, of all accounts or of those of one owner. */
export function putAwayNow(
  db: ReadDb,
  { ownerId }: { readonly ownerId?: number | undefined },
  now: number,
): PutAway {
  return putAwayOf(readTodayFacts(db, now, { ownerId }), companyDay(db, now));
}

/** How one account stands on the desk, whoever owns it and wherever it is in the queue. */
export function deskOf(db: ReadDb, accountId: number, now: number): DeskOfAccount {
  const facts = readTodayFacts(db, now, { accountIds: [accountId] });
  const today = companyDay(db, now);
  const { items } = composeToday({ ...facts, scoring: false, progress: null }, today, { limit: 1 }, (ids) =>
    readPeople(db, ids, today),
  );
  const { done, snoozed } = putAwayOf(facts, today);
  return { item: items[0] ?? null, done: done[0] ?? null, snoozed: snoozed[0] ?? null };
}

/** Of these accounts those that wait in the queue, in its order, whoever owns them. */
export function waitingOf(db: ReadDb, accountIds: readonly number[], now: number): WaitingItem[] {
  const facts = readTodayFacts(db, now, { accountIds });
  const limit = accountIds.length;
  return composeToday({ ...facts, scoring: false, progress: null }, companyDay(db, now), { limit }).items;
}

type WaitingItem = z.infer<typeof waitingSchema>['items'][number];
