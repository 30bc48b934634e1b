import { inForceOn, type Term } from '../../life/term';

/** What an account pays and is licensed for. */
export interface Volume {
  readonly mrr: number;
  /** 0 where none are known. */
  readonly seats: number;
}

export function volumeOf(inForce: readonly Term[]): Volume {
  return {
    mrr: inForce.reduce((sum, term) => sum + term.mrr, 0),
    seats: inForce.reduce((sum, term) => sum + (Number.isNaN(term.seats) ? 0 : term.seats), 0),
  };
}

/** The most that was paid, and the most seats there were, on any day from one to another: only a start makes it more. */
export function peakVolume(terms: readonly Term[], from: number, to: number): Volume {
  const days = terms.map(({ startedDay }) => startedDay).filter((day) => day > from && day <= to);
  return [from, ...days, to]
    .map((day) => volumeOf(inForceOn(terms, day)))
    .reduce(
      (most, { mrr, seats }) => ({ mrr: Math.max(most.mrr, mrr), seats: Math.max(most.seats, seats) }),
      // Credits alone are no price.
      { mrr: 0, seats: 0 },
    );
}
