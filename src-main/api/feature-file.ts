import { anyFeatureWords, featurePartWords } from '../../src-preload/contract/reports/feature-words';
import type {
  FeatureAccountsInput,
  FeatureInput,
  FeatureReport,
} from '../../src-preload/contract/reports/features';
import { scopeGrounds } from '../reports/grounds';
import type { Ground } from '../reports/table';
import { featureAccountsTable, featureTable } from '../reports/tables/feature-table';
import { readReportFeatures } from '../store/reports/feature-rows';
import type { ReadDb } from '../store/types';
import { featureAccounts, featureReport } from '../work/reports/feature-report';
import { momentsOfInput } from './moments-of-input';
import type { ReportTable } from './table-of-report';

/** How features are used, as a table. */
export async function featureFile(
  db: ReadDb,
  input: FeatureInput,
  asOf: number | null,
): Promise<ReportTable> {
  const moments = momentsOfInput(input, asOf);
  const report = await featureReport(db, input, moments, asOf, Number.POSITIVE_INFINITY);
  return {
    table: featureTable(report),
    name: `features ${timeOf(report)}`.trim(),
    grounds: [
      ['Time', timeOf(report)],
      ['Compared with', beforeOf(report)],
      ['Accounts', report.accounts],
      ['Left out: no use of them is known', report.unmeasured],
      ['Left out: their use is not known of all these days', report.tooShort],
      ...scopeGrounds(db, input),
    ],
  };
}

/** The accounts of a figure of a feature. */
export async function featureFigure(
  db: ReadDb,
  input: FeatureAccountsInput,
  asOf: number | null,
): Promise<ReportTable> {
  const moments = momentsOfInput(input, asOf);
  const { feature, part } = input;
  const accounts = await featureAccounts(db, input, moments, asOf, Number.POSITIVE_INFINITY);
  const time = `${input.from} to ${input.to}`;
  const grounds: Ground[] = [
    ['Feature', featureName(db, feature)],
    ['Figure', featurePartWords[part]],
    ['Time', `end of ${input.from} to the end of ${input.to}`],
    ['Uses', accounts.events],
    ['Uses before', accounts.eventsBefore],
  ];
  return {
    table: featureAccountsTable(accounts, part),
    name: `${featurePartWords[part].toLowerCase()} ${time}`,
    grounds: [...grounds, ...scopeGrounds(db, input)],
  };
}

function featureName(db: ReadDb, feature: number): string {
  if (feature === 0) return anyFeatureWords;
  return readReportFeatures(db).find(({ id }) => id === feature)?.name ?? `feature ${feature}`;
}

function timeOf({ days }: FeatureReport): string {
  return days === null ? '' : `${days.from} to ${days.to}`;
}

function beforeOf({ days }: FeatureReport): string {
  return days === null ? '' : `${days.beforeFrom} to ${days.beforeTo}`;
}
