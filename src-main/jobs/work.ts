import type { Store, Tx } from '../store/types';
import type { JobKind, JobPayload } from './job-kinds';

/** Jobs that follow from others. */
export type FollowUp = Extract<
  JobKind,
  'backfill_history' | 'score_all' | 'train_risk' | 'assess_risk' | 'measure_effects' | 'count_levels'
>;

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
  /** Tells screens that these accounts have new scores. */
  scored(organizationIds: readonly number[] | 'all'): void;
  /** Asks for another job: a walk through the past of new accounts, a run over all of them, the churn model's work. */
  enqueue<K extends FollowUp>(tx: Tx, kind: K, payload: JobPayload<K>): void;
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

/**
 * Sizes chunks so that one takes about the given time: the next is as much larger or smaller as the last was quicker
 * or slower, by no more than half or double.
 */
export function createChunkSize(milliseconds: number): {
  readonly size: number;
  took(elapsed: number): void;
} {
  let size = 8;
  return {
    get size() {
      return size;
    },
    took(elapsed) {
      const factor = Math.min(2, Math.max(0.5, milliseconds / Math.max(elapsed, 0.1)));
      size = Math.min(2000, Math.max(1, Math.round(size * factor)));
    },
  };
}
