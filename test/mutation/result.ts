import type { Mutant } from './mutant';

export type Status = 'killed' | 'survived' | 'hung' | 'unreached' | 'equivalent';

export interface Result {
  readonly mutant: Mutant;
  readonly status: Status;
  /** The test that noticed, or why nobody can see the fault. */
  readonly reason: string;
}

/** A fault that hangs the program is noticed too. */
export function isNoticed({ status }: Result): boolean {
  return status === 'killed' || status === 'hung';
}

/** Faults that nobody can see say nothing of the tests. */
export function counts({ status }: Result): boolean {
  return status !== 'equivalent';
}
