import { setImmediate as breathe } from 'node:timers/promises';
import {
  type FeatureAccounts,
  type FeaturePart,
  type FeatureReport,
  type FeatureUse,
  mostFeatureAccounts,
  mostFeatures,
  type Use,
} from '../../../src-preload/contract/reports/features';
import type { ReportScope } from '../../../src-preload/contract/reports/revenue';
import {
  type AccountUse,
  addComparedUse,
  type ComparedUse,
  emptyComparedUse,
  peopleOf,
  type UseTally,
  useCounter,
} from '../../engines/activity/use-of-features';
import { isWithin } from '../../engines/life/spells';
import { formatDay } from '../../lib/day';
import { type ReportFeature, readReportFeatures, readStaff, readUse } from '../../store/reports/feature-rows';
import { readMachineFeatures } from '../../store/scores/set-apart';
import type { ReadDb } from '../../store/types';
import { eachAccount, type ReportAccount } from './each-account';
import type { Moments } from './revenue-change';

/** Their pages are read and counted in a few milliseconds. */
const accountsAtOnce = 5;

/** An account with what it used in the two periods; null where that is not known of all their days. */
interface Counted {
  readonly account: ReportAccount;
  readonly standing: 'measured' | 'unmeasured' | 'tooShort';
  readonly now: AccountUse;
  readonly before: AccountUse;
}

/**
 * How customers use each feature between the ends of two days, beside as many days before.
 * @param asOf the day to which the copy reaches; null before the first load @param most of them are told
 */
export async function featureReport(
  db: ReadDb,
  scope: ReportScope,
  moments: Moments,
  asOf: number | null,
  most = mostFeatures,
): Promise<FeatureReport> {
  const features = readReportFeatures(db);
  const compared = emptyComparedUse(features.length);
  const counts = { measured: 0, unmeasured: 0, tooShort: 0 };
  if (asOf !== null)
    await countEach(db, scope, moments, asOf, features, ({ standing, now, before }) => {
      counts[standing] += 1;
      if (standing === 'measured') addComparedUse(compared, now, before);
    });
  const all = features.map((feature, place) => ({ ...feature, ...useAt(compared, place) }));
  all.sort(mostUsedFirst);
  return {
    asOf: asOf === null ? null : formatDay(asOf),
    days: asOf === null ? null : daysOf(moments),
    accounts: counts.measured,
    ...{ unmeasured: counts.unmeasured, tooShort: counts.tooShort },
    features: all.slice(0, most),
    total: all.length,
    any: useAt(compared, features.length),
  };
}

/** The accounts that make a figure of a feature, those with the most uses first. @param feature 0: of anything at all */
export async function featureAccounts(
  db: ReadDb,
  { feature, part, ...scope }: ReportScope & { readonly feature: number; readonly part: FeaturePart },
  moments: Moments,
  asOf: number | null,
  most = mostFeatureAccounts,
): Promise<FeatureAccounts> {
  const features = readReportFeatures(db);
  const place = feature === 0 ? features.length : features.findIndex(({ id }) => id === feature);
  const rows: FeatureAccounts['rows'] = [];
  if (asOf !== null && place >= 0)
    await countEach(db, scope, moments, asOf, features, (counted) => {
      if (isOfPart(counted, place, part)) rows.push(rowOf(counted, place));
    });
  rows.sort(
    (left, right) =>
      right.now.events - left.now.events || right.before.events - left.before.events || left.id - right.id,
  );
  return {
    rows: rows.slice(0, most),
    total: rows.length,
    events: rows.reduce((sum, { now }) => sum + now.events, 0),
    eventsBefore: rows.reduce((sum, { before }) => sum + before.events, 0),
  };
}

/** Hands every customer of the last day to `take`. */
async function countEach(
  db: ReadDb,
  scope: ReportScope,
  { from, to }: Moments,
  asOf: number,
  features: readonly ReportFeature[],
  take: (counted: Counted) => void,
): Promise<void> {
  const accounts: ReportAccount[] = [];
  await eachAccount(db, scope, asOf, (account) => {
    if (isWithin(account.spells, to)) accounts.push(account);
  });
  const counter = useCounter(features.map(({ id }) => id));
  const apart = { machineFeatures: readMachineFeatures(db), internalUsers: readStaff(db) };
  const afterBefore = from - (to - from);
  for (const [place, account] of accounts.entries()) {
    const { firstDay, pages, integers } = readUse(db, account.organizationId, afterBefore, to);
    take({
      account,
      standing: firstDay === null ? 'unmeasured' : firstDay > afterBefore + 1 ? 'tooShort' : 'measured',
      now: counter.count(pages, integers, from, to, apart),
      before: counter.count(pages, integers, afterBefore, from, apart),
    });
    if (place % accountsAtOnce === accountsAtOnce - 1) await breathe();
  }
}

function isOfPart({ standing, now, before }: Counted, place: number, part: FeaturePart): boolean {
  if (part === 'unmeasured' || part === 'tooShort') return standing === part;
  if (standing !== 'measured') return false;
  const [isUsed, wasUsed] = [(now.events[place] as number) > 0, (before.events[place] as number) > 0];
  switch (part) {
    case 'used':
      return isUsed;
    case 'before':
      return wasUsed;
    case 'adopted':
      return isUsed && !wasUsed;
    case 'stopped':
      return wasUsed && !isUsed;
  }
}

function rowOf({ account, now, before }: Counted, place: number): FeatureAccounts['rows'][number] {
  const shown = (use: AccountUse) => ({ events: use.events[place] as number, people: peopleOf(use, place) });
  return { id: account.organizationId, name: account.name, now: shown(now), before: shown(before) };
}

function useAt({ now, before, adopted, stopped }: ComparedUse, place: number): Use {
  const shown = ({ accounts, events, people, nameless }: UseTally) => ({
    accounts: accounts[place] as number,
    events: events[place] as number,
    people: people[place] as number,
    nameless: nameless[place] as number,
  });
  return {
    now: shown(now),
    before: shown(before),
    adopted: adopted[place] as number,
    stopped: stopped[place] as number,
  };
}

function daysOf({ from, to }: Moments): FeatureReport['days'] {
  const days = to - from;
  return {
    from: formatDay(from + 1),
    to: formatDay(to),
    beforeFrom: formatDay(from - days + 1),
    beforeTo: formatDay(from),
  };
}

function mostUsedFirst(left: FeatureUse, right: FeatureUse): number {
  return right.now.accounts - left.now.accounts || right.before.accounts - left.before.accounts;
}
