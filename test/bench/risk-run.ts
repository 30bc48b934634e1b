// A process of its own for each step, so that its memory is that of one step alone:
//   run-ts.mjs test/bench/risk-run.ts fill FILE ORGANIZATIONS   makes a store; prints Filled
//   run-ts.mjs test/bench/risk-run.ts train FILE                learns from it; prints TrainingFigures
//   run-ts.mjs test/bench/risk-run.ts assess FILE               foretells it; prints AssessmentFigures
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startWork } from '../../src-main/host/start-work';
import type { JobsHandle } from '../../src-main/jobs/start-jobs';
import { instantOfDay } from '../../src-main/lib/day';
import { createRandom } from '../../src-main/lib/statistics/random';
import { countOrganizations, readOrganizationIds } from '../../src-main/store/accounts/organization-ids';
import { openStore } from '../../src-main/store/file/open';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { assessRiskJob } from '../../src-main/work/forecasting/risk-assessment';
import { forecastAccount } from '../../src-main/work/forecasting/risk-forecast';
import { trainRiskJob } from '../../src-main/work/forecasting/risk-training';
import type { Job } from '../../src-preload/contract/jobs';
import { fillStore } from './synthetic-store';
import { quantile } from './timing';

export interface FilledRisk {
  readonly users: number;
  readonly left: number;
}

export interface TrainingFigures {
  readonly seconds: number;
  /** What the job said in the end. */
  readonly message: string;
  /** Milliseconds that a call may have waited for its turn: the 99th percentile, other processes' share included. */
  readonly delayP99: number;
  /** The longest stretch of the host's own work between two turns, in milliseconds of its processor time. */
  readonly longestStretch: number;
  /** The largest the process ever was. */
  readonly peakMegabytes: number;
}

export interface AssessmentFigures {
  readonly accounts: number;
  readonly batchSeconds: number;
  /** One account with its curve and reasons, as its screen asks for it. */
  readonly accountMillisecondsP95: number;
  readonly peakMegabytes: number;
}

const firstDay = 20_500;
const days = 180;
const asOf = firstDay + days;
const key = new Uint8Array(32).fill(9);

const steps = { fill, train, assess };
const [step = '', file = '', organizations = ''] = process.argv.slice(2);
const store = openStore({ file, key, now: () => instantOfDay(asOf) });
const run = steps[step as keyof typeof steps];
const result = await run();
store.close();
process.stdout.write(`${JSON.stringify(result)}\n`);

/** One account in ten left on some day of the period, the less it was used the sooner. */
function fill(): FilledRisk {
  const count = Number(organizations);
  const { users } = fillStore(store, { organizations: count, firstDay, days });
  const random = createRandom(3);
  let left = 0;
  writeTransaction(store, 'bench.departures', (tx) => {
    const leave = tx.prepared<[number, number]>(
      'update organizations set churned_at = ? where organization_id = ?',
    );
    const forget = tx.prepared<[number, number]>(
      'delete from activity_daily where organization_id = ? and day >= ?',
    );
    for (let id = 1; id <= count; id++) {
      if (random.next() >= 0.1) continue;
      const day = firstDay + 10 + random.below(days - 20);
      leave.run(instantOfDay(day), id);
      forget.run(id, day - random.below(30));
      left += 1;
    }
  });
  return { users, left };
}

async function train(): Promise<TrainingFigures> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const longestStretch = watchStretches();
  const { job, seconds } = await runJob((jobs) => jobs.enqueue(trainRiskJob, {}, 9));
  delay.disable();
  return {
    seconds,
    message: job.message ?? '',
    delayP99: delay.percentile(99) / 1e6,
    longestStretch: longestStretch(),
    peakMegabytes: peakMegabytes(),
  };
}

/** @returns ends the watch and tells the longest stretch */
function watchStretches(): () => number {
  let longest = 0;
  let before = process.threadCpuUsage();
  const timer = setInterval(() => {
    const { user, system } = process.threadCpuUsage(before);
    longest = Math.max(longest, (user + system) / 1000);
    before = process.threadCpuUsage();
  }, 5);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

async function assess(): Promise<AssessmentFigures> {
  const { seconds } = await runJob((jobs) => jobs.enqueue(assessRiskJob, { organizationIds: 'all' }, 9));
  const milliseconds: number[] = [];
  for (const id of readOrganizationIds(store.read, 0, 600)) {
    const began = performance.now();
    const forecast = forecastAccount(store.read, id);
    if (forecast !== null) milliseconds.push(performance.now() - began);
  }
  return {
    accounts: countOrganizations(store.read),
    batchSeconds: seconds,
    accountMillisecondsP95: quantile(milliseconds, 0.95),
    peakMegabytes: peakMegabytes(),
  };
}

/** Through the jobs, as always: in slices, with progress and checkpoints. */
function runJob(enqueue: (jobs: JobsHandle) => number): Promise<{ job: Job; seconds: number }> {
  return new Promise((resolve, reject) => {
    let wanted = -1;
    const jobs = startWork({
      store,
      clock: { now: () => instantOfDay(asOf) },
      onChanged: () => {},
      onJob(job) {
        const isGivenUp = job.attempt > 0 && job.state === 'queued';
        if (job.id !== wanted || (job.finishedAt === null && !isGivenUp)) return;
        const seconds = (performance.now() - began) / 1000;
        void jobs.stop().then(() => {
          if (job.state === 'succeeded') resolve({ job, seconds });
          else reject(new Error(`${job.kind} ended as ${job.state}: ${job.message}`));
        });
      },
    });
    const began = performance.now();
    wanted = enqueue(jobs);
  });
}

function peakMegabytes(): number {
  return process.resourceUsage().maxRSS / 1024;
}
