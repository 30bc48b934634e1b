import { type Command, Option } from 'commander';
import type { FileFormat } from '../../../src-preload/contract/reports/files';
import type { ReportToFile } from '../../../src-preload/contract/reports/report-files';
import { counted } from '../../../src-preload/contract/words';
import { reportTable } from '../../api/report-table';
import { appVersion } from '../../ports/app-version';
import { systemClock } from '../../ports/clock';
import { groundsOf } from '../../reports/grounds';
import type { Ground } from '../../reports/table';
import { writeTable } from '../../reports/write-table';
import type { Store } from '../../store/types';
import { type StoreFlags, useStore, withStoreOptions } from './store-option';

export interface FileFlags {
  readonly csv?: string;
  readonly xlsx?: string;
}

export function withFileOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--csv <file>', 'write it as plain text, and what it rests on into a file beside it'),
    )
    .addOption(new Option('--xlsx <file>', 'write it as a workbook for spreadsheets').conflicts('csv'));
}

/** Null where no file is asked for. */
export function fileAsked({ csv, xlsx }: FileFlags): { path: string; format: FileFormat } | null {
  if (xlsx !== undefined) return { path: xlsx, format: 'xlsx' };
  return csv === undefined ? null : { path: csv, format: 'csv' };
}

/** Writes a report where the flags say. @returns the words, or the figures as JSON, to be told */
export async function writeReport(
  store: Store,
  of: ReportToFile,
  { path, format }: { path: string; format: FileFormat },
  isJson: boolean,
  more: readonly Ground[] = [],
): Promise<string> {
  const now = systemClock.now();
  const { table, grounds } = await reportTable(store.read, of, now);
  const file = { path, format, madeAt: now, version: appVersion() };
  const rows = await writeTable(file, table, groundsOf(store.read, file, table.name, [...more, ...grounds]));
  return isJson ? JSON.stringify({ path, rows }) : `${path}: ${counted(rows, 'row')}.`;
}

interface OtherFlags extends StoreFlags, FileFlags {
  readonly asOf?: string;
}

const others = {
  cohorts: 'What became of accounts, by the month in which they became customers.',
  renewals: 'What is to be renewed within a year, and what of it is expected to stay.',
  health: 'Customers by the band of their score, month by month.',
  books: 'What there is to look after: your own book, and what all others have together.',
} as const;

/** The reports that have no words of their own here: each goes into a file. */
export function addReportFiles(reports: Command): void {
  for (const report of ['cohorts', 'renewals', 'health', 'books'] as const) {
    const command = withFileOptions(withStoreOptions(reports.command(report)));
    if (report === 'books')
      command.option('--as-of <day>', 'as of the end of this day beside now, as 2026-08-31');
    command.description(others[report]).action((flags: OtherFlags) => {
      const file = fileAsked(flags);
      if (file === null) return command.error('error: say where it goes with --csv or --xlsx');
      return useStore(flags, async (store) =>
        console.log(await writeReport(store, toFile(report, flags), file, flags.json === true)),
      );
    });
  }
}

function toFile(report: keyof typeof others, { asOf: from }: OtherFlags): ReportToFile {
  if (report === 'books') return from === undefined ? { report } : { report: 'books-then', input: { from } };
  return report === 'cohorts' ? { report, input: { months: 24 } } : { report, input: {} };
}
