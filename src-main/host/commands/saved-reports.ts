import type { Command } from 'commander';
import { relativeWords, type SavedReport } from '../../../src-preload/contract/reports/saved-report';
import { savedReports, savedReportToFile } from '../../api/saved-reports';
import { systemClock } from '../../ports/clock';
import { savedGround } from '../../reports/grounds';
import { scoringDay } from '../../work/scoring/scoring-day';
import { type FileFlags, fileAsked, withFileOptions, writeReport } from './report-files';
import { type StoreFlags, useStore, withStoreOptions } from './store-option';

/** `steward reports saved`: which there are, or one of them as a file. */
export function addSavedReports(reports: Command): void {
  const command = withFileOptions(withStoreOptions(reports.command('saved')));
  command
    .argument('[name]', 'the one to write')
    .description('Reports that are saved under a name: which there are, or one of them as a file.')
    .action((name: string | undefined, flags: StoreFlags & FileFlags) =>
      useStore(flags, async (store) => {
        const asOf = scoringDay(store.read, systemClock.now());
        const all = savedReports(store.read, asOf);
        const file = fileAsked(flags);
        if (name === undefined) {
          console.log(flags.json === true ? JSON.stringify(all) : listed(all));
          return;
        }
        const saved = all.find((one) => one.name.toLowerCase() === name.toLowerCase());
        if (saved === undefined) return command.error(`error: no report is saved as “${name}”`);
        if (file === null) return command.error('error: say where it goes with --csv or --xlsx');
        const of = savedReportToFile(saved, asOf);
        console.log(await writeReport(store, of, file, flags.json === true, [savedGround(saved.name)]));
      }),
    );
}

function listed(all: readonly SavedReport[]): string {
  if (all.length === 0) return 'No report is saved.';
  return all.map(({ name, state }) => `${name}: ${state.show}, ${periodWords(state)}`).join('\n');
}

function periodWords({ period }: SavedReport['state']): string {
  if ('relative' in period) return relativeWords[period.relative].toLowerCase();
  if (period.from !== undefined && period.to !== undefined) return `${period.from} to ${period.to}`;
  return period.through === undefined ? 'the present' : `through ${period.through}`;
}
