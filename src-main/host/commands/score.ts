import type { Command } from 'commander';
import { type AccountScore, scoreAsOf } from '../../jobs/score-as-of';
import { startJobs } from '../../jobs/start-jobs';
import { formatDay } from '../../lib/day';
import { systemClock } from '../../ports/clock';
import { readMonitor } from '../../store/reads/read-monitor';
import type { Store } from '../../store/types';
import { dayOption } from './day-option';
import { type StoreFlags, useStore, withStoreOptions } from './store-option';

interface ScoreFlags extends StoreFlags {
  readonly asOf?: number;
}

/** `steward score`: scores every account of a local copy. */
export function addScoreCommand(program: Command): void {
  withStoreOptions(program.command('score'))
    .description('Score every account and its past, and keep the scores.')
    .option(
      '--as-of <day>',
      'print the scores as they were at the end of that day, and keep nothing',
      dayOption,
    )
    .action((flags: ScoreFlags) => useStore(flags, (store) => runScore(store, flags)));
}

async function runScore(store: Store, flags: ScoreFlags): Promise<void> {
  if (flags.asOf !== undefined) {
    const accounts = scoreAsOf(store, flags.asOf, systemClock.now());
    if (flags.json) console.log(JSON.stringify({ asOf: formatDay(flags.asOf), accounts }));
    else printScores(accounts);
    return;
  }
  const jobs = startJobs({
    store,
    clock: systemClock,
    onJob: () => undefined,
    onScored: () => undefined,
    sliceMilliseconds: 200,
  });
  const id = jobs.enqueue('score_all', {}, 10);
  await jobs.runUntilIdle();
  await jobs.stop();
  const { scores, jobs: done } = readMonitor(store);
  const job = done.find((one) => one.id === id);
  if (job?.state !== 'succeeded') process.exitCode = 1;
  if (flags.json) console.log(JSON.stringify({ ...scores, job }));
  else console.log(`As of ${scores.asOf ?? 'no day'}: ${job?.message ?? 'the job is gone.'}`);
}

function printScores(accounts: readonly AccountScore[]): void {
  for (const { name, score, band } of accounts) {
    console.log(
      `${score === null ? '   –' : score.toFixed(1).padStart(5)}  ${(band ?? 'no score').padEnd(8)}  ${name}`,
    );
  }
}
