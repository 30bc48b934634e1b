import { exactSum } from '../words';
import type { BookMove, BookPart, BookThen, MoveOfBook } from './book-then';

export const bookPartWords: Readonly<Record<BookPart, string>> = {
  was: 'Then',
  stayed: 'Stayed',
  came: 'Came',
  began: 'Began',
  appeared: 'Appeared',
  went: 'Went',
  churned: 'Churned',
  now: 'Now',
};

export const bookPartHelp: Readonly<Record<BookPart, string>> = {
  was: 'Customers of the book at the end of that day',
  stayed: 'Customers of the book on both days',
  came: 'Customers on both days who came from another owner, or from nobody',
  began: 'Customers now who were none then',
  appeared:
    'Customers on both days who came into the company’s data only since: nobody knows whose they were',
  went: 'Customers on both days who went to another owner, or to nobody',
  churned: 'Customers then who are none now',
  now: 'Customers of the book now',
};

/** Which moves make the book of each of the two days. */
export const movesThen: readonly BookMove[] = ['stayed', 'went', 'churned'];
export const movesNow: readonly BookMove[] = ['stayed', 'came', 'began', 'appeared'];

/** The moves that a part of a book is made of. */
export function movesOf(part: BookPart): readonly BookMove[] {
  if (part === 'was') return movesThen;
  return part === 'now' ? movesNow : [part];
}

/** A part of a book: customers, and what they paid a year on the two days. */
export function sumOfMoves(moves: BookThen['moves'], part: BookPart): MoveOfBook {
  const of = movesOf(part).map((move) => moves[move]);
  return {
    accounts: of.reduce((sum, { accounts }) => sum + accounts, 0),
    arrThen: exactSum(of.reduce((sum, { arrThen }) => sum + arrThen, 0)),
    arrNow: exactSum(of.reduce((sum, { arrNow }) => sum + arrNow, 0)),
  };
}

/** How a move changed the ARR of the book: they add up from what it was to what it is. */
export function arrMoved({ arrThen, arrNow }: MoveOfBook): number {
  return exactSum(arrNow - arrThen);
}

/** Whether a move is nothing in any of some books. */
export function isSeldom(move: BookMove, books: readonly Pick<BookThen, 'moves'>[]): boolean {
  return books.every(({ moves }) => moves[move].accounts === 0);
}

/** Whose a book is. */
export function bookOwnerWords({
  id,
  name,
}: {
  readonly id: number | null;
  readonly name: string | null;
}): string {
  if (id === null) return 'Nobody';
  return name ?? `Owner ${id}, who left`;
}
