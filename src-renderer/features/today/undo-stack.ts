/** One account put away in this session, to be taken back. */
export interface UndoStep {
  readonly key: string;
  readonly accountId: number;
  readonly accountName: string;
  /** The day it was put away, `YYYY-MM-DD`. */
  readonly day: string;
}

/** Steps in their order, the latest last. An account stands once: taking it back takes back all it was put away with. */
export type UndoStack = readonly UndoStep[];

/** More than a person puts away in a day. */
const mostSteps = 500;

export function withStep(stack: UndoStack, step: UndoStep): UndoStack {
  return [...withoutAccount(stack, step.accountId), step].slice(-mostSteps);
}

/** After an account was brought back by other ways. */
export function withoutAccount(stack: UndoStack, accountId: number): UndoStack {
  return stack.filter((step) => step.accountId !== accountId);
}
