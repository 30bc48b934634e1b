import type { z } from 'zod';
import type {
  DeskOfAccount,
  PutAway,
  Today,
  TodayKind,
  waitingSchema,
} from '../../../src-preload/contract/today';
import { composeToday } from '../../engines/today/compose-today';
import { putAwayOf } from '../../engines/today/put-away';
import { readPeople } from '../../store/accounts/read-people';
import { companyDay } from '../../store/copy/company-calendar';
import { readTodayFacts } from '../../store/desk/read-today';
import { pendingOnToday } from '../../store/operations/outbox';
import { countSetBacks } from '../../store/operations/set-backs';
import type { ReadDb } from '../../store/types';
import { stuckByAccount } from '../milestones/stuck-plans';
import { isScoring, scoringProgress } from '../scoring/keep-scored';

export interface TodayChoice {
  /** Items at most. */
  readonly limit: number;
  readonly ownerId?: number | undefined;
  /** None, or absent: all. */
  readonly kinds?: readonly TodayKind[] | undefined;
}

/** The queue of what needs the manager now, of all accounts or of those of one owner. */
export function todayOf(db: ReadDb, choice: TodayChoice, now: number): Today {
  const facts = readTodayFacts(db, now, stuckByAccount, { ownerId: choice.ownerId });
  const today = companyDay(db, now);
  const shown = composeToday(
    { ...facts, scoring: isScoring(db, now), progress: scoringProgress(db) },
    today,
    choice,
    (ids) => readPeople(db, ids, today),
  );
  const here = facts.accounts.reduce((sum, { setBacks }) => sum + (setBacks?.count ?? 0), 0);
  return {
    ...shown,
    items: marked(shown.items, pendingOnToday(db)),
    setBackElsewhere: countSetBacks(db) - here,
  };
}

/** Items of accounts with which something was done that the company has not answered yet say so. */
function marked<Item extends { accountId: number }>(
  items: readonly Item[],
  pending: ReadonlySet<number>,
): Item[] {
  return items.map((item) => (pending.has(item.accountId) ? { ...item, isPending: true } : item));
}

/** What was put away and is still away, of all accounts or of those of one owner. */
export function putAwayNow(
  db: ReadDb,
  { ownerId }: { readonly ownerId?: number | undefined },
  now: number,
): PutAway {
  const away = putAwayOf(readTodayFacts(db, now, stuckByAccount, { ownerId }), companyDay(db, now));
  const pending = pendingOnToday(db);
  return { ...away, done: marked(away.done, pending), snoozed: marked(away.snoozed, pending) };
}

/** How one account stands on the desk, whoever owns it and wherever it is in the queue. */
export function deskOf(db: ReadDb, accountId: number, now: number): DeskOfAccount {
  const facts = readTodayFacts(db, now, stuckByAccount, { accountIds: [accountId] });
  const today = companyDay(db, now);
  const { items } = composeToday({ ...facts, scoring: false, progress: null }, today, { limit: 1 }, (ids) =>
    readPeople(db, ids, today),
  );
  const { done, snoozed } = putAwayOf(facts, today);
  const pending = pendingOnToday(db);
  const first = <Item extends { accountId: number }>(all: readonly Item[]) => marked(all, pending)[0] ?? null;
  return { item: first(items), done: first(done), snoozed: first(snoozed) };
}

/** Of these accounts those that wait in the queue, in its order, whoever owns them. */
export function waitingOf(db: ReadDb, accountIds: readonly number[], now: number): WaitingItem[] {
  const facts = readTodayFacts(db, now, stuckByAccount, { accountIds });
  const limit = accountIds.length;
  return composeToday({ ...facts, scoring: false, progress: null }, companyDay(db, now), { limit }).items;
}

type WaitingItem = z.infer<typeof waitingSchema>['items'][number];
