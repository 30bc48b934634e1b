import type { FoundAccount } from '../../../src-preload/contract/palette';

/** Whom a note is about until a person says so, and why. */
export interface Guess {
  readonly account: FoundAccount;
  readonly why: 'named' | 'meant';
}

/** What the note says comes before where one was: a note about another account is written from anywhere. */
export function guessedAccount(
  named: readonly FoundAccount[],
  meant: FoundAccount | undefined,
): Guess | null {
  const first = named[0];
  if (first !== undefined) return { account: first, why: 'named' };
  return meant === undefined ? null : { account: meant, why: 'meant' };
}

export function wordsOfGuess(guess: Guess | null): string | undefined {
  if (guess === null) return undefined;
  return guess.why === 'named' ? 'The note names it.' : 'It is the one that you had open or chosen.';
}
