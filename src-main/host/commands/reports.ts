import { type Command, InvalidArgumentError } from 'commander';
import { leftOutWords } from '../../../src-preload/contract/money';
import {
  monthSchema,
  mostReportMonths,
  movementKinds,
  type RatesMode,
  type RevenueMonth,
  type RevenuePeriod,
} from '../../../src-preload/contract/reports/revenue';
import { kindWords } from '../../../src-preload/contract/reports/revenue-words';
import { counted, shownShare, spellAmount } from '../../../src-preload/contract/words';
import { systemClock } from '../../ports/clock';
import type { Store } from '../../store/types';
import { revenueReport } from '../../work/reports/revenue-report';
import { scoringDay } from '../../work/scoring/scoring-day';
import { addChangeReport } from './report-change';
import { addFeatureReport } from './report-features';
import { addReportFiles, type FileFlags, fileAsked, withFileOptions, writeReport } from './report-files';
import { addSavedReports } from './saved-reports';
import { type StoreFlags, useStore, withStoreOptions } from './store-option';

interface RevenueFlags extends StoreFlags, FileFlags {
  readonly month?: string;
  readonly months: number;
  readonly constant?: true;
}

/** `steward reports`: figures of the whole book over time. */
export function addReportsCommand(program: Command): void {
  const reports = program.command('reports').description('Figures of the whole book over time.');
  withFileOptions(withStoreOptions(reports.command('revenue', { isDefault: true })))
    .description('What moved the monthly recurring revenue, and what of it was kept.')
    .option('--month <month>', 'the last month, as 2026-11 (default: the present one)', readMonth)
    .option('--months <count>', 'so many months up to it', readCount, 1)
    .option('--constant', 'at the rates of the day of the data, in place of those of each opening')
    .action((flags: RevenueFlags) => useStore(flags, (store) => tellRevenue(store, flags)));
  addChangeReport(reports);
  addFeatureReport(reports);
  addSavedReports(reports);
  addReportFiles(reports);
}

function readMonth(text: string): string {
  const month = monthSchema.safeParse(text);
  if (!month.success) throw new InvalidArgumentError('Write it as 2026-11.');
  return month.data;
}

function readCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > mostReportMonths)
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${mostReportMonths}.`);
  return count;
}

async function tellRevenue(store: Store, flags: RevenueFlags): Promise<void> {
  const { month, months, constant, json } = flags;
  const rates: RatesMode = constant ? 'constant' : 'opening';
  const input = { months, rates, ...(month === undefined ? {} : { through: month }) };
  const file = fileAsked(flags);
  if (file !== null) {
    console.log(await writeReport(store, { report: 'revenue', input }, file, json === true));
    return;
  }
  const report = await revenueReport(store.read, input, scoringDay(store.read, systemClock.now()));
  if (json) {
    console.log(JSON.stringify(report));
    return;
  }
  if (!report.hasMoney) {
    console.log('No prices are known: revenue reports are made of subscriptions with a price (mrr).');
    return;
  }
  for (const one of report.months) console.log(linesOf(one).join('\n'));
  if (report.year !== null) console.log(`Twelve months: ${keptWords(report.year)}`);
  const leftOut = leftOutWords(report.otherMrr);
  if (leftOut !== null) console.log(`MRR of ${leftOut}.`);
  console.log(`As of ${report.asOf}, ${counted(report.accounts, 'account')}.`);
}

function linesOf(month: RevenueMonth): string[] {
  const moved = movementKinds.flatMap((kind) => {
    const { amount, accounts } = month.movements[kind];
    return accounts === 0
      ? []
      : [`  ${kindWords[kind]} ${spellAmount(amount)} (${counted(accounts, 'account')})`];
  });
  return [
    `${month.month}${month.isOver ? '' : ` to ${month.closeDay}`}: MRR ${spellAmount(month.opening)} to ${spellAmount(month.closing)}`,
    ...moved,
    `  ${keptWords(month)}`,
  ];
}

function keptWords({ grr, nrr, logos, baseAccounts }: RevenuePeriod): string {
  if (grr === null || nrr === null || logos === null) return 'nobody paid at the opening.';
  const percent = (share: number) => `${shownShare(share).toFixed(1)}%`;
  return `GRR ${percent(grr)}, NRR ${percent(nrr)}, logos ${percent(logos)} of ${counted(baseAccounts, 'account')}.`;
}
