import type { Command } from 'commander';
import { tooLittleKnown } from '../../../src-preload/contract/knowledge';
import { percentOf, spellScore } from '../../../src-preload/contract/words';
import { isTooLittleKnown } from '../../engines/health/judged';
import { formatDay } from '../../lib/day';
import { systemClock } from '../../ports/clock';
import { readMonitor } from '../../store/desk/read-monitor';
import type { Store } from '../../store/types';
import { type AccountScore, scoreAsOf } from '../../work/scoring/score-as-of';
import { scoreAllJob } from '../../work/scoring/scoring-kinds';
import { dayOption } from './day-option';
import { runJob } from './run-job';
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
  const job = await runJob(store, (jobs, priority) => jobs.enqueue(scoreAllJob, {}, priority));
  const { scores } = readMonitor(store);
  if (flags.json) console.log(JSON.stringify({ ...scores, job }));
  else console.log(`As of ${scores.asOf ?? 'no day'}: ${job?.message ?? 'the job is gone.'}`);
}

function printScores(accounts: readonly AccountScore[]): void {
  for (const { name, ...health } of accounts) {
    const { score, band, confidence } = health;
    const words = band ?? (isTooLittleKnown(health) ? tooLittleKnown : 'no score');
    const known = band === null && confidence !== null ? ` (${percentOf(confidence)} known)` : '';
    const shown = score === null ? '–' : spellScore(score);
    console.log(`${shown.padStart(5)}  ${words.padEnd(tooLittleKnown.length)}  ${name}${known}`);
  }
}
