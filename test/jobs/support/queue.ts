import { z } from 'zod';
import { defineJob, type JobDefinition, listJobs } from '../../../src-main/jobs/define-job';
import { type NewTask, scheduleTask } from '../../../src-main/jobs/schedule-task';
import { type JobsHandle, type JobsOptions, startJobs } from '../../../src-main/jobs/start-jobs';
import { writeTransaction } from '../../../src-main/store/write-transaction';
import { clockAt, type ManualClock, today } from '../../support/scored-store';
import { type TemporaryStore, temporaryStore } from '../../support/store-builder';

const payload = z.object({ name: z.string() });
type Note = z.infer<typeof payload>;

export type ScheduledNote = Pick<NewTask<Note>, 'taskId' | 'schedule'> & Partial<NewTask<Note>>;

/** A store whose only job writes down what it was asked for, in the order in which it is done. */
export interface Queue {
  readonly temporary: TemporaryStore;
  readonly clock: ManualClock;
  readonly jobs: JobsHandle;
  readonly done: string[];
  /** Names whose work fails, with what. */
  readonly failing: Map<string, unknown>;
  /** All in one transaction. */
  schedule(...tasks: ScheduledNote[]): void;
  /** Looks through the queue and does all that is due, as the half minute does. */
  tick(milliseconds?: number): Promise<void>;
  restart(): Promise<void>;
  /** As a killed process leaves it: nothing is put back. */
  kill(): void;
  close(): Promise<void>;
}

export function queue(options: Partial<JobsOptions> = {}): Queue {
  const clock = clockAt(today);
  const temporary = temporaryStore(() => clock.now());
  const done: string[] = [];
  const failing = new Map<string, unknown>();
  const job: JobDefinition<Note> = defineJob({
    kind: 'note',
    title: 'Write down',
    payload,
    priority: 5,
    makesStale: [],
    *work({ save, store }, { name }) {
      yield;
      if (failing.has(name)) throw failing.get(name);
      writeTransaction(store, 'note', (tx) => save(tx, { done: 1, total: 1, checkpoint: {} }));
      done.push(name);
      return `Wrote down ${name}.`;
    },
  });
  const start = () =>
    startJobs({
      store: temporary.store,
      clock,
      list: listJobs([job]),
      onJob: () => undefined,
      onChanged: () => undefined,
      random: () => 0.5,
      ...options,
    });
  let jobs = start();
  return {
    temporary,
    clock,
    done,
    failing,
    get jobs() {
      return jobs;
    },
    schedule(...tasks) {
      writeTransaction(temporary.store, 'schedule', (tx) => {
        for (const task of tasks) {
          const { taskId: name } = task;
          scheduleTask(tx, { title: name, job, payload: { name }, priority: 5, ...task }, clock.now());
        }
      });
    },
    async tick(milliseconds = 0) {
      clock.time += milliseconds;
      jobs.sweep();
      await jobs.runUntilIdle();
    },
    async restart() {
      await jobs.stop();
      jobs = start();
    },
    kill() {
      void jobs.stop();
      jobs = start();
    },
    async close() {
      await jobs.stop();
      temporary.remove();
    },
  };
}
