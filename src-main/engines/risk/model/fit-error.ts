export type FitProblem =
  | 'no-rows'
  | 'too-few-events'
  | 'no-events'
  | 'only-events'
  | 'separation'
  | 'bad-input';

/**
 * The data can't carry the model asked for. The message says what is wrong and what to do, in words that can be shown
 * to a person as they are.
 */
export class FitError extends Error {
  override readonly name = 'FitError';
  readonly problem: FitProblem;

  constructor(problem: FitProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}
