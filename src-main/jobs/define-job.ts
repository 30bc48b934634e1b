import type { RecurrenceRule } from 'node-schedule';
import type { z } from 'zod';
import type { Topic } from '../../src-preload/contract/wire/events';
import type { Work, WorkContext } from './work';

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

/** Where and when a kind recurs: a turn lies in the queue as a row, because timers die when the machine sleeps. */
export interface Turns<P> {
  readonly rule: RecurrenceRule;
  readonly priority: number;
  /** A turn's payload, told apart from that of one somebody asked for. */
  readonly payload: P;
  isTurn(payload: P): boolean;
}

/** A kind of job with its work, for the runner. */
export interface JobDefinition<P> extends JobKind<P> {
  /**
   * Begins it, or goes on from the context's checkpoint. Methods here take what `payload` parsed, which is why
   * definitions of all payloads fit into one list.
   */
  work(context: WorkContext, payload: P): Work;
  readonly turns?: Turns<P>;
}

/** A kind of job, defined in one place beside its work; host/job-list.ts names all there are. */
export function defineJob<P>(definition: JobDefinition<P>): JobDefinition<P> {
  return definition;
}

/** The same where the work is completed elsewhere: those who ask for the job need no more than this. */
export function describeJob<P>(kind: JobKind<P>): JobKind<P> {
  return kind;
}

/** Every kind there is, by name. */
export type JobList = ReadonlyMap<string, JobDefinition<unknown>>;

/** @throws Error for two kinds of one name */
export function listJobs(definitions: readonly JobDefinition<unknown>[]): JobList {
  const list = new Map<string, JobDefinition<unknown>>();
  for (const definition of definitions) {
    if (list.has(definition.kind)) throw new Error(`two kinds of job are called ${definition.kind}`);
    list.set(definition.kind, definition);
  }
  return list;
}
