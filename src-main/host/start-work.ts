import { type JobsHandle, type JobsOptions, startJobs } from '../jobs/start-jobs';
import { companyCalendar } from '../store/copy/company-calendar';
import { readEntriesAnew } from '../store/operations/unread-entries';
import { readUnread } from '../store/runner/unread';
import { writeTransaction } from '../store/write-transaction';
import { readTextsIfBehind } from '../work/finding/read-texts';
import { countIfDue } from '../work/milestones/keep-counted';
import { takeUpBookJob, takeUpIfNews } from '../work/running/take-up-book';
import { ensureStarterConfig } from '../work/scoring/current-config';
import { scoreIfBehind } from '../work/scoring/keep-scored';
import { advanceIfDue } from '../work/sequences/advance-sequences';
import { judgeIfDue } from '../work/triggers/keep-judged';
import { jobList } from './job-list';

/** Starts the runner of a store's jobs with every kind there is. A new store gets the configuration to start with. */
export function startWork(options: Omit<JobsOptions, 'list' | 'onSweep'>): JobsHandle {
  const { store, clock } = options;
  ensureStarterConfig(store, clock.now());
  writeTransaction(store, 'entries.read anew', readEntriesAnew);
  const jobs = startJobs({
    ...options,
    calendar: () => companyCalendar(store.read),
    list: jobList,
    onSweep: (jobs) => {
      takeUpIfNews(jobs, store.read);
      scoreIfBehind(jobs, store.read, clock.now());
      judgeIfDue(jobs, store.read, clock.now());
      advanceIfDue(jobs, store.read, clock.now());
      countIfDue(jobs, store.read, clock.now());
      readTextsIfBehind(jobs, store.read, clock.now());
    },
  });
  // What the Steward of before could not read of the runner's.
  if (readUnread(store.read).length > 0) jobs.enqueue(takeUpBookJob, {}, takeUpBookJob.priority);
  return jobs;
}
