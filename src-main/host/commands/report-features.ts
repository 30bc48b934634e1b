import type { Command } from 'commander';
import { differenceOf } from '../../../src-preload/contract/reports/compared-words';
import {
  anyFeatureWords,
  shareOfAccounts,
  usesEach,
} from '../../../src-preload/contract/reports/feature-words';
import type { FeatureReport, Use } from '../../../src-preload/contract/reports/features';
import { counted, spellDifference } from '../../../src-preload/contract/words';
import { momentsOfInput } from '../../api/moments-of-input';
import { systemClock } from '../../ports/clock';
import type { Store } from '../../store/types';
import { featureReport } from '../../work/reports/feature-report';
import { scoringDay } from '../../work/scoring/scoring-day';
import { type FileFlags, fileAsked, withFileOptions, writeReport } from './report-files';
import { type StoreFlags, useStore, withStoreOptions } from './store-option';

interface FeatureFlags extends StoreFlags, FileFlags {
  readonly from: string;
  readonly to: string;
}

/** `steward reports features`: how customers use each feature. */
export function addFeatureReport(reports: Command): void {
  withFileOptions(withStoreOptions(reports.command('features')))
    .description('How customers use each feature between the ends of two days, beside as many days before.')
    .requiredOption('--from <day>', 'the day before the first one, as 2026-08-31')
    .requiredOption('--to <day>', 'the last day, as 2026-11-30')
    .action((flags: FeatureFlags) => useStore(flags, (store) => tellFeatures(store, flags)));
}

async function tellFeatures(store: Store, flags: FeatureFlags): Promise<void> {
  const input = { from: flags.from, to: flags.to };
  const file = fileAsked(flags);
  if (file !== null) {
    console.log(await writeReport(store, { report: 'features', input }, file, flags.json === true));
    return;
  }
  const asOf = scoringDay(store.read, systemClock.now());
  const report = await featureReport(store.read, {}, momentsOfInput(input, asOf), asOf);
  if (flags.json) console.log(JSON.stringify(report));
  else for (const line of linesOf(report)) console.log(line);
}

function linesOf(report: FeatureReport): string[] {
  const { days, accounts, unmeasured, tooShort, features, any, total } = report;
  if (days === null) return ['Nothing was synced yet.'];
  const more = total > features.length ? [`The most used ${features.length} of ${total} features.`] : [];
  return [
    `${days.from} to ${days.to}, beside ${days.beforeFrom} to ${days.beforeTo}: ${counted(accounts, 'account')}; left out ${unmeasured} without known use and ${tooShort} known too short.`,
    ...features.map((feature) => lineOf(feature.name, feature, report)),
    ...more,
    lineOf(anyFeatureWords, any, report),
  ];
}

function lineOf(name: string, { now, before, adopted, stopped }: Use, report: FeatureReport): string {
  const share = shareOfAccounts(now, report);
  if (share === null) return `  ${name}: no account to tell of`;
  const points = spellDifference(differenceOf(share, shareOfAccounts(before, report)) ?? 0);
  const each = usesEach(now);
  return [
    `  ${name}: ${counted(now.accounts, 'account')} (${share.toFixed(1)}%, ${points} points), before ${before.accounts}`,
    `${adopted} new, ${stopped} stopped`,
    `${now.people} people, before ${before.people}`,
    `${each === null ? 'no uses' : `${each.toFixed(1)} uses each`}`,
  ].join('; ');
}
