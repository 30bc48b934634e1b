import type { Command } from 'commander';
import type {
  HealthChange,
  RetentionChange,
  RevenueChange,
} from '../../../src-preload/contract/reports/change';
import { healthPartWords, retentionPartWords } from '../../../src-preload/contract/reports/change-words';
import { movementKinds, type RatesMode } from '../../../src-preload/contract/reports/revenue';
import { kindWords } from '../../../src-preload/contract/reports/revenue-words';
import { counted, shownShare, spellAmount, spellDifference } from '../../../src-preload/contract/words';
import { momentsOfInput } from '../../api/moments-of-input';
import { systemClock } from '../../ports/clock';
import type { Store } from '../../store/types';
import { healthChange } from '../../work/reports/health-change';
import { revenueChange } from '../../work/reports/revenue-change';
import { scoringDay } from '../../work/scoring/scoring-day';
import { type FileFlags, fileAsked, withFileOptions, writeReport } from './report-files';
import { type StoreFlags, useStore, withStoreOptions } from './store-option';

interface ChangeFlags extends StoreFlags, FileFlags {
  readonly from: string;
  readonly to: string;
  readonly constant?: true;
}

/** `steward reports change`: why figures changed between two days. */
export function addChangeReport(reports: Command): void {
  withFileOptions(withStoreOptions(reports.command('change')))
    .description('Why MRR, retention and the mean score changed between the ends of two days.')
    .requiredOption('--from <day>', 'the first day, as 2026-08-31')
    .requiredOption('--to <day>', 'the last day, as 2026-11-30')
    .option('--constant', 'at the rates of the day of the data, in place of those of the first day')
    .action((flags: ChangeFlags) => useStore(flags, (store) => tellChange(store, flags)));
}

async function tellChange(store: Store, flags: ChangeFlags): Promise<void> {
  const rates: RatesMode = flags.constant ? 'constant' : 'opening';
  const input = { from: flags.from, to: flags.to, rates };
  const file = fileAsked(flags);
  if (file !== null) {
    console.log(await writeReport(store, { report: 'change', input }, file, flags.json === true));
    return;
  }
  const asOf = scoringDay(store.read, systemClock.now());
  const moments = momentsOfInput(input, asOf);
  const revenue = await revenueChange(store.read, {}, moments, rates, asOf);
  const health = await healthChange(store.read, {}, moments, asOf);
  if (flags.json) console.log(JSON.stringify({ revenue, health }));
  else for (const line of [...revenueLines(revenue), ...healthLines(health)]) console.log(line);
}

function revenueLines({ period, hasMoney, grr, nrr }: RevenueChange): string[] {
  if (period === null) return ['Nothing was synced yet.'];
  if (!hasMoney) return ['No prices are known.'];
  const moved = movementKinds.flatMap((kind) => {
    const { amount, accounts } = period.movements[kind];
    if (accounts === 0) return [];
    return [`  ${kindWords[kind]} ${spellAmount(amount)} (${counted(accounts, 'account')})`];
  });
  return [
    `From the end of ${period.openDay} to the end of ${period.closeDay}: MRR ${spellAmount(period.opening)} to ${spellAmount(period.closing)}`,
    ...moved,
    ...retentionLines('GRR', grr),
    ...retentionLines('NRR', nrr),
  ];
}

function retentionLines(name: string, change: RetentionChange | null): string[] {
  if (change === null) return [`${name} of twelve months: nobody paid at one of the openings.`];
  return [
    `${name} of twelve months: ${shownShare(change.before).toFixed(1)}% to ${shownShare(change.after).toFixed(1)}%`,
    ...change.parts.map(({ part, points }) => `  ${retentionPartWords[part]} ${spellDifference(points)}`),
  ];
}

function healthLines({ before, after, parts, stayed, rose, fell }: HealthChange): string[] {
  if (before === null || after === null) return [];
  const mean = (value: number | null) => (value === null ? 'none' : value.toFixed(1));
  return [
    `Mean score: ${mean(before.mean)} (${before.scored} of ${counted(before.customers, 'customer')}) to ${mean(after.mean)} (${after.scored} of ${counted(after.customers, 'customer')})`,
    `  ${counted(stayed, 'account')} with a score at both: ${rose} rose, ${fell} fell`,
    ...parts.map(
      ({ part, points, accounts }) =>
        `  ${healthPartWords(part)} ${spellDifference(points)} (${counted(accounts, 'account')})`,
    ),
  ];
}
