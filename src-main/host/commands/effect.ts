import type { Command } from 'commander';
import { type MeansKind, meansKinds } from '../../../src-preload/contract/effect/measured-means';
import type { EffectRow } from '../../../src-preload/contract/effect/report';
import { counted } from '../../../src-preload/contract/words';
import type { Store } from '../../store/types';
import { listEffects } from '../../work/effect/list-effects';
import { measureReportJob } from '../../work/effect/measure-report';
import { runJob } from './run-job';
import { type StoreFlags, useStore, withStoreOptions } from './store-option';

interface EffectFlags extends StoreFlags {
  readonly measure?: true;
}

/** `steward effect`: what came of rules, sequences, templates and channels. */
export function addEffectCommand(program: Command): void {
  withStoreOptions(program.command('effect'))
    .description('What came of rules, sequences, templates and channels, and which rules make noise.')
    .option('--measure', 'measure it now, through yesterday, in place of what was measured last')
    .action((flags: EffectFlags) => useStore(flags, (store) => runEffect(store, flags)));
}

async function runEffect(store: Store, { json, measure }: EffectFlags): Promise<void> {
  const job =
    measure === true
      ? await runJob(store, (jobs, priority) => jobs.enqueue(measureReportJob, {}, priority))
      : undefined;
  const lists = meansKinds.map((kind) => ({ kind, ...listEffects(store.read, kind) }));
  const through = lists[0]?.through ?? null;
  if (json) {
    const rows = Object.fromEntries(lists.map(({ kind, rows }) => [`${kind}s`, rows]));
    console.log(JSON.stringify({ through, ...rows, ...(job && { job }) }));
    return;
  }
  if (job?.state === 'failed') console.log(job.message ?? 'The measuring failed.');
  if (through === null) {
    console.log('Nothing was measured yet: the night does it, or `steward effect --measure`.');
    return;
  }
  console.log(`Through ${through}.`);
  for (const { kind, rows } of lists) for (const row of rows) printRow(kind, row);
}

function printRow(kind: MeansKind, { name, accounts, messages, text, noiseText }: EffectRow): void {
  console.log(
    `${name} (${kind}): ${counted(accounts, 'account')}, ${counted(messages.sent, 'message')} delivered.`,
  );
  console.log(`  ${text}`);
  if (noiseText !== null) console.log(`  ${noiseText}`);
}
