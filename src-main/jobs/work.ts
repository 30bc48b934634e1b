import type { Store, Tx } from '../store/types';
import type { JobKind } from './job-kind';

/** What a job's work may use. */
export interface WorkContext {
  readonly store: Store;
  readonly now: () => number;
  /** How long one stretch may hold the event loop, in milliseconds. */
  readonly sliceMilliseconds: number;
  /** What `save` last kept, by this run or by one that was cut off; undefined at the first start. */
  readonly checkpoint: unknown;
  /** Keeps how far the work got, in the same transaction as the work itself. */
  save(tx: Tx, progress: { done: number; total: number | null; checkpoint: unknown }): void;
  /** Tells screens that what they hold of these accounts is no longer fresh, before the job's end tells it of all. */
  changed(organizationIds: readonly number[] | 'all'): void;
  /** Asks for a job that follows from this one. */
  enqueue<P>(tx: Tx, job: JobKind<P>, payload: P): void;
}

/**
 * Yields after each stretch, so that others get their turn, or a promise to wait for: others go on meanwhile, and what it
 * is rejected with is thrown where it was yielded. Returns a sentence on what was done. Whatever ends it early, a
 * cancellation too, ends it with `return`: what must not outlive it is ended in `finally`.
 */
export type Work = Generator<Wait, string>;
export type Wait = Promise<unknown> | undefined;

/** Waits for the promise and answers what it came to. */
export function* waitFor<T>(promise: Promise<T>): Generator<Promise<unknown>, T> {
  let result: { readonly value: T } | undefined;
  yield promise.then((value) => {
    result = { value };
  });
  if (result === undefined) throw new Error('a job went on before what it waits for was there');
  return result.value;
}
