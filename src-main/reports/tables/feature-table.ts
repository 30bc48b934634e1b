import { differenceOf } from '../../../src-preload/contract/reports/compared-words';
import {
  anyFeatureWords,
  featurePartWords,
  shareOfAccounts,
  usesEach,
} from '../../../src-preload/contract/reports/feature-words';
import type {
  FeatureAccounts,
  FeaturePart,
  FeatureReport,
  Use,
} from '../../../src-preload/contract/reports/features';
import type { Table } from '../table';
import { type Figure, tableOf } from './figures';

interface Told extends Use {
  readonly name: string;
  readonly category: string | null;
}

/** A row for each feature, the most used first, and the use of anything at all in the last one. */
export function featureTable(report: FeatureReport): Table {
  const share = (period: Use['now']) => shareOfAccounts(period, report);
  const figures: Figure<Told>[] = [
    ['Feature', ({ name }) => name],
    ['Category', ({ category }) => category],
    ['Accounts that used it', ({ now }) => now.accounts],
    ['Accounts before', ({ before }) => before.accounts],
    ['Difference in accounts', ({ now, before }) => now.accounts - before.accounts],
    ['Of all accounts (%)', ({ now }) => share(now)],
    ['Of all accounts before (%)', ({ before }) => share(before)],
    ['Difference in points', ({ now, before }) => differenceOf(share(now), share(before))],
    ['New adopters', ({ adopted }) => adopted],
    ['Stopped', ({ stopped }) => stopped],
    ['People', ({ now }) => now.people],
    ['People before', ({ before }) => before.people],
    ['Difference in people', ({ now, before }) => now.people - before.people],
    ['Accounts whose people are not known', ({ now }) => now.nameless],
    ['Accounts whose people before are not known', ({ before }) => before.nameless],
    ['Uses', ({ now }) => now.events],
    ['Uses before', ({ before }) => before.events],
    ['Uses per account that used it', ({ now }) => usesEach(now)],
    ['Uses per account before', ({ before }) => usesEach(before)],
    ['Difference in uses per account', ({ now, before }) => differenceOf(usesEach(now), usesEach(before))],
  ];
  const any = { ...report.any, name: anyFeatureWords, category: null };
  return tableOf('Features', null, figures, [...report.features, any]);
}

type Account = FeatureAccounts['rows'][number];

/** The accounts that make a figure of a feature. */
export function featureAccountsTable({ rows }: FeatureAccounts, part: FeaturePart): Table {
  const figures: Figure<Account>[] = [
    ['Account', ({ name }) => name],
    ['Uses', ({ now }) => now.events],
    ['Uses before', ({ before }) => before.events],
    ['Difference in uses', ({ now, before }) => now.events - before.events],
    ['People', ({ now }) => now.people],
    ['People before', ({ before }) => before.people],
  ];
  return tableOf(featurePartWords[part], null, figures, rows);
}
