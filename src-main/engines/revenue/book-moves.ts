import type { BookMove } from '../../../src-preload/contract/reports/book-then';

/** An account with whose it was and what it paid a year at the ends of two days, in whole minor units. */
export interface AccountOfBook {
  /** Null: nobody's; undefined: not known. */
  readonly ownerThen: number | null | undefined;
  readonly ownerNow: number | null;
  readonly isCustomerThen: boolean;
  readonly isCustomerNow: boolean;
  readonly arrThen: number;
  readonly arrNow: number;
}

/** What an account is to a book. */
export interface MoveOfAccount {
  readonly ownerId: number | null;
  readonly move: BookMove;
  /** 0 on a day on which it was not of the book. */
  readonly arrThen: number;
  readonly arrNow: number;
}

/** What an account is to the books that it was or is of: none, one, or the two between which it moved. */
export function movesOfAccount(account: AccountOfBook): MoveOfAccount[] {
  const { ownerThen, ownerNow, isCustomerThen, isCustomerNow, arrThen, arrNow } = account;
  if (!isCustomerThen) return isCustomerNow ? [{ ownerId: ownerNow, move: 'began', arrThen: 0, arrNow }] : [];
  if (ownerThen === undefined)
    return isCustomerNow ? [{ ownerId: ownerNow, move: 'appeared', arrThen: 0, arrNow }] : [];
  if (!isCustomerNow) return [{ ownerId: ownerThen, move: 'churned', arrThen, arrNow: 0 }];
  if (ownerThen === ownerNow) return [{ ownerId: ownerNow, move: 'stayed', arrThen, arrNow }];
  return [
    { ownerId: ownerThen, move: 'went', arrThen, arrNow: 0 },
    { ownerId: ownerNow, move: 'came', arrThen: 0, arrNow },
  ];
}

/** A move of a book while it is added up, in whole minor units. */
export interface MoveTally {
  accounts: number;
  arrThen: number;
  arrNow: number;
}
export type BookTally = Readonly<Record<BookMove, MoveTally>>;

export function emptyMoves(): BookTally {
  const none = () => ({ accounts: 0, arrThen: 0, arrNow: 0 });
  return { stayed: none(), came: none(), began: none(), appeared: none(), went: none(), churned: none() };
}

export function addMove(tally: BookTally, { move, arrThen, arrNow }: MoveOfAccount): void {
  const sum = tally[move];
  sum.accounts += 1;
  sum.arrThen += arrThen;
  sum.arrNow += arrNow;
}
