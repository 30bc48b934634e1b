import type { Schedule } from '../../src-preload/contract/schedule';
import type { JobKind } from './job-kind';
import type { Work, WorkContext } from './work';

/** Where and when a kind recurs by itself: as a scheduled task, because timers die when the machine sleeps. */
export interface Turns<P> {
  /** @param zone IANA name of the company's */
  schedule(zone: string): Schedule;
  readonly priority: number;
  readonly payload: P;
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
