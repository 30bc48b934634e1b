import type { z } from 'zod';
import type { Topic } from '../../src-preload/contract/wire/events';

/** A kind of job as those know it who ask for one. */
export interface JobKind<P> {
  /** As jobs' rows name it: never changed once it was released. */
  readonly kind: string;
  /** What Monitor calls it: `Score all accounts`. */
  readonly title: string;
  /** What one is asked to do; kept as JSON in its row. */
  readonly payload: z.ZodType<P>;
  /** Of one that follows from other work or recurs; whoever asks for one by hand says how urgent it is. */
  readonly priority: number;
  /** The part of the screens' data that is no longer fresh once it has done something. */
  readonly makesStale: readonly Topic[];
  /** Does one job that waits and one asked for now in one; without it, the later one's payload stands. */
  join?(waiting: P, added: P): P;
}

/** A kind of job whose work is completed elsewhere: those who ask for the job need no more than this. */
export function describeJob<P>(kind: JobKind<P>): JobKind<P> {
  return kind;
}
